import { items } from './lexicon.ts'
import type { Lexicon, Talk } from './lexicon.ts'
import { tokenize } from './normalize.ts'
import { Phrases } from './phrases.ts'

/** Which reason wins when a message holds several: an insult is heard, a greeting is only politeness. */
const WEIGHT = { insult: 3, test: 2, 'small-talk': 1 }

/** Recognises messages that hold nothing but small talk, insults or tests. */
export class SmallTalk {
  readonly #phrases = new Phrases<Talk>()
  readonly #noise = new Phrases<true>()
  readonly #light: ReadonlySet<string>

  constructor(lexicon?: Lexicon) {
    for (const talk of Object.values(lexicon?.talk ?? {})) {
      for (const phrase of items(talk.says)) this.#phrases.add(wordsOf(phrase), talk)
    }
    for (const phrase of items(lexicon?.noise)) this.#noise.add(wordsOf(phrase), true)
    this.#light = new Set(wordsOf((lexicon?.light ?? '').replaceAll(' ', ', ')))
  }

  /** The kind of talk, when there is nothing else in the message but words of grammar; the gravest, then the longest. */
  hear(text: string): Talk | undefined {
    const words = wordsOf(text)
    if (words.length > 12) return undefined
    const covered = new Set<number>()
    let heard: Talk | undefined
    let length = 0
    for (const found of this.#phrases.find(words)) {
      for (let at = found.at; at < found.at + found.length; at++) covered.add(at)
      const graver = heard && WEIGHT[found.value.reason] > WEIGHT[heard.reason]
      const longer = heard && WEIGHT[found.value.reason] === WEIGHT[heard.reason] && found.length > length
      if (!heard || graver || longer) {
        heard = found.value
        length = found.length
      }
    }
    for (const { at, length: noise } of this.#noise.find(words)) {
      for (let index = at; index < at + noise; index++) covered.add(index)
    }
    return heard && words.every((word, at) => covered.has(at) || this.#light.has(word)) ? heard : undefined
  }
}

function wordsOf(text: string): string[] {
  return tokenize(text).map(({ word }) => word)
}
