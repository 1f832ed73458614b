import type { IncomingMessage, ServerResponse } from 'node:http'
import { orderOnItsWay } from '../conversations.ts'

/** A desk that knows one order and one customer, for the widget's side of the story. The real one has its own tests. */
export interface StubDesk {
  answer(request: IncomingMessage, response: ServerResponse, path: string): Promise<void>
  /** Texts that the customer and the bot have sent, in order. */
  readonly texts: string[]
}

export const customer = { reference: 'XKBKNABJK', email: 'gnelvet@example.fr' }

export function createStubDesk(): StubDesk {
  const texts: string[] = []
  const seqs = new Map<string, number>()
  return {
    texts,
    async answer(request, response, path) {
      const json = (status: number, value: unknown): void =>
        void response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(value))
      const body = await read(request)
      if (path === '/conversations') return json(201, { id: 'c1', secret: 'a-secret-of-the-conversation' })
      if (path === '/availability')
        return json(200, { open: true, agents: 1, waiting: 0, hoursText: 'toujours' })
      if (request.headers.authorization !== 'Bearer a-secret-of-the-conversation')
        return json(401, { error: { code: 'D' } })
      const [, , , what, id = ''] = path.split('/')
      if (what === 'messages' && request.method === 'PUT') {
        if (!seqs.has(id)) {
          seqs.set(id, seqs.size + 1)
          texts.push(body.text ?? '')
        }
        return json(201, { seq: seqs.get(id) })
      }
      if (what === 'messages')
        return json(200, { messages: [], digest: { count: seqs.size, last: seqs.size } })
      if (what === 'verifications') {
        return json(200, {
          level: body.reference === customer.reference && body.email === customer.email ? 1 : 0,
        })
      }
      if (what === 'orders') return json(200, orderOnItsWay)
      if (what === 'stream')
        return void response.writeHead(200, { 'content-type': 'text/event-stream' }).write(': here\n\n')
      response.writeHead(204).end()
    },
  }
}

async function read(request: IncomingMessage): Promise<Readonly<Record<string, string | undefined>>> {
  let text = ''
  for await (const chunk of request) text += String(chunk)
  return text === '' ? {} : JSON.parse(text)
}
