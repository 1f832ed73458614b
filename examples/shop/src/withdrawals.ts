import type { Ledger } from './ledger.ts'
import type { Locale } from './money.ts'
import { findOrder, type LineQuantity, type Order } from './order.ts'
import { addDays, parisDay } from './paris-time.ts'
import { type CustomerRequest, recordRequest } from './requests.ts'
import { textsIn } from './texts.ts'

/** The statement of a withdrawal: who, which contract, and where its receipt goes. Nothing else is needed. */
export interface WithdrawalDeclared {
  readonly name: string
  readonly reference: string
  readonly email: string
  readonly locale: Locale
  /** A part of the order, by its lines; the whole where it is left out. */
  readonly lines?: readonly LineQuantity[] | undefined
  /** The part in the customer's own words. */
  readonly items?: string | undefined
  readonly reason?: string | undefined
  /** When it was declared, where that was elsewhere and before. */
  readonly declaredAt?: string | undefined
  readonly customerId?: string | undefined
  /** Number of the receipt, where the desk has mailed it. */
  readonly receipt?: string | undefined
}

/**
 * Receives a withdrawal and mails its receipt, with content, date and time. Nothing is judged: it is received whatever
 * the order is and wherever it stands (C. conso. L221-21). It is tied to an order only when the address is that order's.
 */
export function receiveWithdrawal(ledger: Ledger, declared: WithdrawalDeclared): CustomerRequest {
  const { name, reference, email, locale } = declared
  const t = textsIn(locale)
  const named = findOrder(ledger, reference)
  const order = named?.email.toLowerCase() === email.toLowerCase() ? named : undefined
  const lines = (order && declared.lines)?.filter(({ lineId }) =>
    order?.lines.some(({ id }) => id === lineId),
  )
  return recordRequest(ledger, {
    kind: 'withdrawal',
    order,
    customerId: declared.customerId,
    email,
    name,
    locale,
    lines,
    values: {
      reference,
      items: declared.items || itemsOf(order, lines) || t('withdrawal.whole'),
      ...(declared.reason && { reason: declared.reason }),
      ...(declared.declaredAt && { declaredAt: declared.declaredAt }),
      ...(declared.receipt && { receipt: declared.receipt }),
    },
    acknowledged: declared.receipt !== undefined,
  })
}

/** The clocks that a withdrawal starts: both 14 days from the statement (C. conso. L221-23 and L221-24). */
export function withdrawalDays(request: CustomerRequest): {
  readonly refundBy: string
  readonly sendBackBy: string
} {
  const declared = request.values['declaredAt'] ?? request.at
  const day = addDays(parisDay(new Date(declared)), 14)
  return { refundBy: day, sendBackBy: day }
}

function itemsOf(order: Order | undefined, lines: readonly LineQuantity[] = []): string {
  return lines
    .map(
      ({ lineId, quantity }) => `${quantity} × ${order?.lines.find(({ id }) => id === lineId)?.name ?? ''}`,
    )
    .join(', ')
}
