import { afterAll, describe, expect, it } from 'vitest'
import { routes } from '../../src/routes/index.ts'
import { jsonSchemaOf } from '../../src/openapi.ts'
import { origin, people, startDesk, type Said } from '../front-door.ts'

// Bodies that do not fit, thrown at every route that takes one.

const taking = routes
  .filter(({ body }) => body !== undefined)
  .map((route) => [`${route.method} ${route.path}`, route] as const)
/** The snapshot is opaque: any object will do. */
const declared = taking.filter(([, { path }]) => !path.endsWith('/snapshot'))

// One desk serves them all: whatever is thrown at it, it stands.
const door = startDesk({
  agents: [
    { login: 'administratrice', name: 'A', role: 'administrator', passwordHash: people[0].passwordHash },
  ],
  limits: { writes: { count: 10_000, perMs: 1000 }, signIns: { count: 1000, perMs: 1000 } },
})
const customer = await door.customer()
const agent = await door.agent('administratrice')
// Theirs to write in: else it would not be there, whatever the body.
await customer.post('/handoff', { topic: 'Colis', facts: {}, locale: 'fr' })
await agent.post(`/conversations/${customer.id}/take`)
afterAll(() => door.desk.close())

/** Sends a body to a route as somebody who may call it. */
function send(route: (typeof routes)[number], body: unknown, type?: string): Promise<Said> {
  const isAgents = route.access === 'agent' || route.access === 'newcomer'
  const path = route.path.replace(':id', customer.id).replace(':clientId', 'message-id')
  return door.ask(route.method, path, {
    body,
    headers: {
      ...(isAgents ? { Cookie: agent.cookie } : customer.authorization),
      Origin: origin,
      ...(type === undefined ? {} : { 'Content-Type': type }),
    },
  })
}

describe.each(taking)('%s', (_, route) => {
  it('refuses what is not JSON, or does not say that it is', async () => {
    expect(await send(route, '{"half":')).toMatchObject({
      status: 400,
      body: { error: { code: 'DESK-104' } },
    })
    expect(await send(route, '{}', 'text/plain')).toMatchObject({
      status: 400,
      body: { error: { code: 'DESK-104' } },
    })
  })

  it.each([[null], [7], ['text'], [[]]])('refuses %j', async (body) => {
    expect(await send(route, JSON.stringify(body))).toMatchObject({ status: 400 })
  })

  it('refuses a body that is too long', async () => {
    // Files are what is allowed to be long.
    const body = { text: 'x'.repeat(route.path.endsWith('/files') ? 9_000_000 : 300_000) }
    expect(await send(route, body)).toMatchObject({
      status: 413,
      body: { error: { code: 'DESK-105' } },
    })
  })

  it('refuses 10,000 levels of nesting without falling over', async () => {
    const body = `${'{"a":'.repeat(10_000)}1${'}'.repeat(10_000)}`
    expect(await send(route, body)).toMatchObject({ status: 400 })
  })
})

describe.each(declared)('%s', (_, route) => {
  it('names the first field that is missing, and says how to mend it', async () => {
    const said = await send(route, {})
    expect(said.status).toBe(400)
    expect(said.body.error.path).toMatch(/^body\.\w+/)
    expect(said.body.error.message).toMatch(/Add it|Correct it/)
  })

  it('refuses fields that it does not know, whoever they would make one', async () => {
    const schema = JSON.stringify(route.body && jsonSchemaOf(route.body))
    expect(schema).toContain('"additionalProperties":false')
    for (const stray of ['id', 'role', 'seq', 'agent_id', 'createdAt', '__proto__', 'constructor']) {
      const said = await send(route, `{${JSON.stringify(stray)}:{"polluted":1}}`)
      expect(said.status, stray).toBe(400)
    }
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined()
  })
})

describe('a query', () => {
  it('has a schema too', async () => {
    expect(await customer.get('/messages?after=-1')).toMatchObject({
      status: 400,
      body: { error: { path: 'query.after', expected: 'a seq, 0 or more' } },
    })
    expect(await door.ask('GET', '/availability?language=fr')).toMatchObject({
      status: 400,
      body: { error: { path: 'query.language' } },
    })
  })

  it('says each thing once', async () => {
    for (const query of ['after=1&after=2', 'after=1&after=1'])
      expect(await customer.get(`/messages?${query}`)).toMatchObject({
        status: 400,
        body: { error: { code: 'DESK-103', path: 'query.after', expected: 'given once' } },
      })
  })
})

describe('a message id', () => {
  it.each(['short', 'with%20space', 'x'.repeat(65), '..%2f..%2fetc'])('is not %s', async (id) => {
    const said = await customer.says('Bonjour', id)
    expect([400, 404]).toContain(said.status)
  })
})

describe('SQL and operators in text fields', () => {
  it.each(["' OR 1=1--", '"; DROP TABLE message;--', '{"$ne":null}', '${7*7}', '{{constructor}}'])(
    '%s is text and nothing else',
    async (text) => {
      const guesser = await door.customer()
      await guesser.says(text)
      const said = await guesser.post('/verifications', { reference: text.slice(0, 60), email: 'a@b.fr' })
      expect(said).toMatchObject({ status: 200, body: { level: 0 } })
      expect((await guesser.get('/messages')).body.messages).toMatchObject([{ text }])
    },
  )
})
