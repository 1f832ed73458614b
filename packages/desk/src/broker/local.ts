import type { Broker, ConversationEvent, DeskWideEvent } from './broker.ts'

/** Events within one process: enough for one node. */
export function createLocalBroker(): Broker {
  const byConversation = new Map<string, Set<(event: ConversationEvent) => void>>()
  const deskWide = new Set<(event: DeskWideEvent) => void>()

  return {
    publish: (event) => {
      if ('conversationId' in event) {
        for (const listener of byConversation.get(event.conversationId) ?? []) listener(event)
      } else {
        for (const listener of deskWide) listener(event)
      }
    },
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
  }
}
