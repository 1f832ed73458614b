import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { describe, expect, it, onTestFinished } from 'vitest'
import {
  eventsOf,
  openDesk,
  origin,
  people,
  type Customer,
  type FrontDoor,
  type Said,
} from '../front-door.ts'
import { newDataFolder } from '../data-folder.ts'

const minute = 60_000
const request = { topic: 'Facture introuvable', facts: { Commande: 'XKBKNABJK' }, locale: 'fr' }

async function waiting(door: FrontDoor): Promise<Customer> {
  const customer = await door.customer()
  await customer.says('Je n’ai pas reçu ma facture')
  await customer.post('/handoff', request)
  return customer
}

describe('signing in', () => {
  it('sets a cookie that scripts cannot read and other sites cannot send', async () => {
    const door = openDesk()
    const said = await door.ask('POST', '/agent/session', {
      body: { login: ' Camille ', password: people[0].password },
      headers: { Origin: origin },
    })
    expect(said.body).toMatchObject({ login: 'camille', name: 'Camille', state: 'available' })
    expect(JSON.stringify(said.body)).not.toContain('scrypt')
    expect(said.headers.get('set-cookie')).toMatch(
      /^comptoir-agent=[\w-]{43}; Path=\/desk; HttpOnly; SameSite=Strict; Max-Age=43200; Secure$/,
    )
  })

  it('says the same to an unknown login and to a wrong password', async () => {
    const door = openDesk()
    const attempt = (login: string): Promise<{ status: number; body: unknown }> =>
      door.ask('POST', '/agent/session', {
        body: { login, password: 'not this one' },
        headers: { Origin: origin },
      })
    const [unknown, wrong] = [await attempt('nobody'), await attempt('camille')]
    expect(unknown.status).toBe(401)
    expect(unknown.body).toEqual(wrong.body)
  })

  it('is slowed down after ten tries from a network, and on one login from many', async () => {
    const door = openDesk({ limits: { signIns: { count: 3, perMs: 15 * minute } } })
    const attempt = async (login: string, address: string): Promise<number> =>
      (
        await door.ask('POST', '/agent/session', {
          body: { login, password: 'x' },
          headers: { Origin: origin },
          address,
        })
      ).status
    expect(await attempt('a', '192.0.2.1')).toBe(401)
    expect(await attempt('b', '192.0.2.1')).toBe(401)
    expect(await attempt('c', '192.0.2.1')).toBe(401)
    expect(await attempt('d', '192.0.2.1')).toBe(429)
    expect(await attempt('camille', '192.0.2.2')).toBe(401)
    expect(await attempt('camille', '192.0.2.3')).toBe(401)
    expect(await attempt('camille', '192.0.2.4')).toBe(401)
    expect(await attempt('camille', '192.0.2.5')).toBe(429)
  })

  it('ends by signing out, and after twelve hours', async () => {
    const door = openDesk()
    const camille = await door.agent()
    await door.ask('DELETE', '/agent/session', { headers: { Cookie: camille.cookie, Origin: origin } })
    expect((await camille.get('/me')).status).toBe(401)
    const bastien = await door.agent('bastien')
    door.clock.advance(12 * 60 * minute)
    expect((await bastien.get('/me')).status).toBe(401)
  })
})

describe('behind a reverse proxy', () => {
  const proxied = { trustedProxies: ['10.0.0.1'] }
  const attempt = async (address: string, headers: Record<string, string>): Promise<Said> =>
    openDesk(proxied).ask('POST', '/agent/session', {
      body: { login: 'camille', password: people[0].password },
      address,
      headers: { Origin: 'https://sav.boutique.example', ...headers },
    })

  it('the console is at the host and under the scheme that the proxy was asked for', async () => {
    const said = await attempt('10.0.0.1', {
      'X-Forwarded-Host': 'sav.boutique.example',
      'X-Forwarded-Proto': 'https',
    })
    expect(said.status).toBe(200)
    expect(said.headers.get('set-cookie')).toContain('; Secure')
  })

  it('and nobody else says where it is', async () => {
    expect((await attempt('10.0.0.1', {})).status).toBe(403)
    expect((await attempt('192.0.2.7', { 'X-Forwarded-Host': 'sav.boutique.example' })).status).toBe(403)
  })
})

