import type { Article } from '../faq.ts'
import { saidIn } from '../lexicon.ts'
import type { Lexicon } from '../lexicon.ts'
import { buildRanking, rank } from '../ranking.ts'
import { atOnce } from '../steps.ts'

/** The matters that a question may be about, each with its share of belief, 0 to 1. */
export type Matters = ReadonlyMap<number, number>

/**
 * Tells which of the matters that customers bring to shops a question is about: the ranking that finds articles, asked
 * about the lexicon's matters instead. So it knows those that a FAQ has no article for, which are the ones that are asked
 * in vain.
 *
 * @returns for a question, the belief that each matter gets
 */
export function mattersIn(lexicon: Lexicon): (question: string) => Matters {
  const { topics, absent } = atOnce(saidIn(lexicon))
  const matters = [...topics, ...absent].map(([question = '', ...variants], index): Article => ({
    id: `${index}`,
    category: '',
    question,
    variants,
    answer: '',
  }))
  const ranking = atOnce(buildRanking(matters, lexicon.locale, lexicon))
  return (question) => new Map(rank(ranking, question).best.map(({ article, share }) => [article, share]))
}

/**
 * How likely two questions are about one matter, 0 to 1.
 *
 * Softer than the chance itself: a short question that may be about either of two near matters ("where is my parcel") goes
 * with the one that is surely about one of them.
 */
export function sameMatter(one: Matters, other: Matters): number {
  let likely = 0
  for (const [matter, share] of one) likely += (share * (other.get(matter) ?? 0)) ** SOFTER
  return Math.min(1, likely)
}

const SOFTER = 0.7
