import type { Features } from './reader.ts'
import type { Steps } from './steps.ts'
import { numbered } from './numbered.ts'

/** A text whose article is known, to learn from. */
export interface Example {
  readonly features: Features
  /** Which class it belongs to, from 0. */
  readonly label: number
  /** How much it counts; 1 for a phrasing of the FAQ itself. */
  readonly weight: number
  /** A number that its text alone decides: its turn, and what is drawn for it, do not depend on the other examples. */
  readonly seed: number
}

/** Work that training may take, in weights touched: some 150 ms on a small machine. Counted, not timed. */
const BUDGET = 60_000_000
const MOST_EPOCHS = 4
const RATE = 0.5
/**
 * What a feature may add to a score is kept in so many sizes each way. Finer ones rank hardly better
 * (docs/kb/measures.md), and take four times the memory and the bytes of a prebuilt index.
 */
const SIZES = 16
/** Smaller ones are left out. */
const LEAST = 2
/** Share of the largest weight that is the largest kept: what a few words are worth beyond it would coarsen all others. */
const WIDEST = 1 / 3
/** After so many examples, or rows of weights, training may rest. */
const EXAMPLES_A_STEP = 8
const ROWS_A_STEP = 256
/** Share of the steps that see the example among fillers. */
const AMONG = 0.7
const MOST_FILLERS = 2
/**
 * Up to so many classes the model is trained. Above, training would hold up a page: articles as a whole then decide
 * alone, which they do nearly as well where each article has few phrasings (docs/kb/measures.md).
 */
export const MOST_CLASSES = 320

/**
 * A multinomial logistic regression on sparse features, trained while the index is built.
 *
 * Adagrad (Duchi, Hazan, Singer 2011) in a fixed number of steps: the same FAQ gives the same weights on every machine.
 * Each example has its turn and its surroundings from its own text, so that one variant more moves what it is about
 * and little else. Most of the steps see the example among words that surround requests in long messages, so that
 * these words end up weighing nothing.
 */
export class Classifier {
  /** Row of feature `f`: `columns` (classes) and `sizes` from `rows[f]` to `rows[f + 1]`. */
  readonly rows: Uint32Array
  readonly columns: Uint16Array
  /** Weights, in multiples of their feature's unit. */
  readonly sizes: Int8Array
  /** What one size adds to a score, at most. */
  readonly scale: number
  readonly #units: Float32Array

  /** @param reach the most that each feature is worth in a text: the more, the finer its weights */
  constructor(rows: Uint32Array, columns: Uint16Array, sizes: Int8Array, scale: number, reach: Float32Array) {
    this.rows = rows
    this.columns = columns
    this.sizes = sizes
    this.scale = scale
    this.#units = reach.map((most) => scale / most)
  }

