import type { DeskOptions } from '@comptoir/desk'
import { createFakeShop, fakeOrder } from '@comptoir/desk/fakes'
import { createFakeClock } from '@comptoir/bot-engine/fakes'
import { describe, expect, it } from 'vitest'
import { openDesk, type Customer, type FrontDoor } from '../front-door.ts'
import { openMailServer, type MailServer } from '../mail-server.ts'

const claim = { reference: 'XKBKNABJK', email: 'jeanne.aubert@exemple.fr' }
const minute = 60_000

const paul = { reference: 'OTHERONES', email: 'paul.petit@exemple.fr' }

async function openWithMail(
  options: DeskOptions = {},
): Promise<{ door: FrontDoor; server: MailServer; customer: Customer }> {
  const server = await openMailServer()
  const limits = { lookups: { count: 1000, perMs: minute }, tries: 100, mails: { count: 100, perMs: minute } }
  const door = openDesk(
    { mail: { smtp: server.smtp, from: 'a@shop.example' }, limits, ...options },
    { orders: [fakeOrder(), fakeOrder({ ...paul, customerId: 'customer-8' })] },
  )
  return { door, server, customer: await door.customer() }
}

/** Asks for a code and reads it in the mail. */
async function mailedCode(server: MailServer, customer: Customer): Promise<string> {
  const before = server.mails.length
  expect((await customer.post('/codes', claim)).status).toBe(204)
  await server.arrived(before + 1)
  return /: (\d{6})/.exec((server.mails.at(-1)?.text ?? '').replace(/\u00a0/g, ' '))?.[1] ?? ''
}

/** Every code asked for so far has been looked into, and its mail is sent or never will be: Paul's, asked for last, is. */
async function allSent({ shop, customer }: FrontDoor, server: MailServer, asked: number): Promise<void> {
  const looked = (): number => shop.requests.filter((request) => request.includes('/orders/')).length
  while (looked() < asked) await new Promise((resolve) => setImmediate(resolve))
  expect((await (await customer()).post('/codes', paul, { address: '203.0.113.1' })).status).toBe(204)
  while (!server.mails.some(({ to }) => to.includes(paul.email)))
    await server.arrived(server.mails.length + 1)
}

const other = (code: string): string => String((Number(code) + 1) % 1_000_000).padStart(6, '0')

