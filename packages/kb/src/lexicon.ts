import type { Calibration } from './decision.ts'
import type { Steps } from './steps.ts'
import { expressionsOf } from './terms.ts'
import type { Terms } from './terms.ts'

/**
 * What people say about the things that shops talk about, in one language: content, reviewed by people who know
 * the trade, loaded beside the FAQ. docs/kb/lexicon.md describes each part.
 *
 * Lists are written as texts, their items parted by commas, so that a reviewer reads them as sentences.
 */
export interface Lexicon {
  /** Where its schema stands. */
  readonly $schema?: string
  readonly locale: string
  /** What confidence is worth in this language, measured with this lexicon. */
  readonly calibration?: Calibration
  /** Words of grammar, which say little about a topic. */
  readonly light?: string
  /** Greetings, politeness and anger: said in every message, about no topic. */
  readonly noise?: string
  /** What surrounds a request in a long message: family, dates, feelings. The ranking learns to see past it. */
  readonly filler?: string
  /** What parts two requests in one message: `et aussi, par ailleurs`. */
  readonly joins?: string
  /** Short and SMS spellings, and what they stand for: `cmd=commande, pb=problème`. */
  readonly short?: string
  /** Words and expressions that mean the same in a shop, by concept. */
  readonly words?: Readonly<Record<string, string>>
  /** Matters that customers bring to shops, with what they say. Given to the articles that they resemble. */
  readonly topics?: Readonly<Record<string, string>>
  /** Matters that shops do not answer for: what looks like them is out of scope. */
  readonly absent?: Readonly<Record<string, string>>
  /** Both, as `comptoir-kb lexicon` packs them. */
  readonly terms?: Terms
  /** Small talk, insults and test messages, with the sentence to say in return. */
  readonly talk?: Readonly<Record<string, Talk>>
}

/** One kind of message that is not a request. */
export interface Talk {
  readonly reason: 'small-talk' | 'insult' | 'test'
  readonly says: string
  readonly reply: string
}

/** The items of a list written as a text. */
export function items(list: string | undefined): string[] {
  return (list ?? '')
    .split(',')
    .map((item) => item.trim())
    .filter((item) => item !== '')
}

/** What customers say about each matter of a shop, and about those that shops do not answer for, written out or packed. */
export function* saidIn(lexicon: Lexicon | undefined): Steps<{ topics: string[][]; absent: string[][] }> {
  const packed = lexicon?.terms ? yield* expressionsOf(lexicon.terms) : { topics: [], absent: [] }
  return {
    topics: [...packed.topics, ...Object.values(lexicon?.topics ?? {}).map(items)],
    absent: [...packed.absent, ...Object.values(lexicon?.absent ?? {}).map(items)],
  }
}

/** The lexicon, if it is of the FAQ's language. */
export function sameLanguage(lexicon: Lexicon | undefined, locale: string): Lexicon | undefined {
  return lexicon && language(lexicon.locale) === language(locale) ? lexicon : undefined
}

function language(tag: string): string | undefined {
  return tag.split('-')[0]?.toLowerCase()
}
