import { rank } from '../ranking.ts'
import type { Ranking } from '../ranking.ts'
import { Belonging } from './belonging.ts'
import type { Phrase } from './closeness.ts'
import type { Language } from './faq-set.ts'
import { WordShare } from './word-share.ts'

/** A variant that goes with another article far better than with its own. */
export interface Stray {
  readonly phrase: Phrase
  /** Place of the other article. */
  readonly winner: number
}

/**
 * Asks two proofs which article each variant goes with. By words and the lexicon, with the variant left out, most
 * variants go best with their own article; those that do not are suspects. The ranking is then trained once without any
 * of them, and asked where a customer would land who says it in these words.
 *
 * The mark of a suspect is what both proofs together say for another article against its own. What is too much grows
 * with the number of suspects: the more there are, the further the most foreign of a good FAQ lies out.
 *
 * @returns nothing for a FAQ that is well kept (docs/decisions/0019-two-proofs-for-a-stolen-phrasing.md)
 */
export function straysOf(language: Language): Stray[] {
  const suspects = suspectsOf(language)
  if (suspects.length === 0) return []
  const ranking = rankingWithout(language, new Set(suspects.map(({ phrase }) => phrase)))
  const shares = new WordShare(language.closeness.articles)
  const limit = LEAST + MORE * Math.log(suspects.length) + (language.lexicon ? 0 : UNHEARD)
  return suspects.flatMap(({ phrase, scores }): Stray[] => {
    const home = phrase.article
    const beliefs = beliefsOf(ranking, phrase.text)
    const both = scores.map(
      (score, article) => WEIGHT.words * score + WEIGHT.ranking * (beliefs[article] ?? 0),
    )
    const winner = bestBut(home, both)
    if (winner < 0) return []
    const mark =
      (both[winner] ?? 0) -
      (both[home] ?? 0) -
      WEIGHT.above * ((beliefs[home] ?? 0) - middle(beliefs)) -
      WEIGHT.home * shares.of(phrase.text, home, true)
    return mark > limit ? [{ phrase, winner }] : []
  })
}

/**
 * How much each proof counts, and what speaks against a phrasing being foreign: that the ranking believes in its own
 * article more than in just any, and that its own article says its words.
 */
const WEIGHT = { words: 0.7, ranking: 1.1, above: 0.5, home: 8 }
/** The mark that is too much for a single suspect, and by how much more when there are e times as many. */
const LEAST = 5.5
const MORE = 0.6
/** … and by how much more where nobody has written down what customers say: both proofs know words alone. */
const UNHEARD = 1

/** A variant that goes better with another article by words, and how well it goes with each. */
interface Suspect {
  readonly phrase: Phrase
  readonly scores: Float64Array
}

function suspectsOf({ closeness: { articles, phrases }, locale, lexicon }: Language): Suspect[] {
  const belonging = new Belonging(
    articles.map(({ value }) => value),
    phrases,
    locale,
    lexicon,
  )
  return phrases.flatMap((phrase, index): Suspect[] => {
    if (phrase.path.endsWith('.question')) return []
    const scores = belonging.of(index)
    const winner = bestBut(phrase.article, scores)
    const gap = (scores[winner] ?? -Infinity) - (scores[phrase.article] ?? 0)
    return gap > SUSPICIOUS ? [{ phrase, scores }] : []
  })
}

/** So little is told by words alone that the variant may as well be its own article's. */
const SUSPICIOUS = 0.25

/** What customers would be answered if nobody had written these phrasings. */
function rankingWithout(language: Language, phrasings: ReadonlySet<Phrase>): Ranking {
  const { articles, phrases } = language.closeness
  const left = articles.map((): string[] => [])
  for (const phrase of phrases) {
    if (!phrase.path.endsWith('.question') && !phrasings.has(phrase)) left[phrase.article]?.push(phrase.text)
  }
  return language.rankingOf(articles.map(({ value }, index) => ({ ...value, variants: left[index] ?? [] })))
}

/** The logarithms of how much the ranking believes in each article. */
function beliefsOf(ranking: Ranking, text: string): Float64Array {
  const beliefs = new Float64Array(ranking.size)
  for (const { article, share } of rank(ranking, text).best)
    beliefs[article] = Math.max(LEAST_BELIEF, Math.log(share + 1e-9))
  return beliefs
}

/** Between no belief and none at all there is nothing to tell. */
const LEAST_BELIEF = -12

function bestBut(home: number, scores: Float64Array): number {
  let best = -1
  scores.forEach((score, article) => {
    if (article !== home && score > (scores[best] ?? -Infinity)) best = article
  })
  return best
}

function middle(scores: Float64Array): number {
  return scores.toSorted()[scores.length >> 1] ?? 0
}
