import type { Faq } from './faq.ts'

// --- The format, as a table ---

/** The newest version of the format, as `$schema` names it: `faq.schema.json` is 1, `faq.2.schema.json` 2. */
export const VERSION = 1

/** `!` after a kind: the field must be there. */
type Kind =
  | 'text'
  | 'texts'
  | 'id'
  | 'ids'
  | 'day'
  | 'steps'
  | 'when'
  | 'visitors'
  | 'status'
  | 'newsKind'
  | 'any'
export type Shape = Readonly<Record<string, Kind | `${Kind}!`>>

export const ARTICLE: Shape = {
  id: 'id!',
  category: 'id!',
  question: 'text!',
  variants: 'texts',
  keywords: 'texts',
  answer: 'text!',
  steps: 'steps',
  related: 'ids',
  action: 'id',
  audience: 'visitors',
  when: 'when',
  validFrom: 'day',
  validTo: 'day',
  status: 'status',
  owner: 'text',
  reviewBy: 'day',
  examples: 'texts',
}
export const CATEGORY: Shape = { id: 'id!', label: 'text!', description: 'text', parent: 'id' }
export const STEP: Shape = { title: 'text!', text: 'text!', image: 'text', alt: 'text', link: 'text' }
export const NEWS: Shape = {
  id: 'id!',
  text: 'text!',
  kind: 'newsKind',
  article: 'id',
  audience: 'visitors',
  when: 'when',
  validFrom: 'day',
  validTo: 'day',
}
export const WHEN: Shape = { pages: 'texts' }
export const FILE: Shape = {
  $schema: 'text',
  locale: 'text',
  categories: 'any',
  articles: 'any!',
  news: 'any',
}

/** What each entry of a list is. */
export const LISTS: Readonly<Record<string, string>> = {
  texts: 'text',
  ids: 'id',
  visitors: 'visitor',
  steps: 'step',
}

export const CHOICES: Readonly<Record<string, readonly string[]>> = {
  visitor: ['visitor', 'customer', 'business', 'agent'],
  status: ['draft', 'published'],
  newsKind: ['news', 'incident'],
}

export function isId(text: string): boolean {
  return /^[\w.:-]{1,80}$/.test(text)
}

export function isDay(text: string): boolean {
  return /^\d{4}-\d\d-\d\d(T|$)/.test(text) && Number.isFinite(Date.parse(text))
}

/** The version of the format that a file says it is in. */
export function versionOf(schema: unknown): number {
  return Number(/faq\.(\d+)\.schema\.json/.exec(String(schema ?? ''))?.[1] ?? 1)
}

// --- A FAQ that keeps to it ---

/**
 * Takes a FAQ that is all as the format says, or nothing at all. For a page, which seldom gets anything else: why it is
 * not, and what of it can be used, {@link readFaq} says in ten times the code. References between articles
 * are not looked at; `comptoir-kb check` does that.
 *
 * @param text a JSON text
 * @param locale language to take when the file says none
 *
 * @example
 * ```ts
 * takeFaq('{ "locale": "en", "categories": [], "articles": [] }', 'fr')?.locale // 'en'
 * takeFaq('{ "locale": "en", "articles": [{ "id": "a" }] }', 'fr') // undefined
 * ```
 */
export function takeFaq(text: string, locale: string): Faq | undefined {
  let file: unknown
  try {
    file = text.length > LONGEST ? undefined : JSON.parse(text)
  } catch {
    return undefined
  }
  if (Array.isArray(file)) file = { articles: file }
  if (!keepsTo(file, FILE) || versionOf(file['$schema']) > VERSION) return undefined
  const { categories = [], articles, news = [] } = file
  if (!isListOf(categories, CATEGORY) || !isListOf(articles, ARTICLE) || !isListOf(news, NEWS))
    return undefined
  // The tables are the types: each field was checked against them.
  const faq = { locale, ...file, categories, articles, news } as unknown as Required<Faq>
  return {
    locale: faq.locale,
    categories: faq.categories,
    articles: faq.articles,
    ...(news.length > 0 && { news: faq.news }),
  }
}

/** Longest text that is read, in characters. */
export const LONGEST = 10_000_000

const SHAPES: Readonly<Record<string, Shape>> = { step: STEP, when: WHEN }

function keepsTo(value: unknown, shape: Shape): value is Readonly<Record<string, unknown>> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false
  const wanted = Object.entries(shape)
  const known = wanted.filter(([key, kind]) =>
    Object.hasOwn(value, key)
      ? fits((value as Record<string, unknown>)[key], kind.replace('!', ''))
      : !kind.endsWith('!'),
  )
  return known.length === wanted.length && Object.keys(value).every((key) => Object.hasOwn(shape, key))
}

function fits(value: unknown, kind: string): boolean {
  const shape = SHAPES[kind]
  const each = LISTS[kind]
  if (kind === 'any') return true
  if (shape) return keepsTo(value, shape)
  if (each !== undefined) return Array.isArray(value) && value.every((item) => fits(item, each))
  return (
    typeof value === 'string' &&
    value.trim() !== '' &&
    (CHOICES[kind]?.includes(value) ?? true) &&
    (kind !== 'id' || isId(value)) &&
    (kind !== 'day' || isDay(value))
  )
}

/** Records of one shape, each id once. */
function isListOf(value: unknown, shape: Shape): value is readonly unknown[] {
  return (
    Array.isArray(value) &&
    value.every((item) => keepsTo(item, shape)) &&
    new Set(value.map(({ id }) => id)).size === value.length
  )
}
