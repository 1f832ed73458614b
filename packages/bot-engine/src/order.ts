import type {
  DownloadView,
  GuaranteeView,
  OrderDeadlines,
  RefundView,
  RequestView,
  WithdrawalException,
} from './request.ts'

/** An amount in the minor unit of its currency: 1990 with EUR is 19,90 €. */
export interface Money {
  readonly amount: number
  /** ISO 4217. */
  readonly currency: string
}

/**
 * Where the order stands, in the shop's own nine words (see the labels of the demo shop's facts):
 * awaiting payment, payment accepted, being prepared, partly dispatched, dispatched, ready in store,
 * delivered, cancelled, refunded.
 */
export type OrderStatus =
  | 'awaiting-payment'
  | 'payment-accepted'
  | 'in-preparation'
  | 'partly-shipped'
  | 'shipped'
  | 'ready-in-store'
  | 'delivered'
  | 'cancelled'
  | 'refunded'

/** Where a parcel stands: AfterShip's nine statuses, and one for a parcel on its way back. */
export type ShipmentStatus =
  | 'Pending'
  | 'InfoReceived'
  | 'InTransit'
  | 'OutForDelivery'
  | 'AttemptFail'
  | 'Delivered'
  | 'AvailableForPickup'
  | 'Exception'
  | 'Expired'
  | 'ReturnedToSender'

/** What the customer may do with the order as it stands now; the shop decides, per state. */
export type OrderAction =
  | 'pay'
  | 'cancel'
  | 'change-address'
  | 'invoice'
  | 'track'
  | 'report-problem'
  | 'investigate'
  | 'return'
  | 'withdraw'
  | 'download'

/**
 * An order as the page may see it. At level 1 (reference and e-mail) it carries no personal data:
 * no name, no address, no line of text that the customer wrote. Level 2 adds `invoices`.
 */
export interface OrderView {
  /** The reference the customer knows, e.g. `XKBKNABJK`. */
  readonly reference: string
  /** ISO 8601. */
  readonly placedAt: string
  readonly status: OrderStatus
  readonly paid: boolean
  readonly total: Money
  readonly items: readonly OrderItemView[]
  readonly shipments: readonly ShipmentView[]
  /** The steps of its life so far and the one expected next, oldest first. */
  readonly milestones: readonly Milestone[]
  readonly actions: readonly OrderAction[]
  /** Only from level 2 on. */
  readonly invoices?: readonly InvoiceView[]
  /** What was asked of the shop about it, newest first. */
  readonly requests?: readonly RequestView[]
  /** Money that went back or is on its way, newest first. */
  readonly refunds?: readonly RefundView[]
  readonly deadlines?: OrderDeadlines
  /** What goes well with it, where nothing is wrong with it: offered once, after something went well. */
  readonly complement?: ComplementView
  /** The files bought with it. Only from level 2 on. */
  readonly downloads?: readonly DownloadView[]
}

export interface OrderItemView {
  readonly sku: string
  readonly name: string
  readonly quantity: number
  readonly digital?: boolean
  /** Pieces that may be returned now. */
  readonly returnable?: number
  /** Why the right of withdrawal does not cover it. */
  readonly exception?: WithdrawalException
  /** Once it was delivered. */
  readonly guarantee?: GuaranteeView
}

/** What goes well with an order, where the shop finds that an offer fits: one article, never the same order's. */
export interface ComplementView {
  readonly sku: string
  readonly name: string
  readonly price?: Money
  /** Its page, e.g. `/produits/liseuse-estran`. */
  readonly href: string
}

export interface ShipmentView {
  readonly id: string
  /** e.g. `Colissimo`. */
  readonly carrier: string
  readonly trackingNumber?: string
  /** The carrier's own page for this parcel, https only. */
  readonly trackingUrl?: string
  readonly status: ShipmentStatus
  /** Expected day, ISO date. */
  readonly eta?: string
  /** Language of what the events are called: a customer who speaks another is told their status. @default theirs */
  readonly locale?: string
  /** Carrier events, oldest first. */
  readonly events: readonly { at: string; status: ShipmentStatus; label: string; place?: string }[]
  /** Lines of the order in this parcel. */
  readonly items: readonly { sku: string; quantity: number }[]
}

export interface Milestone {
  readonly kind:
    | 'placed'
    | 'paid'
    | 'in-preparation'
    | 'shipped'
    | 'in-transit'
    | 'out-for-delivery'
    | 'available-for-pickup'
    | 'attempt-failed'
    | 'delivered'
    | 'exception'
    | 'returned'
    | 'cancelled'
    | 'refunded'
  /** When it happened, or is expected to (`expected: true`); absent where nobody knows. */
  readonly at?: string
  readonly expected?: boolean
  /** The shipment it belongs to, where there is one. */
  readonly shipmentId?: string
}

export interface InvoiceView {
  /** The legal number on the document, e.g. `FA-2026-00031`. */
  readonly number: string
  /** ISO date of issue. */
  readonly issuedAt: string
  readonly kind: 'invoice' | 'credit-note'
  readonly total: Money
  /** To be given to `mintLink`, e.g. `invoice:XKBKNABJK:FA-2026-00031`. */
  readonly ref: string
  readonly fileName: string
  readonly size?: number
  /** How the mail that carried it fared, where the shop knows: the customer's "I never got it". */
  readonly mail?: { readonly state: 'sent' | 'failed' | 'not-sent'; readonly at?: string }
}
