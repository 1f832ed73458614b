import { createHash } from 'node:crypto'
import type { EvidenceEntry, Store } from './store/store.ts'

/** What the first entry names as the hash before it. */
export const genesisHash: string = '0'.repeat(64)

interface Link {
  readonly number: number
  readonly at: number
  readonly kind: string
  readonly reference: string
  readonly previousHash: string
}

/**
 * Chains an entry to the one before it. The content enters as a salted hash: when a person is erased, content and
 * salt go, nobody can guess the content from what is left, and the chain still holds.
 */
export function chained(entry: Link & { readonly content: string; readonly salt: string }): {
  readonly contentHash: string
  readonly hash: string
} {
  const contentHash = sha256(`${entry.salt}\n${entry.content}`)
  return { contentHash, hash: linkHash(entry, contentHash) }
}

/** Whether the evidence is whole; where it is not, the first entry that does not fit and why. */
export type EvidenceCheck =
  | { readonly ok: true; readonly entries: number; readonly erased: number; readonly last: string }
  | { readonly ok: false; readonly number: number; readonly why: 'number' | 'previous' | 'content' | 'hash' }

/**
 * Goes through all the evidence. An entry that was changed, taken out or put in between is found; that entries were
 * cut off at the end shows only against a hash that was noted elsewhere: the `last` of an earlier check.
 */
export async function checkEvidence(store: Pick<Store, 'evidence'>): Promise<EvidenceCheck> {
  let previous = genesisHash
  let number = 0
  let erased = 0
  for (;;) {
    const entries = await store.evidence(number, 500)
    if (entries.length === 0) return { ok: true, entries: number, erased, last: previous }
    for (const entry of entries) {
      const why = faultOf(entry, number + 1, previous)
      if (why) return { ok: false, number: entry.number, why }
      if (entry.content === undefined) erased += 1
      previous = entry.hash
      number = entry.number
    }
  }
}

function faultOf(
  entry: EvidenceEntry,
  number: number,
  previous: string,
): 'number' | 'previous' | 'content' | 'hash' | undefined {
  if (entry.number !== number) return 'number'
  if (entry.previousHash !== previous) return 'previous'
  const { content, salt } = entry
  const whole = content === undefined || sha256(`${salt ?? ''}\n${content}`) === entry.contentHash
  if (!whole) return 'content'
  return linkHash(entry, entry.contentHash) === entry.hash ? undefined : 'hash'
}

function linkHash({ number, at, kind, reference, previousHash }: Link, contentHash: string): string {
  return sha256([number, at, kind, reference, contentHash, previousHash].join('\n'))
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex')
}
