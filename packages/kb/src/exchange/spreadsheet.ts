import type { Values } from '../speaker.ts'
import type { ExchangeSentence } from './sentences/en.ts'
import type { Article, Category, News, Step } from '../faq.ts'
import { formatCsv, parseCsv, unguardFormula } from './csv.ts'
import type { Row } from './csv.ts'
import { ARTICLE_FIELDS, CATEGORY_FIELDS, NEWS_FIELDS, STEP_FIELDS, noteOf } from './faq-document.ts'
import type { FaqDocument, Imported, Note } from './faq-document.ts'
import { fromTable, slug } from './table.ts'
import type { TableRow } from './table.ts'
import { readDay } from '../read-day.ts'

/**
 * FAQs as one spreadsheet: a row an article, several lines in a cell for lists, columns for the steps; categories and
 * news at the end of each language.
 *
 * @param separator `;` for a French Excel, `,` for an English one. @default by the language of the first FAQ
 */
export function faqsToCsv(faqs: readonly FaqDocument[], separator?: string): string {
  const rows = faqs.flatMap(rowsOf)
  const steps = Math.max(
    0,
    ...faqs.flatMap(({ articles }) => articles.map((article) => article.steps?.length ?? 0)),
  )
  const columns = [
    'row',
    'locale',
    ...ARTICLE_FIELDS.flatMap((field): string[] => {
      if (field === 'when') return ['pages']
      if (field !== 'steps') return [field]
      return [
        'steps',
        ...Array.from({ length: steps }, (_, index) =>
          STEP_FIELDS.map((name) => `step ${index + 1} ${name}`),
        ).flat(),
      ]
    }),
    ...CATEGORY_FIELDS.slice(1),
    ...NEWS_FIELDS.filter((field) => field === 'text' || field === 'kind' || field === 'article'),
  ]
  // What no row fills is left out, but for what an editor is likely to add.
  const used = columns.filter((column) => INVITING.has(column) || rows.some((row) => row.has(column)))
  const english = faqs[0]?.locale.toLowerCase().startsWith('en') ?? true
  return formatCsv(
    [used, ...rows.map((row) => used.map((column) => row.get(column) ?? ''))],
    separator ?? (english ? ',' : ';'),
  )
}

/**
 * Reads a spreadsheet: ours, or that of another tool with its own columns (question, answer, category, tags…), with
 * the habits of Excel. HTML in answers becomes Markdown.
 *
 * @param locale the language, when the sheet has no column for it
 * @throws {ExchangeError} when it is not a table with questions and answers
 */
export function csvToFaqs(
  text: string,
  options: { readonly file?: string; readonly locale?: string } = {},
): Imported {
  const [head, ...rows] = parseCsv(text)
  const columns = (head?.cells ?? []).map((cell) => cell.trim())
  if (columns[0]?.toLowerCase() !== 'row' || !columns.includes('locale')) {
    return fromTable(
      columns,
      rows.map((row): TableRow => ({ ...row, cells: row.cells.map(unguardFormula) })),
      options,
    )
  }
  return fromOwnColumns(columns, rows, options.file)
}

const INVITING = new Set([
  'row',
  'locale',
  'id',
  'category',
  'question',
  'variants',
  'keywords',
  'answer',
  'related',
  'action',
])

// --- Our own columns, both ways ---------------------------------------------------------------------------

type Cells = Map<string, string>

const LISTS = new Set(['variants', 'keywords', 'related', 'audience', 'pages', 'examples'])

function rowsOf({ $schema, locale, categories, articles, news }: FaqDocument): Cells[] {
  const row = (kind: string, item: Article | Category | News): Cells => {
    const cells: Cells = new Map([
      ['row', kind],
      ['locale', locale],
    ])
    for (const [field, value] of Object.entries(item)) {
      if (value === undefined) continue
      if (field === 'steps') writeSteps(cells, value as readonly Step[])
      else if (field === 'when') cells.set('pages', value.pages === undefined ? '{}' : listCell(value.pages))
      else cells.set(field, Array.isArray(value) ? listCell(value as string[]) : textCell(String(value)))
    }
    return cells
  }
  const file: Cells[] = [
    new Map([
      ['row', 'faq'],
      ['locale', locale],
      ...($schema === undefined ? [] : [['id', textCell($schema)] as const]),
    ]),
  ]
  if (news?.length === 0) file[0]?.set('kind', '[]')
  return [
    ...articles.map((article) => row('article', article)),
    ...categories.map((category) => row('category', category)),
    ...(news ?? []).map((piece) => row('news', piece)),
    ...($schema !== undefined || articles.length + categories.length === 0 || news?.length === 0 ? file : []),
  ]
}

function writeSteps(cells: Cells, steps: readonly Step[]): void {
  if (steps.length === 0) cells.set('steps', '[]')
  steps.forEach((step, index) => {
    for (const name of STEP_FIELDS)
      if (step[name] !== undefined) cells.set(`step ${index + 1} ${name}`, textCell(step[name]))
  })
}

/** A text that a spreadsheet would change is written as JSON. */
function textCell(text: string): string {
  return /[\r\0\ud800-\udfff]|^json:|^\s*$/u.test(text) ? `json:${JSON.stringify(text)}` : text
}

/** One item a line. */
function listCell(items: readonly string[]): string {
  const plain = items.every(
    (item) => item !== '' && item === item.trim() && !/[\r\n\0\ud800-\udfff]/u.test(item),
  )
  const cell = items.join('\n')
  return plain && items.length > 0 && !/^(?:json:|\[\]$|\{\}$)/.test(cell)
    ? cell
    : items.length === 0
      ? '[]'
      : `json:${JSON.stringify(items)}`
}

