export { createKnowledgeBase } from './knowledge-base.ts'
export type { KnowledgeBase, KnowledgeBaseOptions, SearchOptions } from './knowledge-base.ts'
export type {
  Answer,
  Answered,
  Candidate,
  Clarified,
  Escalated,
  EscalationReason,
  Hit,
  Range,
  Shelf,
  Suggestion,
} from './answer.ts'

export { loadIndex, prebuildIndex } from './prebuilt.ts'
export type { IndexLoader, PrebuiltIndex } from './prebuilt.ts'
export type { Pause } from './steps.ts'
export type { Decision, Temper } from './decision.ts'
export type { Lexicon, Talk } from './lexicon.ts'

export { takeFaq } from './faq-shape.ts'
export { FaqError, formatProblem, parseFaq, readFaq } from './parse-faq.ts'
export type { ParseOptions, Problem } from './parse-faq.ts'
export type { Article, Category, Context, Faq, News, Step, Visitor, When } from './faq.ts'

export { parseMarkdown, plainText } from './markdown.ts'
export { safeAddress } from './safe-address.ts'
export type { Block, Inline, ListBlock, ParagraphBlock } from './markdown.ts'
