import type { Article, Category } from './faq.ts'

/** What {@link KnowledgeBase.ask} gives back: always one of these three, for any input at all. */
export type Answer = Answered | Clarified | Escalated

/** One article is clearly it. */
export interface Answered {
  readonly kind: 'answer'
  readonly article: Article
  /** 0 to 1, calibrated: of the answers given with 0.8, about 80 % are right. */
  readonly confidence: number
  /** The next best, best first, for "that was not my question". */
  readonly others: readonly Candidate[]
  /** Articles for the other requests of the same message, in the order they were made. */
  readonly alsoAsked: readonly Article[]
}

/** Two to four articles are close. Offer their questions as choices, and always "autre" (something else). */
export interface Clarified {
  readonly kind: 'clarify'
  readonly articles: readonly Article[]
  readonly candidates: readonly Candidate[]
}

/** Nothing fits: offer a human or a callback, and record the question. */
export interface Escalated {
  readonly kind: 'escalate'
  readonly reason: EscalationReason
  /** A sentence to say in return, from the lexicon: set for small talk, insults and test messages. */
  readonly reply?: string
  /** What was closest nevertheless, for the record. */
  readonly candidates: readonly Candidate[]
}

/**
 * Why there is no answer: nothing was typed, nothing in it could be read (emoji, another script), it is small
 * talk, an insult without a question, a test message, or the FAQ has no article for it.
 */
export type EscalationReason = 'empty' | 'unreadable' | 'small-talk' | 'insult' | 'test' | 'unknown'

/** An article with how sure we are that it is the one. */
export interface Candidate {
  readonly article: Article
  /** 0 to 1, calibrated. */
  readonly confidence: number
}

/** A search result: a candidate with what to underline. */
export interface Hit extends Candidate {
  /** What was recognised in the question, as ranges of UTF-16 offsets into `article.question`. */
  readonly ranges: readonly Range[]
}

/** `[start, end)` in UTF-16 units. */
export type Range = readonly [start: number, end: number]

/** A completion shown while the customer types. */
export interface Suggestion {
  readonly article: Article
  /** The question, to show. */
  readonly text: string
  readonly ranges: readonly Range[]
}

/** One shelf of the tree: where it stands, its sub-categories, its own articles. */
export interface Shelf {
  /** None at the top. */
  readonly category?: Category
  /** From the top to this category. */
  readonly path: readonly Category[]
  readonly categories: readonly Category[]
  readonly articles: readonly Article[]
}
