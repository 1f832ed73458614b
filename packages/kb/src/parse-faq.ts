import type { Article, Category, Faq, News } from './faq.ts'
import {
  ARTICLE,
  CATEGORY,
  CHOICES,
  FILE,
  isDay,
  isId,
  LISTS,
  LONGEST,
  NEWS,
  STEP,
  VERSION,
  versionOf,
  WHEN,
} from './faq-shape.ts'
import type { Shape } from './faq-shape.ts'
import { DEEPEST, lineAndColumn, readJsonText } from './json-text.ts'
import type { JsonText } from './json-text.ts'
import { messages } from './messages.ts'
import type { Code } from './messages.ts'

/** Something in a FAQ that its author should mend. */
export interface Problem {
  readonly code: Code
  /** What is wrong, what was expected and how to mend it. */
  readonly message: string
  /** What the message names, in its order, for those who say it in another language. */
  readonly parts: readonly string[]
  /** Where in the FAQ, e.g. `articles[3].question`. */
  readonly path: string
  readonly file?: string
  /** Where in the file, from 1, when a text was read. */
  readonly line?: number
  readonly column?: number
}

export interface ParseOptions {
  /** Name of the file, for the messages. */
  readonly file?: string
  /** Language to take when the file says none (a bare array of articles). */
  readonly locale?: string
  /** Longest text that is read, in characters. @default 10,000,000 */
  readonly maxLength?: number
}

/** A FAQ that cannot be used as it is. Its message lists every problem with its place. */
export class FaqError extends Error {
  override readonly name = 'FaqError'
  readonly problems: readonly Problem[]
  constructor(problems: readonly Problem[]) {
    super(
      problems.slice(0, 20).map(formatProblem).join('\n') +
        (problems.length > 20 ? `\n(${problems.length} in all)` : ''),
    )
    this.problems = problems
  }
}

/**
 * Reads a FAQ file, or a value that was read from one, and checks it against the format.
 *
 * @param source the text of a JSON file, or the parsed value
 * @returns the FAQ, holding nothing but what the format knows
 * @throws {FaqError} naming every problem with its file, path, line and column
 *
 * @example
 * ```ts
 * const faq = parseFaq('{ "locale": "en", "categories": [], "articles": [] }', { file: 'faq.en.json' })
 * faq.locale // 'en'
 * ```
 */
export function parseFaq(source: unknown, options: ParseOptions = {}): Faq {
  const { faq, problems } = readFaq(source, options)
  if (problems.length > 0) throw new FaqError(problems)
  return faq
}

/**
 * Reads what can be read of a FAQ: the good articles, and the problems of the others. Never throws.
 *
 * For a page that would rather answer with the rest than not at all; {@link parseFaq} is for authors.
 */
export function readFaq(
  source: unknown,
  options: ParseOptions = {},
): { faq: Faq; problems: readonly Problem[] } {
  const reading = new Reading(options)
  const empty: Faq = { locale: options.locale ?? 'und', categories: [], articles: [] }
  let value = source
  if (typeof source === 'string') {
    value = reading.text(source)
    if (value === undefined) return { faq: empty, problems: reading.problems }
  }
  const faq = reading.faq(value) ?? empty
  return { faq, problems: reading.problems }
}

/** `faq.fr.json:12:5  KB-006  articles[3].question: Expected a text, found a number.` */
export function formatProblem(problem: Problem): string {
  const place = [problem.file, problem.line, problem.column].filter((part) => part !== undefined).join(':')
  const path = problem.path === '' ? '' : `${problem.path}: `
  return `${place === '' ? '' : `${place}  `}${problem.code}  ${path}${problem.message}`
}

// --- Reading ---------------------------------------------------------------------------------------------

type Fields = Record<string, unknown>

/** One reading of one file: collects the problems on the way. */
class Reading {
  readonly problems: Problem[] = []
  readonly #options: ParseOptions
  #text = ''
  #json: JsonText | undefined

  constructor(options: ParseOptions) {
    this.#options = options
  }

  /** The value of a JSON text, or undefined when it has none. */
  text(text: string): unknown {
    const limit = this.#options.maxLength ?? LONGEST
    if (text.length > limit) return this.#say('KB-003', '', `${text.length} characters`, `${limit}`)
    if (text.trim() === '') return this.#say('KB-001', '')
    this.#text = text
    const json = readJsonText(text)
    this.#json = json
    if (json.fault) {
      if ('deep' in json.fault) return this.#say('KB-004', json.fault.offset, `${DEEPEST}`)
      return this.#say('KB-002', json.fault.offset, json.fault.expected)
    }
    for (const { key, offset } of json.doubles) this.#say('KB-005', offset, key)
    return JSON.parse(text.charCodeAt(0) === 0xfeff ? text.slice(1) : text)
  }

  faq(value: unknown): Faq | undefined {
    const file = Array.isArray(value) ? { articles: value } : this.#fields(value, '', FILE, 'A FAQ')
    if (!file) return undefined
    const version = versionOf(file['$schema'])
    if (version > VERSION) this.#say('KB-012', '$schema', `${version}`, `${VERSION}`)
    const locale = file['locale'] ?? this.#options.locale
    if (typeof locale !== 'string') this.#say('KB-013', 'locale')

    const categories = this.#records<Category>(file['categories'] ?? [], 'categories', CATEGORY, 'A category')
    const articles = this.#records<Article>(file['articles'], 'articles', ARTICLE, 'An article')
    const news = this.#records<News>(file['news'] ?? [], 'news', NEWS, 'A piece of news')
    this.#references(categories, articles, news)
    return {
      locale: typeof locale === 'string' ? locale : 'und',
      categories: [...categories.values()],
      articles: [...articles.values()],
      ...(news.size > 0 && { news: [...news.values()] }),
    }
  }