describe('the audit log', () => {
  it('tells who signed in, read, took and closed what, and nothing that was said', async () => {
    const data = newDataFolder()
    onTestFinished(() => rmSync(data, { recursive: true }))
    const door = openDesk({ data })
    const camille = await door.agent()
    const customer = await waiting(door)
    await camille.get(`/conversations/${customer.id}`)
    await camille.post(`/conversations/${customer.id}/take`)
    await camille.post(`/conversations/${customer.id}/close`)
    await door.desk.close()
    const database = new DatabaseSync(join(data, 'desk.sqlite'))
    onTestFinished(() => database.close())
    const rows = database.prepare('SELECT action, subject FROM audit ORDER BY id').all()
    const me = String(rows[0]?.['subject'])
    expect(rows.map(({ action, subject }) => [action, subject])).toEqual([
      ['agent.sign-in', me],
      ['conversation.read', customer.id],
      ['conversation.take', customer.id],
      ['conversation.close', customer.id],
    ])
  })
})

describe('the first administrator', () => {
  it('is made when there is nobody, with a password told once, which has to be replaced', async () => {
    const door = openDesk({ agents: [] })
    await door.ask('GET', '/healthz')
    expect(door.announced).toHaveLength(1)
    const password = /password (\S+)$/.exec(door.announced[0] ?? '')?.[1] ?? ''
    expect(password).toMatch(/^\w{4}(-\w{4}){3}$/)
    const signedIn = await door.ask('POST', '/agent/session', {
      body: { login: 'admin', password },
      headers: { Origin: origin },
    })
    const cookie = signedIn.headers.get('set-cookie')?.split(';')[0] ?? ''
    const change = (body: object): ReturnType<typeof door.ask> =>
      door.ask('PUT', '/agent/password', { body, headers: { Cookie: cookie, Origin: origin } })
    expect((await change({ current: 'wrong', password: 'les quais de Caen' })).status).toBe(401)
    expect(await change({ current: password, password: 'short' })).toMatchObject({ status: 400 })
    const changed = await change({ current: password, password: 'les quais de Caen' })
    expect(changed.body).toMatchObject({ mustChangePassword: false })
    const fresh = changed.headers.get('set-cookie')?.split(';')[0] ?? ''
    expect((await door.ask('GET', '/agent/queue', { headers: { Cookie: fresh } })).status).toBe(200)
    expect((await door.ask('GET', '/agent/queue', { headers: { Cookie: cookie } })).status).toBe(401)
    expect(JSON.stringify(door.log)).not.toContain(password)
  })
})

describe('the queue', () => {
  it('shows who waits, first come first, with topic and since when', async () => {
    const door = openDesk()
    const camille = await door.agent()
    const first = await waiting(door)
    door.clock.advance(minute)
    const second = await waiting(door)
    expect((await camille.get('/queue')).body).toEqual({
      waiting: [
        {
          conversationId: first.id,
          topic: 'Facture introuvable',
          locale: 'fr',
          since: '2026-11-21T10:00:00.000Z',
        },
        {
          conversationId: second.id,
          topic: 'Facture introuvable',
          locale: 'fr',
          since: '2026-11-21T10:01:00.000Z',
        },
      ],
      mine: [],
      available: 1,
      callbacks: { open: 0, overdue: 0 },
      records: { open: 0, overdue: 0 },
    })
  })

  it('gives a conversation to one agent only', async () => {
    const door = openDesk()
    const camille = await door.agent('camille')
    const bastien = await door.agent('bastien')
    const customer = await waiting(door)
    const taken = await Promise.all([
      camille.post(`/conversations/${customer.id}/take`),
      bastien.post(`/conversations/${customer.id}/take`),
    ])
    expect(taken.map(({ status }) => status).sort()).toEqual([200, 409])
    const [mine, theirs] = taken[0].status === 200 ? [camille, bastien] : [bastien, camille]
    expect((await mine.get('/queue')).body).toMatchObject({
      waiting: [],
      mine: [{ conversationId: customer.id }],
    })
    expect((await theirs.get('/queue')).body).toMatchObject({ waiting: [], mine: [] })
    expect((await mine.post(`/conversations/${customer.id}/take`)).status, 'again by the same agent').toBe(
      200,
    )
  })

  it('is told live', async () => {
    const door = openDesk()
    const camille = await door.agent()
    const events = eventsOf(await door.raw('GET', '/agent/stream', { headers: { Cookie: camille.cookie } }))
    expect(await events.next()).toMatchObject({ event: 'queue', data: { waiting: [] } })
    const customer = await waiting(door)
    expect(await events.next()).toMatchObject({
      event: 'queue',
      data: { waiting: [{ conversationId: customer.id }] },
    })
    await door.ask('DELETE', '/agent/session', { headers: { Cookie: camille.cookie, Origin: origin } })
    let last = await events.next()
    while (last) last = await events.next()
  })

  it('keeps an agent present for as long as the stream is open', async () => {
    const door = openDesk()
    const camille = await door.agent()
    const events = eventsOf(await door.raw('GET', '/agent/stream', { headers: { Cookie: camille.cookie } }))
    await events.next()
    for (let beat = 0; beat < 12; beat++) {
      door.clock.advance(15_000)
      await events.next()
    }
    expect((await door.ask('GET', '/availability')).body).toMatchObject({ open: true, agents: 1 })
    await events.close()
  })
})

