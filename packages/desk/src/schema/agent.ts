import type { OrderView } from '@comptoir/bot-engine'
import * as v from 'valibot'
import type {
  AgentCallback,
  AgentConversation,
  AgentHandoff,
  AgentOrder,
  AgentVerification,
  Me,
  Queue,
  QueueEntry,
} from '../agent-api.ts'
import type { Address } from '../connector/shop-contract.ts'
import { passwordMin } from '../password.ts'
import { count, instant, line, locale, text, webAddress } from './fields.ts'
import { message, orderViewFields } from './message.ts'
import { optional, strict, type Schema } from './schema.ts'

// What the console's side of the API takes and gives.

interface SignIn {
  readonly login: string
  readonly password: string
  /** The six digits of the authenticator app, for who has one. */
  readonly code?: string
}

export const signInBody: Schema<SignIn> = strict<SignIn>({
  login: line(100),
  password: v.pipe(v.string(), v.minLength(1), v.maxLength(200)),
  code: optional(v.pipe(v.string(), v.maxLength(20))),
})

export const passwordBody: Schema<{ current: string; password: string }> = strict<{
  current: string
  password: string
}>({
  current: v.pipe(v.string(), v.minLength(1), v.maxLength(200)),
  password: v.pipe(v.string(), v.minLength(passwordMin), v.maxLength(200)),
})

export const stateBody: Schema<{ state: 'available' | 'paused' }> = strict<{ state: 'available' | 'paused' }>(
  {
    state: v.picklist(['available', 'paused']),
  },
)

export const me: Schema<Me> = strict<Me>({
  id: v.string(),
  login: v.string(),
  name: v.string(),
  title: optional(v.string()),
  role: v.picklist(['administrator', 'supervisor', 'agent']),
  state: v.picklist(['available', 'paused', 'signed-out']),
  mustChangePassword: v.boolean(),
  timeZone: v.string(),
})

const queueEntry = strict<QueueEntry>({
  conversationId: v.string(),
  topic: v.string(),
  locale,
  since: instant,
  said: optional(v.string()),
})

export const queue: Schema<Queue> = strict<Queue>({
  waiting: v.array(queueEntry),
  mine: v.array(queueEntry),
  available: count,
  callbacks: strict<Queue['callbacks']>({ open: count, overdue: count }),
  records: strict<Queue['records']>({ open: count, overdue: count }),
})

const address = strict<Address>({
  name: v.string(),
  lines: v.array(v.string()),
  postcode: v.string(),
  city: v.string(),
  country: v.string(),
  phone: optional(v.string()),
})

const agentOrder = strict<AgentOrder>({
  ...orderViewFields,
  customerName: v.string(),
  shipTo: optional(address),
  shippingMethod: v.string(),
  paymentMethod: v.string(),
  links: strict<AgentOrder['links']>({ customer: optional(webAddress), backOffice: optional(webAddress) }),
} satisfies Record<keyof OrderView | keyof AgentOrder, unknown>)

export const agentConversation: Schema<AgentConversation> = strict<AgentConversation>({
  id: v.string(),
  locale,
  createdAt: instant,
  endedAt: optional(instant),
  handoff: optional(
    strict<AgentHandoff>({
      state: v.picklist(['waiting', 'live', 'ended']),
      topic: v.string(),
      facts: v.record(v.string(), v.string()),
      since: instant,
      agent: optional(v.string()),
      mine: v.boolean(),
    }),
  ),
  messages: v.array(message),
  digest: strict<AgentConversation['digest']>({ count, last: count }),
  verification: strict<AgentVerification>({
    level: v.picklist([0, 1, 2, 3]),
    at: optional(instant),
    live: v.boolean(),
  }),
  orders: v.array(agentOrder),
  ordersUnavailable: optional(v.literal(true)),
})

const callback = strict<AgentCallback>({
  id: v.string(),
  conversationId: v.string(),
  phone: v.string(),
  name: optional(v.string()),
  reason: v.string(),
  locale,
  from: instant,
  to: instant,
  state: v.picklist(['due', 'reached', 'done', 'missed']),
  attempts: count,
  maxAttempts: count,
  overdue: v.boolean(),
  consent: strict<AgentCallback['consent']>({
    commercial: v.boolean(),
    textVersion: v.string(),
    at: instant,
  }),
  note: optional(v.string()),
  agent: optional(v.string()),
})

export const callbackAnswer: Schema<AgentCallback> = callback

export const callbacksAnswer: Schema<{ callbacks: readonly AgentCallback[] }> = strict<{
  callbacks: readonly AgentCallback[]
}>({ callbacks: v.array(callback) })

export const callbacksQuery: Schema<{ show?: 'open' | 'all' }> = strict<{ show?: 'open' | 'all' }>({
  show: optional(v.picklist(['open', 'all'])),
})

export interface OutcomeBody {
  readonly outcome: 'reached' | 'no-answer' | 'done'
  readonly note?: string
}

export const outcomeBody: Schema<OutcomeBody> = strict<OutcomeBody>({
  outcome: v.picklist(['reached', 'no-answer', 'done']),
  note: optional(text(2000)),
})
