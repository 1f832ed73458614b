import {
  actLevels,
  type ActName,
  type ActResult,
  type CouponView,
  type GiftCardView,
  type RefusalReason,
  type Refused,
  type ShopActs,
} from '../acts.ts'
import type { OrderAction, OrderView } from '../order.ts'
import { PortError, type Level } from '../ports.ts'
import type { RequestKind, RequestView } from '../request.ts'

/** What the fake shop's acts look into and change. */
export interface FakeActsOptions {
  readonly order: (reference: string) => OrderView | undefined
  readonly level: (reference: string) => Level
  readonly coupons?: Readonly<Record<string, CouponView>> | undefined
  readonly giftCards?: Readonly<Record<string, GiftCardView>> | undefined
  /** Milliseconds since the epoch. */
  readonly now: () => number
}

/** The acts of the fake shop, and what they have left behind. */
export interface FakeActs {
  act<Name extends ActName>(name: Name, input: ShopActs[Name]['input'], key: string): ActResult<Name>
  /** The order with what was asked of the shop about it. */
  withRequests(order: OrderView): OrderView
}

/** Every act on orders in memory: an order allows what its `actions` say. */
export function createFakeActs(options: FakeActsOptions): FakeActs {
  const { now, coupons = sampleCoupons, giftCards = sampleGiftCards } = options
  const requests = new Map<string, RequestView[]>()
  const done = new Map<string, { readonly asked: string; readonly result: unknown }>()
  let count = 0

  const day = (days: number): string => new Date(now() + days * 86_400_000).toISOString().slice(0, 10)
  const at = (): string => new Date(now()).toISOString()

  function open(reference: string, kind: RequestKind, more: Partial<RequestView> = {}): RequestView {
    const number = `${PREFIXES[kind]}-2026-${String((count += 1)).padStart(5, '0')}`
    const request: RequestView = { number, kind, state: 'received', at: at(), lines: [], ...more }
    requests.set(reference, [request, ...(requests.get(reference) ?? [])])
    return request
  }

  /** The order, where it may be acted upon so. */
  function allowed(reference: string, action: OrderAction): OrderView | Refused {
    const order = options.order(reference)
    if (!order) return refused('unknown-item', 'There is no such order.')
    return order.actions.includes(action)
      ? order
      : refused('not-now', `The order does not allow "${action}" now.`)
  }

  const acts: { readonly [Name in ActName]: (input: ShopActs[Name]['input']) => ActResult<Name> } = {
    requestReturn({ reference, lines, wish }) {
      const order = allowed(reference, 'return')
      if ('refused' in order) return order
      for (const { sku, quantity } of lines) {
        const item = order.items.find((one) => one.sku === sku)
        if (!item) return refused('unknown-item', `The order has no ${sku}.`)
        if (item.exception) return refused('not-returnable', `${item.name} cannot be returned.`)
        if (quantity > item.quantity) return refused('too-many', `The order has ${item.quantity} of them.`)
      }
      const request = open(reference, wish === 'exchange' ? 'exchange' : 'return', {
        state: 'awaiting-goods',
        lines,
        labelCost: { amount: 390, currency: order.total.currency },
        sendBackBy: day(14),
      })
      return labelled(reference, request)
    },
    withdraw({ reference, email, lines = [], at: made }) {
      const { number } = open(reference.toUpperCase(), 'withdrawal', { lines, dueAt: day(14) })
      return { number, at: made ?? at(), receiptTo: email, refundBy: day(14), sendBackBy: day(14) }
    },
    cancelOrder({ reference }) {
      const order = allowed(reference, 'cancel')
      if ('refused' in order) return order
      return open(reference, 'cancellation', {
        state: 'done',
        ...(order.paid
          ? { refund: { amount: order.total, means: 'card', state: 'due', dueBy: day(14) } }
          : {}),
      })
    },
    changeAddress({ reference }) {
      const order = allowed(reference, 'change-address')
      return 'refused' in order ? order : open(reference, 'address-change', { state: 'done' })
    },
    reportProblem({ reference, lines = [], problem }) {
      const order = allowed(reference, 'report-problem')
      if ('refused' in order) return order
      return open(reference, 'problem', {
        dueAt: day(3),
        lines: lines.map((line) => ({ ...line, reason: problem })),
        ...(problem === 'defective'
          ? { guarantee: { running: true, until: day(720), remedyBy: day(30) } }
          : {}),
      })
    },
    investigateDelivery({ reference }) {
      const order = allowed(reference, 'investigate')
      if ('refused' in order) return order
      return open(reference, 'investigation', { state: 'in-progress', dueAt: day(14) })
    },
    renewDownload({ reference, id }) {
      const order = allowed(reference, 'download')
      if ('refused' in order) return order
      const file = order.downloads?.find((one) => one.id === id)
      return file
        ? { ...file, remaining: file.limit, mailedAt: at() }
        : refused('unknown-item', 'There is no such file.')
    },
    requestPersonalData: ({ reference = '' }) =>
      options.order(reference)
        ? open(reference, 'personal-data', { dueAt: day(30) })
        : refused('unknown-item', 'There is no such order.'),
    checkCoupon: ({ code }) =>
      coupons[code.toUpperCase()] ?? refused('unknown-code', 'There is no such code.'),
    checkGiftCard: ({ code }) =>
      giftCards[code.toUpperCase()] ?? refused('unknown-code', 'There is no such gift card.'),
    sendWelcomeCode: () => ({ taken: true }),
    unsubscribe: () => ({ taken: true }),
    resetPassword: () => ({ taken: true }),
  }

  function labelled(reference: string, request: RequestView): RequestView {
    const id = `${request.number}-label`
    const whole: RequestView = {
      ...request,
      documents: [
        {
          id,
          kind: 'return-label',
          fileName: `${id}.pdf`,
          ref: `document:${reference}:${id}`,
          validUntil: day(14),
        },
      ],
    }
    requests.set(reference, [whole, ...(requests.get(reference) ?? []).filter((one) => one !== request)])
    return whole
  }

  return {
    act(name, input, key) {
      const reference = 'reference' in input && input.reference !== undefined ? input.reference : ''
      if (actLevels[name] > 0 && options.level(reference) < actLevels[name])
        throw new PortError('forbidden', 'The order is not open to this conversation for that.')
      expectPieces(name, input)
      const asked = JSON.stringify([name, input])
      const known = done.get(key)
      if (known && known.asked !== asked) return refused('invalid', 'The key was used for another act.')
      if (known) return known.result as ActResult<typeof name>
      const result = acts[name](input)
      if (!('refused' in result)) done.set(key, { asked, result })
      return result
    },
    withRequests(order) {
      const asked = requests.get(order.reference) ?? []
      return asked.length === 0 ? order : { ...order, requests: [...asked, ...(order.requests ?? [])] }
    },
  }
}

