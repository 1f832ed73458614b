import { closest } from './look-alike.ts'
import type { Steps } from './steps.ts'
import { numbered } from './numbered.ts'

/** At most so many words of a text are repaired: a pasted e-mail must not freeze a page. */
const MOST = 12
const WORDS_A_STEP = 256

/**
 * Finds what a word that nobody knows was meant to be: a known word with a typo, two known words run together,
 * or one cut in two.
 *
 * An index of letter pairs gives the words that may look like it in the time of a look-up; {@link closest} compares.
 */
export class Repair {
  readonly #words: readonly string[]
  readonly #known: ReadonlySet<string>
  /** Places of the words with each pair of letters. */
  readonly #byPair = new Map<string, Uint32Array>()
  readonly #remembered = new Map<string, readonly string[]>()

  constructor(words: Iterable<string>) {
    this.#words = [...words].filter((word) => word.length >= 3 && !/\d/.test(word))
    this.#known = new Set(this.#words)
  }

  /** Finds out which words have which pairs of letters; to be done once, before anything is repaired. */
  *learn(): Steps<void> {
    const found = new Map<string, number[]>()
    for (const [index, word] of numbered(this.#words)) {
      if (index % WORDS_A_STEP === 0) yield
      for (const pair of pairs(word)) {
        const list = found.get(pair)
        if (list) list.push(index)
        else found.set(pair, [index])
      }
    }
    for (const [pair, list] of found) this.#byPair.set(pair, Uint32Array.from(list))
  }

  /** Each unknown word of a text with the known words to read instead; several when it was run together. */
  all(words: readonly string[]): ReadonlyMap<string, readonly string[]> {
    const repaired = new Map<string, readonly string[]>()
    for (const word of words) {
      if (repaired.size >= MOST) break
      if (word.length < 4 || word.length > 40 || /\d/.test(word) || this.#known.has(word)) continue
      const instead = this.#remembered.get(word) ?? this.#one(word)
      if (this.#remembered.size > 2000) this.#remembered.clear()
      this.#remembered.set(word, instead)
      if (instead.length > 0) repaired.set(word, instead)
    }
    return repaired
  }

  /** True when two neighbours make one known word: `fac ture`. */
  joins(left: string, right: string): boolean {
    return left.length + right.length > 5 && this.#known.has(left + right)
  }

  #one(word: string): readonly string[] {
    const meant = this.#lookAlike(word)
    return meant === undefined ? this.#cut(word) : [meant]
  }

  #lookAlike(word: string): string | undefined {
    const shared = new Map<number, number>()
    for (const pair of pairs(word)) {
      for (const index of this.#byPair.get(pair) ?? []) shared.set(index, (shared.get(index) ?? 0) + 1)
    }
    return closest(
      word,
      [...shared].map(([index, count]) => ({ word: this.#words[index] ?? '', count })),
    )
  }

  #cut(word: string): readonly string[] {
    for (let at = word.length - 3; at >= 1; at--) {
      const right = word.slice(at)
      const left = word.slice(0, at)
      if (this.#known.has(right) && right.length >= 4 && (this.#known.has(left) || ELIDED.test(left))) {
        return ELIDED.test(left) ? [right] : [left, right]
      }
    }
    return []
  }
}

const ELIDED = /^(?:[cdjlmnst]|qu)$/

/** The pairs of letters of a word, its ends marked. */
function pairs(word: string): Set<string> {
  const framed = `^${word}$`
  const found = new Set<string>()
  for (let at = 0; at + 2 <= framed.length; at++) found.add(framed.slice(at, at + 2))
  return found
}
