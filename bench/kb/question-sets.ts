import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Article, Faq } from '@comptoir/kb'
import type { Question } from '../../packages/kb/src/evaluation.ts'

/** Articles, and questions whose article is known. */
export interface QuestionSet {
  readonly name: string
  readonly locale: 'fr' | 'en'
  /** Nothing of the articles is left out. */
  readonly isWhole: boolean
  readonly faq: Faq
  readonly questions: readonly Question[]
}

const faqs = new URL('../../examples/shop/content/faq/', import.meta.url)

/** What of each article is left: all, all but a fifth of the variants, or its title and answer alone. */
export type Left = keyof typeof SAID

const SAID = { all: '', fewer: ', a fifth of the variants left out', titles: ', titles alone' }
const LEFT: Readonly<Record<Left, (article: Article) => Article>> = {
  all: (article) => article,
  fewer: withFewerVariants,
  titles: (article) => ({ ...article, variants: [], keywords: [] }),
}

/** Messages that hold two requests: `multi.jsonl`. */
export function twoRequests(
  folder: string,
  locale: 'fr' | 'en',
): { q: string; intents: readonly string[] }[] {
  const path = join(folder, 'multi.jsonl')
  return (existsSync(path) ? lines(path) : [])
    .filter((line) => line['lang'] === locale)
    .map((line) => ({
      q: String(line['q']),
      intents: Array.isArray(line['intents']) ? line['intents'].map(String) : [],
    }))
}

/** The demo shop's FAQ with the questions of a folder: `fr.jsonl`, `oos.fr.jsonl` and the same in English. */
export function shopSet(folder: string, locale: 'fr' | 'en', left: Left = 'all'): QuestionSet {
  const faq = JSON.parse(readFileSync(new URL(`faq.${locale}.json`, faqs), 'utf8')) as Faq
  const inside = lines(join(folder, `${locale}.jsonl`)).map((line) => ({
    q: String(line['q']),
    intent: String(line['intent']),
    also: Array.isArray(line['also']) ? line['also'].map(String) : [],
  }))
  const outside = lines(join(folder, `oos.${locale}.jsonl`)).map((line) => ({
    q: String(line['q']),
    also: [],
  }))
  return {
    name: `${locale}, demo shop${SAID[left]}`,
    locale,
    isWhole: left === 'all',
    faq: { ...faq, articles: faq.articles.map((article) => LEFT[left](article)) },
    questions: [...inside, ...outside],
  }
}

interface PublicFile {
  readonly name: string
  readonly lang: 'fr' | 'en'
  readonly ks: readonly number[]
  readonly entries: readonly {
    id: string
    question: string
    alts: readonly string[]
    keywords?: readonly string[]
    answer?: string
  }[]
  readonly queries: readonly { q: string; id: string }[]
  readonly oos: readonly (string | { q: string })[]
}

/** A public intent set, once for each number of phrasings that an article may have. */
export function publicSets(folder: string, name: string, most: number): QuestionSet[] {
  const path = join(folder, `${name}.json`)
  if (!existsSync(path)) return []
  const file = JSON.parse(readFileSync(path, 'utf8')) as PublicFile
  return file.ks.map((k) => ({
    name: `${file.name}, ${k} phrasings`,
    locale: file.lang,
    isWhole: true,
    faq: {
      locale: file.lang,
      categories: [],
      articles: file.entries.map((entry) => ({
        id: entry.id,
        category: 'all',
        question: entry.question,
        variants: entry.alts.slice(0, k),
        keywords: entry.keywords ?? [],
        answer: entry.answer ?? entry.question,
      })),
    },
    questions: [
      ...file.queries.slice(0, most).map(({ q, id }) => ({ q, intent: id, also: [] })),
      ...file.oos.slice(0, most).map((one) => ({ q: typeof one === 'string' ? one : one.q, also: [] })),
    ],
  }))
}

/** One typing error in about eight letters: a neighbour key, a letter lost, doubled or swapped; no accents. */
export function withTypos(text: string, locale: 'fr' | 'en'): string {
  const keys =
    locale === 'fr' ? ['azertyuiop', 'qsdfghjklm', 'wxcvbn'] : ['qwertyuiop', 'asdfghjkl', 'zxcvbnm']
  let seed = hash(text)
  const random = (): number => {
    seed = (Math.imul(seed, 1_664_525) + 1_013_904_223) >>> 0
    return seed / 2 ** 32
  }
  const letters = [...text.normalize('NFD').replace(/\p{M}/gu, '')]
  let typed = ''
  for (let at = 0; at < letters.length; at++) {
    const letter = letters[at] ?? ''
    if (!/[a-z]/i.test(letter) || random() >= 1 / 8) {
      typed += letter
      continue
    }
    const kind = random()
    const next = letters[at + 1]
    if (kind < 0.25) continue
    if (kind < 0.5) typed += letter + letter
    else if (kind < 0.75 && next !== undefined && /[a-z]/i.test(next)) {
      typed += next + letter
      at++
    } else {
      const row = keys.find((one) => one.includes(letter.toLowerCase())) ?? letter
      const place = row.indexOf(letter.toLowerCase())
      typed += row[place + (random() < 0.5 ? -1 : 1)] ?? row[place] ?? letter
    }
  }
  return typed
}

function lines(path: string): Record<string, unknown>[] {
  return readFileSync(path, 'utf8')
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => JSON.parse(line) as Record<string, unknown>)
}

function withFewerVariants(article: Article): Article {
  return {
    ...article,
    variants: (article.variants ?? []).filter((variant) => hash(variant) / 2 ** 32 >= 0.2),
  }
}

/** FNV-1a: which variants are left out never changes. */
function hash(text: string): number {
  let value = 0x811c9dc5
  for (const char of text) value = Math.imul(value ^ (char.codePointAt(0) ?? 0), 0x01000193)
  return value >>> 0
}
