import type { Problem } from '../../parse-faq.ts'
import type { FaqFile } from '../faq-file.ts'
import type { FaqSet } from '../faq-set.ts'
import type { Rule } from '../rule.ts'
import { distance } from '../site.ts'
import type { TextEdit } from '../text-edit.ts'

/** The format of the FAQ: fields, kinds of values, ids. */
export const schema: Rule = {
  id: 'schema',
  check(faqs, report) {
    for (const file of faqs.files) {
      for (const problem of file.problems) {
        if (standsElsewhere(problem, file, faqs)) continue
        const message = problem.path === '' ? problem.message : `${problem.path}: ${problem.message}`
        report({ file, path: problem.path }, 'schema', { message, code: problem.code }, mend(problem, file))
      }
    }
  },
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

function mend({ code, path }: Problem, file: FaqFile): TextEdit[] | undefined {
  const value = valueAt(file.source, path)
  if (code === 'KB-006' && typeof value === 'string' && value.trim() !== '' && LISTS.test(path)) {
    return [file.editValue(path, [value])]
  }
  if (
    code === 'KB-006' &&
    typeof value === 'string' &&
    value.trim() === '' &&
    /\.(?:variants|keywords|examples|related)\[\d+\]$/.test(path)
  ) {
    return [file.removeItem(path)]
  }
  if (code === 'KB-008') {
    const key = /([^.]*)$/.exec(path)?.[1] ?? ''
    const meant = nearest(key, FIELDS)
    const start = file.offset(path)
    const written = /"(?:[^"\\]|\\.)*"\s*:\s*$/.exec(file.text.slice(Math.max(0, start - 200), start))
    const holder = valueAt(file.source, path.slice(0, -key.length - 1))
    if (meant === undefined || !written || (typeof holder === 'object' && holder !== null && meant in holder))
      return undefined
    const at = start - written[0].length
    return [{ start: at, end: at + JSON.stringify(key).length, text: JSON.stringify(meant) }]
  }
  if (code === 'KB-010' && typeof value === 'string') {
    const key = /\.(?:category|parent)$/.test(path) ? 'categories' : 'articles'
    const meant = nearest(
      value,
      [...idsOf(file.source, key)].filter((id) => typeof id === 'string'),
    )
    return meant === undefined ? undefined : [file.editValue(path, meant)]
  }
  return undefined
}

const LISTS = /\.(?:variants|keywords|examples|related|audience|pages)$/
const FIELDS =
  'id category question variants keywords answer steps related action audience when validFrom validTo status owner reviewBy examples title text image alt link label description parent'.split(
    ' ',
  )

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
