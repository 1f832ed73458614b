import type { Faq } from '@comptoir/kb'
import type { Engine } from './engines.ts'

/** Milliseconds. */
export interface Speed {
  readonly build: number
  readonly p50: number
  readonly p99: number
  /** The slowest of the hostile texts, up to 10,000 characters. */
  readonly worst: number
}

/** A FAQ of `size` articles: the given ones over again, each with words of its own. */
export function grown(faq: Faq, size: number): Faq {
  const syllables = ['ba', 'ro', 'li', 'tu', 'fe', 'mo', 'na', 'si', 'ku', 've']
  return {
    ...faq,
    articles: Array.from({ length: size }, (_, index) => {
      const source = faq.articles[index % faq.articles.length]
      if (!source) throw new Error('The FAQ has no article to grow from.')
      const round = Math.floor(index / faq.articles.length)
      const name = [...String(round * 7919 + 13)].map((digit) => syllables[Number(digit)]).join('')
      return {
        ...source,
        id: `${source.id}.${round}`,
        question: `${source.question} ${name}`,
        variants: (source.variants ?? []).map((variant) => `${variant} ${name}`),
      }
    }),
  }
}

/**
 * Times one engine: three times from nothing, and of each question the best of the three, so that what else the
 * machine does counts less. Nothing is remembered from one round to the next.
 */
export function timeEngine(engine: Engine, faq: Faq, questions: readonly string[]): Speed {
  const some = engine.slow === true ? questions.slice(0, 12) : questions
  const best = some.map(() => Infinity)
  const worst = hostile().map(() => Infinity)
  let build = Infinity
  for (let round = 0; round < (engine.slow === true ? 1 : 3); round++) {
    const start = performance.now()
    const ask = engine.open(faq)
    build = Math.min(build, performance.now() - start)
    for (const question of some.slice(0, 20)) ask(question)
    some.forEach((question, index) => time(() => ask(question), best, index))
    hostile().forEach((text, index) => time(() => ask(text), worst, index))
  }
  const times = best.toSorted((a, b) => a - b)
  const at = (share: number): number =>
    times[Math.min(times.length - 1, Math.floor(times.length * share))] ?? 0
  return { build, p50: at(0.5), p99: at(0.99), worst: Math.max(...worst) }
}

function time(run: () => void, best: number[], index: number): void {
  const start = performance.now()
  run()
  best[index] = Math.min(best[index] ?? Infinity, performance.now() - start)
}

function hostile(): string[] {
  return [
    'a'.repeat(10_000),
    'facturre colli remboursemnt livraisson '.repeat(260).slice(0, 10_000),
    Array.from({ length: 2000 }, (_, index) => `m${(index * 7919).toString(36)}`)
      .join(' ')
      .slice(0, 10_000),
    '?!.,;: '.repeat(1400),
    'e\u0301'.repeat(5000),
  ]
}