describe('a conversation in the console', () => {
  it('comes whole, with what was said before, the facts and the verified order beside it', async () => {
    const door = openDesk()
    const camille = await door.agent()
    const customer = await door.customer()
    await customer.post('/verifications', {
      reference: 'XKBKNABJK',
      email: 'jeanne.aubert@exemple.fr',
      postcode: '14000',
    })
    await customer.says('Je n’ai pas reçu ma facture')
    await customer.post('/handoff', request)
    const { body } = await camille.get(`/conversations/${customer.id}`)
    expect(body).toMatchObject({
      id: customer.id,
      handoff: {
        state: 'waiting',
        topic: 'Facture introuvable',
        facts: { Commande: 'XKBKNABJK' },
        mine: false,
      },
      messages: [{ author: 'customer', text: 'Je n’ai pas reçu ma facture', seq: 1 }],
      verification: { level: 2, live: true },
      orders: [
        {
          reference: 'XKBKNABJK',
          customerName: 'Jeanne Aubert',
          shipTo: { city: 'Caen' },
          invoices: [{ number: 'FA-2026-00031', mail: { state: 'failed' } }],
        },
      ],
    })
  })

  it('says that the shop is away, and is there all the same', async () => {
    const door = openDesk()
    const camille = await door.agent()
    const customer = await door.customer()
    await customer.post('/verifications', { reference: 'XKBKNABJK', email: 'jeanne.aubert@exemple.fr' })
    await customer.post('/handoff', request)
    door.shop.behave('broken')
    expect((await camille.get(`/conversations/${customer.id}`)).body).toMatchObject({
      orders: [],
      ordersUnavailable: true,
    })
  })

  it('is nobody’s to read when its customer asked for no person', async () => {
    const door = openDesk()
    const camille = await door.agent()
    const customer = await door.customer()
    await customer.says('Quels sont vos horaires ?')
    const closed = await camille.get(`/conversations/${customer.id}`)
    const missing = await camille.get('/conversations/no-such-conversation')
    expect(closed.status).toBe(404)
    expect(closed.body).toEqual(missing.body)
  })
})

