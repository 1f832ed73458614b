/** Amounts are integers in cents of a euro; words for them are made here. */

export type Locale = 'fr' | 'en'

/** An amount as people write it: `1 234,50 €` in French, `€1,234.50` in English. */
export function formatMoney(cents: number, locale: Locale): string {
  // U+202F, which Intl puts between French thousands, is missing from the fonts every PDF reader has.
  return moneyFormat[locale].format(cents / 100).replaceAll('\u202F', '\u00A0')
}

/** A rate in hundredths of a percent as people write it: 550 is `5,5 %` in French, `5.5%` in English. */
export function formatRate(basisPoints: number, locale: Locale): string {
  const number = new Intl.NumberFormat(locale).format(basisPoints / 100)
  return locale === 'fr' ? `${number}\u00A0%` : `${number}%`
}

/**
 * Shares an amount among weights to the cent: the parts add up to the amount, each within a cent of its due
 * (largest remainder, the earlier part first on a tie).
 *
 * @example
 * share(100, [1, 1, 1]) // [34, 33, 33]
 */
export function share(cents: number, weights: readonly number[]): number[] {
  const whole = weights.reduce((sum, weight) => sum + weight, 0)
  if (whole === 0) return weights.map(() => 0)
  const parts = weights.map((weight) => Math.floor((cents * weight) / whole))
  let rest = cents - parts.reduce((sum, part) => sum + part, 0)
  const byRemainder = weights
    .map((weight, index) => ({ index, remainder: (cents * weight) % whole }))
    .sort((a, b) => b.remainder - a.remainder || a.index - b.index)
  for (const { index } of byRemainder) {
    if (rest === 0) break
    parts[index] = (parts[index] ?? 0) + 1
    rest -= 1
  }
  return parts
}

const moneyFormat = {
  fr: new Intl.NumberFormat('fr-FR', { style: 'currency', currency: 'EUR' }),
  en: new Intl.NumberFormat('en-IE', { style: 'currency', currency: 'EUR' }),
}
