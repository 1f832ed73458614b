/** What was hidden: a payment card, a bank account or a French social-security number. */
export type MaskedKind = 'card' | 'iban' | 'nir'

/** A text with what must not travel hidden, and the kinds that were found, each once. */
export interface MaskedText {
  readonly text: string
  readonly found: readonly MaskedKind[]
}

/**
 * Hides payment cards, bank accounts and French social-security numbers in what a person typed, before the
 * text enters a message, a log or a request. The last four characters stay, so that people can still talk
 * about it. Order references, parcel numbers, SIRET, EAN and telephone numbers are left alone: a card must have
 * an issuer's prefix and length beside a correct Luhn digit, an IBAN its country's length and a remainder of
 * 1 modulo 97 (ISO 13616), a social-security number its key (97 minus the number modulo 97). What is a card's number
 * and a correct SIRET or EAN at once is a card where the text speaks of one.
 *
 * @example
 * ```ts
 * mask('ma carte 4111 1111 1111 1111').text // 'ma carte •••• 1111'
 * mask('commande XKBKNABJK').found // []
 * ```
 */
export function mask(text: string): MaskedText {
  const found = new Set<MaskedKind>()
  const hide = (kind: MaskedKind, value: string): string => {
    found.add(kind)
    return `•••• ${value.slice(-4)}`
  }
  let masked = text.replace(IBAN_SHAPE, (candidate: string) => {
    const account = leadingIban(candidate)
    return account ? hide('iban', account.compact) + candidate.slice(account.length) : candidate
  })
  masked = masked.replace(NIR_SHAPE, (candidate: string) =>
    isNir(candidate) ? hide('nir', compact(candidate)) : candidate,
  )
  const speaksOfCards = CARD_WORDS.test(text)
  masked = masked
    .replace(WIDE_DIGIT, (digit) => String.fromCharCode(digit.charCodeAt(0) - 0xfee0))
    .replace(DIGITS, (run: string, place: number, whole: string) => {
      // A telephone number has a plus and at most 15 digits (E.164); the end of what is hidden begins nothing.
      const before = whole.slice(Math.max(0, place - 5), place)
      const from = before.endsWith('•••• ') ? 1 : 0
      const least = before.endsWith('+') ? 16 : 0
      return hideCards(run, { from, least, speaksOfCards }, (digits) => hide('card', digits))
    })
  if (found.has('card')) {
    masked = masked
      .replace(SECURITY_CODE, (_, name: string) => `${name}•••`)
      .replace(CODE_BEHIND, (_, card: string) => `${card}•••`)
  }
  return { text: found.size > 0 ? masked : text, found: [...found] }
}

/** Groups of digits with up to three marks or spaces between them. */
const DIGITS = /\d+(?:[\s.,:;/|_\u2010-\u2015\u00B7-]{1,3}\d+)*/g
/** Digits as wide as a letter of Chinese or Japanese. */
const WIDE_DIGIT = /[\uFF10-\uFF19]/g
/** Also the month it is valid until with a code behind. */
const CARD_WORDS =
  /\b(?:carte|card|cb|visa|master|amex|diners|maestro|cvv|cvc|cryptogramme|expir|exp\b|(?:0[1-9]|1[0-2])\/\d\d\s\d{3}\b)/i
const IBAN_SHAPE = /(?<![A-Z0-9])[A-Z]{2}\d{2}(?:[ \u00A0-]?[A-Z0-9]){10,32}/gi
const NIR_SHAPE = /(?<!\d)[12](?:[ .-]?\d){4}[ .-]?(?:\d[ .-]?[\dAB])(?:[ .-]?\d){8}(?!\d)/gi
const SECURITY_CODE = /((?:cvv2?|cvc2?|cryptogramme|security code|code de sécurité)\D{0,12}?)\d{3,4}(?!\d)/gi
/** The security code behind a card, with or without the month it is valid until. */
const CODE_BEHIND =
  /(•••• \d{4}(?:[\s,;:]{1,3}(?:0[1-9]|1[0-2])\s?[/-]\s?(?:20)?\d\d)?[\s,;:/-]{1,3})\d{3,4}(?![\d/-]|\s\d)/g

interface Surroundings {
  /** The first group that may begin a card. */
  readonly from: number
  /** Fewest digits of a card here. */
  readonly least: number
  readonly speaksOfCards: boolean
}

/** Looks for cards among the groups of a run: alone, or with a date, a code or another number beside them. */
function hideCards(run: string, where: Surroundings, hide: (digits: string) => string): string {
  const groups = [...run.matchAll(/\d+/g)].map((match) => ({ digits: match[0], at: match.index }))
  const isOne = /^\d(?:[ \u00A0.-]?\d)*$/.test(run)
  let hidden = ''
  let done = 0
  for (let first = where.from; first < groups.length; first++) {
    let digits = ''
    let found: { readonly last: number; readonly end: number; readonly digits: string } | undefined
    for (let last = first; last < first + 19; last++) {
      const group = groups[last]
      if (!group) break
      digits += group.digits
      if (digits.length > 19) break
      const whole = isOne && first === 0 && last === groups.length - 1
      if (digits.length < where.least || !isCard(digits)) continue
      const sizes = groups.slice(first, last + 1).map(({ digits: { length } }) => length)
      if (!whole && !isGroupedAsCard(sizes)) continue
      // What stands behind a card may go on with it by chance; digit by digit only the longest is the whole card.
      if (found && sizes[0] !== 1) continue
      if (where.speaksOfCards || !isSomethingElse(digits, sizes))
        found = { last, end: group.at + group.digits.length, digits }
    }
    if (!found) continue
    hidden += run.slice(done, groups[first]?.at) + hide(found.digits)
    done = found.end
    first = found.last
  }
  return hidden + run.slice(done)
}

