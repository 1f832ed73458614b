import { rules } from './rules.ts'
import { sentences } from './sentences.ts'
import { languageOf } from './text-rule.ts'
import type { TextRuleId } from './text-rule.ts'
import { visibleText } from './visible-text.ts'

export interface CheckTextOptions {
  /** Language of the text, e.g. `fr`. */
  readonly locale: string
  /** Language of the sentences, `en` or `fr`. @default 'en' */
  readonly language?: string
  /** Rules to leave out. */
  readonly skip?: readonly TextRuleId[]
  /** Words (lower case) that the shop writes elsewhere: helps to tell a shouted word from an acronym. */
  readonly vocabulary?: ReadonlySet<string>
  /** Words in capitals that are right as they are, e.g. `NELVET`. */
  readonly acronyms?: ReadonlySet<string>
}

/** One place of a text that should be written otherwise. */
export interface TextFinding {
  readonly rule: TextRuleId
  /** `[start, end)` in UTF-16 units of the text. */
  readonly start: number
  readonly end: number
  /** What is wrong and how to mend it. */
  readonly sentence: string
  /** What to write there instead, where only one thing can be meant. */
  readonly replacement?: string
}

/**
 * Reads a text that customers will read as a customer-care editor would: capitals that shout, promises nobody can
 * keep, blame, abbreviations, surcharged numbers, dead addresses, HTML, unfilled placeholders.
 *
 * @param text a text of a FAQ, a flow or a reply, in the Markdown subset of {@link parseMarkdown}
 * @returns what was found, in the order of the text; nothing for a good text
 *
 * @example
 * ```ts
 * checkText('Appelez le 08 92 68 00 00 SVP.', { locale: 'fr' }).map(({ rule }) => rule)
 * // ['surcharged-number', 'abbreviation']
 * ```
 */
export function checkText(text: string, options: CheckTextOptions): TextFinding[] {
  const { skip = [], vocabulary, acronyms } = options
  const context = {
    locale: languageOf(options.locale),
    visible: visibleText(text),
    ...(vocabulary && { vocabulary }),
    ...(acronyms && { acronyms }),
  }
  const words = sentences(options.language)
  return rules
    .filter(({ id }) => !skip.includes(id))
    .flatMap((rule) =>
      rule.find(text, context).map(({ sentence, values, ...place }) => ({
        rule: rule.id,
        start: place.start,
        end: place.end,
        sentence: fill(words[sentence], values),
        ...(place.replacement !== undefined && { replacement: place.replacement }),
      })),
    )
    .sort((a, b) => a.start - b.start)
}

/** Puts each `{name}` of a sentence; a name without a value stays as it is. */
function fill(sentence: string, values: Readonly<Record<string, string>> = {}): string {
  return sentence.replace(/\{(\w+)\}/g, (hole, name: string) =>
    Object.hasOwn(values, name) ? String(values[name]) : hole,
  )
}
