import { createAdaptorServer } from '@hono/node-server'
import { isDeepStrictEqual } from 'node:util'
import { afterAll, describe, expect, it, vi } from 'vitest'
import type { Route } from '../../src/route.ts'
import { routes } from '../../src/routes/index.ts'
import { png } from '../files/pictures.ts'
import { eventsOf, startDesk, type Agent, type Customer, type FrontDoor } from '../front-door.ts'

// What is another conversation's is not there, at every route of the table and over a real socket, streams included.
// Three routes with holes are put into the table beside the real ones: the probes have to find those, and only those.

vi.mock('../../src/routes/index.ts', async (original) => {
  const real = await original<{ readonly routes: readonly Route[] }>()
  const { holes } = await import('../planted-holes.ts')
  return { routes: [...real.routes, ...holes] }
})

const marker = 'strictement personnel'
const nobodys = '00000000-0000-7000-8000-000000000000'

const door = startDesk()
const server = createAdaptorServer({ fetch: door.desk.fetch })
await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
const bound = server.address()
const url = `http://127.0.0.1:${typeof bound === 'object' ? bound?.port : ''}/desk`
afterAll(async () => {
  await door.desk.close()
  server.close()
})

const agent = await door.agent()
const mine = await door.customer()
/** Somebody who has done everything that can be done, and asked for no person. */
const other = await fullConversation(door)

/** Bodies that fit, for the routes that look at the body before they look at the conversation. */
const bodies: Readonly<Record<string, object>> = {
  'POST /agent/conversations/:id/files': {
    id: 'file-0009',
    name: 'a.png',
    content: png(2, 2).toString('base64'),
  },
  'POST /agent/conversations/:id/links': { ref: 'upload:file-0001' },
  'PUT /agent/conversations/:id/messages/:clientId': { text: 'Bonjour', at: '2026-11-21T10:00:00.000Z' },
  'POST /agent/conversations/:id/read': { seq: 1 },
  'POST /agent/conversations/:id/typing': { on: true },
}

describe('another conversation', () => {
  it('is not there for a customer, whatever the route', async () => {
    const own = routes.filter(({ access }) => access === 'customer')
    expect(own.length).toBeGreaterThan(40)
    expect(await told(own, mine.authorization)).toEqual([
      'GET /conversations/:id/planted',
      'GET /conversations/:id/planted-stream',
    ])
  })

  it('is not there for an agent whom it has not asked for, whatever the route', async () => {
    const ofAgents = routes.filter(({ path }) => path.startsWith('/agent/conversations/:id'))
    expect(ofAgents.length).toBeGreaterThan(8)
    const headers = { Cookie: agent.cookie, Origin: url.replace('/desk', '') }
    expect(await told(ofAgents, headers)).toEqual(['GET /agent/conversations/:id/planted'])
  })

  it('does not open by what it has, asked for in a conversation of one’s own', async () => {
    const asked: readonly (readonly [string, string, unknown])[] = [
      ['POST', '/links', { ref: 'upload:file-0001' }],
      ['POST', '/links', { ref: 'invoice:XKBKNABJK:FA-2026-00031' }],
      ['GET', '/orders/XKBKNABJK', undefined],
      ['GET', '/orders', undefined],
      ['GET', '/snapshot', undefined],
      ['GET', '/messages', undefined],
      ['POST', '/recaps', { flow: 'f', subject: 's', paragraphs: ['p'], order: 'XKBKNABJK', locale: 'fr' }],
      ['POST', '/acts/cancelOrder', { key: 'a-key-of-the-page', input: { reference: 'XKBKNABJK' } }],
    ]
    for (const [method, path, body] of asked) {
      const said = await ask(method, `/conversations/${mine.id}${path}`, mine.authorization, body)
      const foreign = JSON.stringify(said)
      expect(foreign, path).not.toContain(marker)
      const unknown = JSON.stringify(body ?? '').replace(/XKBKNABJK|file-0001/, 'ZZZZZZZZZ')
      const madeUp = await ask(
        method,
        `/conversations/${mine.id}${path.replace('XKBKNABJK', 'ZZZZZZZZZ')}`,
        mine.authorization,
        body && JSON.parse(unknown),
      )
      expect(said, path).toEqual(madeUp)
    }
    // The same id is another message in another conversation, and leaves the first as it was.
    expect((await mine.says('La mienne', 'message-1')).status).toBe(201)
    expect((await other.get('/messages')).body.messages[0]).toMatchObject({ text: `Bonjour, ${marker}` })
  })

  it('is not heard in any stream', async () => {
    const { customer, taken } = await liveConversation(door)
    const streams = routes.filter(
      ({ path, answers }) =>
        path.includes('/conversations/:id') && answers[200]?.type === 'text/event-stream',
    )
    expect(streams.length).toBeGreaterThanOrEqual(2)
    for (const { path, access } of streams) {
      const headers = access === 'customer' ? customer.authorization : { Cookie: taken.cookie }
      const events = eventsOf(await fetch(url + path.replace(':id', customer.id), { headers }))
      // Everything that makes itself heard, in the other conversation and then in this one.
      await other.says(`Encore, ${marker}`)
      await other.post('/typing', { on: true })
      await other.post('/read', { seq: 1 })
      await other.post('/handoff', { topic: marker, facts: { note: marker }, locale: 'fr' })
      await other.post('/end', { outcome: 'resolved' })
      await customer.says(`Entendu sur ${path}`)
      const heard: string[] = []
      while (!heard.some((event) => event.includes(`Entendu sur ${path}`)))
        heard.push(JSON.stringify(await events.next()))
      await events.close()
      expect(heard.join('\n')).not.toContain(marker)
    }
  })
})

