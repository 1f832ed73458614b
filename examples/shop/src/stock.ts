import { productBySku } from './catalogue.ts'
import { integerOf, textOf } from './database.ts'
import { type Ledger, readSetting } from './ledger.ts'
import type { LineQuantity } from './order.ts'

/**
 * Pieces of an article in the workshop: what the catalogue counted when the shop opened, less what was ordered since
 * and not cancelled, and what came back.
 */
export function stockOf(ledger: Ledger, sku: string): number {
  const counted = productBySku(sku)?.stock ?? 0
  const since = readSetting(ledger, 'seeded-at') ?? ''
  const sold = ledger.database
    .prepare(
      `select coalesce(sum(quantity), 0) as count from order_line join shop_order on shop_order.id = order_id
       where sku = ? and placed_at > ? and not exists (
         select 1 from order_event where order_event.order_id = shop_order.id and json_extract(value, '$.kind') = 'cancelled')`,
    )
    .get(sku, since)
  return Math.max(0, counted - (sold ? integerOf(sold, 'count') : 0) + returnedSince(ledger, sku, since))
}

function returnedSince(ledger: Ledger, sku: string, since: string): number {
  const skuOf = ledger.database.prepare('select sku from order_line where id = ?')
  return ledger.database
    .prepare(`select value from order_event where at > ? and json_extract(value, '$.kind') = 'returned'`)
    .all(since)
    .flatMap((row): LineQuantity[] => JSON.parse(textOf(row, 'value')).lines)
    .filter(({ lineId }) => skuOf.get(lineId)?.['sku'] === sku)
    .reduce((sum, { quantity }) => sum + quantity, 0)
}
