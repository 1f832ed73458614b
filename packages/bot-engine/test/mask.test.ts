import { mask } from '@comptoir/bot-engine'
import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { readCustomerText } from '../src/customer-text.ts'

describe('what is masked', () => {
  test.each([
    ['4111 1111 1111 1111', 'card'],
    ['4111-1111-1111-1111', 'card'],
    ['5555555555554444', 'card'],
    ['2223003122003222', 'card'],
    ['378282246310005', 'card'],
    ['6011111111111117', 'card'],
    ['30569309025904', 'card'],
    ['3530111333300000', 'card'],
    ['FR14 2004 1010 0505 0001 3M02 606', 'iban'],
    ['fr1420041010050500013m02606', 'iban'],
    ['DE89370400440532013000', 'iban'],
    ['GB29 NWBK 6016 1331 9268 19', 'iban'],
    ['1 85 05 78 006 084 91', 'nir'],
    ['2 55 08 14 168 025 38', 'nir'],
  ])('%s (%s)', (secret, kind) => {
    const { text, found } = mask(`voici : ${secret}, merci`)
    expect(found).toEqual([kind])
    expect(text).toBe(`voici : •••• ${secret.replace(/[\s-]/g, '').slice(-4).toUpperCase()}, merci`)
  })

  test('the security code beside a card', () => {
    expect(mask('4111111111111111 cvv: 123 exp 12/27').text).toBe('•••• 1111 cvv: ••• exp 12/27')
  })

  test('several in one text', () => {
    expect(mask('4111111111111111 et FR1420041010050500013M02606').found).toEqual(['iban', 'card'])
  })
})

describe('what is left alone', () => {
  test.each([
    ['an order reference', 'XKBKNABJK'],
    ['a parcel number', '6A12345678901'],
    ['a parcel number of 13 digits', '8012345678902'],
    ['a SIRET', '73282932000074'],
    ['an IMEI', '490154203237518'],
    ['a telephone number', '06 12 34 56 78'],
    ['an international number', '+33 6 12 34 56 78'],
    ['a card with a wrong digit', '4111 1111 1111 1112'],
    ['an IBAN with a wrong digit', 'FR1420041010050500013M02607'],
    ['a date and an amount', 'le 12/11/2026 pour 1 234,56 €'],
    ['a longer run of digits', '41111111111111111111111'],
    ['words', 'FR14 est un titre que je cite ici sans raison'],
  ])('%s', (_, text) => {
    expect(mask(text)).toEqual({ text, found: [] })
  })
})

test('whatever is masked alone is masked in a conversation', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.string({ unit: fc.constantFrom(...'0123456789 -.FRDE4111AB'), maxLength: 60 }),
      async (text) => {
        expect((await readCustomerText(text)).masked).toBe(mask(text.trim()).found.length > 0)
      },
    ),
    { seed: 5, numRuns: process.env['COMPTOIR_LONG'] ? 50_000 : 2000 },
  )
})

test('masking twice is masking once', () => {
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom(...'0123456789 -.FRDE4111'), maxLength: 80 }), (text) => {
      const once = mask(text).text
      expect(mask(once).text).toBe(once)
    }),
    { seed: 4, numRuns: process.env['COMPTOIR_LONG'] ? 50_000 : 2000 },
  )
})

test('a long text is masked in one pass, whatever it is made of', () => {
  for (const unit of ['4', '4 ', 'FR1', 'A', 'cvv ', '1 8 ', '-', '.4']) {
    expect(mask(unit.repeat(50_000 / unit.length)).text.length).toBeGreaterThan(0)
  }
})
