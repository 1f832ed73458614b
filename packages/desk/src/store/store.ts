import type {
  HandoffRequest,
  Level,
  Message,
  Outcome,
  SurveyAnswer,
  UnansweredQuestion,
} from '@comptoir/bot-engine'

/**
 * Everything that the desk keeps. One adapter per database, all of them pass `test/store/store-contract.ts`.
 *
 * A promise that resolves means: committed, on the disk, and there after a crash. Writes are atomic each; an
 * adapter is free to commit several together. Moments are milliseconds since the epoch. A write to a conversation
 * that is not there, or was erased meanwhile, rejects with {@link ConversationGone}.
 */
export interface Store
  extends
    ConversationRows,
    MessageRows,
    VerificationRows,
    LinkRows,
    HandoffRows,
    CallbackRows,
    AnswerRows,
    AgentRows,
    OperationRows {
  close(): Promise<void>
}

// --- Conversations ---

export interface ConversationRows {
  createConversation(conversation: NewConversation): Promise<void>
  conversation(id: string): Promise<Conversation | undefined>
  endConversation(id: string, outcome: Outcome, at: number): Promise<void>
  /**
   * Removes the conversation with everything that hangs on it: messages, snapshot, verifications, links, the
   * handoff, callbacks, survey answers. Consent records stay, without number and name. False when there was none.
   */
  eraseConversation(id: string): Promise<boolean>
  putSnapshot(conversationId: string, snapshot: string, at: number): Promise<void>
  snapshot(conversationId: string): Promise<string | undefined>
}

// --- Messages ---

export interface MessageRows {
  /**
   * Gives the message its seq, the next one of its conversation, in the commit that keeps it. The same id again
   * gives the seq of the first time and changes nothing; `author` tells whose message holds the id.
   */
  putMessage(conversationId: string, message: Message, at: number): Promise<StoredMessage>
  /** Messages with a seq above `after`, in order, at most `limit`. */
  messages(conversationId: string, after: number, limit: number): Promise<readonly Message[]>
  digest(conversationId: string): Promise<Digest>
}

// --- Customer verification ---

export interface VerificationRows {
  /** Uses one of `max` tries, in one step however many come at once; false when none is left. */
  takeTry(conversationId: string, max: number): Promise<TakenTry>
  /** The try was good, or the shop could not judge it: it does not count. */
  returnTry(conversationId: string): Promise<void>
  /** Keeps what was proven; a later proof for the same order or customer replaces it. */
  saveVerification(verification: Verification): Promise<void>
  verifications(conversationId: string): Promise<readonly Verification[]>
  /** Moves the end of the verifications that are still alive. */
  extendVerifications(conversationId: string, now: number, expiresAt: number): Promise<void>
  /** Notes a customer token's `jti`: true the first time and for the same conversation, false for another one. */
  claimToken(jti: string, conversationId: string, expiresAt: number): Promise<boolean>
}

// --- Links ---

export interface LinkRows {
  addLink(link: Link): Promise<void>
  link(id: string): Promise<Link | undefined>
  /** True for exactly one caller, before the link expires. */
  redeemLink(id: string, now: number): Promise<boolean>
  /** The document could not be had: the customer may use the link again. */
  restoreLink(id: string): Promise<void>
}

// --- Handoffs ---

export interface HandoffRows {
  /** Puts the conversation in the queue; gives the handoff that waits or is live already where there is one. */
  requestHandoff(handoff: NewHandoff): Promise<Handoff>
  /** The latest handoff of a conversation. */
  handoff(conversationId: string): Promise<Handoff | undefined>
  /** Who waits, first come first. */
  waiting(): Promise<readonly Handoff[]>
  liveHandoffs(agentId: string): Promise<readonly Handoff[]>
  /** Gives the waiting conversation to one agent; `undefined` for everybody after the first. */
  takeHandoff(conversationId: string, agentId: string, at: number): Promise<Handoff | undefined>
  /** Ends a waiting or live handoff; `undefined` when there was none. */
  endHandoff(conversationId: string, at: number): Promise<Handoff | undefined>
}

// --- Callbacks ---

export interface CallbackRows {
  /** Keeps the promise and its consent, unless `capacity` callbacks stand in that slot already. */
  addCallback(callback: NewCallback, capacity: number): Promise<Callback | undefined>
  callback(id: string): Promise<Callback | undefined>
  callbacks(filter: CallbackFilter): Promise<readonly Callback[]>
  /** How many open callbacks stand in each slot that begins at or after `from`. */
  callbacksPerSlot(from: number): Promise<ReadonlyMap<number, number>>
  /** Callbacks asked for a number since then, by whoever. */
  callbacksForPhone(phone: string, since: number): Promise<number>
  recordOutcome(id: string, outcome: CallbackOutcome): Promise<Callback | undefined>
}

// --- Answers and questions ---

export interface AnswerRows {
  /** One answer per conversation, scale and flow: the last one counts. */
  addSurveyAnswer(conversationId: string, answer: SurveyAnswer, at: number): Promise<void>
  addUnanswered(conversationId: string, question: UnansweredQuestion, at: number): Promise<void>
}

// --- Agents ---

