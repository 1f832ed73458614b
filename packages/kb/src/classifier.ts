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
/** Up to so many classes, each feature has a weight for all of them; above, for those that it was seen with. */
const SMALL = 320

/**
 * A multinomial logistic regression on sparse features, trained while the index is built.
 *
 * Adagrad (Duchi, Hazan, Singer 2011), a fixed shuffle, a fixed number of steps: the same FAQ gives the same
 * weights on every machine. Most of the steps see the example among words that surround requests in long
 * messages, so that these words end up weighing nothing.
 */
export class Classifier {
  readonly classes: number
  /** Row of feature `f`: `columns` and `weights` from `rows[f]` to `rows[f + 1]`; no columns: every class. */
  readonly rows: Uint32Array
  readonly columns: Uint16Array
  readonly weights: Float32Array
  /** The weights are multiples of it. */
  readonly scale: number

  constructor(data: {
    classes: number
    rows: Uint32Array
    columns: Uint16Array
    weights: Float32Array
    scale?: number
  }) {
    this.classes = data.classes
    this.rows = data.rows
    this.columns = data.columns
    this.weights = data.weights
    this.scale = data.scale ?? 1
  }

  /** The score of each class, into `scores`. */
  score(ids: ArrayLike<number>, values: ArrayLike<number>, scores: Float64Array, length: number = 1): void {
    const { rows, columns, weights } = this
    const dense = columns.length === 0
    scores.fill(0)
    for (let i = 0; i < ids.length; i++) {
      const id = ids[i] as number
      const value = (values[i] as number) / length
      const start = rows[id] as number
      const end = rows[id + 1] as number
      if (dense)
        for (let at = start; at < end; at++) (scores[at - start] as number) += value * (weights[at] as number)
      else
        for (let at = start; at < end; at++)
          (scores[columns[at] as number] as number) += value * (weights[at] as number)
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
  const model = emptyModel(examples, features, classes)
  const squares = new Float32Array(model.weights.length).fill(1e-3)
  const scores = new Float64Array(classes)
  const wrong = new Uint16Array(classes)
  const random = randomFrom(12_345)
  const order = examples.map((_, index) => index)
  const inputs = examples.map((example) => inputOf(example.features, values))
  const others = fillers.map((filler) => inputOf(filler, values))
  let work = 0
  for (const { ids } of inputs)
    for (const id of ids) work += (model.rows[id + 1] as number) - (model.rows[id] as number)
  const epochs = Math.min(MOST_EPOCHS, Math.floor(BUDGET / (work + 1)))

  for (let epoch = 0; epoch < epochs; epoch++) {
    shuffle(order, random)
    for (const index of order) {
      const example = examples[index]
      const input = inputs[index]
      if (!example || !input) continue
      const seen = others.length > 0 && random() < AMONG ? among(input, others, random) : input
      step(model, squares, scores, wrong, seen, example)
    }
  }
  return compact(model)
}

/** The weights in 127 steps each way, those near nothing left out: a tenth of the memory, and the same answers. */
function compact({ classes, rows, columns, weights }: Classifier): Classifier {
  let most = 0
  for (const weight of weights) most = Math.max(most, Math.abs(weight))
  const scale = most / 127 || 1
  const kept = new Uint32Array(rows.length)
  const where: number[] = []
  const steps: number[] = []
  for (let id = 0; id + 1 < rows.length; id++) {
    const start = rows[id] as number
    for (let at = start; at < (rows[id + 1] as number); at++) {
      const count = Math.round((weights[at] as number) / scale)
      if (Math.abs(count) < FEWEST) continue
      where.push(columns.length === 0 ? at - start : (columns[at] as number))
      steps.push(count)
    }
    kept[id + 1] = steps.length
  }
  return new Classifier({
    classes,
    rows: kept,
    columns: Uint16Array.from(where),
    weights: Float32Array.from(steps, (count) => count * scale),
    scale,
  })
}

function step(
  model: Classifier,
  squares: Float32Array,
  scores: Float64Array,
  wrong: Uint16Array,
  { ids, values, length }: Input,
  { label, weight }: Example,
): void {
  const { rows, columns, weights } = model
  model.score(ids, values, scores, length)
  softmax(scores)
  // The error of each class. What is nearly nothing is nothing, which spares most of the work.
  ;(scores[label] as number) -= 1
  const dense = columns.length === 0
  let count = 0
  for (let column = 0; column < scores.length; column++) {
    const error = scores[column] as number
    if (error > 2e-3 || error < -2e-3) wrong[count++] = column
    else scores[column] = 0
  }
  for (let i = 0; i < ids.length; i++) {
    const start = rows[ids[i] as number] as number
    const value = ((values[i] as number) * weight) / length
    if (dense) {
      for (let n = 0; n < count; n++) {
        const column = wrong[n] as number
        const slope = (scores[column] as number) * value
        const square = (squares[start + column] as number) + slope * slope
        squares[start + column] = square
        ;(weights[start + column] as number) -= (RATE * slope) / Math.sqrt(square)
      }
    } else {
      const end = rows[(ids[i] as number) + 1] as number
      for (let at = start; at < end; at++) {
        const slope = (scores[columns[at] as number] as number) * value
        if (slope === 0) continue
        const square = (squares[at] as number) + slope * slope
        squares[at] = square
        ;(weights[at] as number) -= (RATE * slope) / Math.sqrt(square)
      }
    }
  }
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

/** The table with all weights at 0: every class for a small FAQ, else those that each feature was seen with. */
function emptyModel(examples: readonly Example[], features: number, classes: number): Classifier {
  const seen: Set<number>[] = []
  if (classes > SMALL) {
    for (const { features: found, label } of examples) {
      for (const id of found.ids) (seen[id] ??= new Set()).add(label)
    }
  }
  const rows = new Uint32Array(features + 1)
  for (let id = 0; id < features; id++) {
    rows[id + 1] = (rows[id] ?? 0) + (classes > SMALL ? (seen[id]?.size ?? 0) : classes)
  }
  const columns = new Uint16Array(classes > SMALL ? (rows[features] ?? 0) : 0)
  seen.forEach((labels, id) =>
    columns.set(
      [...labels].toSorted((a, b) => a - b),
      rows[id],
    ),
  )
  return new Classifier({ classes, rows, columns, weights: new Float32Array(rows[features] ?? 0) })
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
