import type { Money } from './order.ts'

/** Some pieces of one article of an order. */
export interface ItemQuantity {
  readonly sku: string
  readonly quantity: number
}

export type RequestKind = (typeof requestKinds)[number]

export const requestKinds = [
  'return',
  'exchange',
  'withdrawal',
  'cancellation',
  'address-change',
  'problem',
  'investigation',
  'personal-data',
] as const

/**
 * Where a request stands: received, accepted, waiting for the goods, goods arrived, being worked on, done, or
 * refused by a person.
 */
export type RequestState = (typeof requestStates)[number]

export const requestStates = [
  'received',
  'accepted',
  'awaiting-goods',
  'goods-received',
  'in-progress',
  'done',
  'refused',
] as const

/** Something that a customer asked of the shop about an order (demande), as it stands now. No personal data. */
export interface RequestView {
  /** The number the customer knows, e.g. `RT-2026-00012`. */
  readonly number: string
  readonly kind: RequestKind
  readonly state: RequestState
  /** When it was received, ISO 8601. */
  readonly at: string
  /** When the shop owes the next answer or the end of it. */
  readonly dueAt?: string
  /** The articles it is about; none for the order as a whole. */
  readonly lines: readonly (ItemQuantity & { readonly name?: string; readonly reason?: string })[]
  readonly refund?: RefundView
  readonly guarantee?: GuaranteeView
  /** What the label costs, taken off the refund; 0 when it is free. */
  readonly labelCost?: Money
  /** Where to bring or send the goods by, where they are awaited. */
  readonly sendBackBy?: string
  /** Labels and receipts as PDF; only from level 2 on. */
  readonly documents?: readonly DocumentView[]
}

/** The legal guarantee of conformity for what a problem report is about. */
export interface GuaranteeView {
  readonly running: boolean
  /** Two years after the delivery, and longer after a repair. */
  readonly until: string
  /** Repair or replacement is due within 30 days of the report. */
  readonly remedyBy?: string
}

/** A document of a request; its link is minted at each click. */
export interface DocumentView {
  readonly id: string
  readonly kind: 'return-label' | 'receipt'
  readonly fileName: string
  /** To be given to `mintLink`, e.g. `document:XKBKNABJK:RT-2026-00012-label`. */
  readonly ref: string
  readonly size?: number
  readonly validUntil?: string
}

export type RefundMeans = (typeof refundMeans)[number]

export const refundMeans = [
  'card',
  'wallet',
  'paypal',
  'instalments',
  'transfer',
  'cheque',
  'gift-card',
  'credit-note',
  'account',
] as const

/** Money on its way back to the customer. */
export interface RefundView {
  readonly amount: Money
  /** The same means as the payment. */
  readonly means: RefundMeans
  /** `due`: not sent yet; `sent`: the shop has sent it; `failed`: the bank has sent it back. */
  readonly state: 'due' | 'sent' | 'failed'
  /** The shop sends it by this day at the latest. */
  readonly dueBy: string
  readonly sentAt?: string
  /** On the customer's account by this day, as banks usually take. */
  readonly expectedBy?: string
  /** The request it belongs to. */
  readonly request?: string
  /** Number of the credit note, which is among the invoices. */
  readonly creditNote?: string
}

/** A file that was bought. */
export interface DownloadView {
  readonly id: string
  readonly sku: string
  readonly name: string
  /** How often it can still be fetched. */
  readonly remaining: number
  readonly limit: number
  readonly availableUntil: string
  /** Was it fetched before? The right of withdrawal may have ended then. */
  readonly begun: boolean
  /** When the mail with the link last went out. */
  readonly mailedAt?: string
}

/** Why the right of withdrawal does not cover an article. A statement about it is received all the same. */
export type WithdrawalException = (typeof withdrawalExceptions)[number]

export const withdrawalExceptions = [
  'made-to-measure',
  'sealed-hygiene',
  'digital-begun',
  'gift-card-used',
  'other',
] as const
/** The last days of the rights that run from the delivery, as dates. */
export interface OrderDeadlines {
  /** Last day of the legal withdrawal. */
  readonly withdraw?: string
  /** Last day of the shop's own return. */
  readonly return?: string
  /** The parcel is late from this day on. */
  readonly late?: string
}
