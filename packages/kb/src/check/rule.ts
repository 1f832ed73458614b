import type { TextRuleId } from '../text-rules/index.ts'
import type { FaqFile } from './faq-file.ts'
import type { FaqSet } from './faq-set.ts'
import type { Sentence } from './sentences/en.ts'
import type { Site } from './site.ts'
import type { TextEdit } from './text-edit.ts'

/** The rules on files and on the FAQ as a whole; each is a file in `rules/` named after it. */
export type FaqRuleId =
  | 'answer-length'
  | 'dead-link'
  | 'different-facts'
  | 'different-fields'
  | 'duplicate-question'
  | 'encoding'
  | 'example'
  | 'expired'
  | 'link-address'
  | 'merge-conflict'
  | 'missing-alt'
  | 'missing-translation'
  | 'overdue-review'
  | 'question-length'
  | 'related'
  | 'schema'
  | 'size'
  | 'stolen-variant'
  | 'syntax'
  | 'too-close'
  | 'unknown-action'
  | 'unreachable-category'

export type RuleId = FaqRuleId | TextRuleId

/** One thing that is looked at, over all files at once. */
export interface Rule {
  readonly id: FaqRuleId
  /** Reports each place that breaks the rule. */
  check(faqs: FaqSet, report: Report, settings: Settings): void
}

/** Where something is wrong, which sentence says it, and what would mend it. */
export type Report = (
  place: {
    readonly file: FaqFile
    /** e.g. `articles[3].variants[0]` */
    readonly path: string
    /** Which character of the text at `path`. */
    readonly index?: number
    /** Offset in the file, where there is no path. */
    readonly offset?: number
  },
  sentence: Sentence,
  values?: Readonly<Record<string, string | number>>,
  edits?: readonly TextEdit[],
) => void

/** What the rules are told from outside. */
export interface Settings {
  /** Language of the sentences. */
  readonly language: string
  readonly now: Date
  /** Ids that an article's `action` may be. */
  readonly flows: ReadonlySet<string>
  /** The pages that exist, when they are known. */
  readonly site?: Site
  /** Longest answer, in characters as they read. */
  readonly longestAnswer: number
  readonly shortestAnswer: number
  readonly longestQuestion: number
}
