import type { ActName, FileToUpload, Message } from '@comptoir/bot-engine'
import { PortError } from '@comptoir/bot-engine'
import { createFakeDesk, createFakeShop, type FakeDesk, type FakeShop } from '@comptoir/bot-engine/fakes'
import { http, HttpResponse, type HttpHandler } from 'msw'

export const DESK = 'https://shop.example/desk'

/** A desk behind MSW: its HTTP API as in the documentation, with the fakes behind it, one pair a conversation. */
export interface ServedDesk {
  readonly handlers: readonly HttpHandler[]
  /** What stands behind the conversation opened last. */
  readonly latest: { readonly desk: FakeDesk; readonly shop: FakeShop }
  readonly requests: readonly string[]
  /** Ends every open stream, as a proxy would. */
  cutStreams(): void
  /** The next requests that match get this answer. */
  fail(times: number, answer: () => Response, match?: RegExp): void
}

const statusOf = { forbidden: 403, refused: 409, invalid: 400, unavailable: 503 }

function json(value: object, status = 200): Response {
  return HttpResponse.json(value as never, { status })
}

function problem(status: number, message: string): Response {
  return json({ error: { code: 'DESK', message } }, status)
}

export function serveDesk(email = 'julien.moreau@example.com'): ServedDesk {
  const opened = new Map<string, { desk: FakeDesk; shop: FakeShop; secret: string }>()
  const streams = new Set<ReadableStreamDefaultController<Uint8Array>>()
  const requests: string[] = []
  let last: { desk: FakeDesk; shop: FakeShop; secret: string } | undefined
  let failing = { times: 0, answer: (): Response => HttpResponse.error(), match: /./ }

  type Answer = (
    open: { desk: FakeDesk; shop: FakeShop },
    context: { params: Record<string, string>; body: never; url: URL; request: Request },
  ) => Promise<Response | undefined>

  function route(method: 'get' | 'post' | 'put' | 'delete', path: string, answer: Answer): HttpHandler {
    return http[method](`${DESK}/conversations/:id${path}`, async ({ request, params }) => {
      requests.push(`${request.method} ${path}`)
      if (failing.times > 0 && failing.match.test(`${request.method} ${path}`)) {
        failing.times--
        return failing.answer()
      }
      const open = opened.get(String(params['id']))
      if (!open || request.headers.get('Authorization') !== `Bearer ${open.secret}`)
        return problem(404, 'nothing here')
      try {
        const text = await request.text()
        const context = {
          params: params as Record<string, string>,
          body: (text ? JSON.parse(text) : undefined) as never,
          url: new URL(request.url),
          request,
        }
        return (await answer(open, context)) ?? new HttpResponse(null, { status: 204 })
      } catch (cause) {
        if (cause instanceof PortError) return problem(statusOf[cause.code], cause.message)
        throw cause
      }
    })
  }

  const handlers: HttpHandler[] = [
    http.post(`${DESK}/conversations`, () => {
      requests.push('POST /conversations')
      if (failing.times > 0 && failing.match.test('POST /conversations')) {
        failing.times--
        return failing.answer()
      }
      const id = `conversation-${opened.size + 1}`
      last = {
        desk: createFakeDesk(),
        shop: createFakeShop({ tokens: { signed: email } }),
        secret: `secret-${opened.size + 1}`,
      }
      opened.set(id, last)
      return json({ id, secret: last.secret }, 201)
    }),
    http.get(`${DESK}/availability`, async () => {
      requests.push('GET /availability')
      return json(await (last?.desk ?? createFakeDesk()).availability())
    }),
    http.get(`${DESK}/callback-slots`, async () =>
      json({ slots: await (last?.desk ?? createFakeDesk()).callbackSlots() }),
    ),
    route('put', '/messages/:clientId', async ({ desk }, { params, body }) =>
      json(await desk.putMessage({ ...(body as Message), id: params['clientId'] ?? '' })),
    ),
    route('get', '/messages', async ({ desk }, { url }) => {
      const messages = desk.messages.filter(({ seq = 0 }) => seq > Number(url.searchParams.get('after')))
      return json({ messages, digest: { count: desk.messages.length, last: desk.messages.length } })
    }),
    route('get', '/stream', async ({ desk }, { request }) => {
      const after = Number(request.headers.get('Last-Event-ID') ?? 0)
      const encoder = new TextEncoder()
      let stop: (() => void) | undefined
      const body = new ReadableStream<Uint8Array>({
        start(controller) {
          streams.add(controller)
          const write = (event: string, data: unknown, id?: number): void =>
            controller.enqueue(
              encoder.encode(`${id ? `id: ${id}\n` : ''}event: ${event}\ndata: ${JSON.stringify(data)}\n\n`),
            )
          stop = desk.stream(after, (event) => {
            if (!streams.has(controller)) return
            if (event.type === 'message') write('message', event.message, event.message.seq)
            if (event.type === 'handoff') write('handoff', event.handoff)
            if (event.type === 'read') write('read', { author: 'agent', seq: event.seq })
            if (event.type === 'typing') write('typing', { author: 'agent', on: event.on })
          })
        },
        cancel: () => stop?.(),
      })
      return new HttpResponse(body, { headers: { 'Content-Type': 'text/event-stream' } })
    }),
    route('post', '/verifications', async ({ shop }, { body }) => json(await shop.verify(body))),
    route('post', '/identity', async ({ shop }, { body }) =>
      json(await shop.identify((body as { token: string }).token)),
    ),
    route('get', '/orders', async ({ shop }) => json({ orders: await shop.orders() })),
    route('get', '/orders/:reference', async ({ shop }, { params }) =>
      json(await shop.order(params['reference'] ?? '')),
    ),
    route('post', '/links', async ({ shop }, { body }) => {
      const link = await shop.mintLink((body as { ref: string }).ref)
      return json({ ...link, href: '/desk/files/abc' }, 201)
    }),
    route('post', '/acts/:name', async ({ shop }, { params, body }) => {
      const { input, key } = body as { input: never; key: string }
      return json(await shop.act((params['name'] ?? '') as ActName, input, key))
    }),
    route(
      'post',
      '/read',
      async ({ desk }, { body }) => void (await desk.markRead((body as { seq: number }).seq)),
    ),
    route('post', '/files', async ({ desk }, { body }) => json(await desk.upload(body as FileToUpload), 201)),
    route('post', '/handoff', async ({ desk }, { body }) => json(await desk.handoff(body))),
    route('post', '/callbacks', async ({ desk }, { body }) => json(await desk.requestCallback(body), 201)),
    route('post', '/tickets', async ({ desk }, { body }) => json(await desk.openTicket(body), 201)),
    route('post', '/complaints', async ({ desk }, { body }) => json(await desk.complain(body), 201)),
    route('post', '/withdrawals', async ({ desk }, { body }) => json(await desk.withdraw(body), 201)),
    route('post', '/recaps', async ({ desk }, { body }) => json(await desk.sendRecap(body), 201)),
    route('post', '/data-requests', async ({ desk }, { body }) => json(await desk.requestData(body), 201)),
    route('post', '/unsubscriptions', async ({ desk }, { body }) => json(await desk.unsubscribe(body), 201)),
    route('post', '/consents', async ({ desk }, { body }) => json(await desk.recordConsent(body), 201)),
    route(
      'post',
      '/figures',
      async ({ desk }, { body }) => void (await desk.recordFigures?.((body as { figures: [] }).figures)),
    ),
    route('post', '/survey', async ({ desk }, { body }) => void (await desk.survey(body))),
    route('post', '/unanswered', async ({ desk }, { body }) => void (await desk.recordUnanswered(body))),
    route(
      'post',
      '/end',
      async ({ desk }, { body }) => void (await desk.end((body as { outcome: 'resolved' }).outcome)),
    ),
    route('put', '/snapshot', async ({ desk }, { body }) => void (await desk.putSnapshot(body))),
    http.delete(`${DESK}/conversations/:id`, ({ params }) => {
      opened.delete(String(params['id']))
      return new HttpResponse(null, { status: 204 })
    }),
  ]

  return {
    handlers,
    get latest() {
      if (!last) throw new Error('No conversation has been opened.')
      return last
    },
    requests,
    cutStreams() {
      for (const stream of streams) {
        streams.delete(stream)
        stream.close()
      }
    },
    fail(times, answer, match = /./) {
      failing = { times, answer, match }
    },
  }
}
