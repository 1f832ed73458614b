import type { GiftCardView, ItemQuantity, RefusalReason, ShopActs } from '@comptoir/bot-engine'
import { readActRequest, type ActRequest, type ShopRequest } from '@comptoir/desk/shop-contract'
import { couponView } from '../coupon-view.ts'
import { textOf, transaction } from '../database.ts'
import { renewDownload } from '../downloads.ts'
import { investigateDelivery } from '../investigations.ts'
import { type Ledger, nowOf } from '../ledger.ts'
import type { Locale } from '../money.ts'
import { sendWelcomeCode, unsubscribe } from '../newsletter.ts'
import { findOrder, type LineQuantity, type Order } from '../order.ts'
import { cancelOrder, changeAddress } from '../orders.ts'
import { parisDay } from '../paris-time.ts'
import { sendPasswordLink } from '../password-links.ts'
import { receiveDataRequest, requestPersonalData } from '../personal-data.ts'
import { reportProblem } from '../problems.ts'
import { Refusal } from '../refusal.ts'
import { requestProgress } from '../request-progress.ts'
import { type CustomerRequest, recordRequest } from '../requests.ts'
import { requestReturn } from '../returns.ts'
import type { LinkMaker } from '../signed-link.ts'
import { type TextKey, textsIn } from '../texts.ts'
import { findVoucher } from '../vouchers.ts'
import { receiveWithdrawal, withdrawalDays } from '../withdrawals.ts'
import { monthsLater } from '../calendar.ts'
import { requestView } from './request-view.ts'
import { downloadView } from './shop-order.ts'

/** What an act comes to: an answer, or a refusal with the contract's reason and a sentence for the customer. */
export type ActOutcome =
  | { readonly status: 200; readonly body: object }
  | { readonly status: 400 | 404 | 409; readonly code: string; readonly message: string }

/**
 * Does an act of the contract. The same key does it once: sent again it gives the first answer, which is written in one
 * transaction with what it did.
 *
 * @param body the request's body, as it came
 */
export function doAct(
  ledger: Ledger,
  links: LinkMaker,
  name: string,
  body: unknown,
  locale: Locale,
): ActOutcome {
  const asked = readActRequest(name, body)
  if (asked === undefined) return { status: 404, code: 'not-found', message: 'There is no such act.' }
  if ('misfit' in asked) return { status: 400, code: 'invalid', message: asked.misfit }
  const input = JSON.stringify(asked.input)
  try {
    return transaction(ledger.database, () => {
      const known = ledger.database.prepare('select * from act where key = ?').get(asked.key)
      if (known && (textOf(known, 'name') !== name || textOf(known, 'input') !== input))
        return { status: 400, code: 'invalid', message: 'The key was used for another act.' }
      if (known) return { status: 200, body: JSON.parse(textOf(known, 'answer')) }
      const answer = answerTo(ledger, links, asked, locale)
      ledger.database
        .prepare('insert into act (key, name, input, answer, at) values (?, ?, ?, ?, ?)')
        .run(asked.key, name, input, JSON.stringify(answer), nowOf(ledger))
      return { status: 200, body: answer }
    })
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    return { status: 409, code: reasons[error.key] ?? 'not-now', message: error.in(textsIn(locale)) }
  }
}

function answerTo(ledger: Ledger, links: LinkMaker, asked: ActRequest, locale: Locale): object {
  switch (asked.name) {
    case 'requestReturn': {
      const { lines, wish, exchangeFor } = asked.input
      return about(ledger, asked.input, (order) =>
        requestReturn(ledger, order, {
          lines: lines.flatMap((line) =>
            linesOf(order, [line]).map((found) => ({ ...found, reason: line.reason })),
          ),
          wish,
          way: 'relay',
          exchangeFor,
        }),
      )
    }
    case 'withdraw':
      return withdraw(ledger, asked.input, locale)
    case 'cancelOrder':
      return about(ledger, asked.input, (order) => cancel(ledger, order, asked.input.reason))
    case 'changeAddress':
      return about(ledger, asked.input, (order) => readdress(ledger, order, asked.input))
    case 'reportProblem': {
      const { lines, problem, wish, details, photo } = asked.input
      return about(ledger, asked.input, (order) =>
        reportProblem(ledger, order, {
          problem,
          lines: lines && linesOf(order, lines),
          wish,
          message: details,
          photo,
        }),
      )
    }
    case 'investigateDelivery':
      return about(ledger, asked.input, (order) => investigateDelivery(ledger, order, asked.input))
    case 'renewDownload': {
      const order = orderOf(ledger, asked.input.reference)
      return downloadView(renewDownload(ledger, order, Number(asked.input.id), links))
    }
    case 'requestPersonalData': {
      const { reference, email } = asked.input
      if (reference !== undefined)
        return about(ledger, { reference }, (order) => requestPersonalData(ledger, order, asked.input))
      if (email === undefined) throw new Refusal('refusal.noSuchOrder', { reference: '' })
      return dataRequestView(receiveDataRequest(ledger, { ...asked.input, email }, locale))
    }
    case 'checkCoupon':
      return couponView(ledger, asked.input, locale) ?? unknownCode(asked.input.code)
    case 'checkGiftCard':
      return giftCardView(ledger, asked.input.code) ?? unknownCode(asked.input.code)
    case 'sendWelcomeCode':
      sendWelcomeCode(ledger, asked.input.email)
      return { taken: true }
    case 'unsubscribe':
      unsubscribe(ledger, asked.input.email)
      return { taken: true }
    case 'resetPassword':
      sendPasswordLink(ledger, asked.input.email, links.origin)
      return { taken: true }
  }
}

