import { items } from './lexicon.ts'
import type { Lexicon } from './lexicon.ts'
import { fold, LONGEST, wordsOf } from './normalize.ts'
import { numbered } from './numbered.ts'

/** A part of a message that may stand alone. */
export interface Part {
  readonly text: string
  /** It is a question, or a word like "by the way" begins it or the next one: more than another clause of the same matter. */
  readonly asked: boolean
}

/** So many parts are looked at; of more, only those that are asked. */
const MOST = 6
/** Shorter ones are no request. */
const SHORTEST = 6

/** Tells apart the requests of one message: its sentences, their clauses, its lines, and what "et aussi" joins. */
export class Requests {
  readonly #marks: RegExp
  /** "et" and "and": words of grammar, which join anything. */
  readonly #light: ReadonlySet<string>

  constructor(lexicon?: Lexicon) {
    const joins = items(lexicon?.joins).map(fold)
    this.#light = new Set(wordsOf((lexicon?.light ?? '').replaceAll(' ', ', ')))
    const longestFirst = joins
      .toSorted((a, b) => b.length - a.length)
      .map((join) => join.replace(/[^\p{L}\p{N}']/gu, '\\s'))
    // A comma or a full stop in a number parts nothing.
    this.#marks = new RegExp(
      `([!?;:\\n]+|[.,](?!\\d)|\\s[-/+]\\s${longestFirst.map((join) => `|(?<![^\\s(])${join}(?=[\\s,:])`).join('')})`,
      'u',
    )
  }

  /** The parts of a message that may stand alone, in order; none when it is one piece. */
  split(text: string): Part[] {
    const parts: { text: string; asked: boolean }[] = []
    let joined = false
    let start = 0
    const whole = text.slice(0, LONGEST)
    const folded = fold(whole)
    // Folding may change the length (a ligature becomes two letters): then places no longer agree.
    const source = folded.length === whole.length ? whole : folded
    for (const [at, piece] of numbered(folded.split(this.#marks))) {
      const last = parts.at(-1)
      const end = start + piece.length
      const words = source.slice(start, end).trim()
      start = end
      if (at % 2 === 0) {
        if (words.length < SHORTEST) continue
        parts.push({ text: words, asked: joined })
        joined = false
      } else if (/\p{L}/u.test(piece)) {
        if (this.#light.has(piece)) continue
        joined = true
        if (last) last.asked = true
      } else if (piece.includes('?') && last) last.asked = true
    }
    if (parts.length < 2) return []
    return parts.length > MOST ? parts.filter(({ asked }) => asked).slice(0, MOST) : parts
  }
}