function fromOwnColumns(
  columns: readonly string[],
  rows: readonly Row[],
  file: string | undefined,
): Imported {
  const notes: Note[] = []
  const faqs = new Map<
    string,
    { $schema?: string; locale: string; categories: Category[]; articles: Article[]; news?: News[] }
  >()
  const known = new Set<string>([
    'row',
    'locale',
    'pages',
    'steps',
    ...ARTICLE_FIELDS,
    ...CATEGORY_FIELDS,
    ...NEWS_FIELDS,
  ])
  let row = 1
  const note = (code: ExchangeSentence, values: Values, line: number, lost = true): void => {
    // A cell of several lines moves the two numbers apart, and a spreadsheet shows only that of the row.
    const place = { line, ...(row !== line && { row }), ...(file !== undefined && { file }) }
    notes.push(noteOf({ code, values, lost, ...place }))
  }
  for (const column of columns) {
    if (column !== '' && !known.has(column) && !STEP.test(column)) note('unknown-column', { column }, 1)
  }
  for (const { cells, line } of rows) {
    row++
    const cell = (column: string): string | undefined => {
      const value = unguardFormula(cells[columns.indexOf(column)] ?? '')
      return value === '' || !columns.includes(column) ? undefined : value
    }
    const locale = cell('locale')?.trim()
    if (locale === undefined) {
      note('no-locale', {}, line)
      continue
    }
    const faq = faqs.get(locale) ?? { locale, categories: [], articles: [] }
    faqs.set(locale, faq)
    const kind = cell('row')?.trim().toLowerCase() ?? 'article'
    try {
      if (kind === 'faq') {
        const $schema = cell('id')
        if ($schema !== undefined) faq.$schema = readText($schema)
        if (cell('kind') === '[]') faq.news ??= []
      } else if (kind === 'category')
        faq.categories.push(record(CATEGORY_FIELDS, cell) as unknown as Category)
      else if (kind === 'news') (faq.news ??= []).push(record(NEWS_FIELDS, cell) as unknown as News)
      else if (kind === 'article') {
        const missing = columns.includes('answer') && cell('answer') === undefined ? 'answer' : 'question'
        if (missing === 'answer' || (columns.includes('question') && cell('question') === undefined)) {
          const name = cell('id') ?? cell('question')
          if (name === undefined) note('no-question', {}, line)
          else note('no-cell', { name, column: missing }, line)
          continue
        }
        const article = record(ARTICLE_FIELDS, cell, stepsOf(columns, cell)) as unknown as Article
        if (article.id === undefined) {
          const id = slug(article.question ?? '')
          note('new-id', { question: article.question ?? '', id }, line, false)
          faq.articles.push({ ...article, id })
        } else if (faq.articles.some(({ id }) => id === article.id))
          note('double-id', { id: article.id }, line)
        else faq.articles.push(article)
      } else note('unknown-row', { kind }, line)
    } catch (error) {
      note('bad-row', { reason: error instanceof Error ? error.message : String(error) }, line)
    }
  }
  const fields = ARTICLE_FIELDS.filter((field) =>
    field === 'when' ? columns.includes('pages') : columns.includes(field),
  )
  const written = new Set<keyof Article>(fields)
  if (columns.some((column) => STEP.test(column))) written.add('steps')
  return {
    faqs: [...faqs.values()].map(({ $schema, ...rest }) =>
      $schema === undefined ? rest : { $schema, ...rest },
    ),
    notes,
    fields: written,
  }
}

const STEP = /^step (\d{1,3}) (title|text|image|alt|link)$/

function record(
  fields: readonly string[],
  cell: (column: string) => string | undefined,
  steps?: Step[],
): Record<string, unknown> {
  const fieldsOf: Record<string, unknown> = {}
  for (const field of fields) {
    if (field === 'steps') {
      if (steps) fieldsOf['steps'] = steps
      continue
    }
    const value = cell(field === 'when' ? 'pages' : field)
    if (value === undefined) continue
    if (field === 'when') fieldsOf['when'] = value === '{}' ? {} : { pages: readList(value) }
    else if (LISTS.has(field)) fieldsOf[field] = readList(value)
    else fieldsOf[field] = DAYS.has(field) ? readDay(value) : readText(value)
  }
  return fieldsOf
}

const DAYS = new Set(['validFrom', 'validTo', 'reviewBy'])

function stepsOf(
  columns: readonly string[],
  cell: (column: string) => string | undefined,
): Step[] | undefined {
  const steps = new Map<number, Record<string, string>>()
  for (const column of columns) {
    const [, number, name] = STEP.exec(column) ?? []
    const value = number === undefined ? undefined : cell(column)
    if (number === undefined || name === undefined || value === undefined) continue
    const step = steps.get(Number(number)) ?? {}
    steps.set(Number(number), { ...step, [name]: readText(value) })
  }
  if (steps.size === 0) return cell('steps') === '[]' ? [] : undefined
  return [...steps].sort(([a], [b]) => a - b).map(([, step]) => step as unknown as Step)
}

function readText(cell: string): string {
  return cell.startsWith('json:') ? String(JSON.parse(cell.slice(5))) : cell
}

function readList(cell: string): string[] {
  if (cell === '[]') return []
  if (cell.startsWith('json:')) {
    const value: unknown = JSON.parse(cell.slice(5))
    return Array.isArray(value) ? value.map(String) : [String(value)]
  }
  return cell
    .split('\n')
    .map((item) => item.trim())
    .filter((item) => item !== '')
}
