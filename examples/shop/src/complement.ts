import type { ComplementView } from '@comptoir/bot-engine'
import pairs from '../content/complements.json' with { type: 'json' }
import { catalogue, productBySku } from './catalogue.ts'
import type { Ledger } from './ledger.ts'
import type { Order } from './order.ts'
import type { OrderState } from './order-state.ts'
import { stockOf } from './stock.ts'

const goesWith = new Map(Object.entries(pairs))

/**
 * What goes well with an order, from `content/complements.json`: for the first of its articles that has something in
 * stock which the order does not hold already. None where an offer would not fit: nothing delivered yet, or something
 * asked of the shop about it.
 */
export function complementOf(
  ledger: Ledger,
  order: Order,
  { status }: Pick<OrderState, 'status'>,
  asked: number,
): ComplementView | undefined {
  if (status !== 'delivered' || asked > 0) return undefined
  const owned = new Set(order.lines.map(({ sku }) => sku))
  const wanted = order.lines
    .map(({ sku }) => goesWith.get(sku))
    .find((sku) => sku !== undefined && !owned.has(sku) && isSold(ledger, sku))
  const product = wanted === undefined ? undefined : productBySku(wanted)
  return (
    product && {
      sku: product.sku,
      name: product.name[order.locale],
      price: { amount: product.price, currency: 'EUR' },
      href: `${order.locale === 'en' ? '/en' : ''}/produits/${product.slug}`,
    }
  )
}

function isSold(ledger: Ledger, sku: string): boolean {
  const product = catalogue.products.find((one) => one.sku === sku)
  return product?.kind === 'digital' || stockOf(ledger, sku) > 0
}
