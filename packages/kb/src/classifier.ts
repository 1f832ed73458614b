import type { Features } from './reader.ts'

/** A text whose article is known, to learn from. */
export interface Example {
  readonly features: Features
  /** Which class it belongs to, from 0. */
  readonly label: number
  /** How much it counts; 1 for a phrasing of the FAQ itself. */
  readonly weight: number
}

/** Work that training may take, in weights touched: some 150 ms on a small machine. Counted, not timed. */
const BUDGET = 60_000_000
const MOST_EPOCHS = 4
const RATE = 0.5
/** Weights below so many of the 127 steps are left out. */
const FEWEST = 4
/** Share of the steps that see the example among fillers. */
const AMONG = 0.7
/**
 * Up to so many classes the model is trained. Above, training would hold up a page: articles as a whole then decide
 * alone, which they do nearly as well where each article has few phrasings (docs/kb/measures.md).
 */
export const MOST_CLASSES = 320

/**
 * A multinomial logistic regression on sparse features, trained while the index is built.
 *
 * Adagrad (Duchi, Hazan, Singer 2011), a fixed shuffle, a fixed number of steps: the same FAQ gives the same
 * weights on every machine. Most of the steps see the example among words that surround requests in long
 * messages, so that these words end up weighing nothing.
 */
export class Classifier {
  /** Row of feature `f`: `columns` (classes) and `weights` from `rows[f]` to `rows[f + 1]`. */
  readonly rows: Uint32Array
  readonly columns: Uint16Array
  readonly weights: Float32Array
  /** The weights are multiples of it. */
  readonly scale: number

  constructor(rows: Uint32Array, columns: Uint16Array, weights: Float32Array, scale: number) {
    this.rows = rows
    this.columns = columns
    this.weights = weights
    this.scale = scale
  }

  /** Adds the score of each class to `scores`. */
  score(ids: readonly number[], values: Float64Array, scores: Float64Array): void {
    const { rows, columns, weights } = this
    for (let i = 0; i < ids.length; i++) {
      const id = ids[i] as number
      const value = values[i] as number
      const end = rows[id + 1] as number
      for (let at = rows[id] as number; at < end; at++) {
        ;(scores[columns[at] as number] as number) += value * (weights[at] as number)
      }
    }
  }
}

/**
 * @param values gives the values of some features
 * @param fillers what surrounds requests
 */
export function train(
  examples: readonly Example[],
  fillers: readonly Features[],
  features: number,
  classes: number,
  values: (features: Features) => Float64Array,
): Classifier {
  if (classes > MOST_CLASSES) {
    return new Classifier(new Uint32Array(features + 1), new Uint16Array(), new Float32Array(), 1)
  }
  // Feature `f` has the weights from `f * classes` on, one a class; and so have the sums of squared slopes.
  const weights = new Float32Array(features * classes)
  const squares = new Float32Array(features * classes).fill(1e-3)
  const scores = new Float64Array(classes)
  const random = randomFrom(12_345)
  const order = examples.map((_, index) => index)
  const inputs = examples.map((example) => inputOf(example.features, values))
  const others = fillers.map((filler) => inputOf(filler, values))
  const work = inputs.reduce((sum, { ids }) => sum + ids.length * classes, 0)
  const epochs = Math.min(MOST_EPOCHS, Math.floor(BUDGET / (work + 1)))

  for (let epoch = 0; epoch < epochs; epoch++) {
    shuffle(order, random)
    for (const index of order) {
      const example = examples[index]
      const input = inputs[index]
      if (!example || !input) continue
      const seen = others.length > 0 && random() < AMONG ? among(input, others, random) : input
      step(weights, squares, scores, seen, example)
    }
  }
  return compact(weights, features, classes)
}

