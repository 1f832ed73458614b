import { items } from './lexicon.ts'
import type { Lexicon } from './lexicon.ts'
import { fold } from './normalize.ts'

/** Clauses, and what a joining word parts, beyond which a message is read as a whole only. */
const MOST = 6

/** Tells apart the requests of one message: its sentences, their clauses, and what "et aussi" joins. */
export class Requests {
  readonly #joins: readonly string[]

  constructor(lexicon?: Lexicon) {
    this.#joins = items(lexicon?.joins).map((join) => ` ${fold(join)} `)
  }

  /** The parts of a message that may stand alone, in order; none when it is one piece. */
  split(text: string): string[] {
    const parts = text
      .slice(0, 1000)
      .split(/[.!?;,\n]+/)
      .flatMap((sentence) => this.#cut(sentence))
      .map((part) => part.trim())
      .filter((part) => part.length > 5)
    return parts.length > 1 && parts.length <= MOST ? parts : []
  }

  #cut(sentence: string): string[] {
    const folded = fold(sentence)
    // Folding may change the length (a ligature becomes two letters): then places no longer agree.
    if (folded.length !== sentence.length) return [sentence]
    for (const join of this.#joins) {
      const at = folded.indexOf(join)
      if (at > 0) return [sentence.slice(0, at), ...this.#cut(sentence.slice(at + join.length))]
    }
    return [sentence]
  }
}
