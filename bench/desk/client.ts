import { Agent, request } from 'node:http'

/** Connections that stay open between requests, as a proxy's do. */
export const keepAlive: Agent = new Agent({ keepAlive: true, maxSockets: 256 })

export interface Reply {
  readonly status: number
  readonly body: string
  readonly cookie: string
}

/** One request; rejects for an answer that is no success. */
export async function ask(...asked: Parameters<typeof replyTo>): Promise<Reply> {
  const reply = await replyTo(...asked)
  const [, method, path] = asked
  if (reply.status >= 300) throw new Error(`${method} ${path}: ${reply.status} ${reply.body}`)
  return reply
}

/** One request, and what is answered, whatever it is. */
export function replyTo(
  port: number,
  method: string,
  path: string,
  headers: Readonly<Record<string, string>>,
  body: string | undefined,
): Promise<Reply> {
  return new Promise((resolve, reject) => {
    const sent = request(
      {
        port,
        host: '127.0.0.1',
        method,
        path,
        agent: keepAlive,
        headers: {
          ...headers,
          ...(body === undefined
            ? {}
            : { 'Content-Type': 'application/json', 'Content-Length': Buffer.byteLength(body) }),
        },
      },
      (answer) => {
        let text = ''
        answer.setEncoding('utf8')
        answer.on('data', (chunk: string) => (text += chunk))
        answer.on('end', () => {
          const cookie = answer.headers['set-cookie']?.[0]?.split(';')[0] ?? ''
          resolve({ status: answer.statusCode ?? 0, body: text, cookie })
        })
      },
    )
    sent.on('error', reject)
    sent.end(body)
  })
}

/** A stream of events that stays open; resolves when it has begun. */
export function openStream(
  port: number,
  path: string,
  headers: Readonly<Record<string, string>>,
  onEvent: (event: string) => void,
): Promise<{ close(): void }> {
  return new Promise((resolve, reject) => {
    const sent = request({ port, host: '127.0.0.1', path, headers, agent: false }, (answer) => {
      if (answer.statusCode !== 200) {
        reject(new Error(`${path}: ${answer.statusCode}`))
        return
      }
      let text = ''
      answer.setEncoding('utf8')
      answer.on('data', (chunk: string) => {
        text += chunk
        const events = text.split('\n\n')
        text = events.pop() ?? ''
        events.forEach(onEvent)
      })
      answer.on('error', () => {})
      resolve({ close: () => sent.destroy() })
    })
    sent.on('error', reject)
    sent.end()
  })
}

/** The value below which that share of the values lies; not a number where there are none. */
export function percentile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((one, other) => one - other)
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN
}
