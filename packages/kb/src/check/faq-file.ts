import type { Article, Category, Faq, News } from '../faq.ts'
import { readJsonText } from '../json-text.ts'
import { messages } from '../messages.ts'
import { readFaq } from '../parse-faq.ts'
import type { Problem } from '../parse-faq.ts'
import { decode } from './decode.ts'
import type { Decoded } from './decode.ts'
import { applyEdits, offsetBefore } from './text-edit.ts'
import { findJsonFaults, openBracketAt } from './json-faults.ts'
import type { JsonFault } from './json-faults.ts'
import type { TextEdit } from './text-edit.ts'

/** An article, category or piece of news with where it stands. */
export interface Placed<T> {
  readonly value: T
  readonly file: FaqFile
  /** e.g. `articles[3]` */
  readonly path: string
}

/** The longest file that is read, in bytes; ten times the FAQ of a large shop. */
export const LARGEST = 10_000_000

/**
 * One FAQ file as an editor saved it: what it says, what is wrong with its form, and where everything stands in it.
 */
export class FaqFile {
  readonly name: string
  readonly encoding: Decoded['encoding']
  /** The text as it was decoded, without its byte-order mark. */
  readonly text: string
  /** Offset of what shows that the file is not in UTF-8. */
  readonly oddAt: number | undefined
  /** Set when the file is longer than {@link LARGEST}: nothing else was read. */
  readonly tooLarge: number | undefined
  /** Why it is not JSON; empty when it is. */
  readonly faults: readonly JsonFault[]
  /** The values as written, or undefined when it is not JSON. */
  readonly source: unknown
  /** What does not fit the format. */
  readonly problems: readonly Problem[]
  readonly locale: string
  readonly faq: Faq
  readonly articles: readonly Placed<Article>[]
  readonly categories: readonly Placed<Category>[]
  readonly news: readonly Placed<News>[]
  readonly #offsets: ReadonlyMap<string, number>
  #lines: number[] | undefined
  #ids: ReadonlyMap<string, string> | undefined
  #mentioned: ReadonlySet<string> | undefined

