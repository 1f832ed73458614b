import type { Article } from '../faq.ts'
import { rank } from '../ranking.ts'
import type { Ranking } from '../ranking.ts'
import type { Phrase } from './closeness.ts'
import type { Language } from './faq-set.ts'
import type { Stray } from './strays-by-words.ts'
import { WordShare } from './word-share.ts'

/**
 * Leaves a third of the variants out in turn, and asks the ranking that is trained without them about each: where would
 * a customer land who says it in these words? Each gets a mark for how foreign it is to its own article. What is too
 * much is told by the FAQ itself, from the marks of all its variants: where articles lie close together many phrasings
 * look foreign, and the more there are, the further the most foreign of them lies from the rest.
 *
 * @returns nothing for a FAQ that is well kept (docs/decisions/0019-two-proofs-for-a-stolen-phrasing.md)
 */
export function straysByRanking(language: Language): Stray[] {
  const marks = marksOf(language, asked(language))
  const limit = 1 + Math.log(marks.length) + upperQuarter(marks.map(({ mark }) => mark)) / 2
  return marks.filter(({ mark }) => mark > limit)
}

/** A variant with the article that wins it, and how foreign it is to its own, in natural logarithms. */
interface Mark extends Stray {
  readonly mark: number
}

function marksOf({ closeness: { articles } }: Language, heard: readonly Heard[]): Mark[] {
  const shares = new WordShare(articles)
  const draw = drawOf(articles.length, heard)
  return heard.flatMap((one): Mark[] => {
    const { phrase, beliefs } = one
    const home = phrase.article
    let winner = -1
    beliefs.forEach((belief, article) => {
      if (article !== home && belief > (beliefs[winner] ?? 0)) winner = article
    })
    if (winner < 0) return []
    const [mine, best, any] = [beliefs[home], beliefs[winner], beliefs.toSorted()[articles.length >> 1]].map(
      (belief = 0) => Math.log(belief + 1e-9),
    ) as [number, number, number]
    const alike = Math.log(1 + 1000 * Math.max(draw(home, winner, one), draw(winner, home, one)))
    const mark =
      best -
      mine -
      WEIGHT.above * (mine - any) -
      WEIGHT.alike * alike -
      WEIGHT.home * shares.of(phrase.text, home, true) +
      WEIGHT.winner * shares.of(phrase.text, winner, false)
    return [{ phrase, winner, mark }]
  })
}

/**
 * What speaks against a phrasing being foreign, beside the odds of the winner: that its own article gets more belief
 * than just any, that the other phrasings of the two articles are taken for one another too (neighbours may well share
 * a customer), and that its own article says its words; and what speaks for it, that the winner says them.
 */
const WEIGHT = { above: 0.5, alike: 0.8, home: 4.2, winner: 1 }

/** How much the phrasings of one article draw another, one of them left out. */
function drawOf(size: number, heard: readonly Heard[]): (from: number, to: number, without: Heard) => number {
  const drawn = Array.from({ length: size }, () => new Float64Array(size))
  const counts = new Float64Array(size)
  for (const { phrase, beliefs } of heard) {
    counts[phrase.article] = (counts[phrase.article] ?? 0) + 1
    const row = drawn[phrase.article]
    beliefs.forEach((belief, article) => {
      if (row) row[article] = (row[article] ?? 0) + belief
    })
  }
  return (from, to, { phrase, beliefs }) => {
    const mine = phrase.article === from
    const count = (counts[from] ?? 0) - (mine ? 1 : 0)
    return count <= 0 ? 0 : ((drawn[from]?.[to] ?? 0) - (mine ? (beliefs[to] ?? 0) : 0)) / count
  }
}

/** What a quarter of the numbers lie above. */
function upperQuarter(numbers: readonly number[]): number {
  return numbers.toSorted((a, b) => a - b)[Math.floor((numbers.length - 1) * 0.75)] ?? 0
}

/** The variants are left out in so many parts. */
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
