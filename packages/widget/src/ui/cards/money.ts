import type { Money } from '@comptoir/bot-engine'

/** `19,90 €` from the minor unit that the currency has. */
export function money({ amount, currency }: Money, locale: string): string {
  const format = new Intl.NumberFormat(locale, { style: 'currency', currency })
  return format.format(amount / 10 ** (format.resolvedOptions().maximumFractionDigits ?? 2))
}
