import type { FlowLibrary, FlowTexts } from './flow/library.ts'
import { lookUp, type Scope } from './flow/path.ts'
import type { Report } from './report.ts'

export interface TextBookOptions {
  readonly library: FlowLibrary
  readonly locale: string
  /** The shop's own words, `<flow>.<key>` → text. */
  readonly own?: Readonly<Record<string, string>>
  /** @default 'Europe/Paris' */
  readonly timeZone?: string
  readonly report: Report
}

/** The words of a conversation, in one language. */
export interface TextBook {
  /** The language it speaks: the asked one if the library has it, else the one it falls back to. */
  readonly locale: string
  /** Fetches the texts of a flow; afterwards the others can be used for it. */
  open(flow: string): Promise<void>
  /** Is there such a text in the flow itself? */
  has(flow: string, key: string): boolean
  /** The text, filled in. A text that is missing is logged, and given as its key. */
  say(flow: string, key: string, scope?: Scope): string
  /** The text of the flow, else the shared one. */
  shared(flow: string, key: string, sharedKey: string, scope?: Scope): string
  /** A list of words to recognise, as the text writes it: parted by `|`. */
  words(key: string): readonly string[]
}

/** Texts that every flow may use stand under this name. */
export const SHARED = 'conversation'

/**
 * Reads texts of flows and fills them in. In a text, `{order.reference}` stands for what is at that path and
 * `{order.placedAt|date}` for the same as people write it; see {@link formats}. What is filled in is never
 * looked at again, so that no value can bring in a placeholder of its own.
 */
export function createTextBook(options: TextBookOptions): TextBook {
  const { library, own = {}, timeZone = 'Europe/Paris' } = options
  const locale = matchLocale(options.locale, library.locales)
  const books = new Map<string, FlowTexts>()
  const format = createFormats(options.locale.startsWith(locale) ? options.locale : locale, timeZone)

  const find = (flow: string, key: string): string | undefined => {
    const name = `${flow}.${key}`
    if (Object.hasOwn(own, name)) return own[name]
    const book = books.get(flow)
    return book && Object.hasOwn(book, key) ? book[key] : undefined
  }
  const missing = (flow: string, key: string): string => {
    options.report('BOT-203', [locale, `${flow}.${key}`])
    return key
  }
  const fill = (flow: string, text: string, scope: Scope): string =>
    text.replace(PLACEHOLDER, (_, path: string, name: string | undefined, words: string | undefined) => {
      const value = lookUp(scope, path)
      if (name === 'word')
        return (
          find(flow, `word.${String(value)}`) ?? find(SHARED, `word.${String(value)}`) ?? String(value ?? '')
        )
      return format(value, name, (words ?? '').split(':').filter(Boolean))
    })

  return {
    locale,
    async open(flow) {
      if (books.has(flow)) return
      books.set(flow, await library.texts(locale, flow))
    },
    has: (flow, key) => find(flow, key) !== undefined,
    say(flow, key, scope = {}) {
      const filledKey = fill(flow, key, scope)
      const text = find(flow, filledKey)
      return text === undefined ? missing(flow, filledKey) : fill(flow, text, scope)
    },
    shared(flow, key, sharedKey, scope = {}) {
      const text = find(flow, key) ?? find(SHARED, sharedKey)
      return text === undefined ? missing(flow, key) : fill(flow, text, scope)
    },
    words: (key) =>
      (find(SHARED, `words.${key}`) ?? '')
        .split('|')
        .map((word) => word.trim())
        .filter(Boolean),
  }
}

/** `{path}`, `{path|format}` or `{path|format:word:word}`. */
const PLACEHOLDER = /\{([\w.-]{1,80})(?:\|([a-z]{1,20})((?::[^{}|:]{1,40}){0,3}))?\}/g

function matchLocale(asked: string, available: readonly string[]): string {
  const language = asked.toLowerCase().split('-')[0]
  return (
    available.find((locale) => locale === asked) ??
    available.find((locale) => locale === language) ??
    available[0] ??
    'en'
  )
}

type Format = (value: unknown, name: string | undefined, words: readonly string[]) => string

/**
 * How values are written: `date` 12 November 2026, `weekday` Monday 23 November, `time` 14:30, `money` €19.90,
 * `count:item:items` 3 items. Times are those of the shop.
 */
function createFormats(locale: string, timeZone: string): Format {
  const french = locale.startsWith('fr')
  const date = new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeZone })
  const weekday = new Intl.DateTimeFormat(locale, {
    weekday: 'long',
    day: 'numeric',
    month: 'long',
    timeZone,
  })
  const time = new Intl.DateTimeFormat(locale, { hour: 'numeric', minute: '2-digit', timeZone })
  return (value, name, words) => {
    if (name === 'date') return moment(value, date)
    if (name === 'weekday') return moment(value, weekday)
    if (name === 'time')
      return french ? moment(value, time).replace(/^0?(\d+):(\d\d)$/, frenchTime) : moment(value, time)
    if (name === 'money') return money(value, locale)
    if (name === 'count') return counted(value, words)
    return typeof value === 'string' || typeof value === 'number' ? String(value) : ''
  }
}

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

/** Order lines count with their quantities, other lists by their length. */
function counted(value: unknown, [one = '', many = one]: readonly string[]): string {
  const entries: readonly unknown[] = Array.isArray(value) ? value : []
  const count = entries.reduce<number>((sum, entry) => sum + quantityOf(entry), 0)
  return `${count} ${count > 1 ? many : one}`
}

function quantityOf(entry: unknown): number {
  return typeof entry === 'object' && entry !== null && 'quantity' in entry ? Number(entry.quantity) : 1
}
