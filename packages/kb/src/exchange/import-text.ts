import { ExchangeError } from './faq-document.ts'
import type { Imported } from './faq-document.ts'
import { htmlToFaqs } from './html-page.ts'
import { jsonLdToFaqs } from './json-ld.ts'
import { markdownToFaqs } from './markdown-folder.ts'
import { csvToFaqs } from './spreadsheet.ts'
import { fromTable } from './table.ts'
import type { TableRow } from './table.ts'

/** The forms that can be read. */
export const importFormats = ['csv', 'jsonld', 'html', 'markdown', 'json'] as const
export type ImportFormat = (typeof importFormats)[number]

/**
 * Reads a FAQ in any form that is known, found out from its text when it is not said.
 *
 * @throws {ExchangeError} saying what was expected
 */
export function importText(
  text: string,
  options: { readonly format?: ImportFormat; readonly file?: string; readonly locale?: string } = {},
): Imported {
  const format = options.format ?? formatOf(text)
  if (format === 'html') return htmlToFaqs(text, options)
  if (format === 'markdown') return markdownToFaqs(new Map([[options.file ?? 'faq.md', text]]), options)
  if (format === 'csv') return csvToFaqs(text, options)
  let value: unknown
  try {
    value = JSON.parse(text.replace(/^\ufeff/, ''))
  } catch (error) {
    throw new ExchangeError('not-json', { reason: error instanceof Error ? error.message : String(error) })
  }
  return format === 'jsonld' || text.includes('FAQPage')
    ? jsonLdToFaqs(value, options)
    : fromRecords(value, options)
}

function formatOf(text: string): ImportFormat {
  const start = text.replace(/^\ufeff/, '').trimStart()
  if (/^[[{]/.test(start)) return start.includes('FAQPage') ? 'jsonld' : 'json'
  if (start.startsWith('<')) return 'html'
  return /^(?:---\s*\n|#{1,3} )/.test(start) ? 'markdown' : 'csv'
}

/** The JSON of help desks: a list of articles somewhere in it, each with a title and a body; sections beside them. */
function fromRecords(
  value: unknown,
  options: { readonly file?: string; readonly locale?: string },
): Imported {
  const list = listIn(value, 0)
  if (list.length === 0) throw new ExchangeError('no-list')
  const sections = sectionsIn(value)
  const names = [...new Set(list.flatMap((record) => Object.keys(record)))]
  // A help desk gives a page's address and its number; only one of them can be the id.
  const head = names.map((name) => (name === 'section_id' || name === 'category_id' ? 'category' : name))
  const rows = list.map((record): TableRow => ({
    cells: names.map((name) => cell(record[name], name.endsWith('_id') ? sections : undefined)),
  }))
  return fromTable(head, rows, options)
}

type Fields = Record<string, unknown>

function listIn(value: unknown, depth: number): Fields[] {
  if (Array.isArray(value)) {
    const records = value.filter(isRecord)
    const good = records.filter(
      (record) =>
        ['title', 'question', 'name'].some((key) => key in record) &&
        ['body', 'answer', 'content', 'text', 'html', 'description'].some((key) => key in record),
    )
    if (good.length > 0 && good.length >= records.length / 2) return records
    return depth > 5 ? [] : records.flatMap((record) => listIn(record, depth + 1))
  }
  if (!isRecord(value) || depth > 5) return []
  const articles = value['articles']
  const first = articles === undefined ? [] : listIn(articles, depth + 1)
  return first.length > 0 ? first : Object.values(value).flatMap((item) => listIn(item, depth + 1))
}

function sectionsIn(value: unknown): Map<string, string> {
  const names = new Map<string, string>()
  if (!isRecord(value)) return names
  for (const key of ['categories', 'sections']) {
    const list = value[key]
    if (!Array.isArray(list)) continue
    for (const item of list.filter(isRecord)) {
      const parent = names.get(String(item['category_id'] ?? ''))
      const name = String(item['name'] ?? item['title'] ?? '')
      if (name !== '') names.set(String(item['id']), parent === undefined ? name : `${parent} > ${name}`)
    }
  }
  return names
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
