import type { RefundMeans, RefundView } from '@comptoir/bot-engine'
import { exceptionOf } from './exceptions.ts'
import type { Ledger } from './ledger.ts'
import type { LineQuantity, Order, PaymentMethod } from './order.ts'
import { refundValue, stateOf, wholeOrder } from './orders.ts'
import { addDays, parisDay } from './paris-time.ts'
import { requestProgress } from './request-progress.ts'
import { type CustomerRequest, declarationsFor, requestsForOrder } from './requests.ts'
import { hasLabel, labelCost } from './returns.ts'
import { withdrawalDays } from './withdrawals.ts'
import { addWorkingDays } from './working-days.ts'

/** Banks take up to so many working days. */
const bankDays = 5

/** The money of an order that went back, or is owed, newest first. */
export function refundsOf(ledger: Ledger, order: Order): RefundView[] {
  const requests = requestsForOrder(ledger, order.id)
  const sent = order.events.flatMap((event, index): RefundView[] => {
    if (event.kind !== 'refunded') return []
    const next = order.events
      .slice(index + 1)
      .find(({ kind }) => kind === 'refunded' || kind === 'refund-returned')
    const day = parisDay(new Date(event.at))
    const request = requests.find(({ number }) => number === event.request)
    return [
      {
        amount: euros(event.cents),
        means: request?.values['solution'] === 'credit-note' ? 'credit-note' : meansOf[order.payment],
        dueBy: request ? dueDay(request) : day,
        ...(next?.kind === 'refund-returned'
          ? { state: 'failed' as const }
          : { state: 'sent' as const, sentAt: event.at, expectedBy: addWorkingDays(day, bankDays) }),
        ...(request && { request: request.number }),
        ...(event.creditNote !== undefined && { creditNote: event.creditNote }),
      },
    ]
  })
  const { paid, status } = stateOf(ledger, order)
  const due = requests.flatMap((request): RefundView[] => {
    const isOwed =
      paid &&
      status !== 'refunded' &&
      status !== 'cancelled' &&
      (request.kind === 'withdrawal' ||
        (request.kind === 'return' && request.values['solution'] !== 'exchange'))
    const { state } = requestProgress(request, order)
    if (!isOwed || state === 'done' || state === 'refused') return []
    return [
      {
        amount: euros(owedFor(ledger, order, request)),
        means: request.values['solution'] === 'credit-note' ? 'credit-note' : meansOf[order.payment],
        state: 'due',
        dueBy: dueDay(request),
        request: request.number,
      },
    ]
  })
  return [...due.toReversed(), ...sent.toReversed()]
}

/** What a request gives back when all goes well, in cents: goods, and the delivery with a withdrawal from the whole. */
export function owedFor(ledger: Ledger, order: Order, request: CustomerRequest): number {
  const whole = request.lines.length === 0
  const shipping = whole && request.kind === 'withdrawal'
  const label = hasLabel(order, request) && labelCost(request) > 0
  return Math.max(0, refundValue(order, linesOwed(ledger, order, request), shipping, label))
}

/** The lines that a refund of the request covers; what the right of withdrawal does not cover stays out. */
export function linesOwed(ledger: Ledger, order: Order, request: CustomerRequest): LineQuantity[] {
  const declared = declarationsFor(ledger, order)
  const lines = request.lines.length > 0 ? request.lines : wholeOrder(order)
  return lines
    .filter(({ lineId }) => {
      const line = order.lines.find(({ id }) => id === lineId)
      const exception = line && exceptionOf(line, declared)
      return request.kind !== 'withdrawal' || exception === undefined || exception === 'sealed-hygiene'
    })
    .map(({ lineId, quantity }) => ({ lineId, quantity }))
}

/** 14 days from when the shop was told (C. conso. L221-24; the shop's own returns keep the same). */
function dueDay(request: CustomerRequest): string {
  return request.kind === 'withdrawal'
    ? withdrawalDays(request).refundBy
    : addDays(parisDay(new Date(request.at)), 14)
}

const meansOf: Readonly<Record<PaymentMethod, RefundMeans>> = {
  card: 'card',
  'apple-pay': 'wallet',
  'google-pay': 'wallet',
  paypal: 'paypal',
  'card-3x': 'instalments',
  'card-4x': 'instalments',
  transfer: 'transfer',
  cheque: 'cheque',
  voucher: 'gift-card',
  'account-30-days': 'account',
}

function euros(amount: number): { amount: number; currency: string } {
  return { amount, currency: 'EUR' }
}
