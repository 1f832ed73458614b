import type { Services } from './services.ts'

const day = 24 * 3_600_000

/** For how many days what is kept, by class. */
export interface Retention {
  /** Conversations with all that hangs on them, from the last message; not while something in them is open. @default 90 */
  readonly conversations: number
  /** Records, from the day they were closed. @default 1095, three years */
  readonly records: number
  /** The personal part of the evidence; the chain itself stays. @default 1825, five years */
  readonly evidence: number
  /** Proofs of consent. @default 1825, five years */
  readonly consents: number
  /** Who did what. @default 365 */
  readonly audit: number
  /** Work that was done or given up; its content goes at once. @default 30 */
  readonly jobs: number
}

export const defaultRetention: Retention = {
  conversations: 90,
  records: 1095,
  evidence: 1825,
  consents: 1825,
  audit: 365,
  jobs: 30,
}

/** Conversations forgotten in one go: the next sweep takes the next ones. */
const conversationsAtOnce = 500

/** Forgets what has been kept for its time. */
export async function forgetOld({ store, settings, now, broker }: Services): Promise<void> {
  const { conversations, ...others } = settings.retention
  const before = (days: number): number => now() - days * day
  for (const id of await store.oldConversations(before(conversations), conversationsAtOnce)) {
    await store.eraseConversation(id)
    broker.publish({ type: 'erased', conversationId: id })
  }
  await store.forget({
    records: before(others.records),
    evidence: before(others.evidence),
    consents: before(others.consents),
    audit: before(others.audit),
    jobs: before(others.jobs),
  })
}
