/**
 * What a customer leaves with the desk: each becomes a durable record with an owner and a due time. The same
 * request again, in the same conversation, gives the same receipt; what the page says is kept as said and is
 * believed about nothing else.
 */

/** What the desk answers: it is kept, under this number. */
export interface DeskReceipt {
  /** Number that people quote, e.g. `T-2026-0042`. */
  readonly reference: string
  /** When the desk kept it, ISO 8601. */
  readonly receivedAt: string
  /** When the answer is due at the latest, ISO 8601; absent where none is promised. */
  readonly dueAt?: string
  /**
   * Whether this goes out by mail too. `sent`: to an address that is known to be the customer's. `later`: to such an
   * address, on one of the next days, as it had all its mails of today. `if-of-order`: only if the address given is
   * the one on file of the order named, which nobody is told. Absent: no mail goes out.
   */
  readonly mail?: 'sent' | 'later' | 'if-of-order'
}

/** A request that somebody answers later (ticket). */
export interface TicketRequest {
  /** In a few words; the title of the ticket. */
  readonly subject: string
  /** What the customer says, masked. */
  readonly text: string
  /** Flow or kind of case that it comes from, e.g. `not-received`. */
  readonly topic: string
  /** Reference of the order it is about. */
  readonly order?: string
  /** Where the answer goes. Without it: to the address on file of the verified order. */
  readonly email?: string
  /** Facts already given: label → value, so that nobody asks twice. */
  readonly facts: Readonly<Record<string, string>>
  readonly locale: string
}

/** A complaint (réclamation): recorded, acknowledged, decided, answered within the shop's time. */
export interface ComplaintRequest {
  /** What it is about, in a few words. */
  readonly subject: string
  /** What happened, in the customer's words, masked. */
  readonly text: string
  /** What the customer expects: repair, refund, exchange, an apology … */
  readonly expectation?: string
  readonly order?: string
  readonly name?: string
  readonly email?: string
  /** E.164; a serious complaint is answered by telephone. */
  readonly phone?: string
  readonly urgent?: boolean
  readonly facts: Readonly<Record<string, string>>
  readonly locale: string
}

/** A declaration of withdrawal (rétractation). Received in any case: doubts are for a person, later. */
export interface WithdrawalDeclaration {
  /** Who declares. */
  readonly name: string
  /** What identifies the contract: an order reference, or words. */
  readonly contract: string
  /** The part of the contract it is about; absent: all of it. */
  readonly items?: readonly { readonly name: string; readonly sku?: string; readonly quantity: number }[]
  /** Electronic address for the receipt. */
  readonly email: string
  /** Given freely, or not at all. */
  readonly reason?: string
  /** The declaration as the customer confirmed it, word for word. */
  readonly statement: string
  /** Version of the words shown, e.g. `withdraw@2/fr/1a2b3c4d`. */
  readonly textVersion: string
  readonly locale: string
}

export interface DeclarationReceipt extends DeskReceipt {
  /** Until when the refund is due, ISO 8601: fourteen days from the declaration. */
  readonly refundBy: string
}

/**
 * A summary by mail of what was done. The desk sends it only to an address that it knows to be the customer's
 * (the one of the order that this conversation has verified), at most one a conversation; otherwise it refuses.
 */
export interface RecapRequest {
  /** The flow whose result it tells. */
  readonly flow: string
  readonly subject: string
  /** Paragraphs of plain text: request, cause, solution, next step. */
  readonly paragraphs: readonly string[]
  readonly order?: string
  readonly locale: string
}

export interface RecapReceipt {
  /** Where it goes, masked, e.g. `j•••@example.com`. */
  readonly to: string
}

/** What a person may ask about their own data (RGPD, art. 15–21). */
export interface DataRequest {
  readonly right: 'access' | 'erasure' | 'rectification' | 'portability' | 'objection'
  readonly email: string
  readonly text?: string
  readonly locale: string
}

/** No more advertising: free, at once, without reasons. */
export interface UnsubscribeRequest {
  /** E-mail address or number (E.164) that is no longer to be used. */
  readonly address: string
  readonly channel: 'email' | 'sms' | 'phone'
  readonly locale: string
}

/** A consent that was given or refused, with the words that were shown: the proof is the desk's. */
export interface ConsentRecord {
  /** What for, e.g. `commercial-mail`. */
  readonly purpose: string
  readonly given: boolean
  /** Version of the sentence, e.g. `rebound@1/fr/1a2b3c4d`. */
  readonly textVersion: string
  readonly locale: string
}

/** A step of a flow that was entered or left, for the figures. Carries no word of the customer's. */
export interface FlowFigure {
  /** Which run of a flow in this conversation, from 1. */
  readonly run: number
  readonly flow: string
  readonly version: number
  /** Absent for the flow as a whole. */
  readonly step?: string
  readonly phase: 'welcome' | 'discovery' | 'proposal' | 'conclusion'
  readonly what: 'entered' | 'left' | 'dropped'
  /**
   * How a step was left (`answered`, `missed`, `failed`, `time`, `visited`, `back`, `agent`, `done`, `edited`), how a
   * flow ended (its outcome), or why it was dropped (`human`, `menu`, `restart`, `stop`, `back`, `again`, `question`,
   * `flow`, `error`).
   */
  readonly cause?: string
  /** ISO 8601. */
  readonly at: string
}
