import { describe, expect, test } from 'vitest'
import { array, assert, constantFrom, nat, property } from 'fast-check'
import { quoteBasket } from '../src/basket.ts'
import { share } from '../src/money.ts'
import { priceUnder, vatIn, vatRate, vatSchemeFor, withoutVat } from '../src/vat.ts'

const lamp = { lines: [{ sku: 'LMP-FALAISE', quantity: 1 }] }
const book = { lines: [{ sku: 'PAP-LUMIERE', quantity: 1 }] }

describe('VAT follows the destination', () => {
  test('20 % in France, 5,5 % on books, Corsica and Monaco alike', () => {
    const quote = quoteBasket(lamp, 'fr', { country: 'FR', postcode: '14000' }, 'colissimo')
    expect(quote).toMatchObject({ items: 8900, shipping: 0, tax: 1483, grand: 8900 })
    expect(quoteBasket(book, 'fr').lines[0]?.vatRate).toBe(550)
    expect(vatSchemeFor({ country: 'MC', postcode: '98000' })).toEqual({ kind: 'france' })
    expect(vatSchemeFor({ country: 'FR', postcode: '20000' })).toEqual({ kind: 'france' })
  })

  test('the rate of their country for consumers of the Union, at the same price', () => {
    const belgium = quoteBasket(lamp, 'fr', { country: 'BE', postcode: '1000' }, 'colissimo-europe')
    expect(belgium).toMatchObject({ items: 8900, shipping: 990, grand: 9890 })
    expect(belgium.lines[0]?.vatRate).toBe(2100)
    const finland = quoteBasket(lamp, 'en', { country: 'FI', postcode: '00100' }, 'colissimo-europe')
    expect(finland.lines[0]?.vatRate).toBe(2550)
    expect(finland.tax).toBe(vatIn(8900, 2550) + vatIn(990, 2550))
  })

  test('none for a company of the Union with a number, which pays the price without VAT', () => {
    const quote = quoteBasket(
      lamp,
      'en',
      { country: 'BE', postcode: '2000', vatNumber: 'BE 0000.000.097' },
      'colissimo-europe',
    )
    expect(quote).toMatchObject({ items: 7417, shipping: 825, tax: 0, grand: 8242 })
    expect(quote.vat.kind).toBe('reverse-charge')
  })

  test('a number of another country, or nonsense, changes nothing', () => {
    for (const vatNumber of ['FR00000000000', 'BE', 'hello'])
      expect(vatSchemeFor({ country: 'BE', postcode: '2000', vatNumber }).kind).toBe('oss')
  })

  test('no mainland VAT overseas and in Switzerland', () => {
    for (const destination of [
      { country: 'RE', postcode: '97400' },
      { country: 'FR', postcode: '97400' },
      { country: 'CH', postcode: '1003' },
      { country: 'NC', postcode: '98800' },
    ]) {
      const quote = quoteBasket(lamp, 'fr', destination)
      expect(quote.vat.kind).toBe('export')
      expect(quote).toMatchObject({ items: 7417, tax: 0 })
    }
  })

  test('what is handed over in Caen is sold in Caen', () => {
    const quote = quoteBasket(lamp, 'fr', { country: 'BE', postcode: '1000' }, 'store')
    expect(quote.vat).toEqual({ kind: 'france' })
  })

  test('a gift card is not taxed when it is sold', () => {
    const quote = quoteBasket({ lines: [{ sku: 'CAD-NUM', quantity: 1, amount: 8000 }] }, 'fr')
    expect(quote).toMatchObject({ items: 8000, tax: 0, grand: 8000 })
  })
})