/** A desk refuses fields that it does not know, and returns without a reason: so does the fake. */
function expectPieces(name: ActName, input: object): void {
  if (name === 'changeAddress' || !('lines' in input) || !Array.isArray(input.lines)) return
  const expected = name === 'requestReturn' ? 'quantity,reason,sku' : 'quantity,sku'
  for (const line of input.lines) {
    const fields = Object.keys(Object(line)).toSorted().join()
    if (fields !== expected)
      throw new PortError('invalid', `The lines of ${name} hold ${fields}, expected ${expected}.`)
  }
}

const PREFIXES: Readonly<Record<RequestKind, string>> = {
  return: 'RT',
  exchange: 'EC',
  withdrawal: 'RC',
  cancellation: 'AN',
  'address-change': 'AD',
  problem: 'PB',
  investigation: 'EN',
  'personal-data': 'DP',
}

function refused(reason: RefusalReason, message: string): Refused {
  return { refused: reason, message }
}

const EUR = (amount: number): { amount: number; currency: string } => ({ amount, currency: 'EUR' })

const sampleCoupons: Readonly<Record<string, CouponView>> = {
  BIENVENUE: {
    code: 'BIENVENUE',
    state: 'valid',
    percent: 10,
    minimum: EUR(3000),
    conditions: [
      { kind: 'minimum', text: 'Dès 30 € d’achat.' },
      { kind: 'first-order', text: 'Sur une première commande.' },
    ],
  },
  RENTREE: {
    code: 'RENTREE',
    state: 'expired',
    amount: EUR(500),
    validUntil: '2026-09-30',
    conditions: [{ kind: 'dates', met: false, text: 'Valable jusqu’au 30 septembre 2026.' }],
  },
}

const sampleGiftCards: Readonly<Record<string, GiftCardView>> = {
  'NV-AAAABBBBCCCCDDDD': {
    balance: EUR(2600),
    initial: EUR(5000),
    expiresAt: '2027-06-30',
    state: 'active',
  },
}
