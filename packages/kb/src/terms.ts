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
  /** The digits of an arithmetic code (Rissanen 1976) of what {@link transcribe} asks for. */
  readonly code: string
}

/** Expressions by matter; an expression is its words, as places in the list of words. */
export interface Said {
  /** In alphabetical order, none twice. */
  readonly words: readonly string[]
  /** For each matter its expressions, each ascending, and in the order of their words. */
  readonly matters: readonly (readonly (readonly number[])[])[]
}

/** One side of an arithmetic coder: the writer takes what is `chosen`, the reader says what was. */
export interface Coder {
  /** Which from `least` on comes next; `weights` are whole numbers from 1 on, and say how likely each is. */
  pick(weights: readonly number[], least: number, chosen: number | undefined): number
}

/** The expressions of each matter. Anything at all may stand in `terms`: what makes no sense is read as some words. */
export function* expressionsOf(terms: Terms): Steps<{ topics: string[][]; absent: string[][] }> {
  const { words, matters } = yield* transcribe(new Decoder(terms.code), terms)
  const texts = matters.map((said) => said.map((phrase) => phrase.map((at) => words[at]).join(' ')))
  return { topics: texts.slice(0, terms.topics), absent: texts.slice(terms.topics) }
}

/**
 * Walks along everything that was said, in one order for writer and reader: the words, letter by letter; for each word
 * the matters that it belongs to; for each matter its expressions, among its own words only. What came before says how
 * likely each next thing is, so both sides learn the language while they go.
 *
 * @param known what to write; nothing when reading
 */
export function* transcribe(
  coder: Coder,
  { letters, words: many, topics, absent }: Omit<Terms, 'code' | 'source'>,
  known?: Said,
): Steps<Said> {
  const alphabet = String(letters).slice(0, 1000)
  const matters = within(topics + absent, MOST_MATTERS)
  const words: string[] = []
  const spelling = new Spelling(coder, alphabet)
  while (words.length < within(many, MOST_WORDS)) {
    if (words.length % WORDS_A_STEP === 0) yield
    words.push(spelling.next(words.at(-1) ?? '', known?.words[words.length]))
  }
  const own: number[][] = Array.from({ length: matters }, () => [])
  const knownOwn = known?.matters.map((said) => new Set(said.flat()))
  const chances = [0, 0]
  const spread = Array.from({ length: matters + 1 }, () => 1)
  for (let word = 0; word < words.length; word++) {
    if (word % WORDS_A_STEP === 0) yield
    const count = coder.pick(spread, 0, knownOwn?.filter((set) => set.has(word)).length)
    for (const near of [count - 1, count, count + 1])
      if (near in spread) spread[near] = (spread[near] ?? 0) + (near === count ? 20 : 6)
    // Of the matters left, so many are to come: each is one of them with that chance.
    for (let matter = 0, left = count; left > 0; matter++) {
      chances[0] = matters - matter - left
      chances[1] = left
      const chosen = knownOwn && Number(knownOwn[matter]?.has(word))
      if (chances[0] > 0 && coder.pick(chances, 0, chosen) === 0) continue
      own[matter]?.push(word)
      left--
    }
  }
  const habits = new Habits(coder)
  const said: number[][][] = []
  for (const [matter, mine] of own.entries()) {
    yield
    said.push(expressions(coder, habits, mine, known?.matters[matter]))
  }
  return { words, matters: said }
}

/** The expressions of one matter, by their first word. */
function expressions(
  coder: Coder,
  habits: Habits,
  own: readonly number[],
  known: readonly (readonly number[])[] | undefined,
): number[][] {
  const found: number[][] = []
  const times = own.map(() => 0)
  const weights = own.map(() => 1 + UNSAID)
  for (let first = 0; first < own.length; first++) {
    const mine = known?.filter(([word]) => word === own[first])
    for (let count = 0; count < MOST_SAID; count++) {
      const habit = `first ${Math.min(count, 3)} ${Math.sign(times[first] ?? 0)}`
      if (!habits.is(habit, mine && count < mine.length)) break
      const phrase = [first]
      for (let at = first; at + 1 < own.length;) {
        const habit = `more ${Math.min(phrase.length, 5)} ${Math.min(3, Math.floor((own.length - at) / 10))}`
        if (!habits.is(habit, mine && phrase.length < (mine[count]?.length ?? 0))) break
        at = coder.pick(weights, at + 1, mine && own.indexOf(mine[count]?.[phrase.length] ?? 0))
        phrase.push(at)
      }
      for (const at of phrase) {
        times[at] = (times[at] ?? 0) + 1
        weights[at] = 1 + (times[at] ?? 0)
      }
      found.push(phrase.map((at) => own[at] ?? 0))
    }
  }
  return found
}

