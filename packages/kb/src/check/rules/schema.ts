import { languageOf } from '../../text-rules/text-rule.ts'
import { schemaInFrench } from '../sentences/schema-fr.ts'
import { messages } from '../../messages.ts'
import type { Problem } from '../../parse-faq.ts'
import { isClearDay, readDay } from '../../read-day.ts'
import type { FaqFile } from '../faq-file.ts'
import type { FaqSet } from '../faq-set.ts'
import type { Report, Rule } from '../rule.ts'
import { distance } from '../site.ts'
import type { TextEdit } from '../text-edit.ts'

/** The format of the FAQ: fields, kinds of values, ids. */
export const schema: Rule = {
  id: 'schema',
  check(faqs, report, { language }) {
    const french = languageOf(language) === 'fr'
    for (const file of faqs.files) {
      for (const problem of file.problems) {
        if (standsElsewhere(problem, file, faqs)) continue
        const { code, path } = problem
        const where = code === 'KB-009' ? '' : whereIn(file, path, french)
        const message = `${where}${withPlaces(french ? schemaInFrench(problem) : problem.message, file)}`
        const { meant, edits } = mend(problem, file)
        const sentence = meant === undefined ? 'schema' : 'schema.near'
        report({ file, path }, sentence, { message, code, ...(meant !== undefined && { meant }) }, edits)
      }
    }
    for (const { files } of faqs.languages) idsInTwoFiles(files, french, report)
  },
}

/** One language may stand in several files that share categories, but each article stands in one of them only. */
function idsInTwoFiles(files: readonly FaqFile[], french: boolean, report: Report): void {
  const first = new Map<string, string>()
  for (const file of files) {
    for (const { value, path } of [...file.articles, ...file.news]) {
      const key = `${path.replace(/\[.*/, '')} ${value.id}`
      const place = placeOf(file, path)
      const taken = first.get(key)
      if (taken === undefined) first.set(key, place)
      else if (!taken.startsWith(`${file.name}:`)) {
        const at = `${path}.id`
        const parts = [value.id, taken] as const
        const english = messages['KB-009'](...parts)
        const message = french
          ? schemaInFrench({ code: 'KB-009', message: english, parts, path: at })
          : english
        report({ file, path: at }, 'schema', { message, code: 'KB-009' })
      }
    }
  }
}

/** `"order.track", steps[1].title: `, because an editor knows the id and does not count articles. */
function whereIn(file: FaqFile, path: string, french: boolean): string {
  const id = file.idAt(path)
  const inside = path.replace(/^\w+\[\d+\]\.?/, '')
  const name = french ? `«\u00A0${id}\u00A0»` : `"${id}"`
  return [id === undefined ? path : [name, inside].filter(Boolean).join(', ')]
    .filter(Boolean)
    .map((where) => (french ? `${where}\u00A0: ` : `${where}: `))
    .join('')
}

/** The same for a record that the sentence names by its index. */
function withPlaces(message: string, file: FaqFile): string {
  return message.replace(
    / (?:articles|categories|news)\[\d+\](?=\.)/,
    (path) => ` ${placeOf(file, path.trim())}`,
  )
}

function placeOf(file: FaqFile, path: string): string {
  return `${file.name}:${file.place(file.offset(path)).line}`
}

/**
 * An id may be given by another file of the same language, by an article with a problem of its own, or in another
 * language only: then customers get the article of that language, and its translation is what is missing.
 */
function standsElsewhere({ code, path }: Problem, file: FaqFile, { files }: FaqSet): boolean {
  if (code !== 'KB-010') return false
  const id = valueAt(file.source, path)
  const key = path.endsWith('.category') || path.endsWith('.parent') ? 'categories' : 'articles'
  return files.some(({ source }) => idsOf(source, key).has(id))
}

/** What would mend a problem, and the word it would write where a misspelt one stands. */
interface Mended {
  readonly meant?: string
  readonly edits?: TextEdit[]
}

function mend({ code, path, parts }: Problem, file: FaqFile): Mended {
  const value = valueAt(file.source, path)
  if (code === 'KB-006' && typeof value === 'string' && value.trim() !== '' && LISTS.test(path)) {
    return { edits: [file.editValue(path, [value])] }
  }
  if (
    code === 'KB-006' &&
    typeof value === 'string' &&
    value.trim() === '' &&
    /\.(?:variants|keywords|examples|related)\[\d+\]$/.test(path)
  ) {
    return { edits: [file.removeItem(path)] }
  }
  if (code === 'KB-008') {
    const key = /([^.]*)$/.exec(path)?.[1] ?? ''
    const meant = nearest(key, parts[2]?.split(', ') ?? [])
    const start = file.offset(path)
    const written = /"(?:[^"\\]|\\.)*"\s*:\s*$/.exec(file.text.slice(Math.max(0, start - 200), start))
    const holder = valueAt(file.source, path.slice(0, -key.length - 1))
    if (meant === undefined || !written || (typeof holder === 'object' && holder !== null && meant in holder))
      return {}
    const at = start - written[0].length
    const edits = [{ start: at, end: at + JSON.stringify(key).length, text: JSON.stringify(meant) }]
    return { meant, edits }
  }
  if (code === 'KB-010' && typeof value === 'string') {
    const key = /\.(?:category|parent)$/.test(path) ? 'categories' : 'articles'
    const meant = nearest(
      value,
      [...idsOf(file.source, key)].filter((id) => typeof id === 'string'),
    )
    return meant === undefined ? {} : { meant, edits: [file.editValue(path, meant)] }
  }
  if (code === 'KB-014' && typeof value === 'string' && isClearDay(value, languageOf(file.locale))) {
    const meant = readDay(value)
    return Number.isNaN(Date.parse(meant)) ? {} : { meant, edits: [file.editValue(path, meant)] }
  }
  return {}
}

const LISTS = /\.(?:variants|keywords|examples|related|audience|pages)$/

/** The one that is at most two letters away, and no other is. */
function nearest(word: string, known: readonly string[]): string | undefined {
  const near = known
    .map((candidate) => ({ candidate, away: distance(candidate.toLowerCase(), word.toLowerCase(), 3) }))
    .filter(({ away, candidate }) => away < 3 && away * 3 <= candidate.length)
    .sort((a, b) => a.away - b.away)
  return near.length === 1 || (near[0]?.away ?? 3) < (near[1]?.away ?? 3) ? near[0]?.candidate : undefined
}

function idsOf(source: unknown, key: string): Set<unknown> {
  const list: unknown = Array.isArray(source) && key === 'articles' ? source : valueAt(source, key)
  if (!Array.isArray(list)) return new Set()
  return new Set(list.map((item: unknown) => valueAt(item, 'id')))
}

/** The value at a path such as `articles[3].related[0]`; a bare array has no `articles` in front. */
function valueAt(source: unknown, path: string): unknown {
  let value = source
  const keys = path.match(/[^.[\]]+/g) ?? []
  for (const key of Array.isArray(source) && keys[0] === 'articles' ? keys.slice(1) : keys) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, key)) return undefined
    value = Reflect.get(value, key)
  }
  return value
}
