import { createDeskSessions, type DeskSession } from './desk-session.ts'
import { createHttpClient, HttpError, type HttpClientOptions, type HttpRequest } from './http-request.ts'
import { createHttpShop } from './http-shop.ts'
import { deskGarbled } from './thrown.ts'
import { createMemoryStorage, type OutboxStorage } from './outbox.ts'
import { isHandoff, isRecord, isUploaded } from './port-answers.ts'
import {
  PortError,
  type CallbackReceipt,
  type CallbackSlot,
  type Availability,
  type Desk,
  type DeskEvent,
  type Shop,
} from './ports.ts'

export interface ConnectDeskOptions extends HttpClientOptions {
  /** Where the conversation's id and secret are kept for 24 hours. @default memory */
  readonly storage?: OutboxStorage
  /** BCP 47. @default 'fr' */
  readonly locale?: string
}

/** After so many milliseconds what could not be fetched is fetched again. */
const AGAIN = 5000

/** Puts a request in the name of the conversation; `path` is what follows its id. */
export type DeskCall = (
  method: HttpRequest['method'],
  path: string,
  options?: Pick<HttpRequest, 'body' | 'idempotent' | 'keepalive' | 'retries' | 'timeout'>,
) => Promise<unknown>

/** Both ports, over the desk's HTTP API. */
export interface DeskConnection {
  readonly shop: Shop
  readonly desk: Desk
}

/**
 * Connects to a desk. The conversation is opened there at the first request that needs it, never before: asking
 * whether somebody is there opens nothing.
 *
 * @example
 * ```ts
 * const ports = connectDesk({ url: 'https://shop.example/desk', storage, locale: 'fr' })
 * const conversation = createConversation({ kb, flows: shippedFlows, ports, storage, locale: 'fr' })
 * ```
 */
export function connectDesk(options: ConnectDeskOptions): DeskConnection {
  const { storage = createMemoryStorage(), locale = 'fr' } = options
  const client = createHttpClient(options)
  const sessions = createDeskSessions(client, storage, locale)

  const call: DeskCall = async (method, path, more = {}) => {
    const session = await sessions.open()
    try {
      return await put(session)
    } catch (cause) {
      // The desk has forgotten it (its time was over): what is written goes into a new one. About orders and
      // tokens the same statuses say something else.
      const lost = cause instanceof HttpError && (cause.status === 401 || cause.status === 404)
      if (!lost || /^\/(?:figures|orders|links|identity)/.test(path)) throw cause
      await sessions.forget(session)
      return put(await sessions.open())
    }

    function put({ id, secret }: DeskSession): Promise<unknown> {
      return client.send({ method, path: `/conversations/${id}${path}`, secret, ...more })
    }
  }

  const absolute = (href: string): string => {
    const page = typeof location === 'undefined' ? undefined : location.href
    return new URL(href, new URL(client.address('/'), page)).href
  }

  /** Leaves something with the desk. It may be sent again: the same request is kept once. */
  const record = async <T>(path: string, body: unknown): Promise<T> =>
    checked<T>('POST', path, await call('POST', path, { body, idempotent: true }))

  const desk: Desk = {
    async availability() {
      const path = `/availability?locale=${encodeURIComponent(locale)}`
      return checked<Availability>('GET', path, await client.send({ method: 'GET', path }))
    },
    async handoff(request) {
      const state = await call('POST', '/handoff', { body: request, idempotent: true })
      return isHandoff(state) ? state : garbled('POST', '/handoff')
    },
    async callbackSlots() {
      const path = '/callback-slots'
      const { slots } = checked<{ slots: readonly CallbackSlot[] }>(
        'GET',
        path,
        await client.send({ method: 'GET', path }),
      )
      return Array.isArray(slots) ? slots : garbled('GET', path)
    },
    requestCallback: async (request) =>
      checked<CallbackReceipt>(
        'POST',
        '/callbacks',
        await call('POST', '/callbacks', { body: request, idempotent: true }),
      ),
    openTicket: (request) => record('/tickets', request),
    complain: (request) => record('/complaints', request),
    withdraw: (request) => record('/withdrawals', request),
    sendRecap: (request) => record('/recaps', request),
    requestData: (request) => record('/data-requests', request),
    unsubscribe: (request) => record('/unsubscriptions', request),
    recordConsent: (consent) => record('/consents', consent),
    recordFigures: async (figures) =>
      void (await call('POST', '/figures', { body: { figures }, keepalive: true })),
    survey: async (answer) => void (await call('POST', '/survey', { body: answer, idempotent: true })),
    end: async (outcome) => void (await call('POST', '/end', { body: { outcome }, idempotent: true })),
    async putMessage({ id, author, text, lang, card, choices, at }) {
      const body = { author, text, at }
      const more = { ...(lang && { lang }), ...(card && { card }), ...(choices && { choices }) }
      const path = `/messages/${encodeURIComponent(id)}`
      // The outbox tries again by itself, for as long as it takes.
      const put = (whole: object): Promise<unknown> => call('PUT', path, { body: whole, retries: 0 })
      const answer = await put({ ...body, ...more }).catch((cause: unknown) => {
        // A desk older than this page refuses the kinds of cards that it does not know: the text says it all.
        if (card && cause instanceof HttpError && cause.status === 400) return put(body)
        throw cause
      })
      const { seq } = checked<{ seq: number }>('PUT', path, answer)
      return Number.isInteger(seq) && seq > 0 ? { seq } : garbled('PUT', path)
    },
    markRead: async (seq) => void (await call('POST', '/read', { body: { seq }, idempotent: true })),
    async upload(file) {
      // People have slow lines and large photos.
      const kept = await call('POST', '/files', { body: file, idempotent: true, timeout: 120_000 })
      return isUploaded(kept) ? kept : garbled('POST', '/files')
    },
    putSnapshot: async (snapshot) => void (await call('PUT', '/snapshot', { body: snapshot })),
    recordUnanswered: async (question) => void (await call('POST', '/unanswered', { body: question })),
    async erase() {
      const session = await sessions.known()
      if (!session) return
      try {
        await client.send({ method: 'DELETE', path: `/conversations/${session.id}`, secret: session.secret })
      } catch (cause) {
        // Gone already is what was asked for.
        if (!(cause instanceof HttpError) || (cause.status !== 401 && cause.status !== 404)) throw cause
      }
      await sessions.forget(session)
    },
    stream: listen,
  }

  /** Only who speaks with an agent listens, and only then what listens is fetched. */
  function listen(afterSeq: number, onEvent: (event: DeskEvent) => void): () => void {
    let stopped = false
    let close: (() => void) | undefined
    const open = async (): Promise<void> => {
      try {
        const { openDeskStream } = await import('./desk-stream.ts')
        if (!stopped) close = openDeskStream({ client, sessions, call, afterSeq, onEvent })
      } catch {
        onEvent({ type: 'connection', online: false })
        if (!stopped) close = client.clock.setAlarm(client.clock.now() + AGAIN, () => void open())
      }
    }
    void open()
    return () => {
      stopped = true
      close?.()
    }
  }

  return { shop: createHttpShop(call, absolute), desk }
}

/** The answer as an object; its fields are checked where they are used (`port-call.ts`). */
function checked<T>(method: string, path: string, answer: unknown): T {
  return isRecord(answer) ? (answer as T) : garbled(method, path)
}

function garbled(method: string, path: string): never {
  throw new PortError('unavailable', deskGarbled(method, path))
}
