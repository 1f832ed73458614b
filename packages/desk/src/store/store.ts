import type {
  FlowFigure,
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
    FileRows,
    HandoffRows,
    CallbackRows,
    RecordRows,
    AlarmRows,
    JobRows,
    AnswerRows,
    AgentRows,
    LimitRows,
    PersonRows,
    OperationRows {
  close(): Promise<void>
}

// --- Conversations ---

export interface ConversationRows {
  createConversation(conversation: NewConversation): Promise<void>
  conversation(id: string): Promise<Conversation | undefined>
  endConversation(id: string, outcome: Outcome, at: number): Promise<void>
  /**
   * Removes the conversation with everything that hangs on it: messages, files, snapshot, verifications, links, the
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
  /**
   * One side has read the messages up to a seq, as far as there are so many; it never reads less again. True when that
   * was news.
   */
  markRead(conversationId: string, side: Side, seq: number): Promise<boolean>
  /** How far a side has read, 0 where it has not. */
  readBy(conversationId: string, side: Side): Promise<number>
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

// --- Files ---

export interface FileRows {
  /**
   * Keeps a file, unless the conversation has `most` of them already. The same id again gives the file of the first
   * time and changes nothing.
   */
  addFile(conversationId: string, file: NewFile, most: number): Promise<KeptFile | undefined>
  /** What a conversation has, oldest first. */
  files(conversationId: string): Promise<readonly FileFacts[]>
  fileContent(conversationId: string, id: string): Promise<Uint8Array<ArrayBuffer> | undefined>
}

// --- Handoffs ---

export interface HandoffRows {
  /** Puts the conversation in the queue; gives the handoff that waits or is live already where there is one. */
  requestHandoff(handoff: NewHandoff, presentSince?: number): Promise<Handoff>
  /** The latest handoff of a conversation. */
  handoff(conversationId: string, presentSince?: number): Promise<Handoff | undefined>
  /**
   * Who waits, first come first: those heard of since then. Who closed the browser keeps their place and is not
   * counted until they are back.
   */
  waiting(presentSince?: number): Promise<readonly Handoff[]>
  /** The customer is there: true when the conversation waits. */
  seeWaiting(conversationId: string, at: number): Promise<boolean>
  /** Ends what waits for somebody who was last heard of before then; gives the conversations. */
  endAbandoned(seenBefore: number, at: number): Promise<readonly string[]>
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

// --- Records ---

export interface RecordRows {
  /**
   * Keeps what a customer left, under the next number of its kind and year. The same request again in the same
   * conversation gives the record of the first time. What follows from it (an entry of the evidence, a mail) is kept
   * in the same commit.
   */
  addRecord(record: NewRecord, follow?: (kept: DeskRecord) => Consequences): Promise<KeptRecord>
  record(reference: string): Promise<DeskRecord | undefined>
  /** Open ones by due time, or all, newest first. */
  records(filter: RecordFilter): Promise<readonly DeskRecord[]>
  /** Gives a record another owner or another state; `undefined` where there is none. */
  changeRecord(reference: string, change: RecordChange): Promise<DeskRecord | undefined>
  /** Adds to the evidence what happened to a record later, e.g. that its receipt was sent. */
  addEvidence(
    entry: Pick<EvidenceEntry, 'kind' | 'reference' | 'at'> & { readonly content: string },
  ): Promise<void>
  /** The evidence after a number, in order. */
  evidence(after: number, limit: number): Promise<readonly EvidenceEntry[]>
}

// --- Alarms ---

export interface AlarmRows {
  /** Notes what is late and was not noted yet, the longest overdue first; each promise is given once. */
  raiseAlarms(now: number, limit: number): Promise<readonly RaisedAlarm[]>
  /** When the next open promise is due, from now on. */
  nextDueAt(now: number): Promise<number | undefined>
  /** The newest first. */
  alarms(limit: number): Promise<readonly Alarm[]>
}

// --- Jobs ---

export interface JobRows {
  /** Keeps work that is due at a moment; false when a job with this id was there before. */
  addJob(job: NewJob): Promise<boolean>
  /**
   * Leases work that is due, earliest first: until the lease ends nobody else gets it. A job whose worker died comes
   * back when its lease is over.
   */
  claimJobs(claim: JobClaim): Promise<readonly Job[]>
  /** Done: its payload is forgotten. False when the lease was lost meanwhile. */
  finishJob(id: string, leasedBy: string, at: number): Promise<boolean>
  /** Not done, or due again. False when the lease was lost meanwhile. */
  postponeJob(id: string, leasedBy: string, delay: JobDelay, at: number): Promise<boolean>
  /** When the next job is due or its lease over. */
  nextJobAt(): Promise<number | undefined>
  job(id: string): Promise<Job | undefined>
  jobs(state: JobState, limit: number): Promise<readonly Job[]>
}

// --- Answers and questions ---

export interface AnswerRows {
  /** One answer per conversation, scale and flow: the last one counts. */
  addSurveyAnswer(conversationId: string, answer: SurveyAnswer, at: number): Promise<void>
  addUnanswered(conversationId: string, question: UnansweredQuestion, at: number): Promise<void>
  /** What became of steps of flows; what was told before is not kept again. */
  addFigures(conversationId: string, figures: readonly FlowFigure[]): Promise<void>
}

// --- Agents ---

export interface AgentRows {
  /** Gives the agent who has the login already, unchanged, where there is one: two desks may start at once. */
  addAgent(agent: NewAgent): Promise<Agent>
  agents(): Promise<readonly Agent[]>
  agent(id: string): Promise<Agent | undefined>
  agentByLogin(login: string): Promise<Agent | undefined>
  agentBySubject(subject: string): Promise<Agent | undefined>
  /** Binds somebody to who they are at the provider; false when they, or the subject, are bound already. */
  bindSubject(agentId: string, subject: string): Promise<boolean>
  setPassword(agentId: string, passwordHash: string): Promise<void>
  setAgentState(agentId: string, state: AgentState): Promise<void>
  seeAgent(agentId: string, at: number): Promise<void>
  setAgentRole(agentId: string, role: AgentRole): Promise<void>
  /** A password that has to be replaced at the next sign-in. */
  setOneTimePassword(agentId: string, passwordHash: string): Promise<void>
  setSecondFactor(agentId: string, secret: string | undefined): Promise<void>
  /** Uses the step of a code up: true for exactly one caller. */
  useSecondFactorStep(agentId: string, step: number): Promise<boolean>
  addSession(session: Session): Promise<void>
  session(tokenHash: string): Promise<Session | undefined>
  removeSession(tokenHash: string): Promise<void>
  removeSessionsOf(agentId: string): Promise<void>
}

// --- Limits and secrets ---

export interface LimitRows {
  /**
   * Counts something under a key, unless it was done `count` times within the last `perMs` already. Gives the
   * milliseconds to wait, 0 when it was counted.
   */
  takeAllowance(
    key: string,
    rate: { readonly count: number; readonly perMs: number },
    now: number,
  ): Promise<number>
  /** What was counted last did not count after all. */
  returnAllowance(key: string): Promise<void>
  /** Keeps a code for an order, instead of the one before. */
  putCode(code: NewCode): Promise<void>
  /** Uses one try of a code that lives: gives its hash, `undefined` when there is none or no try is left. */
  tryCode(conversationId: string, reference: string, now: number): Promise<string | undefined>
  /** Uses the code up: true for exactly one caller. */
  useCode(conversationId: string, reference: string): Promise<boolean>
  /** The desk's own secret by that name; `fresh` becomes it where there is none yet. */
  secret(name: string, fresh: string): Promise<string>
}

// --- People ---

export interface PersonRows {
  /** The conversations that are known to be one person's. */
  conversationsOf(person: Person): Promise<readonly string[]>
  /** Takes what is personal out of records and out of their evidence, and the mails about them that wait. */
  eraseRecords(references: readonly string[]): Promise<void>
  /** Conversations without a message since then, in which nothing is open, oldest first. */
  oldConversations(before: number, limit: number): Promise<readonly string[]>
  /** Forgets what is older than these moments; gives how many rows it were. */
  forget(before: OldAge): Promise<number>
}

// --- Running it ---

export interface OperationRows {
  addAudit(entry: AuditEntry): Promise<void>
  audit(limit: number): Promise<readonly AuditEntry[]>
  figures(now: number, presentSince?: number): Promise<StoreFigures>
  /** How much there is in all. It looks at every conversation: not for every request. */
  totals(): Promise<StoreTotals>
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

/** The two who speak with one another. */
export type Side = 'customer' | 'agent'

interface StoredMessage {
  readonly seq: number
  readonly created: boolean
  readonly author: Message['author']
  /** The customer wrote it while waiting for a person. */
  readonly waiting?: true
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
  /** The address that fitted the order, in small letters. */
  readonly email?: string
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

/** What is known of a file beside its content. */
export interface FileFacts {
  /** Minted by whoever handed it in. */
  readonly id: string
  readonly author: 'customer' | 'agent'
  readonly name: string
  readonly mime: string
  readonly size: number
  readonly at: number
}

interface NewFile extends Omit<FileFacts, 'size'> {
  readonly content: Uint8Array<ArrayBuffer>
}

interface KeptFile {
  readonly file: FileFacts
  /** False when a file with this id was kept before. */
  readonly created: boolean
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
  /** What the customer wrote last while waiting; only in the list of those who wait. */
  readonly said?: string
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

export type RecordKind = 'ticket' | 'complaint' | 'withdrawal' | 'data-request' | 'unsubscription' | 'consent'
export type RecordState = 'open' | 'answered' | 'closed'

export interface NewRecord {
  readonly kind: RecordKind
  /** What its number begins with, e.g. `T-2026`. */
  readonly series: string
  readonly conversationId: string
  /** The same for the same request: a hash of it. */
  readonly requestKey: string
  readonly locale: string
  readonly order?: string
  readonly email?: string
  /** What the customer left, as JSON. */
  readonly body: string
  /** Who answers for it: an agent's id, or `team`. */
  readonly owner: string
  readonly at: number
  readonly dueAt?: number
}

export interface DeskRecord {
  /** Number that people quote, e.g. `T-2026-0042`. */
  readonly reference: string
  readonly kind: RecordKind
  /** Absent once the conversation was erased. */
  readonly conversationId?: string
  readonly locale: string
  readonly order?: string
  readonly email?: string
  /** Absent once it was erased. */
  readonly body?: string
  readonly state: RecordState
  readonly owner: string
  readonly at: number
  readonly dueAt?: number
  readonly closedAt?: number
}

export interface KeptRecord {
  readonly record: DeskRecord
  /** False when the same request was kept before. */
  readonly created: boolean
}

/** What follows from a record, in the same commit. */
export interface Consequences {
  /** Content of an entry in the evidence. */
  readonly evidence?: string
  readonly jobs?: readonly NewJob[]
}

interface RecordFilter {
  readonly show: 'open' | 'all'
  readonly kind?: RecordKind
  readonly email?: string
  readonly conversationId?: string
  readonly limit: number
}

interface RecordChange {
  readonly owner?: string
  readonly state?: RecordState
  readonly at: number
}

/** What can be late. */
export const promiseKinds = [
  'callback',
  'ticket',
  'complaint',
  'withdrawal',
  'data-request',
  'unsubscription',
  'consent',
] as const

/** A promise that was not kept in time. */
export interface Alarm {
  /** The number of a record, the id of a callback. */
  readonly subject: string
  readonly kind: (typeof promiseKinds)[number]
  readonly dueAt: number
  readonly raisedAt: number
}

export interface RaisedAlarm extends Alarm {
  /** Who answers for it: an agent's id, or `team`. */
  readonly owner: string
  readonly locale: string
}

/** One entry of the evidence: chained to the one before it by its hash. */
export interface EvidenceEntry {
  readonly number: number
  readonly at: number
  readonly kind: string
  readonly reference: string
  /** Absent once it was erased: the hash of it stays. */
  readonly content?: string
  readonly salt?: string
  readonly contentHash: string
  readonly previousHash: string
  readonly hash: string
}

export type JobState = 'waiting' | 'done' | 'failed'

export interface NewJob {
  /** The same work has the same id, and is done once. */
  readonly id: string
  readonly kind: string
  readonly payload: string
  /** Goes with the conversation when that is erased. */
  readonly conversationId?: string
  readonly dueAt: number
  readonly at: number
}

export interface Job {
  readonly id: string
  readonly kind: string
  readonly payload: string
  readonly conversationId?: string
  readonly state: JobState
  readonly dueAt: number
  /** How often it was begun, this time included. */
  readonly attempts: number
  readonly problem?: string
}

/** Why and until when a job is put off; given up without `dueAt`. */
export interface JobDelay {
  readonly problem: string
  readonly dueAt?: number
  /** It went well and is due again: its attempts are counted anew. */
  readonly fresh?: boolean
}

interface JobClaim {
  readonly now: number
  readonly leasedBy: string
  readonly leasedUntil: number
  readonly limit: number
}

interface NewCode {
  readonly conversationId: string
  readonly reference: string
  readonly hash: string
  readonly expiresAt: number
  readonly tries: number
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
  /** Secret of the authenticator app; `new:…` until a code of it was shown. */
  readonly secondFactor?: string
  readonly secondFactorStep?: number
  /** When the console was last heard of. */
  readonly seenAt?: number
  /** Who they are at the provider that signs them in: its address, a space, and its name for them. */
  readonly subject?: string
}

interface Session {
  /** SHA-256 of the cookie, hex. */
  readonly tokenHash: string
  readonly agentId: string
  readonly expiresAt: number
}

/** How a person is known; one of the three is enough. */
export interface Person {
  readonly email?: string
  readonly customerId?: string
  /** E.164 in the store, as written elsewhere. */
  readonly phone?: string
}

interface OldAge {
  readonly records: number
  readonly evidence: number
  readonly consents: number
  readonly audit: number
  readonly jobs: number
}

/** Who did what to which record. Without personal data. */
export interface AuditEntry {
  readonly at: number
  readonly agentId: string
  readonly action: string
  readonly subject: string
}

interface StoreFigures {
  readonly waiting: number
  readonly oldestWaitingSince?: number
  readonly live: number
  readonly callbacksDue: number
  readonly callbacksOverdue: number
  readonly recordsOpen: number
  readonly recordsOverdue: number
}

interface StoreTotals {
  readonly conversations: number
  readonly messages: number
  readonly files: number
}
