import type {
  Availability,
  CallbackReceipt,
  CallbackRequest,
  CallbackSlot,
  HandoffRequest,
  HandoffState,
  Message,
  Outcome,
  SurveyAnswer,
  UnansweredQuestion,
  VerificationClaim,
  VerificationResult,
} from '@comptoir/bot-engine'
import * as v from 'valibot'
import type { ProblemBody } from '../problem.ts'
import { count, email, identifier, instant, line, locale, text } from './fields.ts'
import { message } from './message.ts'
import { optional, strict, type Schema } from './schema.ts'

// What the customer's side of the API takes and gives.

export const newConversationBody: Schema<{ locale: string }> = strict<{ locale: string }>({ locale })

export const newConversationAnswer: Schema<{ id: string; secret: string }> = strict<{
  id: string
  secret: string
}>({
  id: v.string(),
  secret: v.string(),
})

export const seqAnswer: Schema<{ seq: number }> = strict<{ seq: number }>({ seq: count })

export interface Digest {
  readonly count: number
  readonly last: number
}

const digest = strict<Digest>({ count, last: count })

export const messagesAnswer: Schema<{ messages: readonly Message[]; digest: Digest }> = strict<{
  messages: readonly Message[]
  digest: Digest
}>({ messages: v.array(message), digest })

export const afterQuery: Schema<{ after?: string }> = strict<{ after?: string }>({
  after: optional(v.pipe(v.string(), v.regex(/^\d{1,15}$/, 'a seq, 0 or more'))),
})

/** Opaque: the newest one wins, and goes back as it came. */
export const snapshotBody: Schema<object> = v.pipe(
  v.custom<object>((value) => typeof value === 'object' && value !== null, 'a JSON object'),
)

export const claimBody: Schema<VerificationClaim> = strict<VerificationClaim>({
  reference: line(64),
  email,
  postcode: optional(line(20)),
  code: optional(v.pipe(v.string(), v.trim(), v.regex(/^(\d ?){6}$/, 'a code of six digits'))),
})

export const codeBody: Schema<{ reference: string; email: string }> = strict<{
  reference: string
  email: string
}>({ reference: line(64), email })

export const verificationAnswer: Schema<VerificationResult> = strict<VerificationResult>({
  level: v.picklist([0, 1, 2, 3]),
  locked: optional(v.boolean()),
  needsCode: optional(v.boolean()),
})

export const tokenBody: Schema<{ token: string }> = strict<{ token: string }>({
  token: v.pipe(v.string(), v.minLength(1), v.maxLength(8192)),
})

export const linkBody: Schema<{ ref: string }> = strict<{ ref: string }>({ ref: line(300) })

export const linkAnswer: Schema<{ href: string; expiresAt: string }> = strict<{
  href: string
  expiresAt: string
}>({
  href: v.string(),
  expiresAt: instant,
})

export const localeQuery: Schema<{ locale?: string }> = strict<{ locale?: string }>({
  locale: optional(locale),
})

export const availabilityAnswer: Schema<Availability> = strict<Availability>({
  open: v.boolean(),
  agents: count,
  waiting: count,
  nextOpening: optional(instant),
  hoursText: v.string(),
})

const slot = strict<CallbackSlot>({ id: line(100), from: instant, to: instant })

export const slotsAnswer: Schema<{ slots: readonly CallbackSlot[] }> = strict<{
  slots: readonly CallbackSlot[]
}>({
  slots: v.array(slot),
})

export const callbackBody: Schema<CallbackRequest> = strict<CallbackRequest>({
  phone: line(40),
  slotId: line(100),
  name: optional(line(200, 0)),
  reason: text(2000),
  locale,
  consent: strict<CallbackRequest['consent']>({
    service: v.literal(true),
    commercial: v.boolean(),
    textVersion: line(100),
  }),
})

export const callbackAnswer: Schema<CallbackReceipt> = strict<CallbackReceipt>({
  id: v.string(),
  from: instant,
  to: instant,
})

export const facts: Schema<Readonly<Record<string, string>>> = v.pipe(
  v.record(v.pipe(v.string(), v.minLength(1), v.maxLength(200)), text(2000)),
  v.maxEntries(30),
)

export const handoffBody: Schema<HandoffRequest> = strict<HandoffRequest>({
  topic: line(500, 0),
  facts,
  locale,
})

export const handoffAnswer: Schema<HandoffState> = v.variant('state', [
  v.strictObject({ state: v.literal('waiting'), position: count }),
  v.strictObject({ state: v.literal('live'), agent: v.string() }),
  v.strictObject({ state: v.literal('closed'), nextOpening: v.exactOptional(instant) }),
  v.strictObject({ state: v.literal('ended') }),
])

export const typingBody: Schema<{ on: boolean }> = strict<{ on: boolean }>({ on: v.boolean() })

export const readBody: Schema<{ seq: number }> = strict<{ seq: number }>({ seq: count })

/** The scales as they are asked: satisfaction 1 to 5, effort 1 to 7, recommendation 0 to 10. */
export const surveyBody: Schema<SurveyAnswer> = v.variant('scale', [
  v.strictObject({ scale: v.literal('csat'), value: within(1, 5), flow: v.exactOptional(identifier) }),
  v.strictObject({ scale: v.literal('ces'), value: within(1, 7), flow: v.exactOptional(identifier) }),
  v.strictObject({ scale: v.literal('nps'), value: within(0, 10), flow: v.exactOptional(identifier) }),
])

export const unansweredBody: Schema<UnansweredQuestion> = strict<UnansweredQuestion>({
  text: text(2000),
  locale,
  proposed: v.pipe(v.array(identifier), v.maxLength(20)),
  // oxlint-disable-next-line unicorn/no-thenable -- the field's name on the wire; a schema is never awaited
  then: line(200),
})

export const endBody: Schema<{ outcome: Outcome }> = strict<{ outcome: Outcome }>({
  outcome: v.picklist(['resolved', 'unresolved', 'escalated', 'abandoned']),
})

export const problemBody: Schema<ProblemBody> = strict<ProblemBody>({
  error: strict<ProblemBody['error']>({
    code: v.string(),
    message: v.string(),
    path: optional(v.string()),
    expected: optional(v.string()),
  }),
})

function within(min: number, max: number): Schema<number> {
  return v.pipe(v.number(), v.integer(), v.minValue(min), v.maxValue(max))
}
