/** A question whose article is known. Without `intent`, or with one that the FAQ lacks, it is out of scope. */
export interface Question {
  readonly q: string
  readonly intent?: string
  /** Other articles that are right too. */
  readonly also: readonly string[]
}

/** What was found for a question: ids, best first, with their confidence. */
export interface Found {
  readonly kind: 'answer' | 'clarify' | 'escalate'
  readonly candidates: readonly { readonly id: string; readonly confidence: number }[]
}

/** How well questions find their article. Shares are 0 to 1, of the questions in scope unless said. */
export interface Evaluation {
  readonly inScope: number
  readonly outOfScope: number
  readonly hit1: number
  readonly hit3: number
  /** Mean of 1 / rank of the right article, 0 beyond the tenth. */
  readonly mrr: number
  /** Probability that a question in scope gets more confidence than one out of scope (Hanley and McNeil 1982). */
  readonly auroc: number
  /** Answered right, with the threshold at which at most 5 % of the out-of-scope questions get an answer. */
  readonly rightAt5: number
  /** Expected calibration error over ten bins (Naeini 2015), out-of-scope questions counted as wrong. */
  readonly calibrationError: number
  readonly answeredRight: number
  readonly answeredWrong: number
  readonly clarifiedRight: number
  readonly clarifiedWrong: number
  readonly escalated: number
  /** Of the questions out of scope. */
  readonly outAnswered: number
  readonly outClarified: number
  /** Which articles were taken for which, most often first. */
  readonly confusions: readonly { readonly intent: string; readonly found: string; readonly count: number }[]
}

/**
 * Measures how well questions find their article.
 *
 * @param ask gives what is found for a question
 * @param exists tells whether the FAQ has an article
 */
export function evaluate(
  questions: readonly Question[],
  ask: (question: string) => Found,
  exists: (id: string) => boolean,
): Evaluation {
  const asked = questions.map((question) => {
    const right = [question.intent, ...question.also].filter(
      (id): id is string => id !== undefined && exists(id),
    )
    const found = ask(question.q)
    const rank = found.candidates.findIndex(({ id }) => right.includes(id))
    return { question, found, rank, scope: right.length > 0, sure: found.candidates[0]?.confidence ?? 0 }
  })
  const inside = asked.filter(({ scope }) => scope)
  const outside = asked.filter(({ scope }) => !scope)
  const share = (of: typeof asked, test: (one: (typeof asked)[number]) => boolean): number =>
    of.length === 0 ? 0 : of.filter(test).length / of.length
  const offered = ({ found, rank }: (typeof asked)[number]): boolean =>
    rank >= 0 && rank < 4 && found.kind === 'clarify'
  const threshold =
    outside.map(({ sure }) => sure).toSorted((a, b) => b - a)[Math.floor(outside.length * 0.05)] ?? -1
  const confusions = new Map<string, number>()
  for (const { question, found, rank } of inside) {
    const key = `${question.intent ?? ''}\n${found.candidates[0]?.id ?? 'nothing'}`
    if (rank !== 0) confusions.set(key, (confusions.get(key) ?? 0) + 1)
  }
  return {
    inScope: inside.length,
    outOfScope: outside.length,
    hit1: share(inside, ({ rank }) => rank === 0),
    hit3: share(inside, ({ rank }) => rank >= 0 && rank < 3),
    mrr: inside.reduce((sum, { rank }) => sum + (rank < 0 ? 0 : 1 / (rank + 1)), 0) / (inside.length || 1),
    auroc: auroc(
      inside.map(({ sure }) => sure),
      outside.map(({ sure }) => sure),
    ),
    rightAt5: share(inside, ({ rank, sure }) => rank === 0 && sure > threshold),
    calibrationError: calibrationError(
      asked.map(({ sure, rank, scope }) => ({ sure, right: scope && rank === 0 })),
    ),
    answeredRight: share(inside, ({ found, rank }) => found.kind === 'answer' && rank === 0),
    answeredWrong: share(inside, ({ found, rank }) => found.kind === 'answer' && rank !== 0),
    clarifiedRight: share(inside, offered),
    clarifiedWrong: share(inside, (one) => one.found.kind === 'clarify' && !offered(one)),
    escalated: share(inside, ({ found }) => found.kind === 'escalate'),
    outAnswered: share(outside, ({ found }) => found.kind === 'answer'),
    outClarified: share(outside, ({ found }) => found.kind === 'clarify'),
    confusions: [...confusions]
      .map(([key, count]) => {
        const [intent = '', found = ''] = key.split('\n')
        return { intent, found, count }
      })
      .toSorted((a, b) => b.count - a.count)
      .slice(0, 15),
  }
}

function auroc(inside: readonly number[], outside: readonly number[]): number {
  let wins = 0
  for (const a of inside) for (const b of outside) wins += a > b ? 1 : a === b ? 0.5 : 0
  return wins / (inside.length * outside.length || 1)
}

function calibrationError(answers: readonly { sure: number; right: boolean }[]): number {
  let error = 0
  for (let bin = 0; bin < 10; bin++) {
    const inBin = answers.filter(({ sure }) => Math.min(9, Math.floor(sure * 10)) === bin)
    const sure = inBin.reduce((sum, one) => sum + one.sure, 0)
    error += Math.abs(sure - inBin.filter(({ right }) => right).length)
  }
  return error / (answers.length || 1)
}
