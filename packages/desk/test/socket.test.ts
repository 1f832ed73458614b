import { createAdaptorServer } from '@hono/node-server'
import { connectDesk, newMessageId, type DeskEvent } from '@comptoir/bot-engine'
import { expect, it, onTestFinished } from 'vitest'
import { openDesk, type FrontDoor } from './front-door.ts'

/** The desk on a real port; gives its address. */
async function serve(door: FrontDoor): Promise<string> {
  const server = createAdaptorServer({ fetch: door.desk.fetch })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => void server.close())
  const address = server.address()
  return `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}/desk`
}

const streams = async (url: string): Promise<number> =>
  Number(/comptoir_streams_open (\d+)/.exec(await (await fetch(`${url}/metrics`)).text())?.[1])

it('over a socket, a customer writes and hears, and a stream that is left is let go', async () => {
  const url = await serve(openDesk())
  const { desk } = connectDesk({ url })
  const heard: DeskEvent[] = []
  await desk.putMessage({
    id: newMessageId(1),
    author: 'customer',
    text: 'Bonjour',
    at: '2026-11-21T10:00:00Z',
  })
  const stop = desk.stream(0, (event) => heard.push(event))
  await desk.putMessage({
    id: newMessageId(2),
    author: 'customer',
    text: 'Encore',
    at: '2026-11-21T10:00:01Z',
  })
  await expect
    .poll(() => heard.flatMap((event) => (event.type === 'message' ? [event.message.text] : [])))
    .toEqual(['Bonjour', 'Encore'])
  expect(await streams(url)).toBe(1)
  stop()
  await expect.poll(() => streams(url)).toBe(0)
})

it('over a socket, the network is that of the other end', async () => {
  const url = await serve(openDesk({ limits: { conversations: { count: 1, perMs: 3_600_000 } } }))
  const open = async (headers: Record<string, string> = {}): Promise<number> => {
    const body = '{"locale":"fr"}'
    return (
      await fetch(`${url}/conversations`, {
        method: 'POST',
        body,
        headers: { 'Content-Type': 'application/json', ...headers },
      })
    ).status
  }
  expect(await open()).toBe(201)
  expect(await open({ 'X-Forwarded-For': '203.0.113.5' })).toBe(429)
})

it('over a socket, the answer to a body that is too long says that the connection ends', async () => {
  const url = await serve(openDesk())
  const send = (body: string): Promise<Response> =>
    fetch(`${url}/conversations`, { method: 'POST', body, headers: { 'Content-Type': 'application/json' } })
  const refused = await send(' '.repeat(65_537))
  expect([refused.status, refused.headers.get('connection')]).toEqual([413, 'close'])
  const taken = await send('{"locale":"fr"}')
  expect([taken.status, taken.headers.get('connection')]).toEqual([201, 'keep-alive'])
})

it('over a socket, a body without end is refused before it is read', async () => {
  const url = await serve(openDesk())
  let sent = 0
  const endless = new ReadableStream<Uint8Array>({
    pull(controller) {
      sent += 65_536
      controller.enqueue(new Uint8Array(65_536).fill(32))
    },
  })
  const request: RequestInit & { duplex: 'half' } = {
    method: 'POST',
    body: endless,
    headers: { 'Content-Type': 'application/json' },
    // Node's fetch asks for it where a body is a stream.
    duplex: 'half',
  }
  const answer = await fetch(`${url}/conversations`, request).catch(() => undefined)
  // The answer comes while the body still flows, or the connection is cut: both end the flood.
  expect(answer?.status ?? 413).toBe(413)
  expect(sent).toBeLessThan(50_000_000)
})
