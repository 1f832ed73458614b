import { html } from 'hono/html'
import type { Product } from '../catalogue.ts'
import { formatMoney } from '../money.ts'
import { stockOf } from '../stock.ts'
import type { Visit } from '../visit.ts'
import type { Html } from './layout.ts'

export function productCard(visit: Visit, product: Product): Html {
  const { locale, path } = visit
  return html`<li class="card">
    <a href="${path(`/produits/${product.slug}`)}">
      <img
        src="/assets/img/${product.sku.toLowerCase()}.svg"
        alt=""
        width="400"
        height="400"
        loading="lazy"
      />
      <b>${product.name[locale]}</b>
    </a>
    <p class="summary">${product.summary[locale]}</p>
    <p class="price">${priceText(visit, product)} ${badge(visit, product)}</p>
  </li>`
}

/** What it costs: an amount, or the range of a gift card. */
export function priceText(visit: Visit, product: Product): string {
  return product.kind === 'gift-card'
    ? visit.t('product.giftCardPrice')
    : formatMoney(product.price, visit.locale)
}

/** What the page says about the stock online; fewer than five are the last ones. */
export function stockText(visit: Visit, product: Product): string {
  const { t } = visit
  if (product.kind !== 'article') return t('product.byMail')
  if (product.madeToOrder) return t('product.madeToOrder')
  const stock = stockOf(visit.ledger, product.sku)
  if (stock === 0) return t('product.soldOut')
  return stock < 5 ? t('product.last') : t('product.inStock')
}

function badge(visit: Visit, product: Product): Html | string {
  const text = product.engraving
    ? visit.t('product.engravable')
    : stockOf(visit.ledger, product.sku) < 5
      ? visit.t('product.last')
      : ''
  return text ? html`<span class="badge">${text}</span>` : ''
}
