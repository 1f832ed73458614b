/** A FAQ as a content team writes it: one language, its categories, its articles and its news. */
export interface Faq {
  /** BCP 47 language of every text in the file, e.g. `fr` or `fr-BE`. */
  readonly locale: string
  readonly categories: readonly Category[]
  readonly articles: readonly Article[]
  /** Promotions, events and known incidents, shown first while they last. */
  readonly news?: readonly News[]
}

/** A shelf of the FAQ. Categories form a tree through `parent`; the order is the file's. */
export interface Category {
  readonly id: string
  readonly label: string
  readonly description?: string
  /** Id of the category this one stands in; none means the top. */
  readonly parent?: string
}

/** One question that the shop answers. */
export interface Article {
  /** Stable in every language and version of the FAQ, e.g. `invoice.download`. */
  readonly id: string
  readonly category: string
  /** The question as a heading; also what a clarifying button says. */
  readonly question: string
  /** Other phrasings of the same question, as customers write them. The best lever on what is found. */
  readonly variants?: readonly string[]
  readonly keywords?: readonly string[]
  /** The answer in the Markdown subset of {@link parseMarkdown}. */
  readonly answer: string
  /** The way to do it, one screen at a time. */
  readonly steps?: readonly Step[]
  /** Ids of the articles to read next. */
  readonly related?: readonly string[]
  /** Id of the flow to offer after the answer, e.g. `get-invoice`. */
  readonly action?: string
  /** Who may see it; none means everyone. */
  readonly audience?: readonly Visitor[]
  /** Where it applies; none means everywhere. */
  readonly when?: When
  /** First and last day it is true, `2026-11-21`, or an ISO 8601 instant. The last day is included. */
  readonly validFrom?: string
  readonly validTo?: string
  /** A draft is never shown to customers. */
  readonly status?: 'draft' | 'published'
  /** Who answers for the text. */
  readonly owner?: string
  /** The day it should be read again, `2027-05-01`. */
  readonly reviewBy?: string
  /** Questions that must find this article: the content team's own regression tests. */
  readonly examples?: readonly string[]
}

/** One step of an answer, with a picture of the customer's own screen where that helps. */
export interface Step {
  readonly title: string
  readonly text: string
  readonly image?: string
  /** What the picture shows, for those who do not see it. */
  readonly alt?: string
  readonly link?: string
}

/** A promotion, an event or a known incident. */
export interface News {
  readonly id: string
  /** In the Markdown subset. */
  readonly text: string
  /** An incident is shown before other news. */
  readonly kind?: 'news' | 'incident'
  /** The article that says more. */
  readonly article?: string
  readonly audience?: readonly Visitor[]
  readonly when?: When
  readonly validFrom?: string
  readonly validTo?: string
}

/** Who is reading: somebody unknown, a signed-in customer, a business customer, or an agent of the shop. */
export type Visitor = 'visitor' | 'customer' | 'business' | 'agent'

/** A condition on the page: paths, where `*` stands for any characters, e.g. `/en/*`. */
export interface When {
  readonly pages?: readonly string[]
}

/** Who asks, from where and when. Decides which articles and news exist for them. */
export interface Context {
  /** @default 'visitor' */
  readonly visitor?: Visitor
  /** Path of the page, e.g. `/panier`. */
  readonly page?: string
  /** @default the current time */
  readonly now?: Date
}
