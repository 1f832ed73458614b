import type { ShipmentStatus } from '@comptoir/bot-engine'
import { randomInt } from 'node:crypto'
import { type Basket, quoteBasket } from './basket.ts'
import { newTrackingNumber, type PlannedEvent, planJourney } from './carriers.ts'
import { transaction } from './database.ts'
import type { RelayPoint } from './delivery.ts'
import { returnLabelPrice } from './invoice-document.ts'
import { issueCreditNote, issueInvoice, mailInvoice } from './invoices.ts'
import { type Ledger, nowOf, sendMail } from './ledger.ts'
import { formatMoney, type Locale } from './money.ts'
import {
  findOrder,
  type LineQuantity,
  type Order,
  orderById,
  type OrderEvent,
  type OrderLine,
  orderTotals,
  type PaymentMethod,
  type PostalAddress,
  type Shipment,
} from './order.ts'
import { type OrderState, orderState, parcelLines, quantityLeft, shipmentStatus } from './order-state.ts'
import { Refusal } from './refusal.ts'
import { declarationsFor } from './requests.ts'
import { type TextKey, textsIn } from './texts.ts'
import { newVoucher, restoreVouchers, spendVouchers } from './vouchers.ts'

export interface OrderDraft {
  /** Nine letters; drawn at random where it is left out. */
  readonly reference?: string
  readonly customerId?: string
  readonly email: string
  readonly locale: Locale
  readonly basket: Basket
  readonly billing: PostalAddress
  readonly shipping?: PostalAddress
  readonly service?: string
  readonly relay?: RelayPoint
  readonly payment: PaymentMethod
  readonly giftMessage?: string
  /** Codes of gift cards and credit notes to use first. */
  readonly vouchers?: readonly string[]
}

/**
 * Writes an order down, as priced at this moment, takes its gift cards and credit notes into account, and confirms
 * it by mail. It waits for its payment: {@link recordPayment} follows.
 *
 * @throws {Refusal} where the basket is empty, or no service goes to the address.
 */
