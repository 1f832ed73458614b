import { engravingPrice, giftWrapPrice, type Product, productBySku } from './catalogue.ts'
import {
  deliveryPrice,
  deliveryService,
  type DeliveryService,
  deliveryServices,
  type Parcel,
} from './delivery.ts'
import { type Locale, share } from './money.ts'
import type { Order } from './order.ts'
import { textsIn } from './texts.ts'
import { priceUnder, type VatScheme, vatIn, vatRate, vatSchemeFor } from './vat.ts'

/** One line of a basket, as the customer chose it. */
export interface BasketLine {
  readonly sku: string
  readonly quantity: number
  /** Index into the product's choice (colour, size). */
  readonly choice?: number | undefined
  /** What to engrave, 25 characters at most. */
  readonly engraving?: string | undefined
  /** Chosen amount of a gift card, in cents. */
  readonly amount?: number | undefined
}

export interface Basket {
  readonly lines: readonly BasketLine[]
  readonly giftWrap?: boolean | undefined
  readonly promotion?: Promotion | undefined
}

/** A promotion code that was accepted: a percentage of the articles, or an amount off them. */
export type Promotion =
  | { readonly code: string; readonly percent: number; readonly minimum: number }
  | { readonly code: string; readonly cents: number; readonly minimum: number }

/** Where a basket goes, as far as its price depends on it. */
export interface Destination {
  readonly country: string
  readonly postcode: string
  readonly vatNumber?: string | undefined
}

/** A basket priced to the cent, line by line, under the VAT of its destination. */
export interface Quote {
  readonly vat: VatScheme
  readonly lines: readonly QuoteLine[]
  readonly items: number
  readonly discount: number
  readonly shipping: number
  readonly tax: number
  readonly grand: number
  readonly service?: DeliveryService
  readonly services: readonly DeliveryService[]
  readonly parcel: Parcel
  readonly needsDelivery: boolean
}

interface QuoteLine {
  readonly sku: string
  readonly name: string
  readonly kind: 'article' | 'digital' | 'gift-card' | 'service'
  readonly engraving?: string
  readonly quantity: number
  /** In cents, what the customer pays for one. */
  readonly unit: number
  /** In cents, off the whole line. */
  readonly discount: number
  /** Hundredths of a percent. */
  readonly vatRate: number
}

/** What the demonstration assumes until the customer has said where they live. */
export const home: Destination = { country: 'FR', postcode: '14000' }

/**
 * Prices a basket for a destination and, where one is chosen, a delivery service. Lines whose article is no longer
 * sold are left out. Discounts are shared among the articles to the cent and never touch gift cards.
 */
export function quoteBasket(
  basket: Basket,
  locale: Locale,
  destination: Destination = home,
  serviceId?: string,
): Quote {
  const chosen = basket.lines.flatMap((line) => {
    const product = productBySku(line.sku)
    return product ? [{ line, product }] : []
  })
  const chosenService = serviceId === undefined ? undefined : deliveryService(serviceId)
  // What is handed over in Caen is sold in Caen, wherever the customer lives.
  const vat = vatSchemeFor(chosenService?.kind === 'store' ? home : destination)
  const priced = chosen.map(({ line, product }) => priceLine(line, product, vat, locale))
  const discounts = discountsOn(priced, basket.promotion)
  const articles = priced.map((line, index) => ({ ...line, discount: discounts[index] ?? 0 }))
  const lines = basket.giftWrap && articles.length > 0 ? [...articles, giftWrap(vat, locale)] : articles

  const parcel: Parcel = {
    goods: sum(
      articles
        .filter((line) => line.kind === 'article')
        .map((line) => line.quantity * line.unit - line.discount),
    ),
    bulky: chosen.some(({ product }) => product.bulky),
    madeToOrder: chosen.some(({ line, product }) => product.madeToOrder || line.engraving),
  }
  const needsDelivery = chosen.some(({ product }) => product.kind === 'article')
  const services = needsDelivery ? deliveryServices(parcel, destination) : []
  const service = services.find(({ id }) => id === serviceId)
  const shipping = service ? priceUnder(vat, 'standard', deliveryPrice(service, parcel)) : 0

  const items = sum(lines.map((line) => line.quantity * line.unit))
  const discount = sum(lines.map((line) => line.discount))
  const tax =
    sum(lines.map((line) => vatIn(line.quantity * line.unit - line.discount, line.vatRate))) +
    vatIn(shipping, vatRate(vat, 'standard'))
  return {
    vat,
    lines,
    items,
    discount,
    shipping,
    tax,
    grand: items - discount + shipping,
    ...(service && { service }),
    services,
    parcel,
    needsDelivery,
  }
}

/** What an order holds as a basket again, as far as its articles are still sold: to order once more, or otherwise. */
export function basketOf(order: Order): BasketLine[] {
  return order.lines.flatMap((line) => {
    const product = productBySku(line.sku)
    if (!product) return []
    const choice = product.choice?.values.findIndex((value) => line.name.includes(`, ${value[order.locale]}`))
    return [
      {
        sku: line.sku,
        quantity: line.quantity,
        ...(choice !== undefined && choice >= 0 && { choice }),
        ...(line.engraving !== undefined && { engraving: line.engraving }),
        ...(product.kind === 'gift-card' && { amount: line.unit }),
      },
    ]
  })
}

/** How many pieces the basket holds, for the figure beside its name. */
export function basketCount(basket: Basket): number {
  return sum(basket.lines.map((line) => line.quantity))
}

function choiceName(product: Product, choice: number | undefined, locale: Locale): string | undefined {
  return product.choice?.values[choice ?? 0]?.[locale]
}

function priceLine(line: BasketLine, product: Product, vat: VatScheme, locale: Locale): QuoteLine {
  const engraving = product.engraving ? line.engraving?.trim().slice(0, 25) : undefined
  const price = product.kind === 'gift-card' ? (line.amount ?? 5000) : product.price
  const choice = choiceName(product, line.choice, locale)
  const parts = [product.name[locale], choice, engraving ? textsIn(locale)('product.engraved') : undefined]
  return {
    sku: product.sku,
    name: parts.filter((part) => part !== undefined).join(', '),
    kind: product.kind,
    ...(engraving && { engraving }),
    quantity: line.quantity,
    unit: priceUnder(vat, product.vat, price + (engraving ? engravingPrice : 0)),
    discount: 0,
    vatRate: vatRate(vat, product.vat),
  }
}

function giftWrap(vat: VatScheme, locale: Locale): QuoteLine {
  return {
    sku: 'GIFT-WRAP',
    name: textsIn(locale)('cart.giftWrap'),
    kind: 'service',
    quantity: 1,
    unit: priceUnder(vat, 'standard', giftWrapPrice),
    discount: 0,
    vatRate: vatRate(vat, 'standard'),
  }
}

function discountsOn(lines: readonly QuoteLine[], promotion: Promotion | undefined): readonly number[] {
  const weights = lines.map((line) => (line.kind === 'gift-card' ? 0 : line.quantity * line.unit))
  const goods = sum(weights)
  if (!promotion || goods < promotion.minimum) return weights.map(() => 0)
  const whole = 'percent' in promotion ? Math.round((goods * promotion.percent) / 100) : promotion.cents
  return share(Math.min(whole, goods), weights)
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0)
}
