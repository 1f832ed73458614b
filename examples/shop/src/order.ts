import type { ShipmentStatus } from '@comptoir/bot-engine'
import type { RelayPoint } from './delivery.ts'
import { integerOf, optionalTextOf, type Row, textOf } from './database.ts'
import { type Ledger, nowOf } from './ledger.ts'
import type { Locale } from './money.ts'
import type { VatScheme } from './vat.ts'

export interface PostalAddress {
  readonly name: string
  readonly company?: string
  readonly siret?: string
  readonly vatNumber?: string
  readonly lines: readonly string[]
  readonly postcode: string
  readonly city: string
  /** ISO 3166-1 alpha-2. */
  readonly country: string
  readonly phone?: string
}

export type PaymentMethod =
  | 'card'
  | 'apple-pay'
  | 'google-pay'
  | 'paypal'
  | 'card-3x'
  | 'card-4x'
  | 'transfer'
  | 'cheque'
  | 'voucher'
  | 'account-30-days'

export interface OrderLine {
  readonly id: number
  readonly sku: string
  readonly name: string
  readonly kind: 'article' | 'digital' | 'gift-card' | 'service'
  readonly engraving?: string
  readonly quantity: number
  /** In cents, what the customer pays for one. */
  readonly unit: number
  /** In cents, off the whole line. */
  readonly discount: number
  /** Hundredths of a percent. */
  readonly vatRate: number
}

/** What happened to an order, in the shop's own house. */
export type OrderEvent = { readonly at: string } & (
  | { readonly kind: 'placed' }
  | { readonly kind: 'payment-refused' }
  | { readonly kind: 'paid' }
  | { readonly kind: 'in-preparation' }
  | { readonly kind: 'shipped'; readonly shipmentId: string }
  | { readonly kind: 'ready-in-store' }
  | { readonly kind: 'collected' }
  | { readonly kind: 'address-changed' }
  | { readonly kind: 'cancelled'; readonly by: 'customer' | 'shop' }
  | { readonly kind: 'returned'; readonly lines: readonly LineQuantity[]; readonly request?: string }
  | {
      readonly kind: 'refunded'
      readonly cents: number
      readonly whole: boolean
      /** The request that it answers. */
      readonly request?: string
      /** Number of its credit note. */
      readonly creditNote?: string
    }
  /** The bank sent the last refund back: the account is closed, the card is gone. */
  | { readonly kind: 'refund-returned' }
)

export interface LineQuantity {
  readonly lineId: number
  readonly quantity: number
}

export interface Shipment {
  readonly id: string
  readonly carrier: string
  readonly trackingNumber: string
  /** Announced day, `YYYY-MM-DD`. */
  readonly eta?: string
  readonly lines: readonly LineQuantity[]
  /** What the carrier has reported so far, oldest first. */
  readonly events: readonly ShipmentEvent[]
}

interface ShipmentEvent {
  readonly at: string
  readonly status: ShipmentStatus
  /** Name of a sentence under `carrier.` in the texts, or the carrier's own words. */
  readonly label: string
  readonly place?: string
}

/** An order with all that has happened to it up to now. */
export interface Order {
  readonly id: number
  readonly reference: string
  readonly customerId?: string
  readonly email: string
  readonly locale: Locale
  readonly placedAt: string
  readonly billing: PostalAddress
  /** Absent for digital goods. */
  readonly shipping?: PostalAddress
  readonly delivery: { readonly service?: string; readonly relay?: RelayPoint }
  readonly payment: PaymentMethod
  readonly vat: VatScheme
  readonly giftMessage?: string
  readonly promotion?: string
  readonly shippingCents: number
  readonly discountCents: number
  /** Gift cards and credit notes that paid a part of it. */
  readonly vouchers: readonly { readonly code: string; readonly cents: number }[]
  readonly lines: readonly OrderLine[]
  readonly events: readonly OrderEvent[]
  readonly shipments: readonly Shipment[]
  /** Has an invoice been issued for it? */
  readonly invoiced: boolean
}

/** The order of that reference; capitals and spaces do not matter. */
export function findOrder(ledger: Ledger, reference: string): Order | undefined {
  const row = ledger.database
    .prepare('select * from shop_order where reference = ?')
    .get(reference.replaceAll(/\s/g, '').toUpperCase())
  return row && readOrder(ledger, row)
}

export function orderById(ledger: Ledger, id: number): Order | undefined {
  const row = ledger.database.prepare('select * from shop_order where id = ?').get(id)
  return row && readOrder(ledger, row)
}

/** The order that a line belongs to. */
export function orderOfLine(ledger: Ledger, lineId: number): Order | undefined {
  const row = ledger.database.prepare('select order_id from order_line where id = ?').get(lineId)
  return row && orderById(ledger, integerOf(row, 'order_id'))
}

/** All orders of a customer, newest first. */
export function ordersOf(ledger: Ledger, customerId: string): Order[] {
  return ledger.database
    .prepare('select * from shop_order where customer_id = ? order by placed_at desc, id desc')
    .all(customerId)
    .map((row) => readOrder(ledger, row))
}

