import type {
  ActName,
  AddressChange,
  Cancellation,
  CouponQuestion,
  CouponView,
  DeliveryEnquiry,
  DocumentView,
  DownloadRenewal,
  GiftCardQuestion,
  GiftCardView,
  ItemQuantity,
  MailAddress,
  Money,
  PersonalDataRequest,
  ProblemReport,
  Refused,
  RequestView,
  ReturnRequest,
  ShopActs,
  Taken,
  WithdrawalReceipt,
  WithdrawalStatement,
} from '@comptoir/bot-engine'
import { deliverySituations, refusalReasons, returnReasons } from '@comptoir/bot-engine'
import * as v from 'valibot'
import { country, count, dayOrInstant, email, instant, line, text } from './fields.ts'
import { money } from './money.ts'
import { downloadIn, itemQuantityFields, requestFields } from './request.ts'
import { lenient, optional, strict, type Fields, type Schema } from './schema.ts'

const reference = line(64)
const code = line(64)
const item = strict<ItemQuantity>(itemQuantityFields)
const someItems = v.pipe(v.array(item), v.minLength(1), v.maxLength(100))
const mailAddress: Schema<MailAddress> = strict<MailAddress>({ email })

type ReturnLine = ReturnRequest['lines'][number]

const problemFields: Fields<Omit<ProblemReport, 'photo'>> = {
  reference,
  problem: v.picklist(['damaged', 'defective', 'wrong-item', 'missing-item']),
  lines: optional(someItems),
  wish: optional(v.picklist(['repair', 'replacement', 'refund'])),
  details: optional(text(4000)),
}

/** What each act takes. Fields that are not named here are refused. */
export const actInputs: { readonly [Name in ActName]: Schema<ShopActs[Name]['input']> } = {
  requestReturn: strict<ReturnRequest>({
    reference,
    lines: v.pipe(
      v.array(
        strict<ReturnLine>({
          ...itemQuantityFields,
          reason: v.picklist(returnReasons),
        }),
      ),
      v.minLength(1),
      v.maxLength(100),
    ),
    wish: v.picklist(['refund', 'exchange', 'credit-note']),
    exchangeFor: optional(line(300)),
  }),
  withdraw: strict<WithdrawalStatement>({
    name: line(200),
    // The customer identifies the contract in their own words.
    reference: line(300),
    email,
    lines: optional(someItems),
    reason: optional(text(2000)),
    at: optional(instant),
    receipt: optional(line(64)),
  }),
  cancelOrder: strict<Cancellation>({ reference, reason: optional(text(2000)) }),
  changeAddress: strict<AddressChange>({
    reference,
    name: line(200),
    lines: v.pipe(v.array(line(200)), v.minLength(1), v.maxLength(4)),
    postcode: line(20),
    city: line(200),
    country: optional(country),
    phone: optional(line(40)),
  }),
  reportProblem: strict<ProblemReport>({ ...problemFields, photo: optional(line(100)) }),
  investigateDelivery: strict<DeliveryEnquiry>({
    reference,
    situation: v.picklist(deliverySituations),
    shipmentId: optional(line(100)),
    wish: optional(v.picklist(['new-parcel', 'refund'])),
    statement: optional(v.boolean()),
  }),
  renewDownload: strict<DownloadRenewal>({ reference, id: line(100) }),
  requestPersonalData: strict<PersonalDataRequest>({
    reference: optional(reference),
    email: optional(email),
    receipt: optional(line(64)),
    right: v.picklist(['access', 'portability', 'rectification', 'erasure', 'objection', 'restriction']),
    details: optional(text(4000)),
  }),
  checkCoupon: strict<CouponQuestion>({ code, email: optional(email), basket: optional(money) }),
  checkGiftCard: strict<GiftCardQuestion>({ code, number: optional(code) }),
  sendWelcomeCode: mailAddress,
  unsubscribe: mailAddress,
  resetPassword: mailAddress,
}

/** What each act takes at the shop: as {@link ShopActs}, but with what was handed in instead of its address at the desk. */
export type ShopActInput<Name extends ActName> = Name extends 'reportProblem'
  ? ShopProblemReport
  : ShopActs[Name]['input']

interface ShopProblemReport extends Omit<ProblemReport, 'photo'> {
  readonly photo?: HandedOver
}

/** A picture or a PDF, as the desk keeps it: without metadata. */
export interface HandedOver {
  readonly name: string
  readonly mime: string
  /** Base64. */
  readonly content: string
}

