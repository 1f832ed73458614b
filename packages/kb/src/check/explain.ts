import { textRules } from '../text-rules/index.ts'
import { sentences as textSentences } from '../text-rules/sentences.ts'
import type { RuleId } from './rule.ts'
import { rules } from './rules.ts'
import { sentences } from './sentences.ts'

/** Every rule of the check, text rules included, in the order of the alphabet. */
export const ruleIds: readonly RuleId[] = [...rules, ...textRules].map(({ id }) => id).sort()

/**
 * What a rule means and how to mend what it finds; without a rule, one line for each.
 *
 * @param language `en` or `fr`
 */
export function explainRule(rule: string | undefined, language: string): string {
  const known = ruleIds.find((id) => id === rule)
  if (known === undefined) {
    const list = ruleIds.map((id) => `${id}\n    ${meaningOf(id, language).means}\n`).join('')
    return rule === undefined ? list : `There is no rule "${rule}". There is:\n\n${list}`
  }
  const { means, mend } = meaningOf(known, language)
  return `${known}\n\n${means}\n\n${mend}\n`
}

/** A rule's two explanations. */
export function meaningOf(id: RuleId, language: string): { means: string; mend: string } {
  const all: Readonly<Record<string, string>> = { ...textSentences(language), ...sentences(language) }
  return { means: all[`${id}.means`] ?? '', mend: all[`${id}.mend`] ?? '' }
}
