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

const long = process.env['COMPTOIR_LONG'] !== undefined

/** Draws numbers below a limit, the same ones each time (Park and Miller's generator). */
function drawFrom(seed: number): (limit: number) => number {
  let state = seed
  return (limit) => {
    state = (state * 48_271) % 2_147_483_647
    return Math.floor((state / 2_147_483_647) * limit)
  }
}
const digitsFrom = (draw: (limit: number) => number, count: number): string =>
  Array.from({ length: count }, () => draw(10)).join('')
const one = <Item>(draw: (limit: number) => number, items: readonly [Item, ...Item[]]): Item =>
  items[draw(items.length)] ?? items[0]

/** A number of that length with the digit that Luhn's sum asks for at its end. */
function withLuhn(start: string, length: number, draw: (limit: number) => number): string {
  const body = start + digitsFrom(draw, length - start.length - 1)
  const sum = [...body]
    .toReversed()
    .reduce(
      (total, digit, place) =>
        total + (place % 2 ? Number(digit) : ([0, 2, 4, 6, 8, 1, 3, 5, 7, 9][Number(digit)] ?? 0)),
      0,
    )
  return body + String((10 - (sum % 10)) % 10)
}

test('no card in 10,000 ways of writing one gets through', () => {
  const draw = drawFrom(20_261_121)
  const issuers = [
    '4',
    '51',
    '55',
    '2223',
    '2720',
    '6011',
    '65',
    '3530',
    '62',
    '37',
    '34',
    '36',
    '38',
  ] as const
  const between = [
    ' ',
    '-',
    '.',
    '',
    ' ',
    '\u00A0',
    '\u202F',
    '  ',
    ' - ',
    '/',
    '_',
    '\n',
    '\t',
    '–',
    ', ',
  ] as const
  const around = [
    (card: string) => card,
    (card: string) => `ma carte est le ${card}, merci`,
    (card: string) => `${card} exp 12/27 cvv 123`,
    (card: string) => `${card} 09/28 123`,
    (card: string) => `commande 12 payée avec ${card}`,
    (card: string) => `CB:${card}`,
    (card: string) => `(${card})`,
    (card: string) => `06 12 34 56 78 et ${card} et 3 fois rien`,
    (card: string) => `${card} ${card}`,
    (card: string) => `the card number is ${card}. Why was it refused?`,
  ] as const
  const leaks: string[] = []
  for (let round = 0; round < (long ? 200_000 : 10_000); round++) {
    const start = one(draw, issuers)
    const length = /^3[47]/.test(start) ? 15 : /^3[68]/.test(start) ? 14 : 16
    const card = withLuhn(start, length, draw)
    const separator = one(draw, between)
    const groups =
      length === 16 ? /(.{4})(.{4})(.{4})(.{4})/ : length === 15 ? /(.{4})(.{6})(.{5})/ : /(.{4})(.{6})(.{4})/
    const written = card.replace(groups, (_, ...parts: string[]) => parts.slice(0, -2).join(separator))
    const text = (around[draw(around.length)] ?? around[0])(written)
    // Fourteen digits in one piece that are a correct SIRET too are a card only where a text says so.
    const isBareSiret = length === 14 && separator === '' && !/carte|CB|card|cvv/i.test(text)
    const shown = mask(text).text
    const rest = shown.replace(/\D/g, '')
    if (!isBareSiret && rest.includes(card.slice(0, -4))) leaks.push(`${text} → ${shown}`)
    if (/ (?:cvv )?123$/.test(shown)) leaks.push(`${text} → ${shown}`)
  }
  expect(leaks).toEqual([])
})

test.each<readonly [name: string, write: (draw: (limit: number) => number) => string]>([
  [
    'order references',
    (draw) => Array.from({ length: 9 }, () => 'ABCDEFGHJKLMNPQRSTUVWXYZ'.charAt(draw(24))).join(''),
  ],
  ['order numbers of 6 to 12 digits', (draw) => `commande ${digitsFrom(draw, 6 + draw(7))}`],
  ['Colissimo', (draw) => `${one(draw, ['6A', '8R', '6C', '8V'])}${digitsFrom(draw, 11)}`],
  ['Chronopost', (draw) => `XY${digitsFrom(draw, 9)}FR`],
  ['DPD', (draw) => digitsFrom(draw, 14)],
  ['Mondial Relay', (draw) => digitsFrom(draw, one(draw, [8, 10, 12]))],
  ['French telephones', (draw) => `0${1 + draw(9)} ${digitsFrom(draw, 8).replace(/(..)(?=.)/g, '$1 ')}`],
  ['telephones with a country', (draw) => `+${one(draw, ['33', '44', '49', '32'])}${digitsFrom(draw, 9)}`],
  [
    'two telephones',
    (draw) => `0${digitsFrom(draw, 9).replace(/(..)(?=.)/g, '$1 ')} / 0${digitsFrom(draw, 9)}`,
  ],
  [
    'SIRET',
    (draw) => {
      const siren = withLuhn('', 9, draw)
      const siret = withLuhn(siren, 14, draw)
      return draw(2) === 0 ? siret : siret.replace(/(...)(...)(...)/, '$1 $2 $3 ')
    },
  ],
  [
    'EAN',
    (draw) => {
      const body = digitsFrom(draw, 12)
      const sum = [...body].reduce((total, digit, place) => total + Number(digit) * (place % 2 ? 3 : 1), 0)
      return body + String((10 - (sum % 10)) % 10)
    },
  ],
  [
    'dates and amounts',
    (draw) =>
      `le ${10 + draw(18)}/${10 + draw(3)}/2026 à 1${draw(9)}:${10 + draw(50)} pour ${draw(9)} ${100 + draw(900)},${10 + draw(90)} €`,
  ],
])('of %s half a percent at most is taken for a card', (_, write) => {
  const draw = drawFrom(42)
  const rounds = long ? 100_000 : 4000
  let masked = 0
  for (let round = 0; round < rounds; round++) if (mask(write(draw)).found.length > 0) masked++
  expect(masked / rounds).toBeLessThanOrEqual(0.005)
})
