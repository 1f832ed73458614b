import { ExchangeError } from './faq-document.ts'
import type { Imported } from './faq-document.ts'
import { columnOf, fromTable } from './table.ts'
import type { TableRow } from './table.ts'

/**
 * Reads the JSON of help desks (Zendesk, Freshdesk, Intercom and their like): a list of articles somewhere in it, each
 * with a title and a body; sections around them, beside them, or named in them; other languages beside or inside them.
 *
 * @throws {ExchangeError} when there is no list of articles
 */
export function helpDeskToFaqs(
  value: unknown,
  options: { readonly file?: string; readonly locale?: string } = {},
): Imported {
  const list = articlesIn(value, [], 0).flatMap(inEachLanguage)
  if (list.length === 0) throw new ExchangeError('no-list')
  const sections = sectionsIn(value)
  const names = [...new Set(list.flatMap(({ record }) => Object.keys(record)))]
  const shelved = names.filter((name) => columnOf(name) === 'category' || name.endsWith('category_id'))
  // The names of the folders that articles lie in, where any do; else what the articles say themselves.
  const nested = list.some(({ path }) => path.length > 0)
  const shelf = nested ? undefined : [...SHELVES.filter((name) => names.includes(name)), ...shelved][0]
  const language = names.includes('locale') || names.includes('language') ? undefined : 'default_locale'
  const head = names.map((name) => (name === shelf ? 'category' : name === language ? 'locale' : name))
  const counted = FRESHDESK.some((name) => names.includes(name))
  const rows = list.map(({ record, path }): TableRow => ({
    cells: [
      path.join(' > '),
      ...names.map((name) =>
        name === 'status' && counted
          ? (FRESHDESK_STATUS[String(record[name])] ?? '')
          : name === 'hierarchy'
            ? levelsOf(record[name]).join(' > ')
            : cell(record[name], name.endsWith('_id') ? sections : undefined),
      ),
    ],
  }))
  return fromTable([nested ? 'category' : '', ...head], rows, options)
}

/** Where an article says its section: the names of all levels, or a number; the first that there is. */
const SHELVES: readonly string[] = ['hierarchy', 'section_id', 'category_id', 'folder_id', 'parent_id']

type Fields = Record<string, unknown>

interface Found {
  readonly record: Fields
  /** The names of what it lies in, outermost first. */
  readonly path: readonly string[]
}

const TITLES: readonly string[] = ['title', 'question', 'name']
const BODIES: readonly string[] = ['body', 'answer', 'content', 'text', 'html', 'description']

function articlesIn(value: unknown, path: readonly string[], depth: number): Found[] {
  if (depth > 8) return []
  if (Array.isArray(value)) {
    const records = value.filter(isRecord)
    const good = records.filter(
      (record) =>
        TITLES.some((key) => key in record) &&
        BODIES.some((key) => key in record) &&
        // A folder has a name and a description too.
        !Object.values(record).some(holdsArticles),
    )
    if (good.length > 0 && good.length >= records.length / 2)
      return records.map((record) => ({ record, path }))
    return records.flatMap((record) => articlesIn(record, path, depth + 1))
  }
  if (!isRecord(value)) return []
  const name = TITLES.map((key) => value[key]).find((title) => typeof title === 'string' && title !== '')
  const inside = typeof name === 'string' ? [...path, name] : path
  const first = 'articles' in value ? articlesIn(value['articles'], inside, depth + 1) : []
  return first.length > 0
    ? first
    : Object.values(value).flatMap((item) => articlesIn(item, inside, depth + 1))
}

function holdsArticles(value: unknown): boolean {
  return (
    Array.isArray(value) &&
    value.some(
      (item) =>
        isRecord(item) &&
        TITLES.some((key) => key in item) &&
        (BODIES.some((key) => key in item) || Object.values(item).some(holdsArticles)),
    )
  )
}

/** An article with its translations inside it, `{"translated_content": {"fr": {…}}}`, is one in each language. */
function inEachLanguage({ record, path }: Found): Found[] {
  const { translated_content: inside, ...own } = record
  if (!isRecord(inside)) return [{ record, path }]
  const language = String(own['locale'] ?? own['default_locale'] ?? '')
  const others = Object.entries(inside).flatMap(([locale, text]): Found[] =>
    isRecord(text) && locale !== language && TITLES.some((key) => key in text)
      ? [{ record: { ...own, ...text, id: own['id'], default_locale: locale }, path }]
      : [],
  )
  return [{ record: own, path }, ...others]
}

function sectionsIn(value: unknown): Map<string, string> {
  const names = new Map<string, string>()
  if (!isRecord(value)) return names
  for (const key of ['categories', 'sections', 'folders', 'collections']) {
    const list = value[key]
    if (!Array.isArray(list)) continue
    for (const item of list.filter(isRecord)) {
      const parent = names.get(String(item['category_id'] ?? item['parent_id'] ?? ''))
      const name = String(item['name'] ?? item['title'] ?? '')
      if (name !== '') names.set(String(item['id']), parent === undefined ? name : `${parent} > ${name}`)
    }
  }
  return names
}

/** Only Freshdesk has these, and it counts: 1 is a draft, 2 is published. */
const FRESHDESK: readonly string[] = ['desc_un_html', 'description_text', 'art_type']

const FRESHDESK_STATUS: Readonly<Record<string, string>> = { '1': 'draft', '2': 'published' }

function levelsOf(value: unknown): string[] {
  return Array.isArray(value)
    ? value.flatMap((item: unknown) => (isRecord(item) ? cell(item['data'] ?? item, undefined) : []))
    : []
}

function cell(value: unknown, names: ReadonlyMap<string, string> | undefined): string {
  if (value === null || value === undefined) return ''
  if (Array.isArray(value)) return value.map((item: unknown) => cell(item, undefined)).join('\n')
  if (isRecord(value)) return cell(value['name'] ?? value['title'] ?? value['label'] ?? '', undefined)
  return names?.get(String(value)) ?? String(value)
}

function isRecord(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