/** The routes at which somebody else's conversation gets another answer than one that does not exist. */
async function told(
  table: readonly Route[],
  headers: Readonly<Record<string, string>>,
): Promise<readonly string[]> {
  const found: string[] = []
  for (const { method, path } of table) {
    const name = `${method} ${path}`
    const at = (id: string): string => path.replace(':id', id).replace(/:\w+/g, 'something-made-up')
    const body = method === 'GET' ? undefined : (bodies[name] ?? {})
    const foreign = await ask(method, at(other.id), headers, body)
    expect(foreign.status, `${name} has to look at the conversation: give it a body that fits`).not.toBe(400)
    const isOpen = foreign.status < 400 || foreign.text.includes(marker)
    const isTold = isOpen || !isDeepStrictEqual(foreign, await ask(method, at(nobodys), headers, body))
    if (isTold) found.push(name)
  }
  return found
}

/** Asks over the socket. What has begun to stream is told by its first bytes. */
async function ask(
  method: string,
  path: string,
  headers: Readonly<Record<string, string>>,
  body: unknown,
): Promise<{ readonly status: number; readonly headers: object; readonly text: string }> {
  const abort = new AbortController()
  const answer = await fetch(url + path, {
    method,
    signal: abort.signal,
    headers: { ...headers, ...(body === undefined ? {} : { 'Content-Type': 'application/json' }) },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  })
  const isStream = answer.headers.get('content-type')?.startsWith('text/event-stream') ?? false
  const text = isStream ? 'a stream' : await answer.text()
  abort.abort()
  const { date: _, ...others } = Object.fromEntries(answer.headers)
  return { status: answer.status, headers: others, text }
}

async function fullConversation(at: FrontDoor): Promise<Customer> {
  const customer = await at.customer()
  const order = 'XKBKNABJK'
  const email = 'jeanne.aubert@exemple.fr'
  const steps = [
    await customer.says(`Bonjour, ${marker}`, 'message-1'),
    await customer.post('/verifications', { reference: order, email, postcode: '14000' }),
    await customer.post('/files', {
      id: 'file-0001',
      name: `${marker}.png`,
      content: png(2, 2).toString('base64'),
    }),
    await customer.post('/links', { ref: 'upload:file-0001' }),
    await customer.post('/tickets', { subject: marker, text: marker, topic: 't', facts: {}, locale: 'fr' }),
    await at.ask('PUT', `/conversations/${customer.id}/snapshot`, {
      headers: customer.authorization,
      body: { note: marker },
    }),
  ]
  for (const { status } of steps) expect(status).toBeLessThan(300)
  return customer
}

async function liveConversation(
  at: FrontDoor,
): Promise<{ readonly customer: Customer; readonly taken: Agent }> {
  const customer = await at.customer()
  await customer.post('/handoff', { topic: 'Colis', facts: {}, locale: 'fr' })
  expect((await agent.post(`/conversations/${customer.id}/take`)).status).toBe(200)
  return { customer, taken: agent }
}
