import { afterAll, describe, expect, it } from 'vitest'
import type { Route } from '../../src/route.ts'
import { routes } from '../../src/routes/index.ts'
import { origin, startDesk, type FrontDoor, type Said } from '../front-door.ts'

// Every route of the table, tried without its key and with another one's.

const named = (wanted: (route: Route) => boolean): (readonly [string, Route])[] =>
  routes.filter(wanted).map((route) => [`${route.method} ${route.path}`, route])

const customerRoutes = named(({ access }) => access === 'customer')
const agentRoutes = named(({ access }) => access === 'agent' || access === 'newcomer')

// One desk for all doors, with somebody signed in.
const door = startDesk({ limits: { conversations: { count: 1000, perMs: 1000 } } })
const agent = await door.agent()
afterAll(() => door.desk.close())

// And one on its first day, whose administrator still has the password that was printed once.
const first = startDesk({ agents: [] })
afterAll(() => first.desk.close())
await first.ask('GET', '/availability')
const signedIn = await first.ask('POST', '/agent/session', {
  body: { login: 'admin', password: /password (\S+)$/.exec(first.announced[0] ?? '')?.[1] },
  headers: { Origin: origin },
})
const newcomer = signedIn.headers.get('set-cookie')?.split(';')[0] ?? ''

/** Calls a route for a conversation, with something for every other part of its path. */
function ask(
  at: FrontDoor,
  { method, path }: Route,
  id: string,
  headers: Record<string, string>,
): Promise<Said> {
  const filled = path.replace(':id', id).replace(/:\w+/g, 'something-made-up')
  return at.ask(method, filled, { headers, ...(method === 'GET' ? {} : { body: {} }) })
}

describe('the table of routes', () => {
  it('says of every route who may call it', () => {
    expect(customerRoutes.length).toBeGreaterThan(15)
    expect(agentRoutes.length).toBeGreaterThan(12)
    expect(new Set(named(() => true).map(([name]) => name)).size).toBe(routes.length)
  })

  it('leaves nothing public but what needs no proof', () => {
    expect(named(({ access }) => access === 'public').map(([name]) => name)).toEqual([
      'POST /conversations',
      'GET /files/:token',
      'GET /availability',
      'GET /callback-slots',
      'GET /agent/sign-in',
      'GET /agent/openid',
      'GET /agent/openid/callback',
      'POST /agent/session',
    ])
  })
})

describe("a customer's route", () => {
  it.each(customerRoutes)('%s is closed without the secret', async (_, route) => {
    const { id } = await door.customer()
    expect((await ask(door, route, id, {})).status).toBe(401)
    expect((await ask(door, route, id, { Authorization: 'Bearer short' })).status).toBe(401)
  })

  it.each(customerRoutes)(
    "%s is not there for another conversation's secret, as if it did not exist",
    async (_, route) => {
      const mine = await door.customer()
      const other = await door.customer()
      await other.says('Bonjour')
      const foreign = await ask(door, route, other.id, mine.authorization)
      const missing = await ask(door, route, 'no-such-conversation', mine.authorization)
      expect(foreign.status).toBe(404)
      expect(foreign.body).toEqual(missing.body)
      expect([...foreign.headers]).toEqual([...missing.headers])
      expect((await other.get('/messages')).body.digest).toEqual({ count: 1, last: 1 })
    },
  )

  it.each(customerRoutes)('%s does not open to an agent', async (_, route) => {
    const { id } = await door.customer()
    const headers = { Cookie: agent.cookie, Origin: origin }
    expect((await ask(door, route, id, headers)).status).toBe(401)
  })
})

describe("an agent's route", () => {
  it.each(agentRoutes)('%s is closed to strangers and customers', async (_, route) => {
    const customer = await door.customer()
    const stranger = await ask(door, route, customer.id, { Origin: origin })
    const forged = await ask(door, route, customer.id, { Origin: origin, Cookie: 'comptoir-agent=forged' })
    const asCustomer = await ask(door, route, customer.id, { Origin: origin, ...customer.authorization })
    expect([stranger.status, forged.status, asCustomer.status]).toEqual([401, 401, 401])
    expect(forged.body).toEqual(stranger.body)
  })

  it.each(agentRoutes)('%s takes nobody’s word for who is signed in', async (_, route) => {
    const headers = {
      Origin: origin,
      'X-Remote-User': 'camille',
      'X-Forwarded-User': 'camille',
      From: 'camille',
    }
    expect((await ask(door, route, 'x', headers)).status).toBe(401)
  })

  it.each(agentRoutes.filter(([, { method }]) => method !== 'GET'))(
    '%s is closed to a page of another origin, though the cookie is good',
    async (_, route) => {
      const customer = await door.customer()
      for (const from of [
        {},
        { Origin: 'https://evil.example' },
        { Origin: 'null' },
        { Origin: origin, 'Sec-Fetch-Site': 'cross-site' },
      ]) {
        const said = await ask(door, route, customer.id, { Cookie: agent.cookie, ...from })
        expect(said.status, JSON.stringify(from)).toBe(403)
      }
    },
  )

  it.each(agentRoutes.filter(([, { access }]) => access === 'agent'))(
    '%s waits until the one-time password has been replaced',
    async (_, route) => {
      const said = await ask(first, route, 'x', { Cookie: newcomer, Origin: origin })
      expect(said).toMatchObject({ status: 403, body: { error: { code: 'DESK-114' } } })
    },
  )
})

describe('any other address', () => {
  it.each([
    ['GET', '/nothing'],
    ['GET', '/conversations'],
    ['PATCH', '/conversations'],
    ['GET', '/files/../../etc/passwd'],
    ['GET', '/console/../secrets.json'],
    ['GET', '/console/%2e%2e%2fsecrets.json'],
    ['HEAD', '/files/a.b.c'],
    ['HEAD', '/availability'],
  ])('%s %s is not there', async (method, path) => {
    expect((await door.raw(method, path)).status).toBe(404)
  })
})
