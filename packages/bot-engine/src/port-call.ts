import type { CallName } from './flow/flow.ts'
import type { Scope } from './flow/path.ts'
import type { OrderView } from './order.ts'
import type {
  Availability,
  CallbackReceipt,
  CallbackSlot,
  Desk,
  HandoffState,
  Shop,
  SurveyAnswer,
  VerificationResult,
} from './ports.ts'

/** What a call needs beside the input that the flow gives. */
export interface CallContext {
  readonly locale: string
  readonly topic: string
  readonly facts: Readonly<Record<string, string>>
  /** Version of the consent sentence that the customer saw. */
  readonly consentVersion: string
}

/** A call of the flow language: how it is put to the port, and how its answer is told from garbage. */
export interface PortCall {
  /** It belongs to one conversation, so the desk has to know it. */
  readonly engages: boolean
  run(
    ports: { readonly shop: Shop; readonly desk: Desk },
    input: Scope,
    context: CallContext,
  ): Promise<unknown>
  /** What a right answer looks like, or undefined if it is one. */
  fault(answer: unknown): string | undefined
}

/** Every call that a flow can make. */
export const portCalls: Readonly<Record<CallName, PortCall>> = {
  'shop.verify': {
    engages: true,
    run: ({ shop }, { reference, email, postcode }) =>
      shop.verify({
        reference: word(reference),
        email: word(email),
        ...(postcode === undefined || postcode === null ? {} : { postcode: word(postcode) }),
      }),
    fault: (answer) => (isVerification(answer) ? undefined : 'a level from 0 to 3'),
  },
  'shop.orders': {
    engages: true,
    run: ({ shop }) => shop.orders(),
    fault: (answer) => (Array.isArray(answer) && answer.every(isOrder) ? undefined : 'a list of orders'),
  },
  'shop.order': {
    engages: true,
    run: ({ shop }, { reference }) => shop.order(word(reference)),
    fault: (answer) => (isOrder(answer) ? undefined : 'an order'),
  },
  'desk.availability': {
    engages: false,
    run: ({ desk }) => desk.availability(),
    fault: (answer) => (isAvailability(answer) ? undefined : 'open, agents, waiting and hoursText'),
  },
  'desk.handoff': {
    engages: true,
    run: ({ desk }, { topic }, context) =>
      desk.handoff({ topic: word(topic) || context.topic, facts: context.facts, locale: context.locale }),
    fault: (answer) => (isHandoff(answer) ? undefined : 'a handoff state'),
  },
  'desk.callbackSlots': {
    engages: false,
    run: ({ desk }) => desk.callbackSlots(),
    fault: (answer) => (Array.isArray(answer) && answer.every(isSlot) ? undefined : 'a list of slots'),
  },
  'desk.requestCallback': {
    engages: true,
    run: ({ desk }, { phone, slotId, name, reason, commercial }, context) =>
      desk.requestCallback({
        phone: word(phone),
        slotId: word(slotId),
        ...(word(name) ? { name: word(name) } : {}),
        reason: word(reason) || context.topic,
        locale: context.locale,
        consent: { service: true, commercial: commercial === true, textVersion: context.consentVersion },
      }),
    fault: (answer) => (isReceipt(answer) ? undefined : 'id, from and to of the callback'),
  },
  'desk.survey': {
    engages: true,
    run: async ({ desk }, input) => desk.survey(input as unknown as SurveyAnswer),
    fault: () => undefined,
  },
}

function word(value: unknown): string {
  return typeof value === 'string' ? value : ''
}

// --- Answers ---

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function isMoment(value: unknown): value is string {
  return typeof value === 'string' && !Number.isNaN(Date.parse(value))
}

function isVerification(value: unknown): value is VerificationResult {
  return isRecord(value) && [0, 1, 2, 3].some((level) => level === value['level'])
}

/** Is it an order as far as flows and cards rely on it? */
export function isOrder(value: unknown): value is OrderView {
  return (
    isRecord(value) &&
    typeof value['reference'] === 'string' &&
    isMoment(value['placedAt']) &&
    typeof value['status'] === 'string' &&
    typeof value['paid'] === 'boolean' &&
    isRecord(value['total']) &&
    ['items', 'shipments', 'milestones', 'actions'].every((name) => Array.isArray(value[name])) &&
    (value['invoices'] === undefined ||
      (Array.isArray(value['invoices']) &&
        value['invoices'].every((invoice) => isRecord(invoice) && typeof invoice['ref'] === 'string')))
  )
}

function isAvailability(value: unknown): value is Availability {
  return isRecord(value) && typeof value['open'] === 'boolean' && typeof value['hoursText'] === 'string'
}

/** Is it where a handoff stands? */
export function isHandoff(value: unknown): value is HandoffState {
  if (!isRecord(value)) return false
  if (value['state'] === 'waiting') return typeof value['position'] === 'number'
  if (value['state'] === 'live') return typeof value['agent'] === 'string'
  return value['state'] === 'closed' || value['state'] === 'ended'
}

function isSlot(value: unknown): value is CallbackSlot {
  return (
    isRecord(value) && typeof value['id'] === 'string' && isMoment(value['from']) && isMoment(value['to'])
  )
}

function isReceipt(value: unknown): value is CallbackReceipt {
  return isSlot(value)
}
