import { filled, speakerOf } from '../speaker.ts'
import type { Values } from '../speaker.ts'
import { en } from './sentences/en.ts'
import type { ExchangeSentence } from './sentences/en.ts'
import { fr } from './sentences/fr.ts'
import type { Article, Category, Faq, News, Step } from '../faq.ts'

/** A FAQ as its file has it: with the address of its schema. */
export interface FaqDocument extends Faq {
  readonly $schema?: string
}

/** What an import gives. */
export interface Imported {
  /** One FAQ a language. */
  readonly faqs: readonly FaqDocument[]
  /** What could not be taken over, or was guessed, in sentences. */
  readonly notes: readonly Note[]
  /** The fields of articles that the source knows: the others of an existing article stay as they are. */
  readonly fields: ReadonlySet<keyof Article>
}

/** A sentence on one place of the source. */
export interface Note {
  readonly file?: string
  /** From 1. */
  readonly line?: number
  /** Which sentence it is, and what it is about: {@link sayNote} says it in another language. */
  readonly code: ExchangeSentence
  readonly values: Values
  /** The row of a sheet, where it is not the line. */
  readonly row?: number
  /** In English. */
  readonly sentence: string
  /** Something of the source is not in the result. */
  readonly lost: boolean
}

/** Makes a note, with its English sentence. */
export function noteOf(note: Omit<Note, 'sentence'>): Note {
  return { ...note, sentence: sayNote(note, 'en') }
}

/** The sentence of a note in `fr`, or in English. */
export function sayNote({ code, values, row }: Omit<Note, 'sentence'>, language: string): string {
  const speak = speakerOf(en, fr)(language)
  const said = speak(code, values)
  return row === undefined ? said : speak('row', { row, said })
}

/** Nothing could be made of the source; the message says where reading stopped and what was expected. */
export class ExchangeError extends Error {
  override readonly name = 'ExchangeError'
  readonly #code: ExchangeSentence
  readonly #values: Values

  constructor(code: ExchangeSentence, values: Values = {}) {
    super(filled(en[code], values))
    this.#code = code
    this.#values = values
  }

  /** The message in `fr`, or in English. */
  in(language: string): string {
    return speakerOf(en, fr)(language)(this.#code, this.#values)
  }
}

/** The fields of each record in the order they are written. */
export const ARTICLE_FIELDS: readonly (keyof Article)[] = [
  'id',
  'category',
  'question',
  'variants',
  'keywords',
  'answer',
  'steps',
  'related',
  'action',
  'audience',
  'when',
  'validFrom',
  'validTo',
  'status',
  'owner',
  'reviewBy',
  'examples',
]
export const CATEGORY_FIELDS: readonly (keyof Category)[] = ['id', 'label', 'description', 'parent']
export const STEP_FIELDS: readonly (keyof Step)[] = ['title', 'text', 'image', 'alt', 'link']
export const NEWS_FIELDS: readonly (keyof News)[] = [
  'id',
  'text',
  'kind',
  'article',
  'audience',
  'when',
  'validFrom',
  'validTo',
]

/**
 * A FAQ as the text of its file, its fields in their usual order.
 *
 * @param indent spaces, as the file had them before
 */
export function formatFaq(faq: FaqDocument, indent: number | string = 2): string {
  const { $schema, locale, categories, articles, news } = faq
  const document = {
    ...($schema !== undefined && { $schema }),
    locale,
    categories: categories.map((category) => inOrder(category, CATEGORY_FIELDS)),
    articles: articles.map((article) => ({
      ...inOrder(article, ARTICLE_FIELDS),
      ...(article.steps && { steps: article.steps.map((step) => inOrder(step, STEP_FIELDS)) }),
    })),
    ...(news && { news: news.map((piece) => inOrder(piece, NEWS_FIELDS)) }),
  }
  return `${JSON.stringify(document, null, indent)}\n`
}

/** A FAQ document out of the value of a FAQ file: `$schema` is not part of what a knowledge base needs. */
export function documentOf(faq: Faq, source: unknown): FaqDocument {
  const $schema = typeof source === 'object' && source !== null ? Reflect.get(source, '$schema') : undefined
  return typeof $schema === 'string' ? { $schema, ...faq } : faq
}

function inOrder<T extends object>(record: T, fields: readonly (keyof T)[]): Partial<T> {
  const ordered: Partial<T> = {}
  for (const field of fields) if (record[field] !== undefined) ordered[field] = record[field]
  return ordered
}
