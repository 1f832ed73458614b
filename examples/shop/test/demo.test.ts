import { connectDesk } from '@comptoir/bot-engine'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { demoPassword } from '../src/seed/customers.ts'
import { type Demo, startDemo } from './fixture.ts'

let demo: Demo
beforeAll(async () => {
  demo = await startDemo({ hours: 'open' })
})
afterAll(() => demo.stop())

async function availability(): Promise<unknown> {
  return (await fetch(`${demo.url}/desk/availability?locale=fr`)).json()
}

async function openConversation(): Promise<{ id: string; secret: string }> {
  const opened = await fetch(`${demo.url}/desk/conversations`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: '{"locale":"fr"}',
  })
  const conversation: { id: string; secret: string } = await opened.json()
  return conversation
}

/** The last mail to somebody, as the back office shows it. */
/** What the desk leaves to a job comes soon, and later on a busy machine. */
const later = { timeout: 30_000 }

function lastMailTo(address: string): string {
  const mail = demo.shop.ledger.database
    .prepare('select subject, body from mail where recipient = ? order by id desc limit 1')
    .get(address)
  return `${String(mail?.['subject'])}\n${String(mail?.['body'])}`
}

function post(path: string, form: Readonly<Record<string, string>>): Promise<Response> {
  return fetch(demo.url + path, {
    method: 'POST',
    redirect: 'manual',
    headers: { 'Content-Type': 'application/x-www-form-urlencoded', Origin: demo.url },
    body: new URLSearchParams(form).toString(),
  })
}

