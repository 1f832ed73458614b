import type { Answer } from '../answer.ts'
import type { KnowledgeBase } from '../knowledge-base.ts'
import type { Language } from '../check/faq-set.ts'
import { whyItWins } from '../check/why.ts'
import type { Why } from '../check/why.ts'
import type { Query } from './queries.ts'

/** What an edit did to one question. */
export interface Change {
  readonly question: string
  readonly expected?: string | null
  readonly before: Outcome
  readonly after: Outcome
  /** Why the article that now answers wins. */
  readonly why?: Why
}

/** What a question finds. */
export interface Outcome {
  readonly kind: Answer['kind']
  /** The article that answers, or those to choose from. */
  readonly articles: readonly string[]
}

/** What an edit gained and lost in one language. */
export interface Comparison {
  readonly locale: string
  readonly asked: number
  /** Found right now, and not before; the other way round; something else, and nobody has said what is right. */
  readonly gained: readonly Change[]
  readonly lost: readonly Change[]
  readonly changed: readonly Change[]
}

/**
 * Asks the same questions of a FAQ before and after an edit.
 *
 * @param queries when none are given, every phrasing and example of the old FAQ is asked, and must find its article
 */
export function compareFaqs(before: Language, after: Language, queries?: readonly Query[]): Comparison {
  const gained: Change[] = []
  const lost: Change[] = []
  const changed: Change[] = []
  const asked = queries ?? ownQueries(before, after)
  for (const { question, expected, also = [] } of asked) {
    const was = outcomeOf(before.knowledgeBase, question)
    const is = outcomeOf(after.knowledgeBase, question)
    if (was.kind === is.kind && was.articles.join() === is.articles.join()) continue
    const right = expected === undefined || expected === null ? expected : [expected, ...also]
    const winner = is.kind === 'answer' ? is.articles[0] : undefined
    const change: Change = {
      question,
      ...(expected !== undefined && { expected }),
      before: was,
      after: is,
      ...(winner !== undefined && { why: whyItWins(after.closeness, question, winner) }),
    }
    if (right === undefined) changed.push(change)
    else {
      const difference = worth(is, right) - worth(was, right)
      if (difference > 0) gained.push(change)
      else if (difference < 0) lost.push(change)
    }
  }
  return { locale: after.locale, asked: asked.length, gained, lost, changed }
}

/** What a question finds in a knowledge base. */
export function outcomeOf(kb: KnowledgeBase, question: string): Outcome {
  const answer = kb.ask(question)
  if (answer.kind === 'answer') return { kind: 'answer', articles: [answer.article.id] }
  return { kind: answer.kind, articles: answer.kind === 'clarify' ? answer.articles.map(({ id }) => id) : [] }
}

/** How good an outcome is: the right answer, a choice with it, a human, a choice without it, a wrong answer. */
export function worth({ kind, articles }: Outcome, right: readonly string[] | null): number {
  if (right === null) return kind === 'escalate' ? 4 : kind === 'clarify' ? 1 : 0
  const hit = articles.some((id) => right.includes(id))
  if (kind === 'answer') return hit ? 4 : 0
  if (kind === 'clarify') return hit ? 3 : 1
  return 2
}

/** Every phrasing and example of the old FAQ whose article is still there. */
function ownQueries(before: Language, after: Language): Query[] {
  return before.published
    .filter(({ value }) => after.byId.has(value.id))
    .flatMap(({ value }) =>
      [value.question, ...(value.variants ?? []), ...(value.examples ?? [])].map((question) => ({
        question,
        expected: value.id,
        line: 0,
      })),
    )
}
