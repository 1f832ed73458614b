import type { WithdrawalException } from '@comptoir/bot-engine'
import { productBySku } from './catalogue.ts'
import type { OrderLine } from './order.ts'

/**
 * Why the right of withdrawal does not cover a line (C. conso. L221-28): made to measure, sealed hygiene goods, digital
 * content that was begun with consent. Hygiene goods are excepted once unsealed, which only their customer knows.
 *
 * @param declared what was declared for the order; `download:<line>` says that a file was fetched
 */
export function exceptionOf(
  line: OrderLine,
  declared: ReadonlySet<string> = new Set(),
): WithdrawalException | undefined {
  const product = productBySku(line.sku)
  if (line.engraving !== undefined || product?.madeToOrder) return 'made-to-measure'
  if (product?.hygiene) return 'sealed-hygiene'
  if (line.kind === 'digital' && declared.has(`download:${line.id}`)) return 'digital-begun'
  return line.kind === 'service' ? 'other' : undefined
}