describe('delivery costs', () => {
  test('fall away from the threshold on; gift cards and files do not count', () => {
    expect(shippingTo('FR', '75010', 'mondial-relay', 2 * 1450 + 1)).toBe(390)
    expect(shippingTo('FR', '75010', 'mondial-relay', 3 * 1450)).toBe(0)
    expect(shippingTo('FR', '75010', 'colissimo', 3 * 1450)).toBe(490)
    expect(shippingTo('FR', '75010', 'colissimo', 4 * 1450)).toBe(0)
    expect(shippingTo('DE', '50674', 'colissimo-europe', 6 * 1450)).toBe(990)
    expect(shippingTo('DE', '50674', 'colissimo-europe', 7 * 1450)).toBe(0)
  })

  test('count after discounts', () => {
    const promotion = { code: 'BIENVENUE10', percent: 10, minimum: 3000 }
    const lamps = (sku: string) =>
      quoteBasket({ lines: [{ sku, quantity: 1 }], promotion }, 'fr', undefined, 'mondial-relay').shipping
    expect(lamps('DEC-VASE')).toBe(390)
    expect(lamps('JOU-BLOCS')).toBe(0)
  })

  test('always stand for Chronopost, Switzerland and overseas', () => {
    const many = 10 * 1450
    expect(shippingTo('FR', '75010', 'chronopost', many)).toBe(990)
    expect(shippingTo('FR', '75010', 'chronopost-slot', many)).toBe(1490)
    expect(shippingTo('BE', '1000', 'mondial-relay-benelux', many)).toBe(590)
    expect(shippingTo('CH', '1003', 'colissimo-switzerland', many)).toBe(withoutVat(1490, 2000))
    expect(shippingTo('RE', '97400', 'colissimo-overseas-1', many)).toBe(withoutVat(1490, 2000))
    expect(shippingTo('NC', '98800', 'colissimo-overseas-2', many)).toBe(withoutVat(2490, 2000))
  })

  test('only services that go there are offered', () => {
    expect(servicesFor('FR', '20000')).toEqual(['colissimo', 'store'])
    expect(servicesFor('FR', '14000', 'LMP-PHARE')).not.toContain('mondial-relay')
    expect(servicesFor('FR', '14000', 'DEC-VASE')).not.toContain('chronopost')
    expect(servicesFor('GB', 'SW1A 1AA')).toEqual([])
    expect(servicesFor('LU', '1611')).toContain('mondial-relay-benelux')
  })
})

describe('arithmetic to the cent', () => {
  test('a shared discount adds up', () => {
    assert(
      property(
        nat(1_000_000),
        array(nat(100_000), { minLength: 1, maxLength: 20 }).filter((weights) => weights.some((w) => w > 0)),
        (cents, weights) => {
          const parts = share(cents, weights)
          expect(parts.reduce((sum, part) => sum + part, 0)).toBe(cents)
          expect(parts.every((part, index) => part === 0 || (weights[index] ?? 0) > 0)).toBe(true)
        },
      ),
      { seed: 14 },
    )
  })

  test('net and VAT make the gross, at every rate', () => {
    assert(
      property(nat(10_000_000), constantFrom(0, 550, 1700, 2000, 2550, 2700), (gross, rate) => {
        const net = withoutVat(gross, rate)
        expect(net + vatIn(gross, rate)).toBe(gross)
        expect(Math.abs(gross - (net * (10_000 + rate)) / 10_000)).toBeLessThanOrEqual(
          0.5 * (1 + rate / 10_000),
        )
      }),
      { seed: 14 },
    )
  })

  test('a price without VAT never exceeds the one with it', () => {
    expect(priceUnder({ kind: 'export', country: 'CH' }, 'book', 1900)).toBe(1801)
    expect(vatRate({ kind: 'oss', country: 'IE' }, 'book')).toBe(0)
  })
})

/** Notebooks, and a file for what is over: goods of about that much. */
function basketOf(cents: number) {
  return [
    { sku: 'PAP-CARNET', quantity: Math.floor(cents / 1450), choice: 0 },
    ...(cents % 1450 > 0 ? [{ sku: 'FIC-PHOTOPHORE', quantity: 1 }] : []),
  ]
}

function servicesFor(country: string, postcode: string, sku: string = 'PAP-CARNET'): string[] {
  return quoteBasket({ lines: [{ sku, quantity: 1 }] }, 'fr', { country, postcode }).services.map(
    ({ id }) => id,
  )
}

/** What delivery costs for goods of about that much, beside a gift card of 200 €. */
function shippingTo(country: string, postcode: string, service: string, cents: number): number {
  const lines = [{ sku: 'CAD-NUM', quantity: 1, amount: 20_000 }, ...basketOf(cents)]
  return quoteBasket({ lines }, 'fr', { country, postcode }, service).shipping
}
