import { describe, expect, it } from 'vitest'
import { routes } from '../../src/routes/index.ts'
import { openDesk, origin, type FrontDoor, type Said } from '../front-door.ts'

// Every route of the table, tried without its key and with another one's.

const customerRoutes = routes.filter(({ access }) => access === 'customer')
const agentRoutes = routes.filter(({ access }) => access === 'agent' || access === 'newcomer')

const name = (route: { method: string; path: string }): string => `${route.method} ${route.path}`

/** The route's path for a conversation, with something for every other part. */
const pathFor = (path: string, id: string): string =>
  path.replace(':id', id).replace(/:\w+/g, 'something-made-up')

const ask = (door: FrontDoor, method: string, path: string, headers: Record<string, string>): Promise<Said> =>
  door.ask(method, path, { headers, ...(method === 'GET' ? {} : { body: {} }) })

describe('the table of routes', () => {
  it('says of every route who may call it', () => {
    expect(new Set(routes.map(({ access }) => access))).toEqual(
      new Set(['public', 'customer', 'agent', 'newcomer']),
    )
    expect(customerRoutes.length).toBeGreaterThan(15)
    expect(agentRoutes.length).toBeGreaterThan(12)
    expect(new Set(routes.map(name)).size).toBe(routes.length)
  })

  it('leaves nothing public but what needs no proof', () => {
    expect(routes.filter(({ access }) => access === 'public').map(name)).toEqual([
      'POST /conversations',
      'GET /files/:token',
      'GET /availability',
      'GET /callback-slots',
      'POST /agent/session',
    ])
  })
})

describe("a customer's route", () => {
  it.each(customerRoutes.map((route) => [name(route), route] as const))(
    '%s is closed without the secret',
    async (_, route) => {
      const door = openDesk()
      const { id } = await door.customer()
      expect((await ask(door, route.method, pathFor(route.path, id), {})).status).toBe(401)
    },
  )

  it.each(customerRoutes.map((route) => [name(route), route] as const))(
    "%s is not there for another conversation's secret, as if it did not exist",
    async (_, route) => {
      const door = openDesk()
      const mine = await door.customer()
      const other = await door.customer()
      await other.says('Bonjour')
      const foreign = await ask(door, route.method, pathFor(route.path, other.id), mine.authorization)
      const missing = await ask(
        door,
        route.method,
        pathFor(route.path, 'no-such-conversation'),
        mine.authorization,
      )
      expect(foreign.status).toBe(404)
      expect(foreign.body).toEqual(missing.body)
      expect([...foreign.headers]).toEqual([...missing.headers])
      expect((await other.get('/messages')).body.digest).toEqual({ count: 1, last: 1 })
    },
  )

  it.each(customerRoutes.map((route) => [name(route), route] as const))(
    '%s does not open to an agent',
    async (_, route) => {
      const door = openDesk()
      const { id } = await door.customer()
      const agent = await door.agent()
      const headers = { Cookie: agent.cookie, Origin: origin }
      expect((await ask(door, route.method, pathFor(route.path, id), headers)).status).toBe(401)
    },
  )
})

describe("an agent's route", () => {
  it.each(agentRoutes.map((route) => [name(route), route] as const))(
    '%s is closed to strangers and customers',
    async (_, route) => {
      const door = openDesk()
      const customer = await door.customer()
      const path = pathFor(route.path, customer.id)
      const stranger = await ask(door, route.method, path, { Origin: origin })
      const forged = await ask(door, route.method, path, { Origin: origin, Cookie: 'comptoir-agent=forged' })
      const asCustomer = await ask(door, route.method, path, { Origin: origin, ...customer.authorization })
      expect([stranger.status, forged.status, asCustomer.status]).toEqual([401, 401, 401])
      expect(forged.body).toEqual(stranger.body)
    },
  )

  it.each(agentRoutes.filter(({ method }) => method !== 'GET').map((route) => [name(route), route] as const))(
    '%s is closed to a page of another origin, though the cookie is good',
    async (_, route) => {
      const door = openDesk()
      const customer = await door.customer()
      const { cookie } = await door.agent()
      const path = pathFor(route.path, customer.id)
      for (const from of [
        {},
        { Origin: 'https://evil.example' },
        { Origin: 'null' },
        { Origin: origin, 'Sec-Fetch-Site': 'cross-site' },
      ]) {
        expect((await ask(door, route.method, path, { Cookie: cookie, ...from })).status).toBe(403)
      }
    },
  )

  it.each(
    agentRoutes.filter(({ access }) => access === 'agent').map((route) => [name(route), route] as const),
  )('%s waits until the one-time password has been replaced', async (_, route) => {
    const door = openDesk({ agents: [] })
    await door.ask('GET', '/availability')
    const password = /password (\S+)$/.exec(door.announced[0] ?? '')?.[1]
    const signedIn = await door.ask('POST', '/agent/session', {
      body: { login: 'admin', password },
      headers: { Origin: origin },
    })
    expect(signedIn.body).toMatchObject({ login: 'admin', role: 'administrator', mustChangePassword: true })
    const cookie = signedIn.headers.get('set-cookie')?.split(';')[0] ?? ''
    const said = await ask(door, route.method, pathFor(route.path, 'x'), { Cookie: cookie, Origin: origin })
    expect(said).toMatchObject({ status: 403, body: { error: { code: 'DESK-114' } } })
  })
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
    const answer = await openDesk().raw(method, path)
    expect(answer.status).toBe(404)
  })
})