/** In one piece, by fours, by eights, one by one, or as American Express and Diners print them. */
function isGroupedAsCard(sizes: readonly number[]): boolean {
  const [first = 0] = sizes
  const last = sizes.at(-1) ?? 0
  const even = sizes.slice(0, -1).every((size) => size === first) && last <= first
  return sizes.length === 1 || (even && [1, 4, 8].includes(first)) || /^4,6,[45]$/.test(sizes.join())
}

/** A correct EAN (GS1: weights 1 and 3), or a SIRET whose SIREN, the first nine digits, is correct (INSEE). */
function isSomethingElse(digits: string, sizes: readonly number[]): boolean {
  if (digits.length === 13 && sizes.length === 1) {
    const sum = [...digits].reduce(
      (total, digit, place) => total + Number(digit) * (place % 2 === 1 ? 3 : 1),
      0,
    )
    return sum % 10 === 0
  }
  return digits.length === 14 && sizes.join() !== '4,6,4' && passesLuhn(digits.slice(0, 9))
}

function compact(text: string): string {
  return text.replace(/[ \u00A0.-]/g, '').toUpperCase()
}

/** Issuer prefixes with the lengths they use (ISO/IEC 7812, the issuers' public ranges). */
const ISSUERS: readonly (readonly [prefix: RegExp, lengths: readonly number[]])[] = [
  [/^4/, [13, 16, 19]],
  [/^(?:5[1-5]|222[1-9]|22[3-9]|2[3-6]|27[01]|2720)/, [16]],
  [/^3[47]/, [15]],
  [/^3(?:0[0-5]|[689])/, [14, 16]],
  [/^35(?:2[89]|[3-8])/, [16, 17, 18, 19]],
  [/^6(?:011|4[4-9]|5)/, [16, 19]],
  [/^62/, [16, 17, 18, 19]],
  [/^(?:5018|5020|5038|5[6-8]|6304|6759|676[1-3])/, [12, 13, 16, 18, 19]],
]

function isCard(digits: string): boolean {
  return (
    ISSUERS.some(([prefix, lengths]) => lengths.includes(digits.length) && prefix.test(digits)) &&
    passesLuhn(digits)
  )
}

function passesLuhn(digits: string): boolean {
  let sum = 0
  for (let place = 0; place < digits.length; place++) {
    const digit = Number(digits[digits.length - 1 - place])
    const doubled = place % 2 === 1 ? digit * 2 : digit
    sum += doubled > 9 ? doubled - 9 : doubled
  }
  return sum % 10 === 0
}

/** Length of an IBAN by country (ISO 13616 registry). */
const IBAN_LENGTHS: ReadonlyMap<string, number> = new Map(
  [
    ...'AD24AE23AL28AT20AZ28BA20BE16BG22BH22BR29BY28CH21CR22CY28CZ24DE22DK18DO28EE20EG29ES24FI18FO18FR27GB22GE22GI23GL18GR27GT28HR21HU28IE22IL23IQ23IS26IT27JO30KW30KZ20LB28LI21LT20LU20LV21MC27MD24ME22MK19MR27MT31MU30NL18NO15PK24PL28PS29PT25QA29RO24RS22SA24SE24SI19SK24SM27TN24TR26UA29VA22XK20'.matchAll(
      /(..)(\d\d)/g,
    ),
  ].map(([, country = '', length]) => [country, Number(length)]),
)

/** The IBAN that a run of letters and digits begins with, and how much of the run it takes. */
function leadingIban(candidate: string): { compact: string; length: number } | undefined {
  const expected = IBAN_LENGTHS.get(candidate.slice(0, 2).toUpperCase())
  if (expected === undefined) return undefined
  let taken = ''
  for (let index = 0; index < candidate.length; index++) {
    const character = candidate.charAt(index)
    if (/[A-Z0-9]/i.test(character)) taken += character.toUpperCase()
    if (taken.length === expected)
      return hasIbanRemainder(taken) ? { compact: taken, length: index + 1 } : undefined
  }
  return undefined
}

function hasIbanRemainder(iban: string): boolean {
  let remainder = 0
  for (const character of iban.slice(4) + iban.slice(0, 4)) {
    const value = Number.parseInt(character, 36)
    remainder = (remainder * (value > 9 ? 100 : 10) + value) % 97
  }
  return remainder === 1
}

function isNir(candidate: string): boolean {
  const nir = compact(candidate)
  if (nir.length !== 15) return false
  const month = Number(nir.slice(3, 5))
  // 20 and above stand for civil records with an unknown month.
  if (month < 1 || (month > 12 && month < 20)) return false
  // Corsica: 2A counts as 19 and 2B as 18 (INSEE).
  const body = nir.slice(0, 13).replace('2A', '19').replace('2B', '18')
  if (!/^\d{13}$/.test(body) || !/^\d{2}$/.test(nir.slice(13))) return false
  return 97 - (Number(body) % 97) === Number(nir.slice(13))
}