function step(
  weights: Float32Array,
  squares: Float32Array,
  scores: Float64Array,
  { ids, values, length }: Input,
  { label, weight }: Example,
): void {
  const classes = scores.length
  scores.fill(0)
  for (let i = 0; i < ids.length; i++) {
    const row = (ids[i] as number) * classes
    const value = (values[i] as number) / length
    for (let column = 0; column < classes; column++) {
      ;(scores[column] as number) += value * (weights[row + column] as number)
    }
  }
  softmax(scores)
  // The error of each class. What is nearly nothing is nothing, which spares most of the work.
  ;(scores[label] as number) -= 1
  const wrong: number[] = []
  for (let column = 0; column < classes; column++)
    if (Math.abs(scores[column] as number) > 2e-3) wrong.push(column)
  for (let i = 0; i < ids.length; i++) {
    const row = (ids[i] as number) * classes
    const value = ((values[i] as number) * weight) / length
    for (const column of wrong) {
      const slope = (scores[column] as number) * value
      const square = (squares[row + column] as number) + slope * slope
      squares[row + column] = square
      ;(weights[row + column] as number) -= (RATE * slope) / Math.sqrt(square)
    }
  }
}

/** The weights in 127 steps each way, those near nothing left out: a tenth of the memory, and the same answers. */
function compact(weights: Float32Array, features: number, classes: number): Classifier {
  let most = 0
  for (const weight of weights) most = Math.max(most, Math.abs(weight))
  const scale = most / 127 || 1
  const rows = new Uint32Array(features + 1)
  const columns: number[] = []
  const kept: number[] = []
  for (let id = 0; id < features; id++) {
    for (let column = 0; column < classes; column++) {
      const steps = Math.round((weights[id * classes + column] as number) / scale)
      if (Math.abs(steps) < FEWEST) continue
      columns.push(column)
      kept.push(steps * scale)
    }
    rows[id + 1] = kept.length
  }
  return new Classifier(rows, Uint16Array.from(columns), Float32Array.from(kept), scale)
}

/** Scores become probabilities, in place. */
export function softmax(scores: Float64Array): void {
  let most = -Infinity
  for (const score of scores) if (score > most) most = score
  let sum = 0
  for (let index = 0; index < scores.length; index++) {
    const share = Math.exp((scores[index] ?? 0) - most)
    scores[index] = share
    sum += share
  }
  for (let index = 0; index < scores.length; index++) scores[index] = (scores[index] ?? 0) / sum
}

/** An example, ready to be multiplied: its values divided by `length` make a vector of length one. */
interface Input {
  readonly ids: Uint32Array
  readonly values: Float64Array
  readonly length: number
}

function inputOf(features: Features, valuesOf: (features: Features) => Float64Array): Input {
  const values = valuesOf(features)
  let square = 0
  for (const value of values) square += value * value
  return { ids: Uint32Array.from(features.ids), values, length: Math.sqrt(square) || 1 }
}

/** An example with one to four fillers around it. */
function among(input: Input, fillers: readonly Input[], random: () => number): Input {
  const parts = [input]
  for (let count = 1 + Math.floor(random() * 4); count > 0; count--) {
    const filler = fillers[Math.floor(random() * fillers.length)]
    if (filler) parts.push(filler)
  }
  let size = 0
  let square = 0
  for (const part of parts) {
    size += part.ids.length
    square += part.length * part.length
  }
  const ids = new Uint32Array(size)
  const values = new Float64Array(size)
  let at = 0
  for (const part of parts) {
    ids.set(part.ids, at)
    values.set(part.values, at)
    at += part.ids.length
  }
  return { ids, values, length: Math.sqrt(square) || 1 }
}

function shuffle(order: number[], random: () => number): void {
  for (let last = order.length - 1; last > 0; last--) {
    const other = Math.floor(random() * (last + 1))
    const kept = order[last] ?? 0
    order[last] = order[other] ?? 0
    order[other] = kept
  }
}

/** Numerical Recipes' linear congruential generator: enough to shuffle, and the same everywhere. */
function randomFrom(seed: number): () => number {
  let state = seed
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return state / 2 ** 32
  }
}
