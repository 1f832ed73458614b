import type { Article, Category, News } from '../faq.ts'
import { createKnowledgeBase } from '../index.ts'
import type { KnowledgeBase } from '../index.ts'
import { Closeness } from './closeness.ts'
import type { FaqFile, Placed } from './faq-file.ts'

/** All files that are checked together: one language in one file or several, and several languages. */
export class FaqSet {
  readonly files: readonly FaqFile[]
  /** Each language that could be read, in the order of the files. */
  readonly languages: readonly Language[]

  constructor(files: readonly FaqFile[], now: Date) {
    this.files = files
    const readable = files.filter((file) => file.source !== undefined)
    this.languages = [...new Set(readable.map(({ locale }) => locale))].map(
      (locale) =>
        new Language(
          locale,
          readable.filter((file) => file.locale === locale),
          now,
        ),
    )
  }
}

/** One language of the FAQ, whatever number of files it stands in. */
export class Language {
  readonly locale: string
  readonly files: readonly FaqFile[]
  readonly articles: readonly Placed<Article>[]
  readonly categories: readonly Placed<Category>[]
  readonly news: readonly Placed<News>[]
  readonly byId: ReadonlyMap<string, Placed<Article>>
  readonly #now: Date
  #closeness: Closeness | undefined
  #knowledgeBase: KnowledgeBase | undefined

  constructor(locale: string, files: readonly FaqFile[], now: Date) {
    this.locale = locale
    this.files = files
    this.articles = files.flatMap((file) => file.articles)
    this.categories = files.flatMap((file) => file.categories)
    this.news = files.flatMap((file) => file.news)
    this.byId = new Map(this.articles.map((placed) => [placed.value.id, placed]))
    this.#now = now
  }

  /** What customers may be shown: neither drafts nor expired articles. */
  get published(): Placed<Article>[] {
    return this.articles.filter(({ value }) => value.status !== 'draft' && !isOver(value.validTo, this.#now))
  }

  /** How alike the phrasings are; made when first asked for. */
  get closeness(): Closeness {
    this.#closeness ??= new Closeness(this.published)
    return this.#closeness
  }

  /** The knowledge base as the widget will make it; made when first asked for. */
  get knowledgeBase(): KnowledgeBase {
    this.#knowledgeBase ??= createKnowledgeBase(
      this.files.map((file) => file.faq),
      { locale: this.locale, context: { visitor: 'agent', now: this.#now } },
    )
    return this.#knowledgeBase
  }
}

/** Is the last day over? */
export function isOver(day: string | undefined, now: Date): boolean {
  return day !== undefined && now.getTime() >= Date.parse(day) + (day.length <= 10 ? 86_400_000 : 0)
}
