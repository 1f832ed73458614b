import type { ActName } from '../acts.ts'
import type { CallName, Flow, Path, Step } from '../flow/flow.ts'
import type { CallResult, SlotValue, WorldNames } from '../flow/known-types.ts'
import { callOfRecord, isRecordStep } from '../flow/verbs/record.ts'

/** The fields of what is known under a name: `null` for a plain value, one entry for a list. */
export type Fields = null | readonly [Fields] | { readonly [name: string]: Fields }

/** The fields of a type, every one of them: what the types gain or lose does not compile here until it is said. */
type FieldsOf<T> = [NonNullable<T>] extends [string | number | boolean]
  ? null
  : [NonNullable<T>] extends [readonly (infer Item)[]]
    ? readonly [FieldsOf<Item>]
    : { readonly [Name in NamesOf<NonNullable<T>>]: FieldsOf<FieldOf<NonNullable<T>, Name>> }

type NamesOf<T> = T extends unknown ? keyof T & string : never

type FieldOf<T, Name> = T extends unknown ? (Name extends keyof T ? T[Name] : never) : never

/** What stands under each name of a flow, as far as that is certain; a name that comes from elsewhere is left out. */
export function fieldsOf({ steps, slots = {}, input = [] }: Flow): ReadonlyMap<string, readonly Fields[]> {
  const known = new Map<string, readonly Fields[]>(
    Object.entries(WORLD).map(([name, fields]) => [name, [fields]]),
  )
  const unclear = new Set<string>(input)
  const add = (name: string | undefined, fields: Fields | undefined): void => {
    if (name === undefined) return
    if (fields === undefined) unclear.add(name)
    else known.set(name, [...(known.get(name) ?? []), fields])
  }
  // A choice out of a list is one of its entries where it is said, and the name of one where it is handed in.
  for (const [name, { type, from }] of Object.entries(slots))
    add(name, from !== undefined ? undefined : type === 'file' ? FILE : null)
  for (const step of steps) {
    const call = 'call' in step ? step : isRecordStep(step) ? callOfRecord(step, '') : undefined
    if (call) add(call.as, RESULTS[call.call])
    if ('verify' in step) {
      add('order', ORDER)
      add('reference', null)
    }
    if ('use' in step) for (const name of step.gives ?? []) add(name, undefined)
    if ('consent' in step) add(step.as, null)
    if ('choose' in step && step.options) add(step.choose, null)
    if ('set' in step)
      for (const [name, value] of Object.entries(step.set))
        if (value !== null) add(name, typeof value === 'object' ? undefined : null)
  }
  // What is picked is known as well as the list is; a list may itself be out of what was picked before.
  for (const step of steps) {
    if (!('choose' in step) || step.from === undefined) continue
    const entry = entryOf(step, known, unclear)
    add(step.choose, entry && step.quantities ? [{ ...Object(entry), quantity: null, reason: null }] : entry)
  }
  for (const name of unclear) known.delete(name)
  return known
}

/** What an entry of the list is that a step lets pick from. */
export function entryOf(
  step: Step,
  known: ReadonlyMap<string, readonly Fields[]>,
  unclear: ReadonlySet<string> = new Set(),
): Fields | undefined {
  if (!('choose' in step) || step.from === undefined) return undefined
  const [name = ''] = step.from.split('.')
  const [list] = unclear.has(name) ? [] : fieldsAt(step.from, known)
  return Array.isArray(list) ? (list[0] as Fields) : undefined
}

/** What may stand at a path; nothing where nothing can. A name that is not known may hold anything: `undefined`. */
export function fieldsAt(
  path: Path,
  known: ReadonlyMap<string, readonly Fields[]>,
): readonly (Fields | undefined)[] {
  const [name = '', ...within] = path.split('.')
  const shapes = known.get(name)
  if (!shapes) return [undefined]
  return shapes.flatMap((shape) => {
    let at: Fields | undefined = shape
    for (const field of within) {
      if (at === null || at === undefined) return []
      if (Array.isArray(at)) at = /^(?:\d+|last)$/.test(field) ? (at[0] as Fields) : undefined
      else at = Object.hasOwn(at, field) ? (at as Readonly<Record<string, Fields>>)[field] : undefined
    }
    return at === undefined ? [] : [at]
  })
}

