import type { Language } from '../check/faq-set.ts'
import { whyItWins } from '../check/why.ts'
import type { Why } from '../check/why.ts'
import type { Query } from '../compare/queries.ts'
import { outcomeOf, worth } from '../compare/compare-faqs.ts'
import { withAddition } from './unanswered.ts'

/** Questions that should find one article and find another, or nothing. */
export interface Confusion {
  /** The article that was right. */
  readonly expected: string
  /** The one that answered instead; none when it came to a choice without the right one, or to a human. */
  readonly got?: string
  readonly questions: readonly string[]
  /** Why the other one won the first of them. */
  readonly why?: Why
  /** The question to add to the right article's variants… */
  readonly variant: string
  /** …and what that does to all questions: answered better, and worse. */
  readonly better: number
  readonly worse: number
}

/**
 * The confusions worth an editor's hour: by pair of articles, the ones that most questions run into first, each with
 * the variant that would mend the most, tried out on a knowledge base made with it.
 *
 * @param queries with the article that is right
 * @param limit how many to look into. @default 10
 */
export function findConfusions(language: Language, queries: readonly Query[], limit = 10): Confusion[] {
  const kb = language.knowledgeBase
  const asked = queries.filter(({ expected }) => typeof expected === 'string' && language.byId.has(expected))
  const before = asked.map(({ question, expected, also = [] }) =>
    worth(outcomeOf(kb, question), [expected ?? '', ...also]),
  )
  const pairs = new Map<string, { expected: string; got?: string; questions: string[] }>()
  asked.forEach(({ question, expected }, index) => {
    if (typeof expected !== 'string' || (before[index] ?? 4) >= 3) return
    const outcome = outcomeOf(kb, question)
    const got = outcome.kind === 'answer' ? outcome.articles[0] : undefined
    const key = `${expected} ${got ?? ''}`
    const pair = pairs.get(key) ?? { expected, ...(got !== undefined && { got }), questions: [] }
    pair.questions.push(question)
    pairs.set(key, pair)
  })
  return [...pairs.values()]
    .sort((a, b) => b.questions.length - a.questions.length || a.expected.localeCompare(b.expected))
    .slice(0, limit)
    .map(({ expected, got, questions }) => {
      const trials = questions.slice(0, 3).map((variant) => {
        const trial = withAddition(language, expected, [variant])
        let [better, worse] = [0, 0]
        asked.forEach((query, index) => {
          const after = worth(outcomeOf(trial, query.question), [query.expected ?? '', ...(query.also ?? [])])
          if (after > (before[index] ?? 0)) better++
          else if (after < (before[index] ?? 0)) worse++
        })
        return { variant, better, worse }
      })
      const best = trials.sort((a, b) => b.better - b.worse - (a.better - a.worse))[0] ?? {
        variant: questions[0] ?? '',
        better: 0,
        worse: 0,
      }
      const why = got === undefined ? undefined : whyItWins(language.closeness, questions[0] ?? '', got)
      return { expected, ...(got !== undefined && { got }), questions, ...(why && { why }), ...best }
    })
}
