import type { Candidate } from './answer.ts'

/** When to answer, ask, or hand over. Confidences are 0 to 1. */
export interface Decision {
  /** From this confidence on, the best article is the answer. */
  readonly answer: number
  /** … unless the second comes this close behind it. */
  readonly apart: number
  /** From this confidence on, the best few are offered to choose from; below it, a human. */
  readonly clarify: number
}

/** How a shop likes its assistant: one that would rather ask, or one that would rather try. */
export type Temper = 'cautious' | 'balanced' | 'talkative'

const TEMPERS: Readonly<Record<Temper, Decision>> = {
  cautious: { answer: 0.75, apart: 0.25, clarify: 0.35 },
  balanced: { answer: 0.55, apart: 0.12, clarify: 0.2 },
  talkative: { answer: 0.4, apart: 0.05, clarify: 0.1 },
}

export function decisionOf(temper: Temper | Decision = 'balanced'): Decision {
  return typeof temper === 'string' ? TEMPERS[temper] : temper
}

/** How many of the candidates, best first, are the answer: 1 for an answer, 2 to 4 to choose from, 0 for none. */
export function decide(candidates: readonly Candidate[], { answer, apart, clarify }: Decision): number {
  const [best, second] = candidates
  if (!best || best.confidence < clarify) return 0
  const behind = best.confidence - (second?.confidence ?? 0)
  if (best.confidence >= answer && behind >= apart) return 1
  const close = candidates.slice(0, 4).filter((other) => other.confidence >= best.confidence / 5)
  return Math.max(close.length, Math.min(2, candidates.length))
}

/** The two numbers of a logistic curve from log odds to confidence. */
export interface Calibration {
  readonly slope: number
  readonly shift: number
}

/** Without a lexicon that brings its own; for shops where one message in seven is out of scope. */
const CALIBRATION: Calibration = { slope: 0.69, shift: -1.58 }

/**
 * The confidence that log odds of belief are worth: a logistic curve (Platt 1999), fitted for each language on
 * questions whose answer is known, out-of-scope ones among them (docs/kb/measures.md).
 */
export function calibrate(odds: number, { slope, shift }: Calibration = CALIBRATION): number {
  return 1 / (1 + Math.exp(-(slope * odds + shift)))
}