export function placeOrder(ledger: Ledger, draft: OrderDraft): Order {
  const destination = draft.shipping ?? draft.billing
  const vatNumber = draft.billing.vatNumber
  const quote = quoteBasket(
    draft.basket,
    draft.locale,
    { country: destination.country, postcode: destination.postcode, vatNumber },
    draft.service,
  )
  if (quote.lines.length === 0) throw new Refusal('refusal.emptyBasket')
  if (quote.needsDelivery && !quote.service) throw new Refusal('refusal.noDelivery')
  return transaction(ledger.database, () => {
    const reference = draft.reference ?? newReference(ledger)
    const at = nowOf(ledger)
    const vouchers = spendVouchers(ledger, draft.vouchers ?? [], quote.grand)
    const { lastInsertRowid } = ledger.database
      .prepare(
        `insert into shop_order (reference, customer_id, email, locale, placed_at, billing, shipping, delivery, payment,
           vat, gift_message, promotion, shipping_cents, discount_cents, vouchers)
         values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
      )
      .run(
        reference,
        draft.customerId ?? null,
        draft.email,
        draft.locale,
        at,
        JSON.stringify(draft.billing),
        draft.shipping && quote.needsDelivery ? JSON.stringify(draft.shipping) : null,
        JSON.stringify({
          ...(quote.service && { service: quote.service.id }),
          ...(draft.relay && { relay: draft.relay }),
        }),
        JSON.stringify(draft.payment),
        JSON.stringify(quote.vat),
        draft.giftMessage ?? null,
        quote.discount > 0 ? (draft.basket.promotion?.code ?? null) : null,
        quote.shipping,
        quote.discount,
        JSON.stringify(vouchers),
      )
    const id = Number(lastInsertRowid)
    const line = ledger.database.prepare(
      `insert into order_line (order_id, sku, name, kind, engraving, quantity, unit_cents, discount_cents, vat_rate)
       values (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    )
    for (const { sku, name, kind, engraving, quantity, unit, discount, vatRate } of quote.lines)
      line.run(id, sku, name, kind, engraving ?? null, quantity, unit, discount, vatRate)
    record(ledger, id, { kind: 'placed' })
    const order = reread(ledger, id)
    notify(ledger, order, 'confirmation')
    return order
  })
}

/** The money is promised (a card), or here (a transfer). Files and gift cards are handed over at once. */
export function recordPayment(ledger: Ledger, given: Order): Order {
  return act(ledger, given, (order) => {
    expectStatus(ledger, order, ['awaiting-payment'])
    record(ledger, order.id, { kind: 'paid' })
    const paid = reread(ledger, order.id)
    for (const line of paid.lines.filter(({ kind }) => kind === 'gift-card'))
      for (let card = 0; card < line.quantity; card += 1)
        newVoucher(ledger, 'gift-card', { cents: line.unit, email: paid.email, orderId: paid.id })
    if (parcelLines(paid).length === 0) mailInvoice(ledger, paid, issueInvoice(ledger, paid))
    return reread(ledger, order.id)
  })
}

/** The bank said no. The order stays, unpaid: the customer may try again or pay otherwise. */
export function recordRefusedPayment(ledger: Ledger, given: Order): Order {
  return act(ledger, given, (order) => {
    record(ledger, order.id, { kind: 'payment-refused' })
    return reread(ledger, order.id)
  })
}

/** The customer chose another means for an order that waits for its money. */
export function changePaymentMethod(ledger: Ledger, given: Order, payment: PaymentMethod): Order {
  return act(ledger, given, (order) => {
    expectStatus(ledger, order, ['awaiting-payment'])
    ledger.database
      .prepare('update shop_order set payment = ? where id = ?')
      .run(JSON.stringify(payment), order.id)
    return reread(ledger, order.id)
  })
}

export function startPreparation(ledger: Ledger, given: Order): Order {
  return act(ledger, given, (order) => {
    expectStatus(ledger, order, ['payment-accepted'])
    record(ledger, order.id, { kind: 'in-preparation' })
    return reread(ledger, order.id)
  })
}

export interface Dispatch {
  /** All that is left where it is left out. */
  readonly lines?: readonly LineQuantity[]
  /** The service's own carrier where it is left out. */
  readonly carrier?: string
  readonly trackingNumber?: string
  /** Instead of the journey that the carrier plans. */
  readonly journey?: readonly PlannedEvent[]
  readonly eta?: string
}

/** A parcel leaves. With the first one the invoice is issued, and its link goes out with the mail. */
export function shipOrder(ledger: Ledger, given: Order, dispatch: Dispatch = {}): Order {
  return act(ledger, given, (order) => {
    expectStatus(ledger, order, ['payment-accepted', 'in-preparation', 'partly-shipped'])
    const lines = (dispatch.lines ?? everythingLeft(order)).filter(({ quantity }) => quantity > 0)
    if (lines.length === 0) throw new Refusal('refusal.nothingToShip')
    for (const { lineId, quantity } of lines) {
      const line = parcelLines(order).find(({ id }) => id === lineId)
      if (!line || quantity > quantityLeft(order, line)) throw new Refusal('refusal.nothingToShip')
    }
    const plan = planJourney(order, ledger.clock.now())
    const carrier = dispatch.carrier || plan.carrier
    const id = `${order.reference}-${order.shipments.length + 1}`
    ledger.database
      .prepare(
        'insert into shipment (id, order_id, carrier, tracking_number, eta, lines) values (?, ?, ?, ?, ?, ?)',
      )
      .run(
        id,
        order.id,
        carrier,
        dispatch.trackingNumber || newTrackingNumber(carrier),
        dispatch.eta ?? plan.eta,
        JSON.stringify(lines),
      )
    for (const event of dispatch.journey ?? plan.events) writeCarrierEvent(ledger, id, event, true)
    record(ledger, order.id, { kind: 'shipped', shipmentId: id })
    const shipped = reread(ledger, order.id)
    const isFirst = order.shipments.length === 0
    const invoice = issueInvoice(ledger, shipped)
    notify(ledger, shipped, 'shipped')
    if (isFirst) mailInvoice(ledger, shipped, invoice)
    return reread(ledger, order.id)
  })
}

/** The carrier reports something about a parcel; what it had planned for later no longer counts. */
export function recordCarrierEvent(
  ledger: Ledger,
  given: Order,
  shipmentId: string,
  event: { readonly status: ShipmentStatus; readonly label?: string; readonly place?: string },
): Order {
  return act(ledger, given, (order) => {
    const shipment = order.shipments.find(({ id }) => id === shipmentId)
    if (!shipment) throw new Refusal('refusal.noSuchParcel', { id: shipmentId })
    ledger.database
      .prepare('delete from shipment_event where shipment_id = ? and at > ? and planned = 1')
      .run(shipment.id, nowOf(ledger))
    const place = event.place || order.delivery.relay?.city || order.shipping?.city
    writeCarrierEvent(ledger, shipment.id, {
      at: nowOf(ledger),
      status: event.status,
      label: event.label || carrierLabels[event.status],
      ...(place !== undefined && { place }),
    })
    return reread(ledger, order.id)
  })
}

/** Every parcel under way is delivered, or collected where it waits at a relay point. */
export function deliverOrder(ledger: Ledger, given: Order): Order {
  return act(ledger, given, (order) => {
    expectStatus(ledger, order, ['partly-shipped', 'shipped'])
    let current = order
    for (const shipment of order.shipments)
      if (shipmentStatus(shipment) !== 'Delivered')
        current = recordCarrierEvent(ledger, current, shipment.id, {
          status: 'Delivered',
          label: order.delivery.relay ? 'pickedUp' : 'delivered',
        })
    return current
  })
}

/** The order waits at the store in Caen: supplied, so invoiced. */
export function markReadyInStore(ledger: Ledger, given: Order): Order {
  return act(ledger, given, (order) => {
    expectStatus(ledger, order, ['payment-accepted', 'in-preparation'])
    record(ledger, order.id, { kind: 'ready-in-store' })
    const ready = reread(ledger, order.id)
    notify(ledger, ready, 'ready')
    mailInvoice(ledger, ready, issueInvoice(ledger, ready))
    return reread(ledger, order.id)
  })
}

export function collectOrder(ledger: Ledger, given: Order): Order {
  return act(ledger, given, (order) => {
    expectStatus(ledger, order, ['ready-in-store'])
    record(ledger, order.id, { kind: 'collected' })
    return reread(ledger, order.id)
  })
}

/** The parcel that the customer sent back has arrived at the workshop. */
export function recordReturn(
  ledger: Ledger,
  given: Order,
  lines?: readonly LineQuantity[],
  request?: string,
): Order {
  return act(ledger, given, (order) => {
    expectStatus(ledger, order, ['delivered', 'shipped', 'partly-shipped'])
    record(ledger, order.id, {
      kind: 'returned',
      lines: lines ?? wholeOrder(order),
      ...(request !== undefined && { request }),
    })
    return reread(ledger, order.id)
  })
}

export interface RefundChoice {
  /** Everything where it is left out. */
  readonly lines?: readonly LineQuantity[]
  /** Standard delivery is refunded with a withdrawal from the whole order. */
  readonly shipping?: boolean
  /** Was our return label used, at the customer's cost? */
  readonly label?: boolean
  /** Number of the request that it answers. */
  readonly request?: string
}

/** Pays back, with a credit note where an invoice had been issued. */
export function refundOrder(ledger: Ledger, given: Order, choice: RefundChoice = {}): Order {
  return act(ledger, given, (order) => {
    const state = stateOf(ledger, order)
    if (!state.paid || state.status === 'refunded') throw refusalOf(order, state)
    const lines = choice.lines ?? wholeOrder(order)
    const whole = sameLines(lines, wholeOrder(order))
    const shipping = choice.shipping ?? whole
    const label = choice.label ?? false
    const creditNote = order.invoiced ? issueCreditNote(ledger, order, { lines, shipping, label }) : undefined
    const cents = creditNote?.document.grand ?? refundValue(order, lines, shipping, label)
    record(ledger, order.id, {
      kind: 'refunded',
      cents,
      whole,
      ...(creditNote && { creditNote: creditNote.number }),
      ...(choice.request !== undefined && { request: choice.request }),
    })
    if (whole) restoreVouchers(ledger, order.vouchers)
    const refunded = reread(ledger, order.id)
    notify(ledger, refunded, 'refunded', { amount: formatMoney(cents, order.locale) })
    return refunded
  })
}

/**
 * The bank sent the last refund of an order back.
 *
 * @throws {Refusal} where nothing was refunded since the last time that this happened.
 */
export function recordRefundReturned(ledger: Ledger, given: Order): Order {
  return act(ledger, given, (order) => {
    const last = order.events.findLast(({ kind }) => kind === 'refunded' || kind === 'refund-returned')
    if (last?.kind !== 'refunded') throw refusalOf(order, stateOf(ledger, order))
    record(ledger, order.id, { kind: 'refund-returned' })
    return reread(ledger, order.id)
  })
}

/**
 * Cancels an order that is not being prepared yet. A card has not been debited: its authorisation is lifted. What was
 * debited at the order (PayPal, a transfer, instalments) is paid back.
 */
export function cancelOrder(
  ledger: Ledger,
  given: Order,
  by: 'customer' | 'shop',
  /** Number of the request that it answers. */
  request?: string,
): Order {
  return act(ledger, given, (order) => {
    expectStatus(
      ledger,
      order,
      by === 'customer'
        ? ['awaiting-payment', 'payment-accepted']
        : ['awaiting-payment', 'payment-accepted', 'in-preparation', 'ready-in-store'],
    )
    const { paid } = stateOf(ledger, order)
    record(ledger, order.id, { kind: 'cancelled', by })
    const cancelled = reread(ledger, order.id)
    notify(ledger, cancelled, 'cancelled')
    if (paid && (cancelled.invoiced || debitedAtOrder.has(order.payment)))
      return refundOrder(ledger, cancelled, { shipping: true, ...(request !== undefined && { request }) })
    restoreVouchers(ledger, order.vouchers)
    return cancelled
  })
}

/** A new delivery address for an order that is not being prepared yet, in the same country: prices stay. */
export function changeAddress(ledger: Ledger, given: Order, shipping: PostalAddress): Order {
  return act(ledger, given, (order) => {
    expectStatus(ledger, order, ['awaiting-payment', 'payment-accepted'])
    if (!order.shipping || shipping.country !== order.shipping.country)
      throw new Refusal('refusal.otherCountry')
    ledger.database
      .prepare('update shop_order set shipping = ? where id = ?')
      .run(JSON.stringify(shipping), order.id)
    record(ledger, order.id, { kind: 'address-changed' })
    return reread(ledger, order.id)
  })
}

/**
 * Does something to an order as it stands in the file at this moment, whoever else is at work, and whatever the caller
 * last saw of it: all of it or nothing.
 */
function act<T>(ledger: Ledger, order: Order, work: (current: Order) => T): T {
  return transaction(ledger.database, () => work(reread(ledger, order.id)))
}

/** The state of an order now, with what its customer has declared for it. */
export function stateOf(ledger: Ledger, order: Order): OrderState {
  return orderState(order, ledger.clock.now(), declarationsFor(ledger, order))
}

/** Means of payment that take the money at the order; cards are debited at dispatch. */
const debitedAtOrder: ReadonlySet<PaymentMethod> = new Set<PaymentMethod>([
  'paypal',
  'card-3x',
  'card-4x',
  'transfer',
  'cheque',
  'voucher',
])

function record(ledger: Ledger, orderId: number, event: DistributiveOmit<OrderEvent, 'at'>): void {
  ledger.database
    .prepare('insert into order_event (order_id, at, value) values (?, ?, ?)')
    .run(orderId, nowOf(ledger), JSON.stringify(event))
}

type DistributiveOmit<T, K extends PropertyKey> = T extends unknown ? Omit<T, K> : never

function writeCarrierEvent(ledger: Ledger, shipmentId: string, event: PlannedEvent, planned = false): void {
  ledger.database
    .prepare(
      'insert into shipment_event (shipment_id, at, status, label, place, planned) values (?, ?, ?, ?, ?, ?)',
    )
    .run(shipmentId, event.at, event.status, event.label, event.place ?? null, planned ? 1 : 0)
}

function reread(ledger: Ledger, id: number): Order {
  const order = orderById(ledger, id)
  if (!order) throw new Error(`Order ${id} was just written but cannot be read: the shop's file is damaged.`)
  return order
}

function expectStatus(ledger: Ledger, order: Order, expected: readonly OrderState['status'][]): void {
  const state = stateOf(ledger, order)
  if (!expected.includes(state.status)) throw refusalOf(order, state)
}

function refusalOf(order: Order, state: OrderState): Refusal {
  const status: TextKey = `status.${state.status}`
  return new Refusal('refusal.status', { reference: order.reference, status })
}

function everythingLeft(order: Order): LineQuantity[] {
  return parcelLines(order).map((line) => ({ lineId: line.id, quantity: quantityLeft(order, line) }))
}

/** Every piece of every line. */
export function wholeOrder(order: Order): LineQuantity[] {
  return order.lines.map((line) => ({ lineId: line.id, quantity: line.quantity }))
}

function sameLines(some: readonly LineQuantity[], all: readonly LineQuantity[]): boolean {
  return all.every(({ lineId, quantity }) =>
    some.some((line) => line.lineId === lineId && line.quantity === quantity),
  )
}

/** What comes back for these lines, in cents. */
export function refundValue(
  order: Order,
  lines: readonly LineQuantity[],
  shipping: boolean,
  label: boolean,
): number {
  const goods = lines.reduce((sum, { lineId, quantity }) => {
    const line: OrderLine | undefined = order.lines.find(({ id }) => id === lineId)
    return line ? sum + quantity * line.unit - Math.round((line.discount * quantity) / line.quantity) : sum
  }, 0)
  return goods + (shipping ? orderTotals(order).shipping : 0) - (label ? returnLabelPrice : 0)
}

function newReference(ledger: Ledger): string {
  // No vowels: a reference drawn at random shall not spell a word.
  const letters = 'BCDFGHJKLMNPQRSTVWXZ'
  const reference = Array.from({ length: 9 }, () => letters[randomInt(letters.length)]).join('')
  return findOrder(ledger, reference) ? newReference(ledger) : reference
}

function notify(
  ledger: Ledger,
  order: Order,
  occasion: 'confirmation' | 'shipped' | 'ready' | 'refunded' | 'cancelled',
  more: Readonly<Record<string, string>> = {},
): void {
  const t = textsIn(order.locale)
  const parcel: Shipment | undefined = order.shipments.at(-1)
  const values = {
    reference: order.reference,
    name: order.billing.name,
    total: formatMoney(orderTotals(order).grand, order.locale),
    carrier: parcel?.carrier ?? '',
    tracking: parcel?.trackingNumber ?? '',
    ...more,
  }
  sendMail(ledger, {
    locale: order.locale,
    to: order.email,
    subject: t(`mail.${occasion}.subject`, values),
    body: t(`mail.${occasion}.body`, values),
  })
}

const carrierLabels: Readonly<Record<ShipmentStatus, string>> = {
  Pending: 'announced',
  InfoReceived: 'announced',
  InTransit: 'sorted',
  OutForDelivery: 'outForDelivery',
  AttemptFail: 'missed',
  Delivered: 'delivered',
  AvailableForPickup: 'atRelay',
  Exception: 'incident',
  Expired: 'notCollected',
  ReturnedToSender: 'sentBack',
}
