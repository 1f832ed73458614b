import type { Steps } from './steps.ts'

/**
 * What customers say about each matter, as `comptoir-kb lexicon` writes it: a fifth of the bytes that the same
 * expressions take written out. The words of an expression come back in alphabetical order: ranking asks for no other.
 */
export interface Terms {
  /** Every letter of the words, in the order of their code units. */
  readonly letters: string
  /** How many words there are. */
  readonly words: number
  /** How many matters are a shop's … */
  readonly topics: number
  /** … and how many are not; they come last. */
  readonly absent: number
  /** Fingerprint of what it was made from, so that nobody forgets to make it again. */
  readonly source: string
  /** The digits of an arithmetic code (Rissanen 1976) of what {@link walk} asks for. */
  readonly code: string
}

/** Expressions by matter; an expression is its words, as places in the list of words. */
export interface Said {
  /** In alphabetical order, none twice. */
  readonly words: readonly string[]
  /** For each matter its expressions, each ascending, and in the order of their words. */
  readonly matters: readonly (readonly (readonly number[])[])[]
}

/** Which from `least` on comes next; `weights` are whole numbers from 1 on, and say how likely each is. */
export type Pick = (weights: ArrayLike<number>, least: number) => number

/** The expressions of each matter. Anything at all may stand in `terms`: what makes no sense is read as some words. */
export function* expressionsOf(terms: Terms): Steps<{ topics: string[][]; absent: string[][] }> {
  const { words, matters } = yield* walk(decoder(String(terms.code)), terms)
  const texts = matters.map((said) => said.map((phrase) => phrase.map((at) => words[at]).join(' ')))
  return { topics: texts.slice(0, terms.topics), absent: texts.slice(terms.topics) }
}

/**
 * Walks along everything that was said: the words, letter by letter; for each word the matters that it belongs to; for
 * each matter its expressions, among its own words only. What came before says how likely each next thing is, so that
 * whoever writes and whoever reads learn the language while they go. Who picks knows what comes next.
 */
export function* walk(
  pick: Pick,
  { letters, words: many, topics, absent }: Omit<Terms, 'code' | 'source'>,
): Steps<Said> {
  const seen = new Map<string, Uint32Array>()
  /** As likely as it was before under the same circumstances, each of which is worth something. */
  const next = (
    size: number,
    least: number,
    circumstances: readonly (readonly [string, number])[],
  ): number => {
    const weights = new Uint32Array(size).fill(1)
    const tables = circumstances.map(([key, worth]) => {
      let table = seen.get(key)
      if (!table) seen.set(key, (table = new Uint32Array(size)))
      for (let at = least; at < size; at++) (weights[at] as number) += worth * (table[at] as number)
      return table
    })
    const found = pick(weights, least)
    for (const table of tables) (table[found] as number)++
    return found
  }

  const alphabet = String(letters).slice(0, 999)
  const words: string[] = []
  for (let before = ''; words.length < within(many); words.push(before)) {
    if (words.length % WORDS_A_STEP === 0) yield
    const shared = next(LONGEST_WORD, 0, [
      ['shared', 50],
      [`shared ${before.length}`, 100],
    ])
    let word = before.slice(0, shared)
    // Where it parts from the word before, its letter is a later one.
    let least = before.length > shared ? alphabet.indexOf(before[shared] as string) + 2 : 1
    for (; word.length < LONGEST_WORD; least = 0) {
      const letter = next(alphabet.length + 1, least, [
        ['', 5],
        [word.slice(-1), 100],
        [`2${word.slice(-2)}`, 1000],
        [`3${word.slice(-3)}`, 10_000],
      ])
      if (letter === 0) break
      word += alphabet[letter - 1] ?? ''
    }
    before = word
  }

  const own: number[][] = []
  while (own.length < within(topics + absent)) own.push([])
  for (let word = 0; word < words.length; word++) {
    if (word % WORDS_A_STEP === 0) yield
    let left = next(own.length + 1, 0, [['matters', 20]])
    // Of the matters left, so many are to come: each is one of them with that chance.
    for (let matter = 0; left > 0; matter++) {
      const others = own.length - matter - left
      if (others > 0 && pick([others, left], 0) === 0) continue
      own[matter]?.push(word)
      left--
    }
  }

  const matters: number[][][] = []
  for (const mine of own) {
    yield
    const found: number[][] = []
    const weights = mine.map(() => UNSAID)
    for (let first = 0; first < mine.length; first++) {
      for (let count = 0; found.length < MOST; count++) {
        if (next(2, 0, [[`first ${Math.min(count, 3)} ${String(weights[first] === UNSAID)}`, 2]]) === 0) break
        const phrase = [first]
        for (let at = first; at + 1 < mine.length; phrase.push(at)) {
          const near = Math.min(3, Math.floor((mine.length - at) / 10))
          if (next(2, 0, [[`more ${Math.min(phrase.length, 5)} ${near}`, 2]]) === 0) break
          at = pick(weights, at + 1)
        }
        for (const at of phrase) weights[at] = weights[at] === UNSAID ? 2 : (weights[at] as number) + 2
        found.push(phrase.map((at) => mine[at] as number))
      }
    }
    matters.push(found)
  }
  return { words, matters }
}

/** Before a word of a matter was said it is likelier than after it was said once: 2, then 4, 6 … */
const UNSAID = 3
/** Longer ones are left out. */
export const LONGEST_WORD = 40
const WORDS_A_STEP = 16
/** Of anything. */
const MOST = 20_000

function within(count: number): number {
  return Math.max(0, Math.min(MOST, Math.floor(count) || 0))
}

/** Reads the digits that `comptoir-kb lexicon` wrote. */
function decoder(digits: string): Pick {
  let at = 0
  let rest = 0
  let range = 1
  const widen = (least: number): void => {
    for (; range < least; range *= BASE) rest = rest * BASE + Math.max(0, DIGITS.indexOf(digits[at++] ?? ' '))
  }
  widen(WIDEST)
  return (weights, least) => {
    let sum = 0
    for (let index = least; index < weights.length; index++) sum += weights[index] as number
    const unit = Math.floor(range / sum)
    let found = least
    while (found + 1 < weights.length && rest >= unit * (weights[found] as number)) {
      rest -= unit * (weights[found++] as number)
    }
    range = unit * (weights[found] ?? 1)
    widen(WIDEST / BASE)
    return found
  }
}

/** Signs of one byte, none of which JSON writes double. */
export const DIGITS = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz-_'
export const BASE = 64
/** Up to here whole numbers stay exact, with room for a digit. */
export const WIDEST: number = BASE ** 8
