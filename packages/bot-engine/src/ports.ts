import type {
  ComplaintRequest,
  ConsentRecord,
  DataRequest,
  DeskReceipt,
  FlowFigure,
  RecapReceipt,
  RecapRequest,
  TicketRequest,
  UnsubscribeRequest,
  DeclarationReceipt,
  WithdrawalDeclaration,
} from './desk-records.ts'
import type { ActName, ActResult, ShopActs } from './acts.ts'
import type { Message } from './message.ts'
import type { OrderView } from './order.ts'

/**
 * Everything the engine asks of the outside. Each port has an HTTP client (`http-shop.ts`, `http-desk.ts`),
 * an in-memory fake (`@comptoir/bot-engine/fakes`) and one contract suite that all of them pass
 * (`@comptoir/bot-engine/contracts`). In the page both ports speak to the desk, and only to it.
 */
export interface Ports {
  readonly shop: Shop
  readonly desk: Desk
  readonly clock: Clock
}

/** Verification level of a conversation (DESIGN, Customer verification). */
export type Level = 0 | 1 | 2 | 3

/** What the customer gave to prove who they are. Level 1: reference and e-mail. Level 2: the postcode too. */
export interface VerificationClaim {
  readonly reference: string
  readonly email: string
  readonly postcode?: string
  /** The six digits that {@link Shop.sendCode} had mailed: level 3 for this order. */
  readonly code?: string
}

/**
 * The answer to a claim. It says nothing about which part was wrong: every mismatch, whatever its cause,
 * is `{ level: 0 }`, and so is an attempt after the third. `locked` is the same for all orders.
 */
export interface VerificationResult {
  readonly level: Level
  /** True once this conversation has used its three tries. */
  readonly locked?: boolean
  /** True where the postcode fits and the shop wants the mailed code all the same, for level 2 and above. */
  readonly needsCode?: boolean
}

/** The shop as the conversation may see it. Rejections are {@link PortError}s. */
export interface Shop {
  verify(claim: VerificationClaim): Promise<VerificationResult>
  /**
   * Has a code mailed to the address on file of the order, if the e-mail given is that one; says the same either
   * way. It goes into `verify`, within ten minutes and five tries.
   */
  sendCode(claim: Pick<VerificationClaim, 'reference' | 'email'>): Promise<void>
  /** The shop's short-lived signed token for a customer who is logged in: level 3 for all their orders. */
  identify(token: string): Promise<VerificationResult>
  /** Orders of the signed-in customer, newest first; empty below level 3. */
  orders(): Promise<readonly OrderView[]>
  /** One order, with what the conversation's level opens. Rejects with `forbidden` below level 1. */
  order(reference: string): Promise<OrderView>
  /** A link to a document: lives five minutes, opens once, bound to this conversation. */
  mintLink(ref: string): Promise<{ href: string; expiresAt: string }>
  /**
   * Has the shop do something, or look it up. The same `key` in the same conversation does it once, however
   * often it is sent. What the shop refuses is an answer ({@link Refused}); rejects with `forbidden` below the
   * level that the act needs ({@link actLevels}).
   */
  act<Name extends ActName>(name: Name, input: ShopActs[Name]['input'], key: string): Promise<ActResult<Name>>
}

/** The shop's people and their promises. Rejections are {@link PortError}s. */
export interface Desk {
  availability(): Promise<Availability>
  /** Ask for a human (mise en relation). `topic` and `facts` are shown to the agent. */
  handoff(request: HandoffRequest): Promise<HandoffState>
  callbackSlots(): Promise<readonly CallbackSlot[]>
  requestCallback(request: CallbackRequest): Promise<CallbackReceipt>
  /** Keeps a request that somebody answers later. */
  openTicket(request: TicketRequest): Promise<DeskReceipt>
  complain(request: ComplaintRequest): Promise<DeskReceipt>
  /** Keeps a declaration of withdrawal with its evidence, and mails the receipt. Needs no level. */
  withdraw(request: WithdrawalDeclaration): Promise<DeclarationReceipt>
  /** Rejects with `refused` where it knows no address of the customer's, or one was sent already. */
  sendRecap(request: RecapRequest): Promise<RecapReceipt>
  requestData(request: DataRequest): Promise<DeskReceipt>
  unsubscribe(request: UnsubscribeRequest): Promise<DeskReceipt>
  recordConsent(consent: ConsentRecord): Promise<DeskReceipt>
  survey(answer: SurveyAnswer): Promise<void>
  /** What became of the steps of flows, in order; a list may come twice. Absent where the desk does not count. */
  recordFigures?(figures: readonly FlowFigure[]): Promise<void>
  /** The conversation is over; the desk starts its retention clock. */
  end(outcome: Outcome): Promise<void>
  /**
   * Store a message: idempotent by `message.id`, resolves with the seq that the desk gave it, the same one
   * each time. The outbox calls it, one message at a time, in the order they were written.
   */
  putMessage(message: Message): Promise<{ seq: number }>
  /** The customer has read the messages up to this seq: the agent is told. */
  markRead(seq: number): Promise<void>
  /** Keeps a picture or a document; the same id again is the same file. */
  upload(file: FileToUpload): Promise<UploadedFile>
  /** Keep the opaque snapshot of the conversation, the newest wins. */
  putSnapshot(snapshot: unknown): Promise<void>
  /**
   * Messages and states from the desk, in order, resuming after `afterSeq`; reconnects by itself.
   * Gives the function that stops it.
   */
  stream(afterSeq: number, onEvent: (event: DeskEvent) => void): () => void
  /** Questions that found no answer, masked before they come here. */
  recordUnanswered(question: UnansweredQuestion): Promise<void>
  /** Erase this conversation now, on the customer's word. */
  erase(): Promise<void>
}

