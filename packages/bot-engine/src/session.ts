import type { ConversationMachineEvent, ConversationState } from './conversation.machine.ts'
import type { ConversationOptions, ShopFacts } from './conversation.ts'
import type { Scope } from './flow/path.ts'
import type { Author, Card, Message, QuickReply } from './message.ts'
import type { Clock, Desk, Shop } from './ports.ts'
import type { Report } from './report.ts'
import type { TextBook } from './text-book.ts'
import type { Transcript } from './transcript.ts'
import type { WaysOn } from './ways-on.ts'

/** A message to be: what it says and carries. */
export interface Rendered {
  readonly text: string
  readonly card?: Card
  readonly choices?: readonly QuickReply[]
}

/** What the parts of one conversation share. */
export interface Session {
  readonly options: ConversationOptions
  readonly clock: Clock
  readonly report: Report
  readonly book: TextBook
  readonly ways: WaysOn
  readonly transcript: Transcript
  readonly shopFacts: ShopFacts
  /** Absent where the shop has no desk. */
  readonly ports: { readonly shop: Shop; readonly desk: Desk } | undefined
  readonly state: ConversationState
  /**
   * Takes an event into the conversation's machine.
   *
   * @param cause why, where flows or their steps are left by it
   */
  turn(event: ConversationMachineEvent, cause?: string): void
  /** What paths of texts and conditions look into, beside what a flow knows. */
  world(): Scope
  /** A message as it leaves the page: what personal data it holds is masked. */
  disclosed(message: Message): Message
  /**
   * Writes a message.
   *
   * @param disclosed the text as it leaves the page. @default the text
   */
  post(author: Author, message: Rendered, disclosed?: string): Message
  /** Writes one of the shared texts. */
  say(key: string, more?: Omit<Rendered, 'text'>): void
  /** Offers a human and a callback, or without a desk the shop's contact links. */
  offerPeople(key: string): void
  /** It is known now what the customer did after a question that found no answer. */
  settleQuestion(then: string): void
  /** Does something after all that came before it. */
  enqueue(where: string, work: () => void | Promise<void>): Promise<void>
  /** Does something when the turn that goes on is over and the listeners have heard of it; without one at once. */
  afterTurn(work: () => void): void
  /**
   * Waits for an answer from outside, while the customer sees that one is coming.
   *
   * @throws {Error} when there is none in fifteen seconds
   */
  awaited<Result>(answer: Result | Promise<Result>): Promise<Result>
  /** Tells the listeners. */
  changed(): void
}
