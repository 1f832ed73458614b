import type { Ledger } from './ledger.ts'
import { ordersOf } from './order.ts'
import { stateOf } from './orders.ts'
import { vouchersOf } from './vouchers.ts'

/**
 * A customer's points: one for each euro of goods, gift cards left out, counted 14 days after delivery; a voucher
 * costs 100. `coming` are those of orders delivered since.
 */
export function loyaltyOf(
  ledger: Ledger,
  customerId: string,
): { readonly points: number; readonly coming: number } {
  const now = ledger.clock.now().getTime()
  let points = 0
  let coming = 0
  for (const order of ordersOf(ledger, customerId)) {
    const { deliveredAt, status, refunded } = stateOf(ledger, order)
    if (!deliveredAt || status === 'refunded' || status === 'cancelled') continue
    const goods = order.lines
      .filter(({ kind }) => kind !== 'gift-card')
      .reduce((sum, line) => sum + line.quantity * line.unit - line.discount, 0)
    const earned = Math.max(0, Math.floor((goods - refunded) / 100))
    if (Date.parse(deliveredAt) + 14 * 86_400_000 <= now) points += earned
    else coming += earned
  }
  const spent = vouchersOf(ledger, customerId).filter(({ kind }) => kind === 'loyalty').length * 100
  return { points: Math.max(0, points - spent), coming }
}