/** A request about an order, in the contract's words. */
function about(
  ledger: Ledger,
  { reference }: { readonly reference: string },
  ask: (order: Order) => CustomerRequest,
): object {
  const request = ask(orderOf(ledger, reference))
  const view = requestView(ledger, orderOf(ledger, reference), request)
  if (!view) throw new Error(`The contract has no word for a request of the kind ${request.kind}.`)
  return view
}

/** A request that belongs to no order. */
function dataRequestView(request: CustomerRequest): ShopRequest {
  const { state, dueBy } = requestProgress(request)
  return {
    number: request.number,
    kind: 'personal-data',
    state,
    at: request.at,
    ...(dueBy !== undefined && { dueAt: dueBy }),
    lines: [],
  }
}

function orderOf(ledger: Ledger, reference: string): Order {
  const order = findOrder(ledger, reference)
  if (!order) throw new Refusal('refusal.noSuchOrder', { reference })
  return order
}

/** Pieces of articles as pieces of the order's lines: of two lines of one article, the first has enough or gives way. */
function linesOf(order: Order, items: readonly ItemQuantity[]): LineQuantity[] {
  return items.flatMap(({ sku, quantity }) => {
    const lines = order.lines.filter((line) => line.sku === sku)
    if (lines.length === 0) throw new Refusal('refusal.noSuchItem')
    let left = quantity
    const taken = lines.flatMap((line, index) => {
      const part = index === lines.length - 1 ? left : Math.min(left, line.quantity)
      left -= part
      return part > 0 ? [{ lineId: line.id, quantity: part }] : []
    })
    return taken
  })
}

function withdraw(ledger: Ledger, input: ShopActs['withdraw']['input'], locale: Locale): object {
  const { name, reference, email, lines, reason, at, receipt } = input
  const order = findOrder(ledger, reference)
  const isOwn = order?.email.toLowerCase() === email.toLowerCase()
  const request = receiveWithdrawal(ledger, {
    name,
    reference,
    email,
    locale,
    // A part that names nothing of the order is received in words: doubts are for a person, later.
    lines: isOwn && order && lines ? knownLines(order, lines) : undefined,
    items: lines
      ?.map(({ sku, quantity }) => `${quantity} × ${nameOf(isOwn ? order : undefined, sku)}`)
      .join(', '),
    reason,
    declaredAt: at,
    receipt,
  })
  return { number: request.number, at: at ?? request.at, receiptTo: email, ...withdrawalDays(request) }
}

function knownLines(order: Order, items: readonly ItemQuantity[]): LineQuantity[] | undefined {
  try {
    return linesOf(order, items)
  } catch {
    return undefined
  }
}

function nameOf(order: Order | undefined, sku: string): string {
  return order?.lines.find((line) => line.sku === sku)?.name ?? sku
}

/** Cancels the order, and writes down that its customer asked for it. */
function cancel(ledger: Ledger, order: Order, reason: string | undefined): CustomerRequest {
  const request = recordRequest(ledger, {
    ...askedBy(order),
    kind: 'cancellation',
    values: { ...(reason && { reason }) },
  })
  cancelOrder(ledger, order, 'customer', request.number)
  return request
}

function readdress(
  ledger: Ledger,
  order: Order,
  address: ShopActs['changeAddress']['input'],
): CustomerRequest {
  const { name, lines, postcode, city, country = order.shipping?.country ?? 'FR' } = address
  const phone = address.phone ?? order.shipping?.phone
  changeAddress(ledger, order, {
    name,
    lines,
    postcode,
    city,
    country,
    ...(phone !== undefined && { phone }),
  })
  return recordRequest(ledger, {
    ...askedBy(order),
    kind: 'address-change',
    values: { address: [name, ...lines, `${postcode} ${city}`].join(', ') },
  })
}

function askedBy(
  order: Order,
): Pick<Parameters<typeof recordRequest>[1], 'order' | 'email' | 'name' | 'locale'> {
  return { order, email: order.email, name: order.billing.name, locale: order.locale }
}

/** What is left on a gift card or credit note, for whoever has its code. */
function giftCardView(ledger: Ledger, code: string): GiftCardView | undefined {
  const voucher = findVoucher(ledger, code)
  if (!voucher || voucher.kind === 'loyalty') return undefined
  const expiresAt = parisDay(new Date(voucher.expiresAt))
  const expired = expiresAt < parisDay(ledger.clock.now())
  return {
    balance: { amount: voucher.balance, currency: 'EUR' },
    initial: { amount: voucher.initial, currency: 'EUR' },
    expiresAt,
    state: voucher.balance === 0 ? 'used-up' : expired ? 'expired' : 'active',
    // Extended once, by three months, for whoever asks within three months.
    ...(voucher.kind === 'gift-card' && expired && { extendableUntil: monthsLater(expiresAt, 3) }),
  }
}

function unknownCode(code: string): never {
  throw new Refusal('refusal.unknownCode', { code })
}

/** The shop's refusals in the contract's reasons; all others say that the order does not allow it now. */
const reasons: Readonly<Partial<Record<TextKey, RefusalReason>>> = {
  'refusal.noSuchOrder': 'unknown-item',
  'refusal.noSuchItem': 'unknown-item',
  'refusal.noSuchFile': 'unknown-item',
  'refusal.noSuchParcel': 'unknown-item',
  'refusal.nothingToReturn': 'invalid',
  'refusal.returnOver': 'too-late',
  'refusal.fileGone': 'too-late',
  'refusal.madeToMeasure': 'not-returnable',
  'refusal.tooMany': 'too-many',
  'refusal.alreadyReturned': 'already-asked',
  'refusal.enquiryRuns': 'already-asked',
  'refusal.unknownCode': 'unknown-code',
  'refusal.otherCountry': 'outside-area',
}