export interface AgentRows {
  /** Gives the agent who has the login already, unchanged, where there is one: two desks may start at once. */
  addAgent(agent: NewAgent): Promise<Agent>
  agents(): Promise<readonly Agent[]>
  agent(id: string): Promise<Agent | undefined>
  agentByLogin(login: string): Promise<Agent | undefined>
  setPassword(agentId: string, passwordHash: string): Promise<void>
  setAgentState(agentId: string, state: AgentState): Promise<void>
  seeAgent(agentId: string, at: number): Promise<void>
  addSession(session: Session): Promise<void>
  session(tokenHash: string): Promise<Session | undefined>
  removeSession(tokenHash: string): Promise<void>
  removeSessionsOf(agentId: string): Promise<void>
}

// --- Running it ---

export interface OperationRows {
  addAudit(entry: AuditEntry): Promise<void>
  audit(limit: number): Promise<readonly AuditEntry[]>
  figures(now: number): Promise<StoreFigures>
  /** Forgets sessions, links and tokens that expired. */
  removeExpired(now: number): Promise<void>
}

/** The conversation that was to be written to does not exist, or does not any more. */
export class ConversationGone extends Error {
  override readonly name = 'ConversationGone'
}

interface NewConversation {
  readonly id: string
  /** SHA-256 of the secret, hex. */
  readonly secretHash: string
  readonly locale: string
  readonly at: number
}

export interface Conversation {
  readonly id: string
  readonly secretHash: string
  readonly locale: string
  readonly createdAt: number
  readonly triesUsed: number
  readonly endedAt?: number
  readonly outcome?: Outcome
}

interface StoredMessage {
  readonly seq: number
  readonly created: boolean
  readonly author: Message['author']
}

/** What a client compares with what it holds: how many messages there are, and the last seq. */
export interface Digest {
  readonly count: number
  readonly last: number
}

interface TakenTry {
  readonly taken: boolean
  readonly left: number
}

/** What a conversation has proven: an order by its reference, or a customer by the shop's token. */
export interface Verification {
  readonly conversationId: string
  /** The order, for levels 1 and 2. */
  readonly reference?: string
  /** The shop's customer, for level 3. */
  readonly customerId?: string
  readonly level: Level
  readonly at: number
  readonly expiresAt: number
}

export interface Link {
  readonly id: string
  readonly conversationId: string
  /** e.g. `invoice:XKBKNABJK:FA-2026-00031`. */
  readonly ref: string
  /** What the file is called on the customer's disk. */
  readonly fileName: string
  readonly expiresAt: number
  readonly usedAt?: number
}

export interface NewHandoff extends HandoffRequest {
  readonly id: string
  readonly conversationId: string
  readonly at: number
}

export interface Handoff {
  readonly id: string
  readonly conversationId: string
  readonly topic: string
  readonly facts: Readonly<Record<string, string>>
  readonly locale: string
  readonly state: 'waiting' | 'live' | 'ended'
  readonly requestedAt: number
  readonly agentId?: string
  readonly takenAt?: number
  readonly endedAt?: number
  /** Place among those who wait, from 1; only while it waits. */
  readonly position?: number
}

export interface NewCallback {
  readonly id: string
  readonly conversationId: string
  readonly phone: string
  readonly name?: string
  readonly reason: string
  readonly locale: string
  readonly from: number
  readonly to: number
  readonly at: number
  readonly consent: { readonly commercial: boolean; readonly textVersion: string }
}

export type CallbackState = 'due' | 'reached' | 'done' | 'missed'

export interface Callback extends NewCallback {
  readonly state: CallbackState
  /** Calls made that nobody answered. */
  readonly attempts: number
  /** Who recorded the last outcome. */
  readonly agentId?: string
  readonly note?: string
  readonly closedAt?: number
}

interface CallbackFilter {
  /** `open`: due or reached, by due time. `all`: the closed ones too, newest due first. */
  readonly show: 'open' | 'all'
  readonly conversationId?: string
  readonly limit: number
}

interface CallbackOutcome {
  readonly outcome: 'reached' | 'no-answer' | 'done'
  readonly agentId: string
  readonly note?: string
  readonly at: number
  /** Unanswered calls after which the promise is closed as missed. */
  readonly maxAttempts: number
}

export type AgentRole = 'administrator' | 'supervisor' | 'agent'
type AgentState = 'available' | 'paused' | 'signed-out'

interface NewAgent {
  readonly id: string
  readonly login: string
  /** What customers see, e.g. `Camille`. */
  readonly name: string
  /** Shown beside the name, e.g. `conseillère`. */
  readonly title?: string
  readonly role: AgentRole
  readonly passwordHash: string
  /** The password was printed once and has to be replaced at the first sign-in. */
  readonly mustChangePassword: boolean
}

export interface Agent extends NewAgent {
  readonly state: AgentState
  /** When the console was last heard of. */
  readonly seenAt?: number
}

interface Session {
  /** SHA-256 of the cookie, hex. */
  readonly tokenHash: string
  readonly agentId: string
  readonly expiresAt: number
}

/** Who did what to which record. Without personal data. */
export interface AuditEntry {
  readonly at: number
  readonly agentId: string
  readonly action: string
  readonly subject: string
}

interface StoreFigures {
  readonly conversations: number
  readonly messages: number
  readonly waiting: number
  readonly oldestWaitingSince?: number
  readonly live: number
  readonly callbacksDue: number
  readonly callbacksOverdue: number
}