  /**
   * @param name what to call it in messages
   * @param content the bytes of the file, or its text
   * @param locale the language when the file says none
   */
  constructor(name: string, content: Uint8Array | string, locale?: string) {
    this.name = name
    const decoded: Decoded =
      typeof content === 'string'
        ? { text: content.replace(/^\ufeff/, ''), encoding: 'utf-8' }
        : content.length > LARGEST
          ? { text: '', encoding: 'utf-8' }
          : decode(content)
    this.text = decoded.text.length > LARGEST ? '' : decoded.text
    this.encoding = decoded.encoding
    this.oddAt = decoded.oddAt
    this.tooLarge = content.length > LARGEST ? content.length : undefined
    const json = readJsonText(this.text)
    this.#offsets = json.offsets
    this.faults = json.fault && this.tooLarge === undefined ? explain(this.text) : []
    this.source = json.fault ? undefined : JSON.parse(this.text)
    const reading = readFaq(this.source === undefined ? { locale: 'und', articles: [] } : this.source, {
      file: name,
      ...(locale !== undefined && { locale }),
    })
    this.faq = reading.faq
    this.locale = reading.faq.locale
    const doubles = json.doubles.map(({ key, path }): Problem => ({
      code: 'KB-005',
      message: messages['KB-005'](key),
      parts: [key],
      path,
      file: name,
    }))
    this.problems = json.fault ? [] : [...doubles, ...reading.problems]
    this.articles = this.#placed(
      this.faq.articles,
      Array.isArray(this.source) ? this.source : this.#list('articles'),
      'articles',
    )
    this.categories = this.#placed(this.faq.categories, this.#list('categories'), 'categories')
    this.news = this.#placed(this.faq.news ?? [], this.#list('news'), 'news')
  }

  /** Could everything be read that the file's author may have meant? Only then may it be written again. */
  get readable(): boolean {
    return this.source !== undefined && this.tooLarge === undefined
  }

  /** Id of the article, category or piece of news that a path leads into, even one with problems of its own. */
  idAt(path: string): string | undefined {
    this.#ids ??= this.#writtenIds()
    return this.#ids.get(/^\w+\[\d+\]/.exec(path)?.[0] ?? '')
  }

  /** Does a record of that id stand in the file, be it good or not? */
  mentions(key: 'articles' | 'categories', id: string): boolean {
    this.#ids ??= this.#writtenIds()
    this.#mentioned ??= new Set(
      [...this.#ids].map(([path, written]) => `${path.replace(/\[.*/, '')} ${written}`),
    )
    return this.#mentioned.has(`${key} ${id}`)
  }

  /** Line and column, from 1, of an offset in the text. */
  place(offset: number): { line: number; column: number } {
    this.#lines ??= lineStarts(this.text)
    let low = 0
    let high = this.#lines.length - 1
    while (low < high) {
      const middle = (low + high + 1) >> 1
      if ((this.#lines[middle] ?? 0) <= offset) low = middle
      else high = middle - 1
    }
    return { line: low + 1, column: offset - (this.#lines[low] ?? 0) + 1 }
  }

  /** Offset of a value, or of what holds it where it is missing. */
  offset(path: string): number {
    for (let at = path; ; at = at.replace(/(?:\.[^.[\]]*|\[\d+\])$/, '')) {
      // A bare array of articles has no `articles` in front.
      const found =
        this.#offsets.get(at) ??
        (Array.isArray(this.source) ? this.#offsets.get(at.replace(/^articles/, '')) : undefined)
      if (found !== undefined) return found
      if (at === '' || !/[.[]/.test(at)) return this.#offsets.get('') ?? 0
    }
  }

  /** Offset in the file of a character of a text, counted as the text reads. */
  offsetInText(path: string, index: number): number {
    const start = this.offset(path)
    if (this.text.charAt(start) !== '"') return start
    let at = start + 1
    for (let seen = 0; seen < index && this.text.charAt(at) !== '"'; seen++) {
      at += this.text.charAt(at) !== '\\' ? 1 : this.text.charAt(at + 1) === 'u' ? 6 : 2
    }
    return at
  }

  /** The edit that puts another text between two characters of a text. */
  editText(path: string, start: number, end: number, replacement: string): TextEdit {
    return {
      start: this.offsetInText(path, start),
      end: this.offsetInText(path, end),
      text: JSON.stringify(replacement).slice(1, -1),
    }
  }

  /** The edit that writes another value. */
  editValue(path: string, value: unknown): TextEdit {
    const start = this.offset(path)
    return { start, end: endOfValue(this.text, start), text: JSON.stringify(value) }
  }

  /** The edit that takes an item out of its list, with its comma. */
  removeItem(path: string): TextEdit {
    const start = this.offset(path)
    const end = endOfValue(this.text, start)
    const after = /^\s*,\s*/.exec(this.text.slice(end, end + 2000))?.[0].length
    if (after !== undefined) return { start, end: end + after, text: '' }
    const left = this.text.slice(Math.max(0, start - 2000), start)
    const before = /\s*,\s*$/.exec(left)?.[0].length
    if (before !== undefined) return { start: start - before, end, text: '' }
    // The last one leaves an empty list, without the lines that it stood on.
    const [space] = /\s*$/.exec(left) ?? ['']
    const [rest] = /^\s*(?=\])/.exec(this.text.slice(end, end + 2000)) ?? ['']
    return { start: start - space.length, end: end + rest.length, text: '' }
  }

  #writtenIds(): Map<string, string> {
    const ids = new Map<string, string>()
    for (const key of ['articles', 'categories', 'news']) {
      const list = key === 'articles' && Array.isArray(this.source) ? this.source : this.#list(key)
      list.forEach((item, index) => {
        const id: unknown = typeof item === 'object' && item !== null ? Reflect.get(item, 'id') : undefined
        if (typeof id === 'string' && id.trim() !== '') ids.set(`${key}[${index}]`, id)
      })
    }
    return ids
  }

  #list(key: string): readonly unknown[] {
    const source = this.source
    if (typeof source !== 'object' || source === null || !Object.hasOwn(source, key)) return []
    const list: unknown = Reflect.get(source, key)
    return Array.isArray(list) ? list : []
  }

  /** The good records stand in the order of the file; the ones in between were left out for their problems. */
  #placed<T extends { readonly id: string }>(
    good: readonly T[],
    raw: readonly unknown[],
    key: string,
  ): Placed<T>[] {
    const broken = new Set(this.problems.map(({ path }) => /^\w+\[\d+\]/.exec(path)?.[0]))
    const placed: Placed<T>[] = []
    let next = 0
    raw.forEach((item, index) => {
      const path = `${key}[${index}]`
      const value = good[next]
      const id = typeof item === 'object' && item !== null ? Reflect.get(item, 'id') : undefined
      if (!value || id !== value.id || (broken.has(path) && !this.#kept(path))) return
      placed.push({ value, file: this, path })
      next++
    })
    return placed
  }

  /** A record with nothing but an id that leads nowhere is kept all the same. */
  #kept(path: string): boolean {
    return this.problems.every(
      (problem) => !isWithin(problem.path, path) || problem.code === 'KB-010' || problem.code === 'KB-011',
    )
  }
}

/** Every reason that can be named; or at least where reading stopped. */
function explain(text: string): JsonFault[] {
  if (text.trim() === '') return [{ offset: 0, sentence: 'syntax.empty' }]
  const faults = findJsonFaults(text)
  if (faults.some(({ sentence }) => sentence === 'merge-conflict')) return faults
  const edits = faults.flatMap((fault) => fault.edits ?? [])
  const repaired = applyEdits(text, edits).text
  const mended = readJsonText(repaired).fault
  if (!mended) return faults
  const offset = offsetBefore(edits, mended.offset)
  // What stopped the scan says it better than "expected a comma".
  if (faults.some((fault) => fault.edits === undefined && fault.offset <= offset)) return faults
  if ('deep' in mended) return [...faults, { offset, sentence: 'syntax.deep' }]
  const { expected } = mended
  const found = repaired.slice(mended.offset).trim() === '' ? '' : shownAt(repaired, mended.offset)
  const open = openBracketAt(repaired, mended.offset)
  if (!open) return [...faults, { offset, sentence: 'syntax.not-json', values: { expected, found } }]
  const start = offsetBefore(edits, open.offset)
  const values = {
    expected,
    found,
    open: open.sign,
    close: open.sign === '{' ? '}' : ']',
    line: String(text.slice(0, start).split('\n').length),
  }
  return [...faults, { offset, sentence: found === '' ? 'syntax.ends' : 'syntax.expected', values }]
}

/** The sign or word that stands at an offset, short enough for a sentence. */
function shownAt(text: string, offset: number): string {
  const word = /^\s*("[^"\n]{0,30}"?|[\p{L}\p{N}_-]{1,30}|\P{C})/u.exec(text.slice(offset, offset + 80))?.[1]
  return word ?? `U+${(text.codePointAt(offset) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`
}

/** Offset after the value that starts at an offset of a good JSON text. */
function endOfValue(text: string, start: number): number {
  const first = text.charAt(start)
  if (first === '"') {
    for (let at = start + 1; at < text.length; at++) {
      if (text.charAt(at) === '\\') at++
      else if (text.charAt(at) === '"') return at + 1
    }
    return text.length
  }
  if (first !== '{' && first !== '[')
    return start + (/^[^\s,\]}]*/.exec(text.slice(start, start + 400))?.[0].length ?? 0)
  let depth = 0
  for (let at = start; at < text.length; at++) {
    const char = text.charAt(at)
    if (char === '"') at = endOfValue(text, at) - 1
    else if (char === '{' || char === '[') depth++
    else if ((char === '}' || char === ']') && --depth === 0) return at + 1
  }
  return text.length
}

function isWithin(path: string, holder: string): boolean {
  return path === holder || (path.startsWith(holder) && /[.[]/.test(path.charAt(holder.length)))
}

function lineStarts(text: string): number[] {
  const starts = [0]
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) starts.push(at + 1)
  return starts
}
