import { items } from './lexicon.ts'
import type { Lexicon } from './lexicon.ts'
import { tokenize, wordsOf } from './normalize.ts'
import type { Token } from './normalize.ts'
import { Phrases } from './phrases.ts'
import { stem as stemOf } from './stem.ts'

/** A word of a text that may carry its topic. */
export interface Word extends Token {
  readonly stem: string
  readonly light: boolean
  /** 1 for what was typed, less for what it was probably meant to be. */
  readonly sure: number
}

/** What a text is about: features by number, with their weights. */
export interface Features {
  readonly ids: readonly number[]
  readonly weights: readonly number[]
  /** Weights of features that nothing in the FAQ or the lexicon has. */
  readonly unknown: readonly number[]
  /** The stems of the words that carry the matter, in one order; empty for fewer than two. */
  readonly matter: string
}

/** How much each kind of feature counts; measured in docs/kb/measures.md. */
const WEIGHT = { word: 1, lightWord: 0.25, gram: 0.5, concept: 0.9 }

/**
 * Reads texts in one language, with or without its lexicon, as features: stems, four letters in a row, and concepts.
 * Features get their number while the index is built; afterwards, what has none is unknown.
 */
export class Reader {
  /** Every word that was met while the index was built. */
  readonly vocabulary: Set<string> = new Set()
  readonly #locale: string
  readonly #numbers = new Map<string, number>()
  readonly #light: ReadonlySet<string>
  readonly #short = new Map<string, readonly string[]>()
  readonly #noise = new Phrases<true>()
  readonly #concepts = new Phrases<string>()
  readonly #remembered = new Map<string, { stem: string; grams: readonly string[] }>()

  constructor(locale: string, lexicon?: Lexicon) {
    this.#locale = locale
    this.#light = new Set(wordsOf((lexicon?.light ?? '').replaceAll(' ', ', ')))
    for (const pair of items(lexicon?.short)) {
      const [short = '', long = ''] = pair.split('=')
      const [key] = wordsOf(short)
      if (key !== undefined) this.#short.set(key, wordsOf(long))
    }
    for (const phrase of items(lexicon?.noise)) this.#noise.add(wordsOf(phrase), true)
    for (const [concept, expressions] of Object.entries(lexicon?.words ?? {})) {
      for (const expression of items(expressions)) {
        const words = wordsOf(expression)
        const heavy = words.filter((word) => !this.#light.has(word))
        const stems = (heavy.length > 0 ? heavy : words).map((word) => this.#know(word).stem)
        this.#concepts.add(stems, `#${concept}`)
      }
    }
    for (const word of [...this.#light, ...this.#short.keys()]) this.vocabulary.add(word)
  }

  get size(): number {
    return this.#numbers.size
  }

  /** The words of a text, without greetings and the like; short spellings written out. */
  words(text: string): Word[] {
    const tokens = tokenize(text)
    return this.#heard(tokens.map(({ word }) => word)).map(({ word, at }) =>
      this.word(word, tokens[at] ?? { start: 0, end: 0 }),
    )
  }

  /** What is left of some words without noise, short ones written out; `at` is the place of each among them. */
  #heard(words: readonly string[]): { word: string; at: number }[] {
    const quiet = new Set<number>()
    for (const { at, length } of this.#noise.find(words)) {
      for (let index = at; index < at + length; index++) quiet.add(index)
    }
    return words.flatMap((word, at) => {
      if (quiet.has(at)) return []
      const long = this.#short.get(word)
      return long ? long.map((one) => ({ word: one, at })) : { word, at }
    })
  }

  word(word: string, { start, end }: Pick<Token, 'start' | 'end'>, sure = 1): Word {
    return { word, start, end, sure, stem: this.#know(word).stem, light: this.#light.has(word) }
  }

  /** Reads a text of the FAQ or the lexicon: its words and features are known from then on. */
  learn(text: string, { grams = true }: { grams?: boolean } = {}): Features {
    const words = this.#heard(wordsOf(text)).map(({ word, at }) => this.word(word, { start: at, end: at }))
    for (const { word } of words) this.vocabulary.add(word)
    return { ...this.#number(this.#features(words, grams), true), matter: matterOf(words) }
  }

  /** The features of a customer's words. */
  features(words: readonly Word[]): Features {
    return { ...this.#number(this.#features(words, true), false), matter: matterOf(words) }
  }

  stem(word: string): string {
    return this.#know(word).stem
  }

  /** Has this word, in any of its forms, been met in the FAQ or the lexicon? */
  knows(word: Word): boolean {
    return this.#numbers.has(word.stem)
  }

  /** Lets go of what reading the FAQ left behind: most of its words nobody ever types. */
  forget(): void {
    this.#remembered.clear()
  }

  #number(features: ReadonlyMap<string, number>, learning: boolean): Omit<Features, 'matter'> {
    const ids: number[] = []
    const weights: number[] = []
    const unknown: number[] = []
    for (const [feature, weight] of features) {
      let id = this.#numbers.get(feature)
      if (id === undefined && learning) this.#numbers.set(feature, (id = this.#numbers.size))
      if (id === undefined) unknown.push(weight)
      else {
        ids.push(id)
        weights.push(weight)
      }
    }
    return { ids, weights, unknown }
  }

  #features(words: readonly Word[], grams: boolean): Map<string, number> {
    const features = new Map<string, number>()
    const add = (feature: string, weight: number): void => {
      if (weight > (features.get(feature) ?? 0)) features.set(feature, weight)
    }
    const heavy = words.filter((word) => !word.light)
    for (const { word, stem, light, sure } of words) {
      add(stem, sure * (light ? WEIGHT.lightWord : WEIGHT.word))
      if (grams && !light) for (const gram of this.#know(word).grams) add(gram, sure * WEIGHT.gram)
    }
    const found = this.#concepts.find(heavy.map((word) => word.stem)).map(({ value }) => value)
    for (const concept of found) add(concept, WEIGHT.concept)
    return features
  }

  #know(word: string): { stem: string; grams: readonly string[] } {
    let known = this.#remembered.get(word)
    if (!known) {
      const grams: string[] = []
      const framed = `^${word}$`
      for (let at = 0; at + 4 <= framed.length; at++) grams.push(`~${framed.slice(at, at + 4)}`)
      known = { stem: stemOf(word, this.#locale), grams }
      // Customers' words are remembered too, but a page left open must not grow without end.
      if (this.#remembered.size > 50_000) this.#remembered.clear()
      this.#remembered.set(word, known)
    }
    return known
  }
}

/** Two texts with the same are about the same: `ma facture n'est pas arrivée` and `facture pas arrivée`. */
export function matterOf(words: readonly Word[]): string {
  const stems = new Set(words.filter(({ light, sure }) => !light && sure === 1).map(({ stem }) => stem))
  return stems.size < 2 ? '' : [...stems].toSorted().join(' ')
}
