import { createEventStream, type StreamEvent } from './event-stream.ts'
import { handoffState, seeCustomer } from './handoff.ts'
import type { Services } from './services.ts'
import type { Side } from './store/store.ts'

/** A digest goes out this often, so that a client notices what it missed. */
export const heartbeatMs = 15_000

const batch = 50

/**
 * The live side of one conversation: the messages after `after` from the store, then each new one as it is
 * committed, with the handoff's state, how far the other side has read, its typing, and a digest every 15 seconds.
 *
 * @param other whose typing and reading is told: the other side's
 */
export function conversationStream(
  services: Services,
  conversationId: string,
  { after, other }: { readonly after: number; readonly other: Side },
): Response {
  const { store, broker, streams, settings } = services
  let cursor = after
  let handoffChanged = true
  let readChanged = true
  let toldRead = 0
  let told: string | undefined
  // The customer's own stream is what makes them present in the queue.
  const isCustomers = other === 'agent'

  const stream = createEventStream({
    clock: settings.clock,
    heartbeatMs,
    next: async () => {
      const messages = await store.messages(conversationId, cursor, batch)
      cursor = messages.at(-1)?.seq ?? cursor
      const events: StreamEvent[] = messages.map((message) => ({
        event: 'message',
        data: message,
        ...(message.seq === undefined ? {} : { id: message.seq }),
      }))
      // The handoff's state comes after the messages that came before it.
      if (messages.length < batch && handoffChanged) {
        handoffChanged = false
        const state = await handoffState(services, conversationId)
        const text = JSON.stringify(state)
        if (state && text !== told) events.push({ event: 'handoff', data: state })
        told = text
      }
      if (messages.length < batch && readChanged) {
        readChanged = false
        const seq = await store.readBy(conversationId, other)
        if (seq > toldRead) events.push({ event: 'read', data: { author: other, seq } })
        toldRead = seq
      }
      return events
    },
    heartbeat: async () => {
      if (isCustomers) await seeCustomer(services, conversationId)
      return { event: 'digest', data: await store.digest(conversationId) }
    },
    onClose: () => {
      unsubscribe()
      streams.remove(conversationId, stream)
    },
  })

  const unsubscribe = broker.onConversation(conversationId, (event) => {
    if (event.type === 'erased') stream.close()
    else if (event.type === 'typing') {
      if (event.author === other)
        stream.pass({ event: 'typing', data: { author: event.author, on: event.on } })
    } else {
      // Who was cut off hears 'handoff' when the line is back, and looks for everything again.
      if (event.type === 'handoff') handoffChanged = true
      if (event.type !== 'message') readChanged = true
      stream.wake()
    }
  })
  streams.add(conversationId, stream)
  if (isCustomers) void seeCustomer(services, conversationId).catch(() => {})
  return stream.response
}

/** Where a client wants to go on: `Last-Event-ID`, else `?after=`, else the beginning. */
export function resumePoint(request: Request): number {
  const given = request.headers.get('last-event-id') ?? new URL(request.url).searchParams.get('after') ?? '0'
  const seq = /^\d{1,15}$/.test(given) ? Number(given) : 0
  return Number.isSafeInteger(seq) ? seq : 0
}
