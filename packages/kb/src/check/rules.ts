import type { Rule } from './rule.ts'
import { answerLength } from './rules/answer-length.ts'
import { deadLink } from './rules/dead-link.ts'
import { differentFacts } from './rules/different-facts.ts'
import { differentFields } from './rules/different-fields.ts'
import { duplicateQuestion } from './rules/duplicate-question.ts'
import { encoding } from './rules/encoding.ts'
import { example } from './rules/example.ts'
import { expired } from './rules/expired.ts'
import { linkAddress } from './rules/link-address.ts'
import { mergeConflict } from './rules/merge-conflict.ts'
import { missingAlt } from './rules/missing-alt.ts'
import { missingTranslation } from './rules/missing-translation.ts'
import { overdueReview } from './rules/overdue-review.ts'
import { questionLength } from './rules/question-length.ts'
import { related } from './rules/related.ts'
import { schema } from './rules/schema.ts'
import { size } from './rules/size.ts'
import { stolenVariant } from './rules/stolen-variant.ts'
import { syntax } from './rules/syntax.ts'
import { tooClose } from './rules/too-close.ts'
import { unknownAction } from './rules/unknown-action.ts'
import { unreachableCategory } from './rules/unreachable-category.ts'

/** The rules on files and on the FAQ as a whole; the ones on a text alone stand in `text-rules/`. */
export const rules: readonly Rule[] = [
  size,
  encoding,
  mergeConflict,
  syntax,
  schema,
  duplicateQuestion,
  tooClose,
  stolenVariant,
  example,
  unknownAction,
  linkAddress,
  deadLink,
  related,
  missingAlt,
  missingTranslation,
  differentFields,
  differentFacts,
  unreachableCategory,
  overdueReview,
  expired,
  answerLength,
  questionLength,
]
