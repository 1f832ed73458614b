import content from '../content/catalogue.json' with { type: 'json' }
import type { Locale } from './money.ts'
import type { VatCategory } from './vat.ts'

type LocalText = Readonly<Record<Locale, string>>

export interface Product {
  readonly sku: string
  /** Its address: `/produits/<slug>`. */
  readonly slug: string
  readonly category: string
  readonly name: LocalText
  readonly summary: LocalText
  readonly description: LocalText
  readonly dimensions: LocalText
  readonly materials: LocalText
  /** French price in cents, VAT included; 0 where the customer chooses the amount. */
  readonly price: number
  /** Of it, what pays for collecting and recycling an electrical appliance, in cents. */
  readonly ecoContribution?: number
  readonly vat: VatCategory
  readonly kind: 'article' | 'digital' | 'gift-card'
  readonly stock: number
  readonly choice?: { readonly label: LocalText; readonly values: readonly LocalText[] }
  /** Text the workshop engraves, for a supplement. */
  readonly engraving?: boolean
  /** Too long for a relay point or a locker. */
  readonly bulky?: boolean
  /** Made to order, a few working days more, and not returnable for a change of mind. */
  readonly madeToOrder?: boolean
  /** Not returnable once unsealed, for hygiene. */
  readonly hygiene?: boolean
}

interface Category {
  readonly id: string
  readonly slug: string
  readonly name: LocalText
  readonly intro: LocalText
}

interface Catalogue {
  readonly categories: readonly Category[]
  readonly products: readonly Product[]
}

/** What the shop sells, from `content/catalogue.json`. */
export const catalogue: Catalogue = content as Catalogue

const bySku = new Map(catalogue.products.map((product) => [product.sku, product]))
const bySlug = new Map(catalogue.products.map((product) => [product.slug, product]))

export function productBySku(sku: string): Product | undefined {
  return bySku.get(sku)
}

export function productBySlug(slug: string): Product | undefined {
  return bySlug.get(slug)
}

/** Engraving on wood or metal, and wrapping as a present, VAT included. */
export const engravingPrice = 600
export const giftWrapPrice = 350