describe('the demonstration, shop and desk on one port', () => {
  test('every door answers', async () => {
    for (const door of ['/', '/en', '/demo', '/comptoir/config.json', '/desk/healthz'])
      expect([door, (await fetch(demo.url + door)).status]).toEqual([door, 200])
    const console = await fetch(`${demo.url}/console`, { redirect: 'manual' })
    expect(console.headers.get('location')).toBe(demo.consoleUrl)
  })

  test('the page of what to try names customers, agents and passwords, in both languages', async () => {
    for (const path of ['/demo', '/en/demo']) {
      const page = await (await fetch(demo.url + path)).text()
      for (const word of ['gnelvet@example.fr', 'XKBKNABJK', '14000', 'camille', demo.agents[0]?.password])
        expect(page).toContain(word)
    }
  })

  test('the desk verifies a customer through the contract', async () => {
    const { id, secret } = await openConversation()
    const verified = await fetch(`${demo.url}/desk/conversations/${id}/verifications`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', Authorization: `Bearer ${secret}` },
      body: JSON.stringify({ reference: 'XKBKNABJK', email: 'gnelvet@example.fr', postcode: '14000' }),
    })
    expect(await verified.json()).toMatchObject({ level: 2 })
  })

  test('the desk believes the word of the shop for a customer who is logged in', async () => {
    const signedIn = await post('/connexion', { email: 'gnelvet@example.fr', password: demoPassword })
    const cookie = signedIn.headers.getSetCookie()[0]?.split(';')[0] ?? ''
    const page = await (await fetch(`${demo.url}/mon-compte`, { headers: { Cookie: cookie } })).text()
    const token = /'identify',"([^"]+)"/.exec(page)?.[1]
    const { id, secret } = await openConversation()
    const answer = await fetch(`${demo.url}/desk/conversations/${id}/identity`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', Authorization: `Bearer ${secret}` },
      body: JSON.stringify({ token }),
    })
    expect(await answer.json()).toMatchObject({ level: 3 })
    const orders = await fetch(`${demo.url}/desk/conversations/${id}/orders`, {
      headers: { Authorization: `Bearer ${secret}` },
    })
    expect(await orders.text()).toContain('HVNDSGKTB')
  })

  test('a customer proves who they are with the code from their mail, and cancels an order', async () => {
    const { shop, desk } = connectDesk({ url: `${demo.url}/desk` })
    const claim = { reference: 'CNCLRTZMW', email: 'marc.fontaine@example.fr' }
    await shop.verify(claim)
    await expect(shop.act('cancelOrder', { reference: 'CNCLRTZMW' }, 'early')).rejects.toMatchObject({
      code: 'forbidden',
    })

    await shop.sendCode(claim)
    await expect.poll(() => lastMailTo('marc.fontaine@example.fr'), later).toMatch(/\b\d{6}\b/)
    const code = /\b\d{6}\b/.exec(lastMailTo('marc.fontaine@example.fr'))?.[0] ?? ''
    expect(await shop.verify({ ...claim, code })).toEqual({ level: 3 })
    expect(await shop.act('cancelOrder', { reference: 'CNCLRTZMW' }, 'cancel')).toMatchObject({
      kind: 'cancellation',
      state: 'done',
      refund: { means: 'paypal' },
    })
    expect((await shop.order('CNCLRTZMW')).status).toBe('refunded')
    await desk.end('resolved')
  })

  test('a withdrawal that the desk receives is in the shop, with one receipt by mail', async () => {
    const { desk } = connectDesk({ url: `${demo.url}/desk` })
    const receipt = await desk.withdraw({
      name: 'Amina Benali',
      contract: 'DWLKTZRPM',
      email: 'amina.benali@example.fr',
      statement: 'Je vous notifie ma rétractation du contrat portant sur la commande DWLKTZRPM.',
      textVersion: 'withdraw@1/fr/00000000',
      locale: 'fr',
    })
    const requests = (): readonly string[] =>
      demo.shop.ledger.database
        .prepare("select value from request where kind = 'withdrawal' and email = 'amina.benali@example.fr'")
        .all()
        .map(({ value }) => String(value))
    await expect.poll(() => requests().length, later).toBe(1)
    expect(requests()[0]).toContain(receipt.reference)
    await expect.poll(() => lastMailTo('amina.benali@example.fr'), later).toContain(receipt.reference)
  })

  test('the switch of the hours is felt by the desk and by the chat at once', async () => {
    await post('/demo/horaires', { mode: 'closed' })
    expect(await availability()).toMatchObject({ open: false })
    const config: { hours: object } = await (await fetch(`${demo.url}/comptoir/config.json`)).json()
    expect(config.hours).toHaveProperty('exceptions')
    const closed = await (await fetch(`${demo.url}/desk/callback-slots`)).text()
    await post('/demo/horaires', { mode: 'open' })
    const open = await (await fetch(`${demo.url}/desk/callback-slots`)).text()
    expect(open.length).toBeGreaterThan(closed.length)
    await post('/demo/horaires', { mode: 'real' })
    expect(JSON.stringify(await availability())).toMatch(/lundi.*vendredi.*9.*18/)
    await post('/demo/horaires', { mode: 'open' })
  })
})

describe('the desk on another origin', () => {
  test('is named by the tag, allowed by the policy, and open to the shop', async () => {
    const apart = await startDemo({ separateDesk: true })
    const page = await fetch(apart.url)
    expect(await page.text()).toContain(`data-page="/contact" data-desk="${apart.deskUrl}"></script>`)
    expect(new URL(apart.deskUrl).origin).not.toBe(apart.url)
    expect(page.headers.get('content-security-policy')).toContain(
      `connect-src 'self' ${new URL(apart.deskUrl).origin}`,
    )
    const answer = await fetch(`${apart.deskUrl}/availability?locale=fr`, { headers: { Origin: apart.url } })
    expect(answer.headers.get('access-control-allow-origin')).toBe(apart.url)
    await apart.stop()
  })
})

describe('the desk alone', () => {
  test('can stop and start while the shop goes on', async () => {
    await demo.stopDesk()
    expect((await fetch(`${demo.url}/desk/healthz`)).status).toBe(503)
    expect((await fetch(demo.url)).status).toBe(200)
    demo.startDesk()
    expect((await fetch(`${demo.url}/desk/healthz`)).status).toBe(200)
  })
})
