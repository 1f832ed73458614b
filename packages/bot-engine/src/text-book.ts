import type { FlowLibrary, FlowTexts } from './flow/library.ts'
import { lookUp, type Scope } from './flow/path.ts'
import type { Report } from './report.ts'

export interface TextBookOptions {
  readonly library: FlowLibrary
  readonly locale: string
  /** The shop's own words, `<flow>.<key>` → text. */
  readonly own?: Readonly<Record<string, string>>
  readonly report: Report
}

/** The words of a conversation, in one language. */
export interface TextBook {
  /** The language it speaks: the asked one if the library has it, else the one it falls back to. */
  readonly locale: string
  /** Writes dates, times and amounts from now on; before, values are given as they are. */
  useFormat(format: Format): void
  /** Fetches the texts of a flow; afterwards the others can be used for it. */
  open(flow: string): Promise<void>
  /** Is there such a text in the flow itself? */
  has(flow: string, key: string): boolean
  /** The text, filled in. A text that is missing is logged, and given as its key. */
  say(flow: string, key: string, scope?: Scope): string
  /** The text of the flow, else the shared one. */
  shared(flow: string, key: string, sharedKey: string, scope?: Scope): string
  /** Words to recognise, as the texts under these keys write them: parted by `|`. */
  words(...keys: readonly string[]): readonly string[]
  /** The same for a list that a flow may have of its own; empty where it has none. */
  listed(flow: string, key: string): readonly string[]
}

/** Texts that every flow may use stand under this name. */
export const SHARED = 'conversation'

/** Shared texts too, which are fetched with what uses them: when a customer says what no question asked for. */
export const REPAIR = 'repair'

/**
 * Reads texts of flows and fills them in. In a text, `{order.reference}` stands for what is at that path and
 * `{order.placedAt|date}` for the same as people write it; see `formats.ts`. What is filled in is never
 * looked at again, so that no value can bring in a placeholder of its own.
 */
export function createTextBook(options: TextBookOptions): TextBook {
  const { library, own = {} } = options
  const locale = matchLocale(options.locale, library.locales)
  const books = new Map<string, FlowTexts>()
  let format: Format = asItIs

  const find = (flow: string, key: string): string | undefined => {
    const name = `${flow}.${key}`
    if (Object.hasOwn(own, name)) return own[name]
    const book = books.get(flow)
    if (book && Object.hasOwn(book, key)) return book[key]
    return flow === SHARED && books.has(REPAIR) ? find(REPAIR, key) : undefined
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
    useFormat(given) {
      format = given
    },
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
    words: (...keys) => entriesOf(keys.map((key) => find(SHARED, `words.${key}`) ?? '').join('|')),
    listed: (flow, key) => entriesOf(find(flow, key) ?? ''),
  }
}

/** The lists are the same at every message, and long: each text is taken apart once. */
const lists = new Map<string, readonly string[]>()

function entriesOf(text: string): readonly string[] {
  let found = lists.get(text)
  if (!found) {
    found = text
      .split('|')
      .map((word) => word.trim())
      .filter(Boolean)
    lists.set(text, found)
  }
  return found
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

/** How a value is written under the name of a format, with the words that the text gives with it. */
export type Format = (value: unknown, name: string | undefined, words: readonly string[]) => string

function asItIs(value: unknown): string {
  return typeof value === 'string' || typeof value === 'number' ? String(value) : ''
}
