import type { ReturnReason } from '@comptoir/bot-engine'
import { transaction } from './database.ts'
import { zoneOf } from './destination.ts'
import { exceptionOf } from './exceptions.ts'
import { returnLabelPrice } from './invoice-document.ts'
import type { Ledger } from './ledger.ts'
import type { Order, OrderLine } from './order.ts'
import { stateOf } from './orders.ts'
import { parisDay } from './paris-time.ts'
import { Refusal } from './refusal.ts'
import {
  type CustomerRequest,
  declarationsFor,
  quantityAsked,
  recordRequest,
  requestsForOrder,
} from './requests.ts'
import { formatDay } from './spoken.ts'

export interface ReturnAsked {
  readonly lines: readonly {
    readonly lineId: number
    readonly quantity: number
    readonly reason: ReturnReason
  }[]
  readonly wish: 'refund' | 'exchange' | 'credit-note'
  readonly way: 'relay' | 'store'
  readonly exchangeFor?: string | undefined
}

/**
 * Opens a return: an exchange, a refund or a credit note for some pieces of an order.
 *
 * @throws {Refusal} where the order is not delivered, its return period is over, or a piece cannot be returned.
 */
export function requestReturn(ledger: Ledger, order: Order, asked: ReturnAsked): CustomerRequest {
  return transaction(ledger.database, () => {
    const { deliveredAt, returnUntil, actions } = stateOf(ledger, order)
    if (asked.lines.length === 0) throw new Refusal('refusal.nothingToReturn')
    if (deliveredAt === undefined || returnUntil === undefined) throw new Refusal('refusal.notDelivered')
    if (returnUntil < parisDay(ledger.clock.now()))
      throw new Refusal('refusal.returnOver', { day: formatDay(returnUntil, order.locale) })
    for (const { lineId, quantity, reason } of asked.lines) {
      const line = order.lines.find(({ id }) => id === lineId)
      if (!line || line.kind !== 'article') throw new Refusal('refusal.noSuchItem')
      if (!isFault(reason) && exceptionOf(line) !== undefined && exceptionOf(line) !== 'sealed-hygiene')
        throw new Refusal('refusal.madeToMeasure', { name: line.name })
      const left = returnableQuantity(ledger, order, line)
      if (quantity < 1 || quantity > left)
        throw new Refusal(left === 0 ? 'refusal.alreadyReturned' : 'refusal.tooMany', {
          name: line.name,
          count: left,
        })
    }
    if (!actions.includes('return')) throw new Refusal('refusal.notDelivered')
    return recordRequest(ledger, {
      kind: 'return',
      order,
      email: order.email,
      name: order.billing.name,
      locale: order.locale,
      lines: asked.lines,
      values: {
        items: asked.lines
          .map(({ lineId, quantity }) => `${quantity} × ${order.lines.find(({ id }) => id === lineId)?.name}`)
          .join(', '),
        reason: [...new Set(asked.lines.map(({ reason }) => reason))].join(', '),
        solution: asked.wish,
        ...(asked.exchangeFor !== undefined && { exchangeFor: asked.exchangeFor }),
        way: asked.way,
      },
    })
  })
}

/** Pieces of a line that may be sent back now; made to measure or not, a fault has its own way. */
export function returnableQuantity(ledger: Ledger, order: Order, line: OrderLine): number {
  const { deliveredAt, returnUntil } = stateOf(ledger, order)
  if (line.kind !== 'article' || deliveredAt === undefined) return 0
  if (returnUntil === undefined || returnUntil < parisDay(ledger.clock.now())) return 0
  const exception = exceptionOf(line, declarationsFor(ledger, order))
  if (exception === 'made-to-measure') return 0
  return Math.max(0, line.quantity - quantityAsked(requestsForOrder(ledger, order.id), line.id))
}

/** The label is ours to pay when we are at fault, and for the first exchange of an order. */
export function labelCost(request: CustomerRequest): number {
  const atFault = request.lines.length > 0 && request.lines.every(({ reason }) => isFault(reason))
  return atFault || request.values['solution'] === 'exchange' ? 0 : returnLabelPrice
}

/** A return has a label unless it comes to the store, or from where the carrier of our labels does not go. */
export function hasLabel(order: Order, request: CustomerRequest): boolean {
  const { country, postcode } = order.shipping ?? order.billing
  return (
    request.kind === 'return' &&
    request.values['way'] !== 'store' &&
    zoneOf(country, postcode) === 'mainland' &&
    !request.steps.some(({ kind }) => kind === 'refused')
  )
}

function isFault(reason: string | undefined): boolean {
  return reason === 'damaged' || reason === 'defective' || reason === 'wrong-item'
}
