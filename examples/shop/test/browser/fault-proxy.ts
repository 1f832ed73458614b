import { createServer, type IncomingMessage, request, type ServerResponse } from 'node:http'
import type { Socket } from 'node:net'

/** What the network between a page and the desk can do. */
export const faults = [
  'refused',
  'answer lost',
  'too many requests',
  'server error',
  'captive portal',
  'portal that forbids',
  'half open',
  'slow',
] as const

export type Fault = (typeof faults)[number]

/** Stands between a browser and the demonstration, and can spoil what goes to the desk. */
export interface FaultProxy {
  /** Without a slash at its end. */
  readonly url: string
  /** From now on all that goes to the desk meets this; streams that are open are cut. */
  breaks(fault: Fault): void
  /** The network is fine again. */
  mends(): void
  close(): Promise<void>
}

/** @param origin of the demonstration, e.g. `http://127.0.0.1:40123` */
export async function openFaultProxy(origin: string): Promise<FaultProxy> {
  const { hostname, port } = new URL(origin)
  const streams = new Set<ServerResponse>()
  const held = new Set<ServerResponse>()
  const sockets = new Set<Socket>()
  let fault: Fault | undefined

  function pass(asked: IncomingMessage, answer: ServerResponse, lost = false): void {
    const { method, url: path, headers } = asked
    const passed = request({ hostname, port, method, path, headers }, (response) => {
      if (lost) {
        // The desk has done it; nobody hears that it has.
        response.resume()
        response.on('end', () => answer.destroy())
        return
      }
      answer.writeHead(response.statusCode ?? 502, response.headers)
      answer.flushHeaders()
      if (String(response.headers['content-type']).startsWith('text/event-stream')) {
        streams.add(answer)
        answer.on('close', () => streams.delete(answer))
      }
      response.pipe(answer)
      response.on('error', () => answer.destroy())
    })
    passed.on('error', () => answer.destroy())
    answer.on('close', () => passed.destroy())
    asked.pipe(passed)
  }

  function spoil(kind: Fault, asked: IncomingMessage, answer: ServerResponse): void {
    const page = { 'content-type': 'text/html; charset=utf-8' }
    switch (kind) {
      case 'refused':
        answer.destroy()
        return
      case 'answer lost':
        pass(asked, answer, asked.method !== 'GET')
        return
      case 'too many requests':
        answer.writeHead(429, { 'retry-after': '1', 'content-type': 'application/json' }).end('{}')
        return
      case 'server error':
        answer.writeHead(500, page).end('<h1>500</h1>')
        return
      case 'captive portal':
        answer.writeHead(200, page).end('<h1>Welcome to our network</h1>')
        return
      case 'portal that forbids':
        answer.writeHead(404, page).end('<h1>Sign in first</h1>')
        return
      case 'half open':
        held.add(answer)
        asked.resume()
        return
      case 'slow':
        setTimeout(() => pass(asked, answer), 700)
    }
  }

  const server = createServer((asked, answer) => {
    if (fault !== undefined && asked.url?.startsWith('/desk/')) spoil(fault, asked, answer)
    else pass(asked, answer)
  })
  server.on('connection', (socket) => {
    sockets.add(socket)
    socket.on('close', () => sockets.delete(socket))
  })
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve)
  })
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('The fault proxy has no port.')

  return {
    url: `http://127.0.0.1:${address.port}`,
    breaks(kind) {
      fault = kind
      // A half-open line is one that nobody has hung up.
      if (kind !== 'half open') for (const stream of streams) stream.destroy()
    },
    mends() {
      fault = undefined
      for (const answer of held) answer.destroy()
      held.clear()
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        for (const socket of sockets) socket.destroy()
      }),
  }
}
