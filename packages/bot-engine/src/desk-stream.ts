import type { DeskSessions } from './desk-session.ts'
import { openEventStream, type ServerEvent } from './event-stream.ts'
import type { DeskCall } from './http-desk.ts'
import type { HttpClient } from './http-request.ts'
import { isMessage } from './is-message.ts'
import type { Message } from './message.ts'
import { isHandoff, isRecord } from './port-answers.ts'
import type { DeskEvent } from './ports.ts'

export interface DeskStreamOptions {
  readonly client: HttpClient
  readonly sessions: DeskSessions
  readonly call: DeskCall
  /** The last message that is known. */
  readonly afterSeq: number
  readonly onEvent: (event: DeskEvent) => void
}

/**
 * Follows what comes from the desk: messages in order, each once, the state of the handoff, who is typing, and
 * whether the connection stands. Gives the function that ends it.
 */
export function openDeskStream(options: DeskStreamOptions): () => void {
  const { client, sessions, call, onEvent } = options
  let last = options.afterSeq
  let rescuing = false
  let stopped = false
  let close: (() => void) | undefined

  const take = (given: unknown): void => {
    const message = understood(given)
    if (stopped || !message || (message.seq ?? 0) <= last) return
    last = message.seq ?? last
    onEvent({ type: 'message', message })
  }

  /** Fetches what the stream has left out. */
  const rescue = async (): Promise<void> => {
    if (rescuing) return
    rescuing = true
    try {
      const path = `/messages?after=${last}`
      const answer = await call('GET', path)
      if (isRecord(answer) && Array.isArray(answer['messages'])) answer['messages'].forEach(take)
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
      if ((understood(value)?.seq ?? 0) > last + 1) void rescue()
      else take(value)
    } else if (event === 'handoff' && isHandoff(value)) {
      onEvent({ type: 'handoff', handoff: value })
    } else if (event === 'typing' && isRecord(value)) {
      onEvent({ type: 'typing', author: 'agent', on: value['on'] === true })
    } else if (event === 'read' && isRecord(value) && Number(value['seq']) > 0) {
      onEvent({ type: 'read', seq: Number(value['seq']) })
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
        close = openDeskStream({ ...options, afterSeq: last })
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

/** A newer desk may know authors and replies that this page does not: what it says is read all the same. */
function understood(value: unknown): Message | undefined {
  if (isMessage(value)) return value
  if (!isRecord(value)) return undefined
  const { id, seq, at, text } = value
  const plain: unknown = { id, seq, at, text, author: 'system' }
  return isMessage(plain) ? plain : undefined
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