/** All orders, newest first. */
export function allOrders(ledger: Ledger): Order[] {
  return ledger.database
    .prepare('select * from shop_order order by placed_at desc, id desc')
    .all()
    .map((row) => readOrder(ledger, row))
}

/** What the order costs, to the cent, VAT included. */
export function orderTotals(order: Order): {
  readonly items: number
  readonly discount: number
  readonly shipping: number
  readonly grand: number
  /** What is left to pay once gift cards and credit notes are counted. */
  readonly toPay: number
} {
  const items = order.lines.reduce((sum, line) => sum + line.quantity * line.unit, 0)
  const grand = items - order.discountCents + order.shippingCents
  const paidByVoucher = order.vouchers.reduce((sum, { cents }) => sum + cents, 0)
  return {
    items,
    discount: order.discountCents,
    shipping: order.shippingCents,
    grand,
    toPay: grand - paidByVoucher,
  }
}

function readOrder(ledger: Ledger, row: Row): Order {
  const id = integerOf(row, 'id')
  const now = nowOf(ledger)
  const customerId = optionalTextOf(row, 'customer_id')
  const shipping = optionalTextOf(row, 'shipping')
  const giftMessage = optionalTextOf(row, 'gift_message')
  const promotion = optionalTextOf(row, 'promotion')
  return {
    id,
    reference: textOf(row, 'reference'),
    ...(customerId !== undefined && { customerId }),
    email: textOf(row, 'email'),
    locale: textOf(row, 'locale') === 'en' ? 'en' : 'fr',
    placedAt: textOf(row, 'placed_at'),
    billing: JSON.parse(textOf(row, 'billing')),
    ...(shipping !== undefined && { shipping: JSON.parse(shipping) }),
    delivery: JSON.parse(textOf(row, 'delivery')),
    payment: JSON.parse(textOf(row, 'payment')),
    vat: JSON.parse(textOf(row, 'vat')),
    ...(giftMessage !== undefined && { giftMessage }),
    ...(promotion !== undefined && { promotion }),
    shippingCents: integerOf(row, 'shipping_cents'),
    discountCents: integerOf(row, 'discount_cents'),
    vouchers: JSON.parse(textOf(row, 'vouchers')),
    lines: ledger.database
      .prepare('select * from order_line where order_id = ? order by id')
      .all(id)
      .map(readLine),
    events: ledger.database
      .prepare('select at, value from order_event where order_id = ? and at <= ? order by at, id')
      .all(id, now)
      .map((event) => ({ at: textOf(event, 'at'), ...JSON.parse(textOf(event, 'value')) })),
    shipments: ledger.database
      .prepare('select * from shipment where order_id = ? order by rowid')
      .all(id)
      .map((shipment) => readShipment(ledger, shipment, now)),
    invoiced: ledger.database.prepare('select 1 from invoice where order_id = ?').get(id) !== undefined,
  }
}

function readLine(row: Row): OrderLine {
  const engraving = optionalTextOf(row, 'engraving')
  const kind = textOf(row, 'kind')
  return {
    id: integerOf(row, 'id'),
    sku: textOf(row, 'sku'),
    name: textOf(row, 'name'),
    kind: kind === 'digital' || kind === 'gift-card' || kind === 'service' ? kind : 'article',
    ...(engraving !== undefined && { engraving }),
    quantity: integerOf(row, 'quantity'),
    unit: integerOf(row, 'unit_cents'),
    discount: integerOf(row, 'discount_cents'),
    vatRate: integerOf(row, 'vat_rate'),
  }
}

function readShipment(ledger: Ledger, row: Row, now: string): Shipment {
  const id = textOf(row, 'id')
  const eta = optionalTextOf(row, 'eta')
  return {
    id,
    carrier: textOf(row, 'carrier'),
    trackingNumber: textOf(row, 'tracking_number'),
    ...(eta !== undefined && { eta }),
    lines: JSON.parse(textOf(row, 'lines')),
    events: ledger.database
      .prepare('select * from shipment_event where shipment_id = ? and at <= ? order by at, id')
      .all(id, now)
      .map((event) => {
        const place = optionalTextOf(event, 'place')
        return {
          at: textOf(event, 'at'),
          status: shipmentStatusOf(textOf(event, 'status')),
          label: textOf(event, 'label'),
          ...(place !== undefined && { place }),
        }
      }),
  }
}

const shipmentStatuses: readonly ShipmentStatus[] = [
  'Pending',
  'InfoReceived',
  'InTransit',
  'OutForDelivery',
  'AttemptFail',
  'Delivered',
  'AvailableForPickup',
  'Exception',
  'Expired',
  'ReturnedToSender',
]

/** Narrows a text to one of the ten states of a parcel; what is not one of them is an exception. */
export function shipmentStatusOf(text: string): ShipmentStatus {
  return shipmentStatuses.find((status) => status === text) ?? 'Exception'
}
