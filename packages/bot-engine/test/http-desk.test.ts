import {
  connectDesk,
  createMemoryStorage,
  systemClock,
  type Clock,
  type DeskEvent,
  type Message,
} from '@comptoir/bot-engine'
import { deskContract, deskRecordsContract, shopContract } from '@comptoir/bot-engine/contracts'
import { setupServer } from 'msw/node'
import { HttpResponse } from 'msw'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { DESK, serveDesk, type ServedDesk } from './desk-handlers.ts'

const server = setupServer()
let served: ServedDesk

beforeAll(() => server.listen({ onUnhandledFrame: 'error' }))
beforeEach(() => {
  served = serveDesk()
  server.use(...served.handlers)
})
afterEach(() => server.resetHandlers())
afterAll(() => server.close())

/** Pauses pass at once; time limits of seconds stay far away. */
const impatient: Clock = {
  now: () => Date.now(),
  setAlarm: (at, callback) => systemClock.setAlarm(at - Date.now() > 5000 ? at : Date.now() + 1, callback),
}

const connect = (
  options: { storage?: ReturnType<typeof createMemoryStorage>; timeout?: number } = {},
): ReturnType<typeof connectDesk> =>
  connectDesk({
    url: DESK,
    fetch: (...request) => globalThis.fetch(...request),
    clock: impatient,
    ...options,
  })

const known = { reference: 'XKBKNABJK', email: 'julien.moreau@example.com', postcode: '14000' }

shopContract(
  { describe, it, expect },
  {
    open: async () => connect().shop,
    known,
    other: { reference: 'RELAYPNTZ', email: 'amelie.duval@example.com', postcode: '35000' },
    token: 'signed',
    forgedToken: 'forged',
  },
)

deskContract(
  { describe, it, expect },
  {
    async open() {
      const { desk } = connect()
      return {
        desk,
        agent: {
          take: async () => served.latest.desk.agent.take(),
          say: async (text) => void served.latest.desk.agent.say(text),
          read: async () => served.latest.desk.agent.read(),
          close: async () => served.latest.desk.agent.close(),
        },
      }
    },
  },
)

deskRecordsContract(
  { describe, it, expect },
  {
    open: async () => connect().desk,
    async openVerified() {
      const { desk, shop } = connect()
      await shop.verify(known)
      return { desk, order: known.reference }
    },
  },
)

function hello(id: string): Message {
  return { id, at: '2026-11-21T10:00:00.000Z', author: 'customer', text: id }
}

