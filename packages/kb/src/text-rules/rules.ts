import { abbreviation } from './abbreviation.ts'
import { blame } from './blame.ts'
import { caps } from './caps.ts'
import { controlCharacter } from './control-character.ts'
import { frenchSpacing } from './french-spacing.ts'
import { html } from './html.ts'
import { markdown } from './markdown.ts'
import { mojibake } from './mojibake.ts'
import { odrLink } from './odr-link.ts'
import { placeholder } from './placeholder.ts'
import { promise } from './promise.ts'
import { repeatedPunctuation } from './repeated-punctuation.ts'
import { surchargedNumber } from './surcharged-number.ts'
import type { TextRule } from './text-rule.ts'
import { whitespace } from './whitespace.ts'
import { wrongLanguage } from './wrong-language.ts'

/** Every rule on a text, in the order of their ids. */
export const rules: readonly TextRule[] = [
  abbreviation,
  blame,
  caps,
  controlCharacter,
  frenchSpacing,
  html,
  markdown,
  mojibake,
  odrLink,
  placeholder,
  promise,
  repeatedPunctuation,
  surchargedNumber,
  whitespace,
  wrongLanguage,
]
