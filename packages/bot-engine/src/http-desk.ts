import { createDeskSessions, type DeskSession } from './desk-session.ts'
import { openEventStream, type ServerEvent } from './event-stream.ts'
import { createHttpClient, HttpError, type HttpClientOptions, type HttpRequest } from './http-request.ts'
import { createHttpShop } from './http-shop.ts'
import { deskGarbled } from './messages.ts'
import { createMemoryStorage, type OutboxStorage } from './outbox.ts'
import { isHandoff } from './port-call.ts'
import {
  PortError,
  type CallbackReceipt,
  type CallbackSlot,
  type Availability,
  type Desk,
  type DeskEvent,
  type Shop,
} from './ports.ts'
import { isMessage } from './snapshot.ts'

export interface ConnectDeskOptions extends HttpClientOptions {
  /** Where the conversation's id and secret are kept for 24 hours. @default memory */
  readonly storage?: OutboxStorage
  /** BCP 47. @default 'fr' */
  readonly locale?: string
}

/** Puts a request in the name of the conversation; `path` is what follows its id. */
export type DeskCall = (
  method: HttpRequest['method'],
  path: string,
  options?: { readonly body?: unknown; readonly idempotent?: boolean; readonly retries?: number },
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
    survey: async (answer) => void (await call('POST', '/survey', { body: answer, idempotent: true })),
    end: async (outcome) => void (await call('POST', '/end', { body: { outcome }, idempotent: true })),
    async putMessage({ id, author, text, lang, card, choices, at }) {
      const body = {
        author,
        text,
        at,
        ...(lang ? { lang } : {}),
        ...(card ? { card } : {}),
        ...(choices ? { choices } : {}),
      }
      const path = `/messages/${encodeURIComponent(id)}`
      // The outbox tries again by itself, for as long as it takes.
      const { seq } = checked<{ seq: number }>('PUT', path, await call('PUT', path, { body, retries: 0 }))
      return Number.isInteger(seq) && seq > 0 ? { seq } : garbled('PUT', path)
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
    stream: (afterSeq, onEvent) => streamOf(afterSeq, onEvent),
  }

  function streamOf(afterSeq: number, onEvent: (event: DeskEvent) => void): () => void {
    let last = afterSeq
    let rescuing = false
    let stopped = false
    let close: (() => void) | undefined

    const take = (message: unknown): void => {
      if (stopped || !isMessage(message) || (message.seq ?? 0) <= last) return
      last = message.seq ?? last
      onEvent({ type: 'message', message })
    }

    /** Fetches what the stream has left out. */
    const rescue = async (): Promise<void> => {
      if (rescuing) return
      rescuing = true
      try {
        const path = `/messages?after=${last}`
        const { messages } = checked<{ messages: readonly unknown[] }>('GET', path, await call('GET', path))
        if (Array.isArray(messages)) messages.forEach(take)
      } catch {
        // The next digest asks again.
      } finally {
        rescuing = false
      }
    }

    const hear = ({ event, data }: ServerEvent): void => {
      const value = parsed(data)
      if (event === 'message') {
        // One that comes too early is fetched with those before it.
        if (isMessage(value) && (value.seq ?? 0) > last + 1) void rescue()
        else take(value)
      } else if (event === 'handoff' && isHandoff(value)) {
        onEvent({ type: 'handoff', handoff: value })
      } else if (event === 'typing' && isRecord(value)) {
        onEvent({ type: 'typing', author: 'agent', on: value['on'] === true })
      } else if (event === 'digest' && isRecord(value) && Number(value['last']) > last) {
        void rescue()
      }
    }

    void (async () => {
      const session = await sessions.open().catch(() => undefined)
      if (stopped) return
      if (!session) {
        onEvent({ type: 'connection', online: false })
        const cancel = client.clock.setAlarm(client.clock.now() + 5000, () => {
          close = streamOf(last, onEvent)
        })
        close = cancel
        return
      }
      close = openEventStream({
        client,
        path: `/conversations/${session.id}/stream`,
        secret: async () => session.secret,
        lastEventId: () => (last > 0 ? String(last) : ''),
        onEvent: hear,
        onConnection: (online) => onEvent({ type: 'connection', online }),
        onGone: () => onEvent({ type: 'handoff', handoff: { state: 'ended' } }),
      })
    })()
    return () => {
      stopped = true
      close?.()
    }
  }

  return { shop: createHttpShop(call, absolute), desk }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** The answer as an object; its fields are checked where they are used (`portCalls`). */
function checked<T>(method: string, path: string, answer: unknown): T {
  return isRecord(answer) ? (answer as T) : garbled(method, path)
}

function garbled(method: string, path: string): never {
  throw new PortError('unavailable', deskGarbled(method, path))
}
