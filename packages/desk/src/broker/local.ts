import type { Broker, ConversationEvent, DeskWideEvent } from './broker.ts'

/** A broker within one process, and a way to wake everybody who listens there. */
export interface LocalBroker extends Broker {
  /** Events may have been missed: everybody reads again. */
  wakeAll(): void
}

/** Events within one process: enough for one node. */
export function createLocalBroker(): LocalBroker {
  const byConversation = new Map<string, Set<(event: ConversationEvent) => void>>()
  const deskWide = new Set<(event: DeskWideEvent) => void>()

  const publish: Broker['publish'] = (event) => {
    if ('conversationId' in event) {
      for (const listener of byConversation.get(event.conversationId) ?? []) listener(event)
    } else {
      for (const listener of deskWide) listener(event)
    }
  }

  return {
    publish,
    onConversation: (conversationId, listener) => {
      const listeners = byConversation.get(conversationId) ?? new Set()
      byConversation.set(conversationId, listeners.add(listener))
      return () => {
        listeners.delete(listener)
        if (listeners.size === 0) byConversation.delete(conversationId)
      }
    },
    onDesk: (listener) => {
      deskWide.add(listener)
      return () => void deskWide.delete(listener)
    },
    wakeAll: () => {
      for (const conversationId of byConversation.keys()) publish({ type: 'handoff', conversationId })
      for (const type of ['queue', 'callbacks', 'records'] as const) publish({ type })
    },
    close: async () => {},
  }
}