  /** Ids that lead nowhere. A circle in `related` is fine, one in `parent` is not. */
  #references(
    categories: ReadonlyMap<string, Category>,
    articles: ReadonlyMap<string, Article>,
    news: ReadonlyMap<string, News>,
  ): void {
    const byId = new Map([...categories.values()].map((category) => [category.id, category]))
    const ids = new Set([...articles.values()].map((article) => article.id))
    for (const [path, category] of categories) {
      if (category.parent === undefined) continue
      if (!byId.has(category.parent)) this.#say('KB-010', `${path}.parent`, category.parent, 'category')
      let up: Category | undefined = category
      for (let step = 0; up?.parent !== undefined && step <= byId.size; step++) {
        up = byId.get(up.parent)
        if (up === category) {
          this.#say('KB-011', `${path}.parent`, category.id)
          break
        }
      }
    }
    for (const [path, article] of articles) {
      if (byId.size > 0 && !byId.has(article.category)) {
        this.#say('KB-010', `${path}.category`, article.category, 'category')
      }
      article.related?.forEach((id, index) => {
        if (!ids.has(id)) this.#say('KB-010', `${path}.related[${index}]`, id, 'article')
      })
    }
    for (const [path, piece] of news) {
      if (piece.article !== undefined && !ids.has(piece.article)) {
        this.#say('KB-010', `${path}.article`, piece.article, 'article')
      }
    }
  }

  /** The good records of a list by their path; each id once. */
  #records<T extends { readonly id: string }>(
    value: unknown,
    at: string,
    shape: Shape,
    what: string,
  ): Map<string, T> {
    const records = new Map<string, T>()
    const taken = new Map<string, string>()
    if (!Array.isArray(value)) {
      if (value !== undefined) this.#say('KB-006', at, 'a list', kindOf(value))
      return records
    }
    value.forEach((item: unknown, index) => {
      const path = `${at}[${index}]`
      const before = this.problems.length
      const record = this.#fields(item, path, shape, what)
      if (!record || this.problems.length > before) return
      const id = String(record['id'])
      const first = taken.get(id)
      if (first !== undefined) {
        this.#say('KB-009', `${path}.id`, id, first)
        return
      }
      taken.set(id, path)
      // The table above is the type: each field was checked against it.
      records.set(path, record as unknown as T)
    })
    return records
  }

  /** The known fields of an object, each checked; unknown ones are named and left out. */
  #fields(value: unknown, path: string, shape: Shape, what: string): Fields | undefined {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) {
      this.#say('KB-006', path, 'an object', kindOf(value))
      return undefined
    }
    const source = value as Fields
    const fields: Fields = {}
    for (const key of Object.keys(source)) {
      const here = path === '' ? key : `${path}.${key}`
      const kind = Object.hasOwn(shape, key) ? shape[key] : undefined
      if (kind === undefined) this.#say('KB-008', here, key, what, Object.keys(shape).join(', '))
      else fields[key] = this.#field(source[key], here, kind.replace('!', ''))
    }
    for (const [key, kind] of Object.entries(shape)) {
      if (kind.endsWith('!') && !Object.hasOwn(source, key)) this.#say('KB-007', path, key, what)
    }
    return fields
  }

  #field(value: unknown, path: string, kind: string): unknown {
    const wrong = (expected: string): void => this.#say('KB-006', path, expected, kindOf(value))
    if (kind === 'any') return value
    if (kind === 'step') return this.#fields(value, path, STEP, 'A step')
    if (kind === 'when') return this.#fields(value, path, WHEN, 'A condition')
    const each = Object.hasOwn(LISTS, kind) ? LISTS[kind] : undefined
    if (each !== undefined) {
      if (!Array.isArray(value)) return wrong('a list')
      return value.map((item: unknown, index) => this.#field(item, `${path}[${index}]`, each))
    }
    if (typeof value !== 'string' || value.trim() === '') return wrong('a text')
    const choices = Object.hasOwn(CHOICES, kind) ? CHOICES[kind] : undefined
    if (choices && !choices.includes(value)) return wrong(`one of ${choices.join(', ')}`)
    if (kind === 'id' && !isId(value)) return wrong('an id (letters, digits, . _ : -, at most 80)')
    if (kind === 'day' && !isDay(value)) this.#say('KB-014', path, value)
    return value
  }

  #say(code: keyof typeof messages, at: string | number, ...parts: string[]): undefined {
    // The one place where a sentence meets its parts; each caller above gives as many as it takes.
    const sentence = messages[code] as (...parts: string[]) => string
    const offset = typeof at === 'number' ? at : this.#json?.offsets.get(at)
    this.problems.push({
      code,
      message: sentence(...parts),
      parts,
      path: typeof at === 'string' ? at : '',
      ...(this.#options.file !== undefined && { file: this.#options.file }),
      ...(offset !== undefined && lineAndColumn(this.#text, offset)),
    })
    return undefined
  }
}

function kindOf(value: unknown): string {
  if (value === null) return 'null'
  if (Array.isArray(value)) return 'a list'
  if (typeof value === 'string') {
    if (value.trim() === '') return 'an empty text'
    return `"${value.length > 40 ? `${value.slice(0, 40)}…` : value}"`
  }
  return typeof value === 'object' ? 'an object' : `a ${typeof value}`
}
