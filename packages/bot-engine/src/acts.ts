import type { Money } from './order.ts'
import type { DownloadView, ItemQuantity, RequestView } from './request.ts'

/**
 * What a customer may have the shop do or look up in a conversation, by name: what each takes and gives. A flow
 * asks for them as `shop.<name>`; the level that each needs is {@link actLevels}.
 */
export interface ShopActs {
  /** Sends articles back: for the money, another article or a credit note. */
  readonly requestReturn: { readonly input: ReturnRequest; readonly output: RequestView }
  /** Declares the withdrawal from a contract; received from anybody, whatever the state of the order. */
  readonly withdraw: { readonly input: WithdrawalStatement; readonly output: WithdrawalReceipt }
  readonly cancelOrder: { readonly input: Cancellation; readonly output: RequestView }
  readonly changeAddress: { readonly input: AddressChange; readonly output: RequestView }
  /** Reports goods that are damaged, defective, wrong or missing. */
  readonly reportProblem: { readonly input: ProblemReport; readonly output: RequestView }
  /** Has the carrier look for a parcel. */
  readonly investigateDelivery: { readonly input: DeliveryEnquiry; readonly output: RequestView }
  /** Fills the downloads of a file up again; its link goes to the order's own e-mail address. */
  readonly renewDownload: { readonly input: DownloadRenewal; readonly output: DownloadView }
  /** Records a request of the GDPR about the customer of an order, due within a month. */
  readonly requestPersonalData: { readonly input: PersonalDataRequest; readonly output: RequestView }
  readonly checkCoupon: { readonly input: CouponQuestion; readonly output: CouponView }
  readonly checkGiftCard: { readonly input: GiftCardQuestion; readonly output: GiftCardView }
  /** Mails the welcome code to an address that may have one; says the same to every address. */
  readonly sendWelcomeCode: { readonly input: MailAddress; readonly output: Taken }
  /** Stops the newsletter for an address; says the same to every address. */
  readonly unsubscribe: { readonly input: MailAddress; readonly output: Taken }
  /** Mails a link for a new password; says the same to every address. */
  readonly resetPassword: { readonly input: MailAddress; readonly output: Taken }
}

export type ActName = keyof ShopActs

/**
 * The level of verification that each act needs, for its order (DESIGN, Customer verification). Acts that move
 * money, goods on their way or personal data need the most; a withdrawal needs none, by law.
 */
export const actLevels: { readonly [Name in ActName]: 0 | 1 | 2 | 3 } = {
  requestReturn: 2,
  withdraw: 0,
  cancelOrder: 3,
  changeAddress: 3,
  reportProblem: 1,
  investigateDelivery: 1,
  renewDownload: 2,
  requestPersonalData: 3,
  checkCoupon: 0,
  checkGiftCard: 0,
  sendWelcomeCode: 0,
  unsubscribe: 0,
  resetPassword: 0,
}

/**
 * What became of an act: what it gives, or why the shop did not do it. A refusal is an answer like any other, so
 * that a flow can go on from `refused`; `message` says it in the language of the
 * conversation.
 */
export type ActResult<Name extends ActName> =
  | (ShopActs[Name]['output'] & { readonly refused?: never })
  | Refused

export interface Refused {
  readonly refused: RefusalReason
  readonly message: string
}

/**
 * Why a shop does not do what it was asked:
 * - `not-now`: the state of the order does not allow it (any more, or yet);
 * - `too-late`: a time limit has passed;
 * - `not-returnable`: this article cannot be returned; `message` says why;
 * - `too-many`: more pieces than are left;
 * - `unknown-item`: the order, parcel or file has no such thing;
 * - `already-asked`: it has been asked for, and is under way;
 * - `unknown-code`: no coupon or gift card has this code;
 * - `outside-area`: the shop does not deliver there;
 * - `invalid`: what was given does not make sense to the shop; `message` says what;
 * - `other`: another reason, which `message` says.
 */
export type RefusalReason = (typeof refusalReasons)[number]

export const refusalReasons = [
  'not-now',
  'too-late',
  'not-returnable',
  'too-many',
  'unknown-item',
  'already-asked',
  'unknown-code',
  'outside-area',
  'invalid',
  'other',
] as const

export type ReturnReason = (typeof returnReasons)[number]

export const returnReasons = [
  'changed-mind',
  'wrong-size',
  'not-as-described',
  'damaged',
  'defective',
  'wrong-item',
  'gift',
  'other',
] as const

export interface ReturnRequest {
  readonly reference: string
  readonly lines: readonly (ItemQuantity & { readonly reason: ReturnReason })[]
  /** What the customer would like for it. */
  readonly wish: 'refund' | 'exchange' | 'credit-note'
  /** For an exchange: what to send instead, in the customer's words, such as a size. */
  readonly exchangeFor?: string
}

