import type { Article } from '../faq.ts'
import { rank } from '../ranking.ts'
import type { Ranking } from '../ranking.ts'
import type { Phrase } from './closeness.ts'
import type { Language } from './faq-set.ts'
import { WordShare } from './word-share.ts'

/** A variant that its own article would not be found by, but another one would. */
export interface Stray {
  readonly phrase: Phrase
  /** Place of the other article. */
  readonly winner: number
}

/**
 * Leaves a third of the variants out in turn, and asks the ranking that is trained without them about each: where would
 * a customer land who says it in these words? A variant is a stray when another article is far ahead of its own, when
 * its own says few of its words, and when the other phrasings of the two articles are not taken for one another too:
 * neighbours may well share a customer, articles that have nothing to do with each other may not.
 *
 * @returns nothing for a FAQ that is well kept: the limit is set by two thousand phrasings of seven of them
 *   (docs/decisions/0019-two-proofs-for-a-stolen-phrasing.md)
 */
export function findStrays(language: Language): Stray[] {
  const { articles } = language.closeness
  const limit = language.hasLexicon ? FAR : FARTHER
  const shares = new WordShare(articles)
  const heard = asked(language)
  const drawn = articles.map(() => new Float64Array(articles.length))
  const counts = articles.map(() => 0)
  for (const { phrase, beliefs } of heard) {
    counts[phrase.article] = (counts[phrase.article] ?? 0) + 1
    const row = drawn[phrase.article]
    beliefs.forEach((belief, article) => {
      if (row) row[article] = (row[article] ?? 0) + belief
    })
  }
  /** How much the phrasings of one article draw the other, this one left out. */
  const draw = (from: number, to: number, { phrase, beliefs }: Heard): number => {
    const mine = phrase.article === from
    const count = (counts[from] ?? 0) - (mine ? 1 : 0)
    return count <= 0 ? 0 : ((drawn[from]?.[to] ?? 0) - (mine ? (beliefs[to] ?? 0) : 0)) / count
  }
  return heard.flatMap((one): Stray[] => {
    const { phrase, beliefs } = one
    const home = phrase.article
    let winner = -1
    beliefs.forEach((belief, article) => {
      if (article !== home && belief > (beliefs[winner] ?? 0)) winner = article
    })
    if (winner < 0) return []
    const ahead = Math.log(((beliefs[winner] ?? 0) + 1e-9) / ((beliefs[home] ?? 0) + 1e-9))
    const alike = Math.log(1 + 1000 * Math.max(draw(home, winner, one), draw(winner, home, one)))
    return ahead - alike - 6 * shares.of(phrase.text, home, true) > limit ? [{ phrase, winner }] : []
  })
}

/** The natural logarithm of odds; well-kept FAQs reach 2.3. */
const FAR = 2.38
/** Without what customers say in this language, less is known. */
const FARTHER = 3.5
const PARTS = 3

/** A variant with the belief that each article gets from a ranking that does not know it. */
interface Heard {
  readonly phrase: Phrase
  readonly beliefs: Float64Array
}

function asked(language: Language): Heard[] {
  const { articles, phrases } = language.closeness
  const variants = phrases.filter(({ path }) => !path.endsWith('.question'))
  // By its place among the variants of its article, so that every article keeps two thirds of them.
  const parts = variants.map(({ path }) => Number(/\[(\d+)\]$/.exec(path)?.[1] ?? 0) % PARTS)
  return Array.from({ length: PARTS }, (_, part): Heard[] => {
    if (!parts.includes(part)) return []
    const ranking = language.rankingOf(articles.map(({ value }) => without(value, part)))
    return variants.flatMap((phrase, index) =>
      parts[index] === part ? { phrase, beliefs: beliefsOf(ranking, phrase.text) } : [],
    )
  }).flat()
}

function without(article: Article, part: number): Article {
  return { ...article, variants: article.variants?.filter((_, index) => index % PARTS !== part) ?? [] }
}

function beliefsOf(ranking: Ranking, text: string): Float64Array {
  const beliefs = new Float64Array(ranking.size)
  for (const { article, share } of rank(ranking, text).best) beliefs[article] = share
  return beliefs
}
