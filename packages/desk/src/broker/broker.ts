/**
 * Carries live events between the requests of a desk, and between its nodes. Events wake readers up;
 * what was said stands in the store, so an event that is lost costs a heartbeat and nothing else.
 */
export interface Broker {
  publish(event: BrokerEvent): void
  /** Events of one conversation; gives the function that ends it. */
  onConversation(conversationId: string, listener: (event: ConversationEvent) => void): () => void
  /** Events for the agents' consoles; gives the function that ends it. */
  onDesk(listener: (event: DeskWideEvent) => void): () => void
  close(): Promise<void>
}

export type ConversationEvent =
  | { readonly type: 'message'; readonly conversationId: string }
  | { readonly type: 'handoff'; readonly conversationId: string }
  | {
      readonly type: 'typing'
      readonly conversationId: string
      readonly author: 'customer' | 'agent'
      readonly on: boolean
    }
  /** One side has read on. */
  | { readonly type: 'read'; readonly conversationId: string }
  | { readonly type: 'erased'; readonly conversationId: string }

export type DeskWideEvent =
  | { readonly type: 'queue' }
  | { readonly type: 'callbacks' }
  /** Something was left that somebody has to answer. */
  | { readonly type: 'records' }
  | { readonly type: 'signed-out'; readonly agentId: string }

export type BrokerEvent = ConversationEvent | DeskWideEvent
