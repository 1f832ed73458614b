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
  /** …and what that does to the questions about both articles: how many there are, answered better, and worse. */
  readonly asked: number
  readonly better: number
  readonly worse: number
}

/**
 * The confusions worth an editor's hour: by pair of articles, the ones that most questions run into first, each with
 * the variant that would mend the most, tried out on a knowledge base made with it.
 *
 * @param queries with the article that is right
 * @param limit how many to look into. @default 6
 */
export function findConfusions(language: Language, queries: readonly Query[], limit = 6): Confusion[] {
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
      const variant = shortest(questions)
      const trial = withAddition(language, expected, [variant])
      let [better, worse, concerned] = [0, 0, 0]
      asked.forEach(({ question, expected: right, also = [] }, index) => {
        // An edit to one article matters to the questions about it, and about the one it is taken for.
        if (right !== expected && right !== got) return
        concerned++
        const after = worth(outcomeOf(trial, question), [right ?? '', ...also])
        if (after > (before[index] ?? 0)) better++
        else if (after < (before[index] ?? 0)) worse++
      })
      const why = got === undefined ? undefined : whyItWins(language.closeness, questions[0] ?? '', got)
      return {
        expected,
        ...(got !== undefined && { got }),
        questions,
        ...(why && { why }),
        variant,
        asked: concerned,
        better,
        worse,
      }
    })
}

/** The one that says it in the fewest words, but not in one: a phrasing is short. */
function shortest(questions: readonly string[]): string {
  const sorted = [...questions].sort((a, b) => a.length - b.length)
  return sorted.find((question) => /\S\s+\S/.test(question.trim())) ?? sorted[0] ?? ''
}