describe('an answer', () => {
  it('reaches the customer with name and role, once however often it is sent, masked', async () => {
    const door = openDesk()
    const camille = await door.agent()
    const customer = await waiting(door)
    await camille.post(`/conversations/${customer.id}/take`)
    const answer = {
      text: 'Bonjour, votre IBAN FR14 2004 1010 0505 0001 3M02 606 ?',
      at: '2026-11-21T10:00:10.000Z',
    }
    const path = `/conversations/${customer.id}/messages/agent-message-1`
    expect(await camille.put(path, answer)).toMatchObject({ status: 201, body: { seq: 2 } })
    expect(await camille.put(path, answer)).toMatchObject({ status: 200, body: { seq: 2 } })
    expect((await customer.get('/messages?after=1')).body.messages).toEqual([
      {
        id: 'agent-message-1',
        seq: 2,
        author: 'agent',
        name: 'Camille, conseillère',
        text: 'Bonjour, votre IBAN •••• 2606 ?',
        at: '2026-11-21T10:00:10.000Z',
      },
    ])
  })

  it('is written by the one who has the conversation, and nobody else', async () => {
    const door = openDesk()
    const camille = await door.agent('camille')
    const bastien = await door.agent('bastien')
    const customer = await waiting(door)
    const write = (agent: typeof camille, id: string): Promise<{ status: number }> =>
      agent.put(`/conversations/${customer.id}/messages/${id}`, {
        text: 'Bonjour',
        at: '2026-11-21T10:00:10.000Z',
      })
    expect((await write(camille, 'before-taking')).status).toBe(409)
    await camille.post(`/conversations/${customer.id}/take`)
    expect((await write(camille, 'having-taken')).status).toBe(201)
    expect((await write(bastien, 'not-having-it')).status).toBe(409)
    await camille.post(`/conversations/${customer.id}/close`)
    expect((await write(camille, 'after-closing')).status).toBe(409)
  })

  it("cannot take the id of the customer's message, nor the other way round", async () => {
    const door = openDesk()
    const camille = await door.agent()
    const customer = await waiting(door)
    await camille.post(`/conversations/${customer.id}/take`)
    const mine = await camille.put(`/conversations/${customer.id}/messages/message-1`, {
      text: 'Bonjour',
      at: '2026-11-21T10:00:10.000Z',
    })
    expect(mine).toMatchObject({ status: 409, body: { error: { code: 'DESK-111' } } })
    await camille.put(`/conversations/${customer.id}/messages/agent-message-1`, {
      text: 'Bonjour',
      at: '2026-11-21T10:00:10.000Z',
    })
    expect((await customer.says('Bonjour', 'agent-message-1')).status).toBe(409)
  })

  it('lets the agent see the customer type', async () => {
    const door = openDesk()
    const camille = await door.agent()
    const customer = await waiting(door)
    await camille.post(`/conversations/${customer.id}/take`)
    const events = eventsOf(
      await door.raw('GET', `/agent/conversations/${customer.id}/stream?after=1`, {
        headers: { Cookie: camille.cookie },
      }),
    )
    expect(await events.next()).toMatchObject({ event: 'handoff', data: { state: 'live' } })
    await customer.post('/typing', { on: true })
    expect(await events.next()).toEqual({ event: 'typing', data: { author: 'customer', on: true } })
    await customer.says('C’est la commande XKBKNABJK')
    expect(await events.next()).toMatchObject({ event: 'message', id: '2' })
    await events.close()
  })
})

describe('the outcome of a call', () => {
  const wish = {
    phone: '02 61 91 12 34',
    slotId: '2026-11-21T10:30:00.000Z',
    reason: 'Facture introuvable',
    locale: 'fr',
    consent: { service: true, commercial: false, textVersion: 'callback-2026-06' },
  }

  async function promised(door: FrontDoor): Promise<string> {
    return (await (await door.customer()).post('/callbacks', wish)).body.id
  }

  it('is done: the promise is closed', async () => {
    const door = openDesk()
    const camille = await door.agent()
    const id = await promised(door)
    expect((await camille.post(`/callbacks/${id}/outcome`, { outcome: 'reached' })).body).toMatchObject({
      state: 'reached',
    })
    const done = await camille.post(`/callbacks/${id}/outcome`, { outcome: 'done', note: 'Facture renvoyée' })
    expect(done.body).toMatchObject({ state: 'done', note: 'Facture renvoyée', agent: 'Camille' })
    expect((await camille.get('/callbacks')).body.callbacks).toEqual([])
    expect((await camille.get('/callbacks?show=all')).body.callbacks).toMatchObject([{ state: 'done' }])
    expect((await camille.post(`/callbacks/${id}/outcome`, { outcome: 'reached' })).status).toBe(409)
  })

  it('is no answer: it stays due, and after the second call counts as missed', async () => {
    const door = openDesk()
    const camille = await door.agent()
    const id = await promised(door)
    const missed = (): ReturnType<typeof camille.post> =>
      camille.post(`/callbacks/${id}/outcome`, { outcome: 'no-answer' })
    expect((await missed()).body).toMatchObject({ state: 'due', attempts: 1, maxAttempts: 2 })
    expect((await missed()).body).toMatchObject({ state: 'missed', attempts: 2 })
    expect((await camille.get('/callbacks')).body.callbacks).toEqual([])
  })

  it('of a callback that is not there is not there', async () => {
    const camille = await openDesk().agent()
    expect((await camille.post('/callbacks/no-such-callback/outcome', { outcome: 'done' })).status).toBe(404)
  })
})