/** A picture (JPEG, PNG, WebP) or a PDF to be handed in. */
export interface FileToUpload {
  /** Minted by whoever hands it in: 8 to 64 letters, digits, `-` and `_`. */
  readonly id: string
  /** What it is called on their disk. */
  readonly name: string
  /** Base64. */
  readonly content: string
}

/** A file that the desk has, as a file card names it. */
export interface UploadedFile {
  /** For {@link Shop.mintLink}, e.g. `upload:0199c1f0-…`. */
  readonly ref: string
  readonly name: string
  readonly mime: string
  /** Bytes. */
  readonly size: number
}

export interface Clock {
  /** Milliseconds since the epoch. */
  now(): number
  /** Calls back once, not before `at`; gives the function that cancels it. */
  setAlarm(at: number, callback: () => void): () => void
}

export interface Availability {
  /** Are the human hours open now, and is an agent signed in? */
  readonly open: boolean
  /** Signed-in agents who can take a conversation now. */
  readonly agents: number
  /** Conversations waiting before this one. */
  readonly waiting: number
  /** When a human is reachable again, ISO 8601; absent while open. */
  readonly nextOpening?: string
  /** The hours as text for people, in the asked language. */
  readonly hoursText: string
}

export interface HandoffRequest {
  /** Article, flow or words that led here. */
  readonly topic: string
  /** Facts already given, so that the customer never repeats them: label → value. */
  readonly facts: Readonly<Record<string, string>>
  readonly locale: string
}

export type HandoffState =
  | { readonly state: 'waiting'; readonly position: number }
  | { readonly state: 'live'; readonly agent: string }
  | { readonly state: 'closed'; readonly nextOpening?: string }
  | { readonly state: 'ended' }

/** A half-hour in which the shop will call (créneau de rappel). */
export interface CallbackSlot {
  readonly id: string
  /** ISO 8601. */
  readonly from: string
  readonly to: string
}

export interface CallbackRequest {
  /** E.164, checked by {@link parsePhone}. */
  readonly phone: string
  readonly slotId: string
  readonly name?: string
  readonly reason: string
  readonly locale: string
  /** The customer's consent to this one service call, with the version of the sentence they agreed to. */
  readonly consent: { readonly service: true; readonly commercial: boolean; readonly textVersion: string }
}

export interface CallbackReceipt {
  readonly id: string
  readonly from: string
  readonly to: string
}

export interface SurveyAnswer {
  readonly scale: 'csat' | 'ces' | 'nps'
  readonly value: number
  readonly flow?: string
}

export type Outcome = 'resolved' | 'unresolved' | 'escalated' | 'abandoned'

export interface UnansweredQuestion {
  /** Masked text. */
  readonly text: string
  readonly locale: string
  /** Ids of the articles that were proposed. */
  readonly proposed: readonly string[]
  /** What the customer did next: an article id, `other`, `human`, `callback`, `left`. */
  readonly then: string
}

/** What comes from the desk while the conversation is open. */
export type DeskEvent =
  | { readonly type: 'message'; readonly message: Message }
  | { readonly type: 'handoff'; readonly handoff: HandoffState }
  | { readonly type: 'typing'; readonly author: 'agent'; readonly on: boolean }
  /** The agent has read up to this seq. */
  | { readonly type: 'read'; readonly seq: number }
  | { readonly type: 'connection'; readonly online: boolean }

/**
 * Why a port could not do what was asked.
 * - `unavailable`: network, time-out, 5xx, garbage: may go well later;
 * - `forbidden`: the level does not open this;
 * - `refused`: understood and not possible (a slot just taken, an order that moved on); `message` says why;
 * - `invalid`: the input does not fit.
 */
export class PortError extends Error {
  readonly code: 'unavailable' | 'forbidden' | 'refused' | 'invalid'
  constructor(code: PortError['code'], message: string, options?: ErrorOptions) {
    super(message, options)
    this.name = 'PortError'
    this.code = code
  }
}
