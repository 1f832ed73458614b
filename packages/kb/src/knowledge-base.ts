import type { Answer, Candidate, Hit, Range, Shelf, Suggestion } from './answer.ts'
import type { Article, Category, Context, Faq, News } from './faq.ts'
import { messages } from './messages.ts'
import { fold, tokenize } from './normalize.ts'
import { Ranking } from './ranking.ts'
import { isVisible } from './visible.ts'

export interface KnowledgeBaseOptions {
  /** Language to answer in, e.g. `fr-BE`; falls back to `fr`, then to `fallback`. @default the first FAQ's */
  readonly locale?: string
  /** Language of the articles that are missing in `locale`. */
  readonly fallback?: string
  /** Who asks, from which page and when; each call may say otherwise. */
  readonly context?: Context
}

/** A FAQ that can be asked. Made once, then only read: every call is synchronous and leaves no trace. */
export interface KnowledgeBase {
  /** Language it answers in, as the FAQ writes it. */
  readonly locale: string
  /** Answers, asks to clarify, or escalates; for any input at all, and never throws. */
  ask(text: string, context?: Context): Answer
  /** Articles for a text, best first, at most `limit` (10). */
  search(text: string, options?: SearchOptions): Hit[]
  /** Questions to complete what is being typed, best first, at most `limit` (5). */
  suggest(prefix: string, options?: SearchOptions): Suggestion[]
  /** A shelf of the tree, or the top. An unknown id gives an empty shelf. */
  browse(categoryId?: string, context?: Context): Shelf
  /** One article by its id, in the locale or its fallback. Also when it is not visible now. */
  get(id: string): Article | undefined
  /** What to show first: incidents, then news, in the file's order. */
  news(context?: Context): News[]
}

export interface SearchOptions {
  readonly limit?: number
  readonly context?: Context
}

/**
 * Makes a knowledge base of one FAQ file, or of several (other languages, or one language in several files).
 *
 * @param faq what {@link parseFaq} gave
 * @throws {RangeError} when no FAQ is in the wanted language or its fallback
 *
 * @example
 * ```ts
 * const kb = createKnowledgeBase(parseFaq(text), { locale: 'fr' })
 * const answer = kb.ask('g pa recu ma factur')
 * if (answer.kind === 'answer') answer.article.id // 'invoice.not-received'
 * ```
 */
export function createKnowledgeBase(
  faq: Faq | readonly Faq[],
  options: KnowledgeBaseOptions = {},
): KnowledgeBase {
  const { locale, categories, articles, news } = inLocale([faq].flat(), options)
  const byId = new Map(articles.map((article) => [article.id, article]))
  const ranking = new Ranking(articles)
  const merge = (context: Context | undefined): Context => ({ ...options.context, ...context })

  const candidates = (text: string, limit: number, context?: Context): Candidate[] => {
    const found: Candidate[] = []
    for (const { article: index, score } of ranking.rank(text)) {
      const article = articles[index]
      if (article && isVisible(article, merge(context)))
        found.push({ article, confidence: Math.min(1, score) })
      if (found.length >= limit) break
    }
    return found
  }

  return {
    locale,
    ask(text, context) {
      const said = typeof text === 'string' ? text : ''
      if (said.trim() === '') return { kind: 'escalate', reason: 'empty', candidates: [] }
      if (tokenize(said).length === 0) return { kind: 'escalate', reason: 'unreadable', candidates: [] }
      const [best, ...others] = candidates(said, 10, context)
      if (!best || best.confidence < 0.2) {
        return { kind: 'escalate', reason: 'unknown', candidates: best ? [best, ...others] : [] }
      }
      const close = others.filter((other) => other.confidence > best.confidence * 0.9).slice(0, 3)
      if (close.length > 0) {
        return {
          kind: 'clarify',
          articles: [best.article, ...close.map((other) => other.article)],
          candidates: [best, ...others],
        }
      }
      return { kind: 'answer', ...best, others, alsoAsked: [] }
    },
    search(text, { limit = 10, context } = {}) {
      const words = new Set(tokenize(String(text ?? '')).map((token) => token.word))
      return candidates(String(text ?? ''), limit, context).map((hit) => ({
        ...hit,
        ranges: tokenize(hit.article.question)
          .filter((token) => words.has(token.word))
          .map(({ start, end }): Range => [start, end]),
      }))
    },
    suggest(prefix, { limit = 5, context } = {}) {
      const wanted = fold(String(prefix ?? '')).trim()
      if (wanted === '') return []
      return candidates(String(prefix), limit, context).map(({ article }) => {
        const at = fold(article.question).indexOf(wanted)
        return { article, text: article.question, ranges: at < 0 ? [] : [[at, at + wanted.length] as const] }
      })
    },
    browse(categoryId, context) {
      const category = categories.find(({ id }) => id === categoryId)
      const path: Category[] = []
      for (let up = category; up && path.length <= categories.length;) {
        path.unshift(up)
        const parent: string | undefined = up.parent
        up = categories.find(({ id }) => id === parent)
      }
      return {
        ...(category && { category }),
        path,
        categories: categories.filter(({ parent }) => parent === categoryId),
        articles: articles.filter(
          (article) => article.category === categoryId && isVisible(article, merge(context)),
        ),
      }
    },
    get: (id) => byId.get(id),
    news: (context) =>
      news
        .filter((piece) => isVisible(piece, merge(context)))
        .toSorted((a, b) => Number(b.kind === 'incident') - Number(a.kind === 'incident')),
  }
}

/** One FAQ out of several: the wanted language first, each article that it lacks from the next best. */
function inLocale(files: readonly Faq[], { locale, fallback }: KnowledgeBaseOptions): Required<Faq> {
  const wanted = locale ?? files[0]?.locale ?? ''
  const chain = [wanted, wanted.split('-')[0] ?? '', fallback ?? ''].map((tag) => tag.toLowerCase())
  const rank = (file: Faq): number => {
    const tag = file.locale.toLowerCase()
    const at = chain.findIndex((want) => want !== '' && (tag === want || tag.split('-')[0] === want))
    return at < 0 ? Infinity : at
  }
  const chosen = files.filter((file) => rank(file) < Infinity).toSorted((a, b) => rank(a) - rank(b))
  const [first] = chosen
  if (!first) throw new RangeError(messages['KB-015'](wanted, files.map((file) => file.locale).join(', ')))
  return {
    locale: first.locale,
    categories: once(chosen.flatMap((file) => file.categories)),
    articles: once(chosen.flatMap((file) => file.articles)),
    news: once(chosen.flatMap((file) => file.news ?? [])),
  }
}

function once<T extends { readonly id: string }>(items: readonly T[]): T[] {
  const seen = new Set<string>()
  return items.filter(({ id }) => !seen.has(id) && seen.add(id))
}