/** The statement of a withdrawal, with what the law lets a shop ask and nothing else. */
export interface WithdrawalStatement {
  readonly name: string
  /** What identifies the contract, as the customer wrote it. */
  readonly reference: string
  /** Where the receipt goes. */
  readonly email: string
  /** A part of the contract; the whole when absent. */
  readonly lines?: readonly ItemQuantity[]
  readonly reason?: string
  /** When the customer made it, ISO 8601, where that was before the shop hears of it. @default now */
  readonly at?: string
  /** Number of the receipt that the desk has mailed: the shop then mails none. */
  readonly receipt?: string
}

/** The receipt of a withdrawal: it was received, not judged. It tells nothing about the order. */
export interface WithdrawalReceipt {
  readonly number: string
  /** When it was received, ISO 8601. */
  readonly at: string
  /** Where the receipt with content, date and time was mailed to. */
  readonly receiptTo: string
  /** The money is back by this day at the latest, 14 days after the statement. */
  readonly refundBy: string
  /** The goods leave for the shop by this day. */
  readonly sendBackBy: string
}

export interface Cancellation {
  readonly reference: string
  readonly reason?: string
}

/** A new delivery address for an order that has not left. */
export interface AddressChange {
  readonly reference: string
  readonly name: string
  readonly lines: readonly string[]
  readonly postcode: string
  readonly city: string
  /** ISO 3166-1 alpha-2. @default that of the address so far */
  readonly country?: string
  readonly phone?: string
}

export interface ProblemReport {
  readonly reference: string
  readonly problem: 'damaged' | 'defective' | 'wrong-item' | 'missing-item'
  /** The articles it is about; all when absent. */
  readonly lines?: readonly ItemQuantity[]
  readonly wish?: 'repair' | 'replacement' | 'refund'
  readonly details?: string
  /** The ref of a picture that was handed in, in this conversation. */
  readonly photo?: string
}

export type DeliverySituation = (typeof deliverySituations)[number]

export const deliverySituations = [
  'late',
  'lost',
  'delivered-not-received',
  'missed',
  'returned-to-sender',
] as const

export interface DeliveryEnquiry {
  readonly reference: string
  readonly situation: DeliverySituation
  /** The parcel; the order's only or latest one when absent. */
  readonly shipmentId?: string
  /** What the customer would like if it is not found. */
  readonly wish?: 'new-parcel' | 'refund'
  /** The customer's signed word that the parcel did not come. */
  readonly statement?: boolean
}

export interface DownloadRenewal {
  readonly reference: string
  /** As in {@link DownloadView}. */
  readonly id: string
}

export interface PersonalDataRequest {
  /** An order of the customer: it says who they are. A page has to give it. */
  readonly reference?: string
  /** From the desk alone, where nothing was proven: who asks is checked before they are answered. */
  readonly email?: string
  /** Number of the receipt that the desk has mailed: the shop then mails none. */
  readonly receipt?: string
  readonly right: 'access' | 'portability' | 'rectification' | 'erasure' | 'objection' | 'restriction'
  readonly details?: string
}

export interface CouponQuestion {
  readonly code: string
  /** The address the customer orders with, for codes that are one person's. */
  readonly email?: string
  /** What is in the basket, for the conditions, tax included. */
  readonly basket?: Money
}

/** A promotion code or voucher as a customer may see it. */
export interface CouponView {
  readonly code: string
  readonly state: 'valid' | 'not-yet' | 'expired' | 'used' | 'not-met'
  /** What it takes off: an amount, or a share in per cent. */
  readonly amount?: Money
  readonly percent?: number
  readonly validFrom?: string
  readonly validUntil?: string
  /** What has to be in the basket. */
  readonly minimum?: Money
  /** Every condition, and whether it is met; `met` is absent where the shop cannot tell yet. */
  readonly conditions: readonly {
    readonly kind: 'minimum' | 'first-order' | 'personal' | 'once' | 'dates' | 'not-on-gift-cards' | 'other'
    readonly met?: boolean
    /** The condition as a sentence. */
    readonly text: string
  }[]
}

export interface GiftCardQuestion {
  /** The code on the card. */
  readonly code: string
  /** The number beside the code, where the shop's cards carry one. */
  readonly number?: string
}

export interface GiftCardView {
  readonly balance: Money
  readonly initial: Money
  readonly expiresAt: string
  readonly state: 'active' | 'used-up' | 'expired'
  /** May its life be extended now? Until when it may be asked. */
  readonly extendableUntil?: string
}

export interface MailAddress {
  readonly email: string
}

/** It was taken note of; whether there is anything behind the address is not said. */
export interface Taken {
  readonly taken: true
}
