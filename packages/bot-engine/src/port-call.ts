import { actLevels, type ActName, type ShopActs } from './acts.ts'
import type { DataRequest, UnsubscribeRequest } from './desk-records.ts'
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
  /** The flow that calls. */
  readonly flow: string
  readonly facts: Readonly<Record<string, string>>
  /** The same for as long as the call is the same one: what it does is done once. */
  readonly key: string
  /** Which words the customer saw under a key: the flow, its version, the language, a fingerprint of the text. */
  versionOf(key: string): string
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
    run: ({ shop }, { reference, email, postcode, code }) =>
      shop.verify({
        reference: word(reference),
        email: word(email),
        ...given({ postcode, code }),
      }),
    fault: (answer) => (isVerification(answer) ? undefined : 'a level from 0 to 3'),
  },
  'shop.sendCode': {
    engages: true,
    run: ({ shop }, { reference, email }) =>
      shop.sendCode({ reference: word(reference), email: word(email) }),
    fault: () => undefined,
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
  ...actCalls(),
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
        consent: {
          service: true,
          commercial: commercial === true,
          textVersion: context.versionOf('details.consent'),
        },
      }),
    fault: (answer) => (isReceipt(answer) ? undefined : 'id, from and to of the callback'),
  },
  'desk.openTicket': {
    engages: true,
    run: ({ desk }, { subject, text, order, email }, { flow, facts, locale, topic }) =>
      desk.openTicket({
        subject: word(subject) || topic,
        text: word(text),
        topic: flow,
        ...given({ order, email }),
        facts,
        locale,
      }),
    fault: faultOfReceipt,
  },
  'desk.complain': {
    engages: true,
    run: ({ desk }, { subject, text, urgent, ...more }, { facts, locale, topic }) => {
      const { expectation, order, name, email, phone } = more
      return desk.complain({
        subject: word(subject) || topic,
        text: word(text),
        ...given({ expectation, order, name, email, phone }),
        ...(urgent === true ? { urgent } : {}),
        facts,
        locale,
      })
    },
    fault: faultOfReceipt,
  },
  'desk.withdraw': {
    engages: true,
    run: ({ desk }, { name, contract, items, email, reason, statement, statementKey }, context) =>
      desk.withdraw({
        name: word(name),
        contract: word(contract),
        ...(Array.isArray(items) && items.length > 0 ? { items: items.map(lineOf) } : {}),
        email: word(email),
        ...given({ reason }),
        statement: word(statement),
        textVersion: context.versionOf(word(statementKey)),
        locale: context.locale,
      }),
    fault: (answer) =>
      faultOfReceipt(answer) ?? (isRecord(answer) && isMoment(answer['refundBy']) ? undefined : 'refundBy'),
  },
  'desk.sendRecap': {
    engages: true,
    run: ({ desk }, { subject, text, order }, { flow, locale }) =>
      desk.sendRecap({
        flow,
        subject: word(subject),
        paragraphs: word(text)
          .split(/\n{2,}/)
          .filter(Boolean),
        ...given({ order }),
        locale,
      }),
    fault: (answer) =>
      isRecord(answer) && typeof answer['to'] === 'string' ? undefined : 'the masked address',
  },
  'desk.requestData': {
    engages: true,
    run: ({ desk }, { right, email, text }, { locale }) =>
      desk.requestData({
        right: word(right) as DataRequest['right'],
        email: word(email),
        ...given({ text }),
        locale,
      }),
    fault: faultOfReceipt,
  },
  'desk.unsubscribe': {
    engages: true,
    run: ({ desk }, { address, channel }, { locale }) =>
      desk.unsubscribe({
        address: word(address),
        channel: (word(channel) || 'email') as UnsubscribeRequest['channel'],
        locale,
      }),
    fault: faultOfReceipt,
  },
  'desk.survey': {
    engages: true,
    run: async ({ desk }, input) => desk.survey(input as unknown as SurveyAnswer),
    fault: () => undefined,
  },
}

function actCalls(): Readonly<Record<`shop.${ActName}`, PortCall>> {
  const names = Object.keys(actLevels) as ActName[]
  return Object.fromEntries(names.map((name) => [`shop.${name}`, actCall(name)])) as Record<
    `shop.${ActName}`,
    PortCall
  >
}

function actCall(name: ActName): PortCall {
  return {
    engages: true,
    run: ({ shop }, input, { key }) => shop.act(name, actInput(name, input), key),
    fault: (answer) =>
      isRecord(answer) && (typeof answer['refused'] === 'string' || answer[PROOFS[name]] !== undefined)
        ? undefined
        : `"${PROOFS[name]}", or "refused"`,
  }
}

/** The field that an answer to an act cannot do without. */
const PROOFS: Readonly<Record<ActName, string>> = {
  requestReturn: 'number',
  withdraw: 'number',
  cancelOrder: 'number',
  changeAddress: 'number',
  reportProblem: 'number',
  investigateDelivery: 'number',
  requestPersonalData: 'number',
  renewDownload: 'remaining',
  checkCoupon: 'state',
  checkGiftCard: 'balance',
  sendWelcomeCode: 'taken',
  unsubscribe: 'taken',
  resetPassword: 'taken',
}

/**
 * What an act takes, of what a flow hands in. A flow may hand in one article as `sku`, `quantity` and `reason`
 * instead of `lines`, and the lines of an address as one text.
 */
function actInput<Name extends ActName>(name: Name, input: Scope): ShopActs[Name]['input'] {
  const { sku, quantity, ...rest } = Object.fromEntries(
    Object.entries(input).filter(([, value]) => value !== undefined && value !== null && value !== ''),
  )
  const { reason, ...others } = rest
  const perLine = name === 'requestReturn'
  const lines =
    typeof sku === 'string'
      ? [{ sku, quantity: Number(quantity ?? 1), ...(perLine ? { reason } : {}) }]
      : typeof rest['lines'] === 'string'
        ? rest['lines'].split('\n')
        : rest['lines']
  // The shop checks what it is given: the port takes any value that fits, and says what does not.
  return {
    ...(perLine ? others : rest),
    ...(lines === undefined ? {} : { lines }),
  } as ShopActs[Name]['input']
}

function word(value: unknown): string {
  return typeof value === 'string' ? value : ''
}

/** Those that say something. */
function given<Name extends string>(
  values: Readonly<Record<Name, unknown>>,
): Readonly<Partial<Record<Name, string>>> {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => word(value) !== '')) as Partial<
    Record<Name, string>
  >
}

function lineOf(item: unknown): { name: string; sku?: string; quantity: number } {
  const { name, sku, quantity } = isRecord(item) ? item : {}
  return { name: word(name), ...given({ sku }), quantity: Number(quantity ?? 1) }
}

// --- Answers ---

function faultOfReceipt(answer: unknown): string | undefined {
  return isRecord(answer) && typeof answer['reference'] === 'string' && isMoment(answer['receivedAt'])
    ? undefined
    : 'reference and receivedAt of what was kept'
}

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