/** A word of a matter is likelier to come before it was said than after it was said once. */
const UNSAID = 2
const WORDS_A_STEP = 16
const MOST_WORDS = 20_000
const MOST_MATTERS = 1000
const MOST_SAID = 1000
/** Longer ones are left out. */
export const LONGEST_WORD = 40

function within(count: number, most: number): number {
  return Math.max(0, Math.min(most, Math.floor(count) || 0))
}

/** Yes or no, as likely as it was before under the same circumstances. */
class Habits {
  readonly #coder: Coder
  readonly #counts = new Map<string, [no: number, yes: number]>()

  constructor(coder: Coder) {
    this.#coder = coder
  }

  is(circumstances: string, chosen: boolean | undefined): boolean {
    const counts = this.#counts.get(circumstances) ?? [1, 1]
    this.#counts.set(circumstances, counts)
    const is = this.#coder.pick(counts, 0, chosen === undefined ? undefined : Number(chosen)) === 1
    counts[is ? 1 : 0] += 2
    return is
  }
}

/** Words in alphabetical order, letter by letter; the longer the beginning that a letter was seen after, the likelier. */
class Spelling {
  readonly #coder: Coder
  readonly #alphabet: string
  readonly #seen = new Map<string, number[]>()

  constructor(coder: Coder, alphabet: string) {
    this.#coder = coder
    this.#alphabet = alphabet
  }

  next(before: string, chosen: string | undefined): string {
    const shared = this.#pick(
      Math.min(before.length, LONGEST_WORD - 1) + 1,
      0,
      [
        ['shared', 50],
        [`shared ${before.length}`, 100],
      ],
      chosen === undefined ? undefined : sharedBy(before, chosen),
    )
    let word = before.slice(0, shared)
    // Where it parts from the word before, its letter is a later one.
    let least = this.#place(before[shared]) + 1
    while (word.length < LONGEST_WORD) {
      const place = this.#pick(
        this.#alphabet.length + 1,
        least,
        [
          ['', 5],
          [word.slice(-1), 100],
          [`2 ${word.slice(-2)}`, 1000],
          [`3 ${word.slice(-3)}`, 10_000],
        ],
        chosen === undefined ? undefined : this.#place(chosen[word.length]),
      )
      if (place === 0) break
      word += this.#alphabet[place - 1] ?? ''
      least = 0
    }
    return word
  }

  /** From 1 on; 0 is the end of a word. */
  #place(letter: string | undefined): number {
    return letter === undefined ? 0 : this.#alphabet.indexOf(letter) + 1
  }

  #pick(
    size: number,
    least: number,
    circumstances: readonly (readonly [string, worth: number])[],
    chosen: number | undefined,
  ): number {
    const weights = new Array<number>(size).fill(1)
    const tables = circumstances.map(([key, worth]) => {
      let table = this.#seen.get(key)
      if (!table) this.#seen.set(key, (table = []))
      for (let at = Math.min(size, table.length) - 1; at >= least; at--) {
        ;(weights[at] as number) += worth * (table[at] as number)
      }
      return table
    })
    const found = this.#coder.pick(weights, least, chosen)
    for (const table of tables) {
      while (table.length <= found) table.push(0)
      table[found] = Math.min(99, (table[found] ?? 0) + 1)
    }
    return found
  }
}

function sharedBy(before: string, word: string): number {
  let shared = 0
  while (shared < before.length && before[shared] === word[shared]) shared++
  return shared
}

/** Reads the digits that the writer of `comptoir-kb lexicon` wrote. */
class Decoder implements Coder {
  readonly #digits: string
  #next = 0
  #rest = 0
  #range = WIDEST

  constructor(digits: string) {
    this.#digits = String(digits)
    for (let range = 1; range < WIDEST; range *= BASE) this.#take()
  }

  pick(weights: readonly number[], least: number): number {
    let sum = 0
    for (let at = least; at < weights.length; at++) sum += weights[at] as number
    const unit = Math.floor(this.#range / sum)
    let found = least
    while (found + 1 < weights.length && this.#rest >= unit * (weights[found] as number)) {
      this.#rest -= unit * (weights[found++] as number)
    }
    this.#range = unit * (weights[found] ?? 1)
    while (this.#range < WIDEST / BASE) {
      this.#range *= BASE
      this.#take()
    }
    return found
  }

  #take(): void {
    const digit = DIGITS.indexOf(this.#digits[this.#next++] ?? '')
    this.#rest = this.#rest * BASE + Math.max(0, digit)
  }
}

/** Signs of one byte, none of which JSON writes double. */
export const DIGITS = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz-_'
export const BASE = 64
/** Up to here whole numbers stay exact, with room for a digit. */
export const WIDEST: number = BASE ** 8
