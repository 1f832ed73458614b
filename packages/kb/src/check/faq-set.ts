import type { Article, Category, Faq, News } from '../faq.ts'
import { createKnowledgeBase } from '../knowledge-base.ts'
import type { KnowledgeBase } from '../knowledge-base.ts'
import { sameLanguage } from '../lexicon.ts'
import type { Lexicon } from '../lexicon.ts'
import { buildRanking } from '../ranking.ts'
import type { Ranking } from '../ranking.ts'
import { atOnce } from '../steps.ts'
import { Closeness } from './closeness.ts'
import type { FaqFile, Placed } from './faq-file.ts'

/** All files that are checked together: one language in one file or several, and several languages. */
export class FaqSet {
  readonly files: readonly FaqFile[]
  /** Each language that could be read, in the order of the files. */
  readonly languages: readonly Language[]

  /**
   * @param lexicons what customers say, in each language that has a lexicon, as the widget will be given it
   */
  constructor(files: readonly FaqFile[], now: Date, lexicons: readonly Lexicon[] = []) {
    this.files = files
    const readable = files.filter((file) => file.source !== undefined)
    this.languages = [...new Set(readable.map(({ locale }) => locale))].map(
      (locale) =>
        new Language(
          locale,
          readable.filter((file) => file.locale === locale),
          now,
          lexicons.find((lexicon) => sameLanguage(lexicon, locale)),
        ),
    )
  }
}

/**
 * The language that the others are held against: the first, unless it has only just been begun, with less than half
 * of the articles of another.
 */
export function mainLanguage(languages: readonly Language[]): Language | undefined {
  const most = Math.max(0, ...languages.map(({ articles }) => articles.length))
  return languages.find(({ articles }) => articles.length * 2 >= most)
}

/** One language of the FAQ, whatever number of files it stands in. */
export class Language {
  readonly locale: string
  readonly files: readonly FaqFile[]
  readonly articles: readonly Placed<Article>[]
  readonly categories: readonly Placed<Category>[]
  readonly news: readonly Placed<News>[]
  readonly byId: ReadonlyMap<string, Placed<Article>>
  /** What customers say in this language, if anybody has written it down. */
  readonly lexicon: Lexicon | undefined
  readonly #now: Date
  #closeness: Closeness | undefined
  #knowledgeBase: KnowledgeBase | undefined

  constructor(locale: string, files: readonly FaqFile[], now: Date, lexicon?: Lexicon) {
    this.locale = locale
    this.files = files
    this.articles = files.flatMap((file) => file.articles)
    this.categories = files.flatMap((file) => file.categories)
    this.news = files.flatMap((file) => file.news)
    this.byId = new Map(this.articles.map((placed) => [placed.value.id, placed]))
    this.#now = now
    this.lexicon = lexicon
  }

  /** Does an article or category of that id stand in a file, be it good or not? */
  mentions(key: 'articles' | 'categories', id: string): boolean {
    return this.files.some((file) => file.mentions(key, id))
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
    this.#knowledgeBase ??= this.knowledgeBaseWith((faq) => faq)
    return this.#knowledgeBase
  }

  /** What ranks some articles of this language. */
  rankingOf(articles: readonly Article[]): Ranking {
    return atOnce(buildRanking(articles, this.locale, this.lexicon))
  }

  /** The knowledge base as it would be after an edit. */
  knowledgeBaseWith(edit: (faq: Faq, index: number) => Faq): KnowledgeBase {
    return createKnowledgeBase(
      this.files.map(({ faq }, index) => edit(faq, index)),
      {
        locale: this.locale,
        context: { visitor: 'agent', now: this.#now },
        ...(this.lexicon && { lexicon: this.lexicon }),
      },
    )
  }
}

/** Is the last day over? */
export function isOver(day: string | undefined, now: Date): boolean {
  return day !== undefined && now.getTime() >= Date.parse(day) + (day.length <= 10 ? 86_400_000 : 0)
}
