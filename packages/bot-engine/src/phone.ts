/** A telephone number that the shop can call, or why it cannot. */
export type Phone =
  | { readonly ok: true; /** e.g. `+33261910042` */ readonly e164: string }
  | { readonly ok: false; readonly reason: PhoneFault }

/**
 * Why a number is refused: `malformed` is no number at all, `premium` costs more than an ordinary call
 * (in France 081, 082, 089, 118 and the short numbers 3xxx; abroad such as +1 900), `emergency` must never be called by us.
 */
export type PhoneFault = 'malformed' | 'premium' | 'emergency'

/**
 * Reads a French number (overseas France too) or an international one written with `+` or `00`, with any
 * spaces, dots, dashes or brackets, and gives it in the E.164 form.
 *
 * Ranges: Arcep, plan national de numérotation; the international form: ITU-T E.164.
 *
 * @example
 * ```ts
 * parsePhone('02 61 91 00 42') // { ok: true, e164: '+33261910042' }
 * parsePhone('0899 70 00 00') // { ok: false, reason: 'premium' }
 * ```
 */
export function parsePhone(text: string): Phone {
  const written = text.trim()
  if (written.length > 40 || !/^[+(]?[\d\s().\u00A0\u202F/-]+$/.test(written))
    return { ok: false, reason: 'malformed' }
  const digits = written.replace(/\D/g, '')
  if (EMERGENCY.has(digits)) return { ok: false, reason: 'emergency' }
  if (/^118\d{3}$|^[13]\d{3}$/.test(digits)) return { ok: false, reason: 'premium' }
  if (written.startsWith('+') || written.startsWith('(+')) return fromInternational(digits)
  if (digits.startsWith('00')) return fromInternational(digits.slice(2))
  return fromNational(digits)
}

/** Emergency and helpline numbers of France and Europe, which nobody may be called back on. */
const EMERGENCY: ReadonlySet<string> = new Set([
  '15',
  '17',
  '18',
  '110',
  '112',
  '114',
  '115',
  '116000',
  '116006',
  '116111',
  '116117',
  '116123',
  '119',
  '191',
  '196',
  '197',
  '911',
  '999',
])

function fromNational(digits: string): Phone {
  if (!/^0[1-9]\d{8}$/.test(digits)) return { ok: false, reason: 'malformed' }
  if (/^08[129]/.test(digits)) return { ok: false, reason: 'premium' }
  const country = OVERSEAS.find(([prefix]) => prefix.test(digits))?.[1] ?? '33'
  return { ok: true, e164: `+${country}${digits.slice(1)}` }
}

/**
 * Overseas departments that dial ten digits among themselves and have their own country code. 0639 is Mayotte's,
 * but for 06 39 98: Arcep keeps those ten thousand numbers for films and examples in mainland France.
 */
const OVERSEAS: readonly (readonly [prefix: RegExp, country: string])[] = [
  [/^0(?:590|69[01])/, '590'],
  [/^0(?:594|694)/, '594'],
  [/^0(?:596|69[67])/, '596'],
  [/^0(?:26[23]|269|639(?!98)|69[23])/, '262'],
]

function fromInternational(digits: string): Phone {
  // People often keep the national zero: +33 (0)2 61…
  if (/^330?\d/.test(digits))
    return digits.length >= 11 ? fromNational(`0${digits.slice(2).replace(/^0/, '')}`) : MALFORMED
  if (SURCHARGED.test(digits)) return { ok: false, reason: 'premium' }
  return /^[1-9]\d{7,14}$/.test(digits) ? { ok: true, e164: `+${digits}` } : MALFORMED
}

/**
 * Surcharged abroad: numbers of no country, those of North America (1 900), and of the neighbours, where some keep the
 * national zero: Belgium (32 70, 32 90), Spain (34 80x, 34 90x), Luxembourg (352 90x), Italy (39 89x, 39 1xx),
 * Switzerland (41 84, 41 90), the United Kingdom (44 84, 44 87, 44 9), Germany (49 118, 49 137, 49 180, 49 900).
 *
 * Ranges: the national numbering plans, as each country notifies them to the ITU (E.129).
 */
const SURCHARGED =
  /^(?:979|808|87\d|88[1238]|1900|320?[79]0|34(?:80[367]|90[125])|35290[015]|39(?:1|89)|410?(?:84|90)|440?(?:8[47]|9)|490?(?:118|137|180|900))/

const MALFORMED: Phone = { ok: false, reason: 'malformed' }