/** The same fields as for the page, but for files. */
export const shopActInputs: { readonly [Name in ActName]: Schema<ShopActInput<Name>> } = {
  ...actInputs,
  reportProblem: strict<ShopProblemReport>({
    ...problemFields,
    photo: optional(
      strict<HandedOver>({
        name: line(200),
        mime: v.picklist(['image/jpeg', 'image/png', 'application/pdf']),
        content: v.pipe(v.string(), v.regex(/^[A-Za-z0-9+/]+={0,2}$/, 'base64')),
      }),
    ),
  }),
}

/** A document of a request as a shop knows it: without the address that the desk gives it. */
export type ShopDocument = Omit<DocumentView, 'ref'>

/** A request as a shop tells it. */
export type ShopRequest = Omit<RequestView, 'documents'> & { readonly documents?: readonly ShopDocument[] }

/** What each act gives at the shop: as {@link ShopActs}, but for the documents of a request. */
export type ShopActAnswer<Name extends ActName> = ShopActs[Name]['output'] extends RequestView
  ? ShopRequest
  : ShopActs[Name]['output']

const documentFields = {
  id: line(100),
  kind: v.picklist(['return-label', 'receipt']),
  fileName: line(200),
  size: optional(count),
  validUntil: optional(dayOrInstant),
}

/** A request as a shop tells it; what it knows beyond the contract is dropped. */
export const shopRequest: Schema<ShopRequest> = lenient<ShopRequest>({
  ...requestFields(lenient),
  documents: optional(v.array(lenient<ShopDocument>(documentFields))),
})

const requestView: Schema<RequestView> = strict<RequestView>({
  ...requestFields(strict),
  documents: optional(v.array(strict<DocumentView>({ ...documentFields, ref: line(300) }))),
})

export { requestView }

type CouponCondition = CouponView['conditions'][number]

const couponView: Schema<CouponView> = lenient<CouponView>({
  code,
  state: v.picklist(['valid', 'not-yet', 'expired', 'used', 'not-met']),
  amount: optional(money),
  percent: optional(v.pipe(v.number(), v.minValue(0), v.maxValue(100))),
  validFrom: optional(dayOrInstant),
  validUntil: optional(dayOrInstant),
  minimum: optional(money),
  conditions: v.array(
    lenient<CouponCondition>({
      kind: v.picklist(['minimum', 'first-order', 'personal', 'once', 'dates', 'not-on-gift-cards', 'other']),
      met: optional(v.boolean()),
      text: line(500),
    }),
  ),
})

const balance: Schema<Money> = v.pipe(
  money,
  v.check(({ amount }) => amount >= 0, 'an amount of 0 or more'),
)

const giftCardView: Schema<GiftCardView> = lenient<GiftCardView>({
  balance,
  initial: balance,
  expiresAt: dayOrInstant,
  state: v.picklist(['active', 'used-up', 'expired']),
  extendableUntil: optional(dayOrInstant),
})

const withdrawalReceipt: Schema<WithdrawalReceipt> = lenient<WithdrawalReceipt>({
  number: line(64),
  at: instant,
  receiptTo: line(320),
  refundBy: dayOrInstant,
  sendBackBy: dayOrInstant,
})

const taken: Schema<Taken> = lenient<Taken>({ taken: v.literal(true) })

/** What each act gives at the shop. */
export const shopActAnswers: { readonly [Name in ActName]: Schema<ShopActAnswer<Name>> } = {
  requestReturn: shopRequest,
  withdraw: withdrawalReceipt,
  cancelOrder: shopRequest,
  changeAddress: shopRequest,
  reportProblem: shopRequest,
  investigateDelivery: shopRequest,
  renewDownload: downloadIn(lenient),
  requestPersonalData: shopRequest,
  checkCoupon: couponView,
  checkGiftCard: giftCardView,
  sendWelcomeCode: taken,
  unsubscribe: taken,
  resetPassword: taken,
}

/** What each act gives to the page. */
export const actAnswers: { readonly [Name in ActName]: Schema<ShopActs[Name]['output']> } = {
  ...shopActAnswers,
  requestReturn: requestView,
  cancelOrder: requestView,
  changeAddress: requestView,
  reportProblem: requestView,
  investigateDelivery: requestView,
  requestPersonalData: requestView,
}

export const refusedAnswer: Schema<Refused> = strict<Refused>({
  refused: v.picklist(refusalReasons),
  message: v.string(),
})

/** The same key does an act once, however often it is sent. */
export const actKey: Schema<string> = v.pipe(
  v.string(),
  v.regex(/^[^\s\p{Cc}]{1,200}$/u, 'a key of 1 to 200 characters without spaces'),
)
