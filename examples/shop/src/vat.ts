import rates from '../content/vat-rates.json' with { type: 'json' }
import { isEuropeanUnionAbroad, isFrenchVatZone, looksLikeVatNumber, zoneOf } from './destination.ts'

/** How an order is taxed, decided once, when it is placed, and frozen with it. */
export type VatScheme =
  | { readonly kind: 'france' }
  /** Consumers elsewhere in the Union: the rate of the country of delivery (one-stop shop, CGI art. 258 A). */
  | { readonly kind: 'oss'; readonly country: string }
  /** Companies elsewhere in the Union with a VAT number: they account for it themselves (CGI art. 262 ter I). */
  | { readonly kind: 'reverse-charge'; readonly country: string; readonly vatNumber: string }
  /** Overseas France and Switzerland: no mainland VAT (CGI art. 262 I and 294). */
  | { readonly kind: 'export'; readonly country: string }

/** What decides the rate of an article. A gift card is a multi-purpose voucher: taxed when it is used, not when sold. */
export type VatCategory = 'standard' | 'book' | 'gift-card'

/** The scheme for an order that goes to that address, bought by a company where a VAT number is given. */
export function vatSchemeFor(destination: {
  readonly country: string
  readonly postcode: string
  readonly vatNumber?: string | undefined
}): VatScheme {
  const { country, postcode, vatNumber } = destination
  const zone = zoneOf(country, postcode)
  if (zone === undefined || isFrenchVatZone(zone)) return { kind: 'france' }
  if (!isEuropeanUnionAbroad(zone)) return { kind: 'export', country }
  return vatNumber && looksLikeVatNumber(vatNumber, country)
    ? { kind: 'reverse-charge', country, vatNumber }
    : { kind: 'oss', country }
}

/** The rate in hundredths of a percent: 2000 is 20 %. */
export function vatRate(scheme: VatScheme, category: VatCategory): number {
  if (category === 'gift-card') return 0
  switch (scheme.kind) {
    case 'france':
      return frenchRate(category)
    case 'oss':
      return rateOf(category, scheme.country)
    case 'reverse-charge':
    case 'export':
      return 0
  }
}

/**
 * What the customer pays for an article whose French price, VAT included, is given. Consumers of the Union pay the
 * same price everywhere; whoever is invoiced without French VAT pays the price without it.
 *
 * @example
 * priceUnder({ kind: 'export', country: 'CH' }, 'standard', 8900) // 7417
 */
export function priceUnder(scheme: VatScheme, category: VatCategory, frenchPrice: number): number {
  if (category === 'gift-card' || scheme.kind === 'france' || scheme.kind === 'oss') return frenchPrice
  return withoutVat(frenchPrice, frenchRate(category))
}

/** The part of an amount, VAT included, that is left without it; halves are rounded up. */
export function withoutVat(cents: number, rate: number): number {
  return Math.round((cents * 10_000) / (10_000 + rate))
}

/** The VAT in an amount that includes it. */
export function vatIn(cents: number, rate: number): number {
  return cents - withoutVat(cents, rate)
}

function frenchRate(category: 'standard' | 'book'): number {
  return rateOf(category, 'FR')
}

function rateOf(category: 'standard' | 'book', country: string): number {
  const byCountry: Readonly<Record<string, number>> = rates[category]
  const rate = byCountry[country]
  if (rate === undefined)
    throw new Error(
      `content/vat-rates.json has no ${category} rate for ${country}: add it under "${category}".`,
    )
  return rate
}
