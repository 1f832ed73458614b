import type { Message, OrderView } from '@comptoir/bot-engine'
import type { Address } from './connector/shop-contract.ts'
import type { AgentRole, CallbackState, Digest } from './store/store.ts'

// What the console gets. Moments are ISO 8601 in UTC.

/** Who is signed in. */
export interface Me {
  readonly id: string
  readonly login: string
  readonly name: string
  readonly title?: string
  readonly role: AgentRole
  readonly state: 'available' | 'paused' | 'signed-out'
  /** The one-time password has to be replaced before anything else. */
  readonly mustChangePassword: boolean
  /** By which clock the shop makes its promises, e.g. `Europe/Paris`: an agent may sit elsewhere. */
  readonly timeZone: string
}

/** Who waits, and whom this agent has. */
export interface Queue {
  /** First come first. */
  readonly waiting: readonly QueueEntry[]
  readonly mine: readonly QueueEntry[]
  /** Agents who are there and take conversations. */
  readonly available: number
  readonly callbacks: { readonly open: number; readonly overdue: number }
  /** What customers left to be answered. */
  readonly records: { readonly open: number; readonly overdue: number }
}

export interface QueueEntry {
  readonly conversationId: string
  readonly topic: string
  readonly locale: string
  readonly since: string
  /** What the customer wrote last while waiting, cut to a line. */
  readonly said?: string
}

/** A conversation with what the customer has proven beside it. */
export interface AgentConversation {
  readonly id: string
  readonly locale: string
  readonly createdAt: string
  readonly endedAt?: string
  readonly handoff?: AgentHandoff
  readonly messages: readonly Message[]
  readonly digest: Digest
  readonly verification: AgentVerification
  /** Orders that the customer has proven to be theirs, newest first. */
  readonly orders: readonly AgentOrder[]
  /** Set when the shop could not be asked for the orders now. */
  readonly ordersUnavailable?: true
}

export interface AgentHandoff {
  readonly state: 'waiting' | 'live' | 'ended'
  readonly topic: string
  /** What the customer said already: label → value. */
  readonly facts: Readonly<Record<string, string>>
  readonly since: string
  /** Who has it. */
  readonly agent?: string
  /** Is it with the agent who asks? */
  readonly mine: boolean
}

export interface AgentVerification {
  readonly level: 0 | 1 | 2 | 3
  /** When the newest proof was given. */
  readonly at?: string
  /** False once it has ended: ask again before telling anything personal. */
  readonly live: boolean
}

/** An order as people of the shop see it: with name and address. */
export interface AgentOrder extends OrderView {
  readonly customerName: string
  readonly shipTo?: Address
  readonly shippingMethod: string
  readonly paymentMethod: string
  readonly links: { readonly customer?: string; readonly backOffice?: string }
}

export interface AgentCallback {
  readonly id: string
  readonly conversationId: string
  readonly phone: string
  readonly name?: string
  readonly reason: string
  readonly locale: string
  readonly from: string
  readonly to: string
  readonly state: CallbackState
  readonly attempts: number
  readonly maxAttempts: number
  readonly overdue: boolean
  readonly consent: { readonly commercial: boolean; readonly textVersion: string; readonly at: string }
  readonly note?: string
  /** Who recorded the last outcome. */
  readonly agent?: string
}
