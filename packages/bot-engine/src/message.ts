import type { Money, OrderView } from './order.ts'

/** Who wrote a message. `bot` is the automatic assistant, `agent` a person of the shop (conseiller). */
export type Author = 'customer' | 'bot' | 'agent' | 'system'

/**
 * One message of a conversation: what travels on the wire, what is stored and what a bubble shows.
 *
 * `id` is minted by whoever writes the message, before the first attempt to send it, and never changes:
 * a resend is the same message. `seq` is assigned by the desk when it commits the message, gap-free from 1
 * in each conversation; a message without `seq` has not been accepted by the desk yet (or there is no desk).
 */
export interface Message {
  /** UUIDv7, unique in the conversation. */
  readonly id: string
  /** Place in the conversation, from 1, assigned by the desk. */
  readonly seq?: number
  /** When it was written, ISO 8601 in UTC. */
  readonly at: string
  readonly author: Author
  /** First name and role shown for an agent, e.g. `Camille, conseillère`. */
  readonly name?: string
  /**
   * What it says. From the bot: the Markdown subset of FAQ answers. From people: plain text.
   * Never HTML. Always present, also beside a card: it is what a screen reader, a transcript and a mail say.
   */
  readonly text: string
  /** BCP 47 language of `text`, when it is not the conversation's. */
  readonly lang?: string
  /** Something to show under the text. */
  readonly card?: Card
  /** Quick replies offered with the message (réponses rapides). */
  readonly choices?: readonly QuickReply[]
  /** Set by the client only: has the desk accepted it? Absent on messages that need no desk. */
  readonly delivery?: 'pending' | 'sent' | 'failed'
}

/** A quick reply: a button under a message. Picking it sends `CHOICE.PICK` with its id. */
export interface QuickReply {
  readonly id: string
  readonly label: string
}

/** What a message can carry besides text. */
export type Card =
  | ArticleCard
  | OrderCard
  | FileCard
  | FormCard
  | RatingCard
  | LinkCard
  | LookCard
  | CopyCard
  | CustomCard

/** An article of the knowledge base, given as an answer; its text is the message's text. */
export interface ArticleCard {
  readonly type: 'article'
  readonly articleId: string
  readonly title: string
  readonly steps?: readonly { title: string; text: string; image?: string; link?: string }[]
}

/** An order with its state and timeline. */
export interface OrderCard {
  readonly type: 'order'
  readonly order: OrderView
  /** Only its milestones and parcels. */
  readonly part?: 'timeline'
}

/**
 * A document of the shop, such as an invoice. It carries no address: the link is minted at each click
 * with {@link Conversation.mintLink}, lives five minutes and opens once.
 */
export interface FileCard {
  readonly type: 'file'
  /** Opaque to the page, e.g. `invoice:XKBKNABJK:FA-2026-00031`. */
  readonly ref: string
  readonly name: string
  readonly mime: string
  /** Bytes, where the shop says. */
  readonly size?: number
}

/** A few fields asked at once; answered by `FORM.SUBMIT`. */
export interface FormCard {
  readonly type: 'form'
  readonly id: string
  readonly submit: string
  readonly fields: readonly FormField[]
  /** Set once it has been answered: the widget then shows it read-only. */
  readonly done?: boolean
}

export interface FormField {
  readonly name: string
  readonly label: string
  readonly kind: 'text' | 'email' | 'tel' | 'select' | 'checkbox' | 'textarea' | 'number' | 'date'
  readonly required?: boolean
  readonly hint?: string
  /** HTML autocomplete token, e.g. `tel`, `email`, `postal-code`. */
  readonly autocomplete?: string
  readonly options?: readonly { value: string; label: string }[]
  /** Least and most of a number. */
  readonly min?: number
  readonly max?: number
  readonly value?: string | boolean
  /** What is wrong with the value that was sent, as a sentence. */
  readonly error?: string
}

/** A satisfaction question with a scale of labelled choices (CSAT, CES, NPS); answered by `CHOICE.PICK`. */
export interface RatingCard {
  readonly type: 'rating'
  readonly scale: 'csat' | 'ces' | 'nps'
  readonly options: readonly QuickReply[]
  /** The id of the option that was picked. */
  readonly picked?: string
}

/** A page or contact channel to open: http, https, mailto and tel only. */
export interface LinkCard {
  readonly type: 'links'
  readonly links: readonly { label: string; href: string }[]
}

/**
 * Something to look at, and where it leads: a page of the shop with what to look for there, a step on the customer's
 * own screen, a product, a picture, a film.
 */
export interface LookCard {
  readonly type: 'look'
  /** Which step of how many. */
  readonly step?: { readonly number: number; readonly of: number }
  readonly title?: string
  readonly image?: string
  readonly video?: string
  /** Address of the film's captions, WebVTT. */
  readonly captions?: string
  /** What picture or film show, for who does not see them. */
  readonly alt?: string
  readonly price?: Money
  readonly link?: { readonly label: string; readonly href: string }
}

/** Words to be copied: a code, a message written beforehand. */
export interface CopyCard {
  readonly type: 'copy'
  readonly value: string
}

/**
 * A card of the shop's own, for what no other card shows: a size guide, a seat map. Whoever cannot draw that kind shows
 * the message's text alone.
 */
export interface CustomCard {
  readonly type: 'custom'
  /** Which of the shop's cards, e.g. `size-guide`. */
  readonly kind: string
  /** What it shows: plain JSON. A desk keeps at most 8 kB of it; of a larger card it has the text alone. */
  readonly data: unknown
}
