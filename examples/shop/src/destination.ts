/** Where an order goes decides who carries it, what that costs and which VAT applies. */
export type Zone =
  | 'mainland'
  | 'corsica'
  | 'monaco'
  | 'overseas-1'
  | 'overseas-2'
  | 'benelux'
  | 'european-union'
  | 'switzerland'

const overseas1 = new Set(['GP', 'MQ', 'GF', 'RE', 'YT', 'MF', 'BL', 'PM'])
const overseas2 = new Set(['NC', 'PF', 'WF'])
const europeanUnion = new Set(
  'AT BE BG CY CZ DE DK EE ES FI GR HR HU IE IT LT LU LV MT NL PL PT RO SE SI SK'.split(' '),
)
/** Overseas France has postcodes of its own: someone may well choose « France » and write 97400. */
const overseasPostcodes: Readonly<Record<string, Zone>> = {
  971: 'overseas-1',
  972: 'overseas-1',
  973: 'overseas-1',
  974: 'overseas-1',
  975: 'overseas-1',
  976: 'overseas-1',
  977: 'overseas-1',
  978: 'overseas-1',
  986: 'overseas-2',
  987: 'overseas-2',
  988: 'overseas-2',
}

/** Every country and territory we deliver to, as ISO 3166-1 alpha-2 codes, France first. */
export const deliveredCountries: readonly string[] = [
  'FR',
  'MC',
  ...europeanUnion,
  'CH',
  ...overseas1,
  ...overseas2,
]

/** The zone of an address, or `undefined` where we do not deliver. */
export function zoneOf(country: string, postcode: string): Zone | undefined {
  if (country === 'FR') {
    const overseas = overseasPostcodes[postcode.slice(0, 3)]
    if (overseas) return overseas
    return postcode.startsWith('20') ? 'corsica' : 'mainland'
  }
  if (country === 'MC') return 'monaco'
  if (country === 'CH') return 'switzerland'
  if (country === 'BE' || country === 'LU') return 'benelux'
  if (europeanUnion.has(country)) return 'european-union'
  if (overseas1.has(country)) return 'overseas-1'
  if (overseas2.has(country)) return 'overseas-2'
  return undefined
}

/** Does French mainland VAT reach that zone? Corsica is simplified to it; Monaco counts as France. */
export function isFrenchVatZone(zone: Zone): boolean {
  return zone === 'mainland' || zone === 'corsica' || zone === 'monaco'
}

export function isEuropeanUnionAbroad(zone: Zone): boolean {
  return zone === 'benelux' || zone === 'european-union'
}

/**
 * Is that text shaped like a VAT number of that country? (Whether it is registered is asked of VIES in real life.)
 *
 * @example
 * looksLikeVatNumber('BE 0123.456.789', 'BE') // true
 */
export function looksLikeVatNumber(text: string, country: string): boolean {
  const bare = text.replaceAll(/[\s.-]/g, '').toUpperCase()
  const prefix = country === 'GR' ? 'EL' : country
  return bare.startsWith(prefix) && /^[A-Z]{2}[A-Z0-9]{8,12}$/.test(bare)
}
