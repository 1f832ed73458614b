import type { Lexicon } from '../lexicon.ts'
import { Belonging } from './belonging.ts'
import type { Phrase } from './closeness.ts'
import type { Language } from './faq-set.ts'

/** A variant that goes with another article far better than with its own. */
export interface Stray {
  readonly phrase: Phrase
  /** Place of the other article. */
  readonly winner: number
}

/**
 * Asks of each variant which article it goes with best, itself left out, and marks how foreign it is to its own.
 *
 * What is too much is told by the FAQ itself. The better its other variants find their own articles, the less a mark
 * may be; the more variants there are, the further the most foreign of a good FAQ lies out.
 *
 * @returns nothing for a FAQ that is well kept (docs/decisions/0019-two-proofs-for-a-stolen-phrasing.md)
 */
export function straysByWords(language: Language, lexicon: Lexicon): Stray[] {
  const { articles, phrases } = language.closeness
  const belonging = new Belonging(
    articles.map(({ value }) => value),
    phrases,
    language.locale,
    lexicon,
  )
  const heard = phrases.flatMap((phrase, index): Heard[] =>
    phrase.path.endsWith('.question') ? [] : [{ phrase, scores: belonging.of(index) }],
  )
  const limit = LEAST + Math.log(FEW + heard.length) / trustIn(heard)
  return heard.flatMap(({ phrase, scores }): Stray[] => {
    const winner = bestBut(phrase.article, scores)
    if (winner < 0) return []
    const [own = 0, best = 0, any = 0] = [scores[phrase.article], scores[winner], middle(scores)]
    return best - own - ABOVE * (own - any) > limit ? [{ phrase, winner }] : []
  })
}

/** A variant, and how well each article goes with it. */
interface Heard {
  readonly phrase: Phrase
  readonly scores: Float64Array
}

/** The mark that is too much for a single variant. */
const LEAST = 1.25
/** So few variants as none at all do not tell how far out the most foreign of them may lie. */
const FEW = 20
/** How much it speaks for its own article that it goes with it better than just any. */
const ABOVE = 0.4

/**
 * What the differences of the scores are worth in this FAQ: the factor under which its variants are likeliest to stand
 * where they stand. Where many go better with another article, the scores tell little.
 */
function trustIn(heard: readonly Heard[]): number {
  let trust = 1
  let most = -Infinity
  for (const factor of FACTORS) {
    let likelihood = -SURE * (factor - USUAL) ** 2
    for (const { phrase, scores } of heard) {
      const own = scores[phrase.article] ?? 0
      const sum = scores.reduce((all, score) => all + Math.exp(factor * (score - own)), 0)
      // A few that stand wrong must not decide about all the others.
      likelihood += Math.log(1 / sum + 1e-3)
    }
    if (likelihood > most) [most, trust] = [likelihood, factor]
  }
  return trust
}

/** At most what the scores are worth where they were fitted: a small FAQ that agrees with them has not proved more. */
const FACTORS: readonly number[] = Array.from({ length: 17 }, (_, step) => 0.2 + step / 20)
/** What they are worth in most FAQs, and how sure that is: a dozen variants must not tell otherwise by one among them. */
const USUAL = 0.7
const SURE = 16

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
