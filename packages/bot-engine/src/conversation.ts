import type { FlowFigure } from './desk-records.ts'
import type { FlowLibrary } from './flow/library.ts'
import type { Knowledge } from './knowledge.ts'
import type { LogEntry } from './messages.ts'
import type { Message } from './message.ts'
import type { OutboxStorage } from './outbox.ts'
import type {
  Clock,
  Desk,
  FileToUpload,
  HandoffState,
  Level,
  Shop,
  UploadedFile,
  SurveyAnswer,
} from './ports.ts'

/** What leads a conversation on. An unknown or malformed event is refused with a log entry, never thrown. */
export type ConversationEvent =
  | { readonly type: 'MESSAGE.SEND'; readonly text: string }
  /** A message that could not be sent is sent again, under its own id. */
  | { readonly type: 'MESSAGE.RETRY'; readonly id: string }
  | { readonly type: 'CHOICE.PICK'; readonly id: string }
  | { readonly type: 'FORM.SUBMIT'; readonly id: string; readonly values: Readonly<Record<string, unknown>> }
  | { readonly type: 'COMMAND'; readonly name: CommandName }
  | { readonly type: 'FLOW.START'; readonly flow: string; readonly input?: Readonly<Record<string, unknown>> }
  | { readonly type: 'ARTICLE.OPEN'; readonly id: string }
  | { readonly type: 'CUSTOMER.IDENTIFY'; readonly token: string }
  | { readonly type: 'PAGE.CHANGE'; readonly url: string }
  /** A file that {@link Conversation.upload} has handed in becomes a message, and the answer to who asks for one. */
  | ({ readonly type: 'FILE.ATTACH' } & UploadedFile)
  /** What stands in the conversation was seen: the page was in front, and the agent's words on it. */
  | { readonly type: 'MESSAGES.READ' }
  /** A link of a card was followed. */
  | { readonly type: 'LINK.OPEN'; readonly href: string }

/** What a customer can ask for at any point, by a button or in their own words. */
export type CommandName = 'human' | 'menu' | 'back' | 'restart' | 'stop' | 'repeat'

/** What the conversation waits for, so that the composer can show the right field. */
export type WaitingFor =
  | { readonly kind: 'text'; readonly slot?: WaitingSlot }
  | { readonly kind: 'choice' }
  | { readonly kind: 'form'; readonly id: string }
  | { readonly kind: 'agent' }
  | { readonly kind: 'nothing' }

export interface WaitingSlot {
  /** e.g. `email`, `order-reference`, `postcode`, `phone`. */
  readonly type: string
  /** A short accessible name for the field, e.g. `Adresse e-mail`. */
  readonly label: string
  /** HTML autocomplete token. */
  readonly autocomplete?: string
  /** HTML inputmode. */
  readonly inputMode?: 'text' | 'email' | 'tel' | 'numeric'
}

/** Everything that a user interface draws. A new object at each change; unchanged messages stay identical. */
export interface ConversationView {
  /** In display order: by seq, those that the desk has not accepted yet last. */
  readonly messages: readonly Message[]
  readonly waitingFor: WaitingFor
  /** Something is being looked up: show that the bot is typing. */
  readonly busy: boolean
  readonly typing?: 'bot' | 'agent'
  readonly handoff: HandoffState | { readonly state: 'none' }
  /** The agent has read the messages up to this seq. */
  readonly readTo?: number
  readonly level: Level
  /** When the conversation goes on by itself, ISO 8601. */
  readonly deadline?: string
  /** `none`: no desk configured, or not needed yet. */
  readonly connection: 'none' | 'online' | 'offline'
  /** Id of the running flow. */
  readonly flow?: string
}

/** The shop as texts speak of it, and what remains when nothing else works. */
export interface ShopFacts {
  readonly name?: string
  readonly phone?: string
  readonly email?: string
  /** Address of the contact page. */
  readonly page?: string
}

export interface ConversationOptions {
  readonly kb: Knowledge
  /** Loads a flow when it starts. @default the shipped flows of `@comptoir/bot-engine/flows` have to be given */
  readonly flows: FlowLibrary
  /** Without a desk the FAQ answers and escalation shows the contact links of `shop`. */
  readonly ports?: { readonly shop?: Shop; readonly desk?: Desk }
  /** BCP 47; texts exist in `fr` and `en`, others fall back to `en`. */
  readonly locale: string
  /** The shop's own words for a text: `<flow>.<key>` → text, e.g. `conversation.greeting`. */
  readonly texts?: Readonly<Record<string, string>>
  readonly shop?: ShopFacts
  /**
   * What customers may be asked at the end: satisfaction, effort, whether they would recommend the shop. None of it for
   * never. Nobody is asked twice in a conversation, nor within 30 days (90 for `nps`, and after no answer); what the
   * `storage` keeps for this are days. @default ['csat', 'ces']
   */
  readonly survey?: readonly SurveyAnswer['scale'][] | undefined
  /** @default the system's */
  readonly clock?: Clock
  /** What {@link Conversation.snapshot} gave before. A foreign or broken one gives a fresh start. */
  readonly snapshot?: unknown
  /**
   * Where unsent messages wait. @default memory
   *
   * Whoever keeps snapshots as well writes the one that subscribers were just told of first: then a page that goes
   * between the two sends what it finds there, and says nothing twice.
   */
  readonly storage?: OutboxStorage
  /** The page the customer is on. */
  readonly page?: { readonly url?: string }
  /** Hears what went wrong and was survived, with a code. */
  readonly log?: (entry: LogEntry) => void
  /** Hears of every step of a flow that is entered, left or dropped; no word of the customer's is in it. */
  readonly onFigure?: (figure: FlowFigure) => void
  /** Gives ids to messages. @default UUIDv7 */
  readonly newId?: () => string
}

/** One conversation with one customer. */
export interface Conversation {
  /** Greets; on a restored conversation it takes up where it was. Calling it twice is harmless. */
  start(): void
  /**
   * Takes an event. Never throws; resolves when it is done.
   *
   * @param act an id of 8 to 64 letters, digits, `-` and `_` for what the customer did, which becomes the id of
   *   their message. The same act given again, also after a restart, is the same act: nothing is said twice, and a
   *   message that the desk had refused is sent once more.
   */
  send(event: ConversationEvent, act?: string): Promise<void>
  /** Called at once and at each change; gives the function that ends it. */
  subscribe(listener: (view: ConversationView) => void): () => void
  readonly view: ConversationView
  /** Plain JSON from which {@link createConversation} carries on. */
  snapshot(): unknown
  /** A link to a document of a file card. @throws {PortError} */
  mintLink(ref: string): Promise<{ href: string; expiresAt: string }>
  /**
   * Hands a file in to the desk; what it gives goes into `FILE.ATTACH`. The same id again is the same file.
   *
   * @throws {PortError} `invalid` for what is not taken or too large, `refused` when there are enough of them
   */
  upload(file: FileToUpload): Promise<UploadedFile>
  /** The network or the page is back: what waits for another try is tried now. */
  wake(): void
  /** Lets go of timers and streams. The snapshot stays valid. */
  stop(): void
}
