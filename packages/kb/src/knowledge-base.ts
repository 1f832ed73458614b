import type { Answer, Candidate, Hit, Range, Shelf, Suggestion } from './answer.ts'
import { calibrate, decide, decisionOf } from './decision.ts'
import type { Decision, Temper } from './decision.ts'
import type { Article, Context, Faq, News } from './faq.ts'
import { sameLanguage } from './lexicon.ts'
import type { Lexicon } from './lexicon.ts'
import { inLocale } from './locales.ts'
import { tokenize } from './normalize.ts'
import type { IndexLoader } from './prebuilt.ts'
import { buildRanking, rank } from './ranking.ts'
import type { Ranking } from './ranking.ts'
import type { Word } from './reader.ts'
import { Requests } from './requests.ts'
import { shelf } from './shelves.ts'
import { SmallTalk } from './small-talk.ts'
import { atOnce, breathing } from './steps.ts'
import type { Pause } from './steps.ts'
import { Suggestions } from './suggestions.ts'
import { isVisible } from './visible.ts'

export interface KnowledgeBaseOptions {
  /** Language to answer in, e.g. `fr-BE`; falls back to `fr`, then to `fallback`. @default the first FAQ's */
  readonly locale?: string
  /** Language of the articles that are missing in `locale`. */
  readonly fallback?: string
  /** What customers say, in that language: `@comptoir/kb/lexicon/fr.json`. Ignored in another language. */
  readonly lexicon?: Lexicon
  /** The index that `comptoir-kb build` made from this FAQ and this lexicon, through `loadIndex`: ready at once. */
  readonly index?: IndexLoader
  /** Rather ask, or rather try. @default 'balanced' */
  readonly decision?: Temper | Decision
  /** Who asks, from which page and when; each call may say otherwise. */
  readonly context?: Context
}