describe('a mailed code', () => {
  it('opens level 3 for its order, once', async () => {
    const { server, customer } = await openWithMail()
    const code = await mailedCode(server, customer)
    expect(server.mails[0]?.to).toEqual(['jeanne.aubert@exemple.fr'])
    expect((await customer.post('/verifications', { ...claim, code })).body).toEqual({ level: 3 })
    expect((await customer.get('/orders/XKBKNABJK')).body).toMatchObject({ reference: 'XKBKNABJK' })
    expect((await customer.post('/verifications', { ...claim, code })).body).toEqual({ level: 0 })
  })

  it('is good for ten minutes, for five tries, in its own conversation', async () => {
    const { door, server, customer } = await openWithMail()
    const late = await mailedCode(server, customer)
    door.clock.advance(10 * minute)
    expect((await customer.post('/verifications', { ...claim, code: late })).body).toEqual({ level: 0 })

    const code = await mailedCode(server, customer)
    const thief = await door.customer()
    expect((await thief.post('/verifications', { ...claim, code })).body).toEqual({ level: 0 })
    for (let guess = 0; guess < 5; guess++)
      expect((await customer.post('/verifications', { ...claim, code: other(code) })).body).toEqual({
        level: 0,
      })
    expect((await customer.post('/verifications', { ...claim, code })).body).toEqual({ level: 0 })
  })

  it('is sent three times an hour and order, whoever asks and from wherever', async () => {
    const { door, server } = await openWithMail()
    for (let asked = 0; asked < 12; asked++) {
      const customer = await door.customer()
      const said = await customer.post('/codes', claim, { address: `192.0.2.${asked}` })
      expect(said).toMatchObject({ status: 204, body: '' })
    }
    await allSent(door, server, 12)
    expect(server.mails.filter(({ to }) => to.includes(claim.email))).toHaveLength(3)
  })

  it('is answered the same, whatever fits, and nobody can use up the codes of another order', async () => {
    const { door, server, customer } = await openWithMail()
    const wrong = [
      { ...claim, email: paul.email },
      { reference: 'NOSUCHONE', email: claim.email },
    ]
    for (const guess of wrong) {
      for (let asked = 0; asked < 5; asked++) {
        const said = await customer.post('/codes', guess)
        expect(said).toMatchObject({ status: 204, body: '' })
      }
    }
    expect(await mailedCode(server, customer)).toMatch(/^\d{6}$/)
    await allSent(door, server, 11)
    expect(server.mails.map(({ to }) => to[0])).toEqual([claim.email, paul.email])
  })

  it('is refused in a sentence where no mail can be sent', async () => {
    const door = openDesk()
    const said = await (await door.customer()).post('/codes', claim)
    expect(said).toMatchObject({ status: 409, body: { error: { code: 'DESK-131' } } })
    expect(door.shop.requests).toEqual([])
  })

  it('is not promised while the shop is away, and that costs no look-up', async () => {
    const { door, server, customer } = await openWithMail({
      limits: { lookups: { count: 1, perMs: 60 * minute } },
    })
    door.shop.behave('broken')
    for (let time = 0; time < 3; time++)
      expect(await customer.post('/codes', claim)).toMatchObject({
        status: 503,
        body: { error: { code: 'DESK-108' } },
      })
    door.shop.behave('well')
    expect(await mailedCode(server, customer)).toMatch(/^\d{6}$/)
  })

  it('comes later when the shop goes away just then, and not at all when that takes too long', async () => {
    const clock = createFakeClock()
    const { url, secret, fetch, requests } = createFakeShop({ now: () => clock.now() })
    let away = true
    let putOff = 0
    const goesAway = async (request: Request): Promise<Response> =>
      away && !request.url.endsWith('/info') ? new Response('', { status: 502 }) : fetch(request)
    const { door, server, customer } = await openWithMail({ clock, shop: { url, secret, fetch: goesAway } })
    const putOffAgain = async (): Promise<void> => {
      putOff += 1
      while (door.log.filter(({ event }) => event === 'job-put-off').length < putOff)
        await new Promise((resolve) => setImmediate(resolve))
    }

    expect((await customer.post('/codes', claim)).status).toBe(204)
    await putOffAgain()
    away = false
    clock.advance(minute)
    await server.arrived(1)

    away = true
    expect((await customer.post('/codes', claim)).status).toBe(204)
    for (const minutes of [1, 5, 0]) {
      await putOffAgain()
      clock.advance(minutes * minute)
    }
    away = false
    const before = requests.length
    clock.advance(15 * minute)
    expect(await mailedCode(server, customer)).toMatch(/^\d{6}$/)
    expect(server.mails).toHaveLength(2)
    expect(requests.slice(before).filter((request) => request.includes('/orders/'))).toHaveLength(1)
  })

  it('cannot be guessed: of the tries over forged and true addresses five a code are looked at', async () => {
    const { door, server, customer } = await openWithMail()
    const code = await mailedCode(server, customer)
    const tries = 300
    let highest = 0
    for (let guess = 0; guess < tries; guess++) {
      const digits = String(guess).padStart(6, '0')
      if (guess === 5) door.clock.advance(1)
      const headers = { 'X-Forwarded-For': `203.0.${guess % 256}.${(guess >> 8) % 256}` }
      const body = { ...claim, code: digits === code ? other(code) : digits }
      const said = await customer.post('/verifications', body, {
        headers,
        address: `198.51.${guess % 200}.7`,
      })
      if (said.status === 200) highest = Math.max(highest, said.body.level)
      else expect(said.status).toBe(429)
    }
    expect(highest).toBe(0)
    // The true one is of no use any more either.
    door.clock.advance(minute)
    expect((await customer.post('/verifications', { ...claim, code })).body.level).toBe(0)
  })
})