  /** Adds the score of each class to `scores`. */
  score(ids: readonly number[], values: Float64Array, scores: Float64Array): void {
    const { rows, columns, sizes } = this
    for (let i = 0; i < ids.length; i++) {
      const id = ids[i] as number
      const value = (values[i] as number) * (this.#units[id] as number)
      const end = rows[id + 1] as number
      for (let at = rows[id] as number; at < end; at++) {
        ;(scores[columns[at] as number] as number) += value * (sizes[at] as number)
      }
    }
  }
}

/**
 * @param values gives the values of some features
 * @param fillers what surrounds requests
 * @param reach the most that each feature is worth in a text: the more, the finer its weights are kept
 */
export function* train(
  examples: readonly Example[],
  fillers: readonly Features[],
  reach: Float32Array,
  classes: number,
  values: (features: Features) => Float64Array,
): Steps<Classifier> {
  const features = reach.length
  if (classes > MOST_CLASSES) {
    return new Classifier(new Uint32Array(features + 1), new Uint16Array(), new Int8Array(), 1, reach)
  }
  yield
  // Feature `f` has the weights from `f * classes` on, one a class; and so have the sums of squared slopes.
  const weights = new Float32Array(features * classes)
  const squares = new Float32Array(features * classes).fill(1e-3)
  const work = workOf(classes)
  const order = examples.map((_, index) => index)
  const inputs: Input[] = []
  for (const { features: found } of examples) {
    if (inputs.length % (EXAMPLES_A_STEP * 16) === 0) yield
    inputs.push(inputOf(found, values))
  }
  const others = fillers.map((filler) => inputOf(filler, values))
  const touched = inputs.reduce((sum, { ids }) => sum + ids.length * classes, 0)
  const epochs = Math.min(MOST_EPOCHS, Math.floor(BUDGET / (touched + 1)))

  for (let epoch = 0; epoch < epochs; epoch++) {
    const turns = examples.map(({ seed }) => mixed(seed, epoch))
    order.sort((a, b) => (turns[a] ?? 0) - (turns[b] ?? 0) || a - b)
    for (const [at, index] of numbered(order)) {
      const example = examples[index]
      const input = inputs[index]
      if (!example || !input) continue
      if (at % EXAMPLES_A_STEP === 0) yield
      const random = randomFrom(mixed(turns[index] ?? 0, 1))
      const seen = others.length > 0 && random() < AMONG ? among(input, others, random) : input
      step(weights, squares, work, seen, example)
    }
  }
  return yield* compact(weights, reach, classes)
}

/** What a step writes to, made once: the score of each class, then the classes that are wrong and by how much. */
interface Work {
  readonly scores: Float64Array
  readonly columns: Int32Array
  readonly errors: Float64Array
}

function workOf(classes: number): Work {
  return {
    scores: new Float64Array(classes),
    columns: new Int32Array(classes),
    errors: new Float64Array(classes),
  }
}

function step(
  weights: Float32Array,
  squares: Float32Array,
  { scores, columns, errors }: Work,
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
  let wrong = 0
  for (let column = 0; column < classes; column++) {
    const error = scores[column] as number
    if (Math.abs(error) <= 2e-3) continue
    columns[wrong] = column
    errors[wrong++] = error
  }
  for (let i = 0; i < ids.length; i++) {
    const row = (ids[i] as number) * classes
    const value = ((values[i] as number) * weight) / length
    for (let at = 0; at < wrong; at++) {
      const place = row + (columns[at] as number)
      const slope = (errors[at] as number) * value
      const square = (squares[place] as number) + slope * slope
      squares[place] = square
      ;(weights[place] as number) -= (RATE * slope) / Math.sqrt(square)
    }
  }
}

/** The weights in a few sizes, those near nothing left out: a twentieth of the memory, and answers as good. */
function* compact(weights: Float32Array, reach: Float32Array, classes: number): Steps<Classifier> {
  let most = 0
  for (let id = 0; id < reach.length; id++) {
    if (id % ROWS_A_STEP === 0) yield
    let largest = 0
    for (let at = id * classes; at < (id + 1) * classes; at++)
      largest = Math.max(largest, Math.abs(weights[at] as number))
    most = Math.max(most, largest * (reach[id] as number))
  }
  const scale = (most * WIDEST) / SIZES || 1
  const rows = new Uint32Array(reach.length + 1)
  const columns: number[] = []
  const sizes: number[] = []
  for (let id = 0; id < reach.length; id++) {
    if (id % ROWS_A_STEP === 0) yield
    const unit = scale / (reach[id] as number)
    for (let column = 0; column < classes; column++) {
      const exact = (weights[id * classes + column] as number) / unit
      const size = Math.max(-SIZES, Math.min(SIZES, Math.round(exact)))
      if (Math.abs(size) < LEAST) continue
      columns.push(column)
      sizes.push(size)
    }
    rows[id + 1] = sizes.length
  }
  yield
  return new Classifier(rows, new Uint16Array(columns), new Int8Array(sizes), scale, reach)
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

/** An example with one or two fillers around it. */
function among(input: Input, fillers: readonly Input[], random: () => number): Input {
  const parts = [input]
  for (let count = 1 + Math.floor(random() * MOST_FILLERS); count > 0; count--) {
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

/** A number from two, each bit of which depends on all of theirs (the finisher of MurmurHash3, Appleby 2011). */
function mixed(one: number, other: number): number {
  let bits = one ^ Math.imul(other + 1, 0x9e3779b1)
  bits = Math.imul(bits ^ (bits >>> 16), 0x85ebca6b)
  bits = Math.imul(bits ^ (bits >>> 13), 0xc2b2ae35)
  return (bits ^ (bits >>> 16)) >>> 0
}

/** Numerical Recipes' linear congruential generator: enough to draw by, and the same everywhere. */
function randomFrom(seed: number): () => number {
  let state = seed
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return state / 2 ** 32
  }
}
