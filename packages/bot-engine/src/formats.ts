import type { Format } from './text-book.ts'

/**
 * How values are written: `date` 12 November 2026, `weekday` Monday 23 November, `time` 14:30, `money` €19.90,
 * `count:item:items` 3 items, `names` 2 × Notebook and Lamp. Times are those of the shop.
 */
export function createFormat(language: string, timeZone = 'Europe/Paris'): Format {
  const known = formats.get(`${language} ${timeZone}`)
  if (known) return known
  const format = createAnew(language, timeZone)
  formats.set(`${language} ${timeZone}`, format)
  return format
}

/** Intl takes its time to read up on a language: each is made once, however many conversations write in it. */
const formats = new Map<string, Format>()

function createAnew(language: string, timeZone: string): Format {
  const french = language.startsWith('fr')
  // Bare "en" is American for Intl; the English of the texts is British.
  const locale = language === 'en' ? 'en-GB' : language
  const date = new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeZone })
  const weekday = new Intl.DateTimeFormat(locale, {
    weekday: 'long',
    day: 'numeric',
    month: 'long',
    timeZone,
  })
  const time = new Intl.DateTimeFormat(locale, { hour: 'numeric', minute: '2-digit', timeZone })
  const list = new Intl.ListFormat(locale)
  const day = (text: string): string => (french ? text.replace(FIRST_OF_MONTH, '1er') : text)
  return (value, name, words) => {
    if (name === 'date') return day(moment(value, date))
    if (name === 'weekday') return day(moment(value, weekday))
    if (name === 'names') return list.format(namesOf(value))
    if (name === 'time')
      return french ? moment(value, time).replace(/^0?(\d+):(\d\d)$/, frenchTime) : moment(value, time)
    if (name === 'money') return money(value, locale)
    if (name === 'count') return counted(value, words)
    return typeof value === 'string' || typeof value === 'number' ? String(value) : ''
  }
}

/** French people write the first of a month as an ordinal. */
const FIRST_OF_MONTH = /(?<!\d)1(?= \p{L})/u

/** 14:30 as French people write it: 14 h 30. */
function frenchTime(_: string, hour: string, minute: string): string {
  return minute === '00' ? `${hour}\u00A0h` : `${hour}\u00A0h\u00A0${minute}`
}

function moment(value: unknown, format: Intl.DateTimeFormat): string {
  const at = typeof value === 'string' ? Date.parse(value) : Number.NaN
  return Number.isNaN(at) ? '' : format.format(at)
}

function money(value: unknown, locale: string): string {
  if (typeof value !== 'object' || value === null || !('amount' in value) || !('currency' in value)) return ''
  const currency = String(value.currency)
  const format = new Intl.NumberFormat(locale, { style: 'currency', currency })
  const digits = format.resolvedOptions().maximumFractionDigits ?? 2
  return format.format(Number(value.amount) / 10 ** digits)
}

/** What order lines are called, with how many where there are several of one. */
function namesOf(value: unknown): readonly string[] {
  return (Array.isArray(value) ? value : []).map((entry: unknown) => {
    const { name }: { readonly name?: unknown } = Object(entry)
    const quantity = quantityOf(entry)
    return quantity > 1 ? `${quantity}\u00A0×\u00A0${String(name ?? '')}` : String(name ?? '')
  })
}

/** Order lines count with their quantities, other lists by their length; a number is the count itself. */
function counted(value: unknown, [one = '', many = one]: readonly string[]): string {
  const entries: readonly unknown[] = Array.isArray(value) ? value : []
  const count =
    typeof value === 'number' ? value : entries.reduce<number>((sum, entry) => sum + quantityOf(entry), 0)
  return `${count} ${count > 1 ? many : one}`
}

function quantityOf(entry: unknown): number {
  return typeof entry === 'object' && entry !== null && 'quantity' in entry ? Number(entry.quantity) : 1
}
