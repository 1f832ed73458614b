export { checkText } from './check-text.ts'
export type { CheckTextOptions, TextFinding } from './check-text.ts'
export { rules as textRules } from './rules.ts'
export type { TextContext, TextFault, TextRule, TextRuleId } from './text-rule.ts'