/** A FAQ that can be asked. Made once, then only read: every call is synchronous and leaves no trace. */
export interface KnowledgeBase {
  /** Language it answers in, as the FAQ writes it. */
  readonly locale: string
  /**
   * Builds the index bit by bit, so that the first question does not wait for it and the page never does.
   *
   * A question that comes in between has what is left built at once: the answers are the same whenever they are asked.
   *
   * @param pause called after each step, some of which take a millisecond; what it promises is waited for.
   *   By default the page has a turn every eight milliseconds.
   */
  prepare(pause?: Pause): Promise<void>
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

/** From this confidence on a clause that asks nothing has an answer of its own beside that of the whole message. */
const SURE_BESIDE_ANOTHER = 0.7

/** How sure an article has to be to be the answer to what is small talk in any other shop. */
const SURE_BESIDE_TALK = 0.9

/**
 * Makes a knowledge base of one FAQ file, or of several (other languages, or one language in several files).
 *
 * @param faq what {@link parseFaq} gave
 * @throws {RangeError} when no FAQ is in the wanted language or its fallback, or when `index` is not this FAQ's
 *
 * @example
 * ```ts
 * const kb = createKnowledgeBase(parseFaq(text), { locale: 'fr', lexicon })
 * const answer = kb.ask('g pa recu ma factur')
 * if (answer.kind === 'answer') answer.article.id // 'invoice.not-received'
 * ```
 */
export function createKnowledgeBase(
  faq: Faq | readonly Faq[],
  options: KnowledgeBaseOptions = {},
): KnowledgeBase {
  const { locale, categories, articles, news } = inLocale([faq].flat(), options.locale, options.fallback)
  const byId = new Map(articles.map((article) => [article.id, article]))
  const lexicon = sameLanguage(options.lexicon, locale)
  const decision = decisionOf(options.decision)
  const talk = new SmallTalk(lexicon)
  const requests = new Requests(lexicon)
  const steps = buildRanking(articles, locale, lexicon, options.index?.(articles, locale, lexicon))
  let built: Ranking | undefined
  let completions: Suggestions | undefined
  const ranking = (): Ranking => (built ??= atOnce(steps))
  const visible = (context: Context | undefined): ((item: Article | News) => boolean) => {
    const merged = { now: new Date(), ...options.context, ...context }
    return (item) => isVisible(item, merged)
  }

  /** What is invisible to this reader leaves its share to nobody: the others are no surer for it. */
  const find = (
    text: string,
    limit: number,
    context?: Context,
  ): { candidates: Candidate[]; words: readonly Word[] } => {
    const accept = visible(context)
    const candidates: Candidate[] = []
    const { best, odds, words } = rank(
      ranking(),
      text,
      requests.split(text).map((part) => part.text),
    )
    const [first] = best
    const calibration = ranking().isShop ? lexicon?.calibration : undefined
    for (const { article: index, share } of best) {
      const article = articles[index]
      if (candidates.length >= limit || share === 0) break
      if (!article || !accept(article)) continue
      candidates.push({
        article,
        confidence: calibrate(odds, calibration) * (share / (first?.share ?? 1)),
      })
    }
    return { candidates, words }
  }

  /** Articles for what else was asked, in the order it was asked. */
  const alsoAsked = (text: string, answered: Article, context?: Context): Article[] => {
    const sure = requests.split(text).flatMap((part) => {
      const { candidates, words } = find(part.text, 2, context)
      // "thanks for sending it" says nothing of its own.
      if (!part.asked && words.filter((word) => !word.light).length < 2) return []
      const least = part.asked ? 0 : SURE_BESIDE_ANOTHER
      const [best] = candidates
      return best && decide(candidates, decision) === 1 && best.confidence >= least ? best.article : []
    })
    return [...new Set(sure)].filter((article) => article !== answered).slice(0, 3)
  }

  return {
    locale,
    async prepare(pause = breathing()) {
      while (!built) {
        const step = steps.next()
        if (step.done) built ??= step.value
        else await pause()
      }
    },
    ask(text, context) {
      const said = typeof text === 'string' ? text : ''
      if (said.trim() === '') return { kind: 'escalate', reason: 'empty', candidates: [] }
      const { candidates, words } = find(said, 10, context)
      const heard = talk.hear(said)
      // A FAQ may have an article for small talk; then that is the answer.
      if (heard && (candidates[0]?.confidence ?? 0) < SURE_BESIDE_TALK) {
        return { kind: 'escalate', reason: heard.reason, reply: heard.reply, candidates }
      }
      if (!words.some((word) => READABLE.test(word.word) || ranking().reader.knows(word))) {
        return {
          kind: 'escalate',
          reason: words.length > 0 || !WORDY.test(said) ? 'unreadable' : 'small-talk',
          candidates,
        }
      }
      const close = decide(candidates, decision)
      const [best, ...others] = candidates
      if (!best || close === 0) return { kind: 'escalate', reason: 'unknown', candidates }
      if (close === 1) {
        return { kind: 'answer', ...best, others, alsoAsked: alsoAsked(said, best.article, context) }
      }
      return {
        kind: 'clarify',
        articles: candidates.slice(0, close).map(({ article }) => article),
        candidates,
      }
    },
    search(text, { limit = 10, context } = {}) {
      const { candidates, words } = find(typeof text === 'string' ? text : '', limit, context)
      const stems = new Set(words.filter((word) => !word.light).map((word) => word.stem))
      const { reader } = ranking()
      return candidates.map((candidate) => ({
        ...candidate,
        ranges: tokenize(candidate.article.question)
          .filter((token) => stems.has(reader.stem(token.word)))
          .map(({ start, end }): Range => [start, end]),
      }))
    },
    suggest(prefix, { limit = 5, context } = {}) {
      completions ??= new Suggestions(articles)
      return completions.complete(typeof prefix === 'string' ? prefix : '', limit, visible(context))
    },
    browse: (categoryId, context) => shelf(categories, articles.filter(visible(context)), categoryId),
    get: (id) => byId.get(id),
    news: (context) =>
      news
        .filter(visible(context))
        .toSorted((a, b) => Number(b.kind === 'incident') - Number(a.kind === 'incident')),
  }
}

/** Something that is a word in some script, as against emoji and signs. */
const WORDY = /[\p{L}\p{N}]/u

/** A word of the Latin script, or a number: what a FAQ in a Latin language may know. */
const READABLE = /[\p{Script=Latin}\p{N}]/u
