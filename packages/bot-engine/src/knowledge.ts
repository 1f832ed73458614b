/**
 * What the engine asks of a knowledge base. `createKnowledgeBase` of `@comptoir/kb` gives one; anything of
 * this shape will do, also one in another thread or on another machine: the conversation waits for its answer.
 */
export interface Knowledge {
  /** Answers a question, asks which of a few articles was meant, or gives up. One that fails has no answer. */
  ask(question: string): KnowledgeReply | Promise<KnowledgeReply>
  /** The article with that id. */
  get(id: string): KnowledgeArticle | undefined | Promise<KnowledgeArticle | undefined>
}

export type KnowledgeReply =
  | {
      readonly kind: 'answer'
      readonly article: KnowledgeArticle
      /** 0 to 1. */
      readonly confidence: number
      /** Articles for the other requests of the same message. */
      readonly alsoAsked?: readonly KnowledgeArticle[]
      /** The next best, best first. */
      readonly others?: readonly KnowledgeCandidate[]
    }
  | {
      readonly kind: 'clarify'
      readonly articles: readonly KnowledgeArticle[]
      /** What was weighed, best first. */
      readonly candidates?: readonly KnowledgeCandidate[]
    }
  | {
      readonly kind: 'escalate'
      /** A sentence to say in return, e.g. to a greeting. */
      readonly reply?: string
      /** What was closest nevertheless, best first. */
      readonly candidates?: readonly KnowledgeCandidate[]
    }

/** An article, and how sure the knowledge base is of it, from 0 to 1. */
export interface KnowledgeCandidate {
  readonly article: KnowledgeArticle
  readonly confidence: number
}

/** The part of an article that the conversation uses. */
export interface KnowledgeArticle {
  readonly id: string
  readonly question: string
  /** Markdown subset. */
  readonly answer: string
  readonly steps?: readonly {
    readonly title: string
    readonly text: string
    readonly image?: string
    readonly link?: string
  }[]
  /** The flow to offer with it. */
  readonly action?: string
  /** What it is about in a word or two, the plainest first: said with a short question that follows it. */
  readonly keywords?: readonly string[]
  /** Articles and category that it belongs with: a short question after it rather means one of those. */
  readonly related?: readonly string[]
  readonly category?: string
}