const MONEY = { amount: null, currency: null } as const
const GUARANTEE = { running: null, until: null, remedyBy: null } as const
const REFUND = {
  amount: MONEY,
  means: null,
  state: null,
  dueBy: null,
  sentAt: null,
  expectedBy: null,
  request: null,
  creditNote: null,
} as const
const REFUSED = { refused: null, message: null } as const
const REQUEST = {
  number: null,
  kind: null,
  state: null,
  at: null,
  dueAt: null,
  lines: [{ sku: null, quantity: null, name: null, reason: null }],
  refund: REFUND,
  guarantee: GUARANTEE,
  labelCost: MONEY,
  sendBackBy: null,
  documents: [{ id: null, kind: null, fileName: null, ref: null, size: null, validUntil: null }],
} as const
const DOWNLOAD = {
  id: null,
  sku: null,
  name: null,
  remaining: null,
  limit: null,
  availableUntil: null,
  begun: null,
  mailedAt: null,
} as const
const ORDER: FieldsOf<CallResult<'shop.order'>> = {
  reference: null,
  placedAt: null,
  status: null,
  paid: null,
  total: MONEY,
  items: [
    {
      sku: null,
      name: null,
      quantity: null,
      digital: null,
      returnable: null,
      exception: null,
      guarantee: GUARANTEE,
    },
  ],
  shipments: [
    {
      id: null,
      carrier: null,
      trackingNumber: null,
      trackingUrl: null,
      status: null,
      eta: null,
      locale: null,
      events: [{ at: null, status: null, label: null, place: null }],
      items: [{ sku: null, quantity: null }],
    },
  ],
  milestones: [{ kind: null, at: null, expected: null, shipmentId: null }],
  actions: [null],
  invoices: [
    {
      number: null,
      issuedAt: null,
      kind: null,
      total: MONEY,
      ref: null,
      fileName: null,
      size: null,
      mail: { state: null, at: null },
    },
  ],
  requests: [REQUEST],
  refunds: [REFUND],
  deadlines: { withdraw: null, return: null, late: null },
  downloads: [DOWNLOAD],
  complement: { sku: null, name: null, price: MONEY, href: null },
}
const ASKED = { ...REQUEST, ...REFUSED } as const
const TAKEN = { taken: null, ...REFUSED } as const
const RECEIPT = { reference: null, receivedAt: null, dueAt: null, mail: null } as const
const SLOT = { id: null, from: null, to: null } as const

const ACTS: { readonly [Name in `shop.${ActName}`]: FieldsOf<CallResult<Name>> } = {
  'shop.requestReturn': ASKED,
  'shop.withdraw': { number: null, at: null, receiptTo: null, refundBy: null, sendBackBy: null, ...REFUSED },
  'shop.cancelOrder': ASKED,
  'shop.changeAddress': ASKED,
  'shop.reportProblem': ASKED,
  'shop.investigateDelivery': ASKED,
  'shop.renewDownload': { ...DOWNLOAD, ...REFUSED },
  'shop.requestPersonalData': ASKED,
  'shop.checkCoupon': {
    code: null,
    state: null,
    amount: MONEY,
    percent: null,
    validFrom: null,
    validUntil: null,
    minimum: MONEY,
    conditions: [{ kind: null, met: null, text: null }],
    ...REFUSED,
  },
  'shop.checkGiftCard': {
    balance: MONEY,
    initial: MONEY,
    expiresAt: null,
    state: null,
    extendableUntil: null,
    ...REFUSED,
  },
  'shop.sendWelcomeCode': TAKEN,
  'shop.unsubscribe': TAKEN,
  'shop.resetPassword': TAKEN,
}

const DESK: { readonly [Name in Extract<CallName, `desk.${string}`>]: FieldsOf<CallResult<Name>> | null } = {
  'desk.availability': { open: null, agents: null, waiting: null, nextOpening: null, hoursText: null },
  'desk.handoff': { state: null, position: null, agent: null, nextOpening: null },
  'desk.callbackSlots': [SLOT],
  'desk.requestCallback': SLOT,
  'desk.openTicket': RECEIPT,
  'desk.complain': RECEIPT,
  'desk.withdraw': { ...RECEIPT, refundBy: null },
  'desk.sendRecap': { to: null },
  'desk.requestData': RECEIPT,
  'desk.unsubscribe': RECEIPT,
  'desk.survey': null,
}

const RESULTS: Readonly<Record<CallName, Fields>> = {
  ...DESK,
  ...ACTS,
  'shop.verify': { level: null, locked: null, needsCode: null } satisfies FieldsOf<CallResult<'shop.verify'>>,
  'shop.sendCode': null,
  'shop.orders': [ORDER],
  'shop.order': ORDER,
}

const FILE: FieldsOf<SlotValue<'file'>> = { ref: null, name: null }

const WORLD: FieldsOf<WorldNames> = {
  customer: { level: null, locked: null, signedIn: null, confirmed: null, offered: null },
  facts: { reference: null, email: null, postcode: null },
  topic: null,
  page: { url: null },
  shop: { name: null, phone: null, email: null, page: null },
  locale: null,
  now: null,
}
