import type {
  ComplaintRequest,
  ConsentRecord,
  DataRequest,
  DeclarationReceipt,
  DeskReceipt,
  FlowFigure,
  RecapReceipt,
  RecapRequest,
  TicketRequest,
  UnsubscribeRequest,
  WithdrawalDeclaration,
} from '@comptoir/bot-engine'
import * as v from 'valibot'
import { facts } from './customer.ts'
import { count, email, identifier, instant, line, locale, text } from './fields.ts'
import { optional, strict, type Schema } from './schema.ts'

// What customers leave with the desk.

/** Words and versions of them, e.g. `withdraw@2/fr/1a2b3c4d`. */
const textVersion = line(200)

const mail = optional(v.picklist(['sent', 'later', 'if-of-order']))

export const receipt: Schema<DeskReceipt> = strict<DeskReceipt>({
  reference: v.string(),
  receivedAt: instant,
  dueAt: optional(instant),
  mail,
})

export const ticketBody: Schema<TicketRequest> = strict<TicketRequest>({
  subject: line(300),
  text: text(10_000),
  topic: line(200),
  order: optional(line(64)),
  email: optional(email),
  facts,
  locale,
})

export const complaintBody: Schema<ComplaintRequest> = strict<ComplaintRequest>({
  subject: line(300),
  text: text(10_000),
  expectation: optional(text(2000)),
  order: optional(line(64)),
  name: optional(line(200)),
  email: optional(email),
  phone: optional(line(40)),
  urgent: optional(v.boolean()),
  facts,
  locale,
})

export const withdrawalBody: Schema<WithdrawalDeclaration> = strict<WithdrawalDeclaration>({
  name: line(200),
  contract: line(300),
  items: optional(
    v.pipe(
      v.array(
        strict<NonNullable<WithdrawalDeclaration['items']>[number]>({
          name: line(300),
          sku: optional(line(100)),
          quantity: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(10_000)),
        }),
      ),
      v.maxLength(200),
    ),
  ),
  email,
  reason: optional(text(2000)),
  statement: text(4000, 1),
  textVersion,
  locale,
})

export const withdrawalReceipt: Schema<DeclarationReceipt> = strict<DeclarationReceipt>({
  reference: v.string(),
  receivedAt: instant,
  dueAt: optional(instant),
  mail,
  refundBy: instant,
})

export const recapBody: Schema<RecapRequest> = strict<RecapRequest>({
  flow: identifier,
  subject: line(200),
  paragraphs: v.pipe(v.array(text(2000)), v.minLength(1), v.maxLength(30)),
  order: optional(line(64)),
  locale,
})

export const recapReceipt: Schema<RecapReceipt> = strict<RecapReceipt>({ to: v.string() })

export const dataRequestBody: Schema<DataRequest> = strict<DataRequest>({
  right: v.picklist(['access', 'erasure', 'rectification', 'portability', 'objection']),
  email,
  text: optional(text(4000)),
  locale,
})

export const unsubscribeBody: Schema<UnsubscribeRequest> = strict<UnsubscribeRequest>({
  address: line(320),
  channel: v.picklist(['email', 'sms', 'phone']),
  locale,
})

export const consentBody: Schema<ConsentRecord> = strict<ConsentRecord>({
  purpose: line(100),
  given: v.boolean(),
  textVersion,
  locale,
})

export const figuresBody: Schema<{ figures: readonly FlowFigure[] }> = strict<{
  figures: readonly FlowFigure[]
}>({
  figures: v.pipe(
    v.array(
      strict<FlowFigure>({
        run: count,
        flow: identifier,
        version: count,
        step: optional(identifier),
        phase: v.picklist(['welcome', 'discovery', 'proposal', 'conclusion']),
        what: v.picklist(['entered', 'left', 'dropped']),
        cause: optional(line(100)),
        at: instant,
      }),
    ),
    v.maxLength(500),
  ),
})