describe('the desk over HTTP', () => {
  it('opens the conversation at the first need, once', async () => {
    const { desk } = connect()
    await desk.availability()
    expect(served.requests).toEqual(['GET /availability'])
    await Promise.all([desk.putMessage(hello('message-1')), desk.survey({ scale: 'csat', value: 4 })])
    expect(served.requests.filter((request) => request === 'POST /conversations')).toHaveLength(1)
  })

  it('finds its conversation again after a reload, for 24 hours', async () => {
    const storage = createMemoryStorage()
    await connect({ storage }).desk.putMessage(hello('message-1'))
    expect(await connect({ storage }).desk.putMessage(hello('message-2'))).toEqual({ seq: 2 })
    const kept = (await storage.get('comptoir:session')) as object
    await storage.set('comptoir:session', { ...kept, usedAt: Date.now() - 86_400_001 })
    expect(await connect({ storage }).desk.putMessage(hello('message-3'))).toEqual({ seq: 1 })
  })

  it('older than the page has the text of a message whose card it refuses', async () => {
    const { desk } = connect()
    served.fail(
      1,
      () => HttpResponse.json({ error: { code: 'X', message: 'No.' } }, { status: 400 }),
      /messages/,
    )
    const card = { type: 'custom', kind: 'size-guide', data: ['S'] } as const
    expect(await desk.putMessage({ ...hello('message-1'), card })).toEqual({ seq: 1 })
    expect(served.latest.desk.messages).toMatchObject([{ id: 'message-1', text: 'message-1' }])
    expect(served.latest.desk.messages[0]).not.toHaveProperty('card')
  })

  it.each([408, 425, 429, 500, 502, 503])('asks again after %i', async (status) => {
    const { shop } = connect()
    await shop.verify(known)
    served.fail(2, () => new HttpResponse('<html>', { status }), /orders/)
    expect((await shop.order(known.reference)).reference).toBe(known.reference)
  })

  it('gives up after three attempts, with a sentence', async () => {
    const { shop } = connect()
    await shop.verify(known)
    served.fail(9, () => HttpResponse.error(), /orders/)
    await expect(shop.order(known.reference)).rejects.toMatchObject({
      code: 'unavailable',
      message: expect.stringMatching(/^GET .*could not be sent/),
    })
    expect(served.requests.filter((request) => request.includes('orders'))).toHaveLength(3)
  })

  it.each([400, 404, 409, 422])('does not ask again after %i', async (status) => {
    const { desk } = connect()
    served.fail(1, () => HttpResponse.json({ error: { code: 'X', message: 'No.' } }, { status }), /callbacks/)
    await expect(
      desk.requestCallback({
        phone: '',
        slotId: '',
        reason: '',
        locale: 'fr',
        consent: { service: true, commercial: false, textVersion: '' },
      }),
    ).rejects.toThrow(status === 404 ? /./ : /answered \d+: No\./)
  })

  it('never sends a claim twice by itself: each one counts as a try', async () => {
    const { shop } = connect()
    served.fail(1, () => HttpResponse.error(), /verifications/)
    await expect(shop.verify(known)).rejects.toMatchObject({ code: 'unavailable' })
    expect(served.requests.filter((request) => request.includes('verifications'))).toHaveLength(1)
  })

  it('takes an HTML page with status 200 for no answer', async () => {
    const { shop } = connect()
    await shop.verify(known)
    served.fail(1, () => new HttpResponse('<html>captive portal</html>'), /orders/)
    await expect(shop.order(known.reference)).rejects.toMatchObject({
      code: 'unavailable',
      message: expect.stringContaining("not the desk's JSON"),
    })
  })

  it.each([401, 403, 404, 407, 511])(
    'does not take the page of a proxy, %i, for the desk',
    async (status) => {
      const storage = createMemoryStorage()
      const { desk } = connect({ storage })
      await desk.putMessage(hello('message-1'))
      served.fail(1, () => new HttpResponse('<html>Sign in to the network</html>', { status }), /messages/)
      await expect(desk.putMessage(hello('message-2'))).rejects.toMatchObject({ code: 'unavailable' })
      expect(await desk.putMessage(hello('message-2'))).toEqual({ seq: 2 })
      expect(served.requests.filter((request) => request === 'POST /conversations')).toHaveLength(1)
    },
  )

  it('puts the secret in a header and nowhere else', async () => {
    const seen: Request[] = []
    const { desk } = connectDesk({
      url: DESK,
      fetch: async (...request) => {
        seen.push(new Request(...request))
        return globalThis.fetch(...request)
      },
    })
    await desk.putMessage(hello('message-1'))
    expect(seen.at(-1)?.headers.get('Authorization')).toBe('Bearer secret-1')
    expect(seen.map(({ url }) => url).join()).not.toContain('secret')
    expect(
      seen.every(
        ({ credentials, referrerPolicy }) => credentials === 'omit' && referrerPolicy === 'no-referrer',
      ),
    ).toBe(true)
  })

  it('has the figures of a last turn go out after the page, as far as browsers let them', async () => {
    const afterwards: boolean[] = []
    const { desk } = connectDesk({
      url: DESK,
      fetch: async (...request) => {
        afterwards.push(new Request(...request).keepalive)
        return globalThis.fetch(...request)
      },
    })
    await desk.putMessage(hello('message-1'))
    const figure = { run: 1, flow: 'handoff', version: 1, phase: 'welcome', what: 'entered' } as const
    await desk.recordFigures?.([{ ...figure, at: '2026-11-22T09:00:00Z' }])
    await desk.recordFigures?.(Array.from({ length: 400 }, () => ({ ...figure, at: '2026-11-22T09:00:00Z' })))
    expect(afterwards).toEqual([false, false, true, false])
  })

  it('reads what it knows of the stream of a newer desk, and lets the rest pass', async () => {
    const at = '2026-11-22T09:00:00Z'
    const lines: readonly (readonly [event: string, data: unknown])[] = [
      ['sentiment', { mood: 'calm' }],
      ['message', { id: 'm1', seq: 1, author: 'agent', name: 'Camille', text: 'Bonjour', at, tone: 'warm' }],
      [
        'message',
        { id: 'm2', seq: 2, author: 'supervisor', text: 'Je reprends.', at, card: { type: 'hologram' } },
      ],
      ['handoff', { state: 'shared', agents: 2 }],
      ['read', {}],
      ['typing', { on: true, finger: 'left' }],
      ['digest', 'nothing of the sort'],
      ['read', { seq: 2, by: 'Camille' }],
    ]
    const stream = lines.map(([event, data]) => `event: ${event}\ndata: ${JSON.stringify(data)}\n\n`).join('')
    const { desk } = connectDesk({
      url: DESK,
      fetch: async (address) =>
        String(address).endsWith('/stream')
          ? new Response(`${stream}event: message\ndata: {"broken\n\n`, {
              headers: { 'Content-Type': 'text/event-stream' },
            })
          : Response.json({ id: 'c1', secret: 's', messages: [], digest: { count: 0, last: 0 } }),
    })
    const heard: DeskEvent[] = []
    const stop = desk.stream(0, (event) => void heard.push(event))
    await expect.poll(() => heard.some(({ type }) => type === 'read')).toBe(true)
    stop()
    expect(heard.filter(({ type }) => type !== 'connection')).toMatchObject([
      { type: 'message', message: { author: 'agent', text: 'Bonjour' } },
      { type: 'message', message: { author: 'system', text: 'Je reprends.' } },
      { type: 'typing', author: 'agent', on: true },
      { type: 'read', seq: 2 },
    ])
  })

  it('makes the address of a document absolute', async () => {
    const { shop } = connect()
    await shop.verify(known)
    expect((await shop.mintLink('invoice:XKBKNABJK:FA-2026-00031')).href).toBe(
      'https://shop.example/desk/files/abc',
    )
  })

  it('resumes a stream that was cut, without losing or doubling a message', async () => {
    const { desk } = connect()
    await desk.putMessage(hello('message-1'))
    const events: DeskEvent[] = []
    const stop = desk.stream(0, (event) => void events.push(event))
    const heard = (): readonly string[] =>
      events.flatMap((event) => (event.type === 'message' ? [event.message.text] : []))
    await expect.poll(heard).toEqual(['message-1'])
    served.cutStreams()
    await desk.putMessage(hello('message-2'))
    await expect.poll(heard).toEqual(['message-1', 'message-2'])
    served.cutStreams()
    await desk.putMessage(hello('message-3'))
    await expect.poll(heard).toEqual(['message-1', 'message-2', 'message-3'])
    stop()
    expect(events.some((event) => event.type === 'connection' && !event.online)).toBe(true)
  })
})
