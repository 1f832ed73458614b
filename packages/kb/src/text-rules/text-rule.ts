import type { TextSentence } from './sentences/en.ts'

/** Each rule by its id; the file that holds it has the same name. */
export type TextRuleId =
  | 'abbreviation'
  | 'blame'
  | 'caps'
  | 'control-character'
  | 'french-spacing'
  | 'html'
  | 'markdown'
  | 'mojibake'
  | 'odr-link'
  | 'placeholder'
  | 'promise'
  | 'repeated-punctuation'
  | 'surcharged-number'
  | 'whitespace'
  | 'wrong-language'

/** A rule on one text that customers read. It knows nothing of files: flows, FAQs and replies all use it. */
export interface TextRule {
  readonly id: TextRuleId
  /** Every place where the text breaks the rule, in order. Takes time linear in the length of the text. */
  find(text: string, context: TextContext): TextFault[]
}

/** What a rule may know besides the text. */
export interface TextContext {
  /** Language of the text, e.g. `fr` or `en-GB`. Rules that need to know words stay silent in other languages. */
  readonly locale: string
  /** The text with its link addresses, e-mail addresses and web addresses blanked out, at the same length. */
  readonly visible: string
  /** Words (lower case) that the shop writes elsewhere: a known word in capitals is shouted, not an acronym. */
  readonly vocabulary?: ReadonlySet<string>
  /** Words in capitals that are right as they are, e.g. the shop's name. */
  readonly acronyms?: ReadonlySet<string>
}

/** One place that breaks a rule. */
export interface TextFault {
  /** `[start, end)` in UTF-16 units. */
  readonly start: number
  readonly end: number
  readonly sentence: TextSentence
  readonly values?: Readonly<Record<string, string>>
  /** What to write between `start` and `end` instead, where only one thing can be meant. */
  readonly replacement?: string
}

/** The first part of a language tag: `fr` of `fr-BE`. */
export function languageOf(locale: string): string {
  return locale.split(/[-_]/)[0]?.toLowerCase() ?? ''
}
