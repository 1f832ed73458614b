import { randomBytes } from 'node:crypto'
import { chained, genesisHash } from '../../evidence.ts'
import type { Database } from '../database.ts'
import { maybeNumber, maybeText, numberOf, textOf, wordOf, type Row } from '../row.ts'
import type { DeskRecord, EvidenceEntry, RecordRows } from '../store.ts'
import { all, lock, one, run, type Work } from '../work.ts'
import { insertJob } from './jobs.ts'

/** What customers left with the desk, and the evidence of it. */
export function recordRows(database: Database): RecordRows {
  return {
    addRecord: (record, follow) => {
      // Drawn here: a transaction that is run again keeps the same.
      const salt = randomBytes(16).toString('base64url')
      return database.write(function* () {
        const { conversationId, kind, requestKey } = record
        yield* lock(`record ${conversationId} ${kind} ${requestKey}`)
        const known = yield* one(
          'SELECT * FROM record WHERE conversation_id = $1 AND kind = $2 AND request_key = $3',
          conversationId,
          kind,
          requestKey,
        )
        if (known) return { record: recordOf(known), created: false }
        const reference = yield* nextReference(record.series)
        const row = yield* one(
          `INSERT INTO record
             (reference, kind, conversation_id, request_key, locale, order_reference, email, body, state, owner, at, due_at)
           VALUES ($1, $2, $3, $4, $5, $6, $7, $8, 'open', $9, $10, $11) RETURNING *`,
          reference,
          kind,
          conversationId,
          requestKey,
          record.locale,
          record.order ?? null,
          record.email ?? null,
          record.body,
          record.owner,
          record.at,
          record.dueAt ?? null,
        )
        const kept = recordOf(row ?? {})
        const { evidence, jobs = [] } = follow?.(kept) ?? {}
        if (evidence !== undefined) yield* appendEvidence(kept, evidence, salt)
        for (const job of jobs) yield* insertJob(job)
        return { record: kept, created: true }
      })
    },
    record: (reference) =>
      database.read(function* () {
        const row = yield* one('SELECT * FROM record WHERE reference = $1', reference)
        return row && recordOf(row)
      }),
    records: ({ show, kind, email, conversationId, limit }) =>
      database.read(function* () {
        const wanted = [
          ['kind', kind],
          ['email', email],
          ['conversation_id', conversationId],
        ].flatMap(([column, value]) => (value === undefined ? [] : [[column, value] as const]))
        const rows = yield* all(
          // Written out for each case, so that each finds its index.
          `SELECT * FROM record WHERE ${show === 'all' ? 'TRUE' : `state = 'open'`}
             ${wanted.map(([column], index) => `AND ${column} = $${index + 2}`).join(' ')}
           ORDER BY ${show === 'all' ? '-at' : 'coalesce(due_at, at)'}, reference LIMIT $1`,
          limit,
          ...wanted.map(([, value]) => value),
        )
        return rows.map(recordOf)
      }),
    changeRecord: (reference, { owner, state, at }) =>
      database.write(function* () {
        const row = yield* one(
          `UPDATE record SET owner = coalesce(CAST($1 AS TEXT), owner), state = coalesce(CAST($2 AS TEXT), state),
             closed_at = CASE WHEN CAST($2 AS TEXT) = 'closed' THEN CAST($3 AS BIGINT)
               WHEN CAST($2 AS TEXT) IS NULL THEN closed_at END
           WHERE reference = $4 RETURNING *`,
          owner ?? null,
          state ?? null,
          at,
          reference,
        )
        return row && recordOf(row)
      }),
    addEvidence: (entry) => {
      const salt = randomBytes(16).toString('base64url')
      return database.write(function* () {
        yield* appendEvidence(entry, entry.content, salt)
      })
    },
    evidence: (after, limit) =>
      database.read(function* () {
        const rows = yield* all(
          'SELECT * FROM evidence WHERE number > $1 ORDER BY number LIMIT $2',
          after,
          limit,
        )
        return rows.map(evidenceOf)
      }),
  }
}

/** `T-2026` → `T-2026-0042`: numbered in the commit that keeps the record, so without a gap. */
function* nextReference(series: string): Work<string> {
  const row = yield* one(
    `INSERT INTO counter (name, value) VALUES ($1, 1)
     ON CONFLICT (name) DO UPDATE SET value = counter.value + 1 RETURNING value`,
    series,
  )
  return `${series}-${String(numberOf(row ?? {}, 'value')).padStart(4, '0')}`
}

function* appendEvidence(
  { reference, kind, at }: Pick<EvidenceEntry, 'reference' | 'kind' | 'at'>,
  content: string,
  salt: string,
): Work<void> {
  yield* lock('evidence')
  const last = yield* one('SELECT number, hash FROM evidence ORDER BY number DESC LIMIT 1')
  const number = last ? numberOf(last, 'number') + 1 : 1
  const previousHash = last ? textOf(last, 'hash') : genesisHash
  const { contentHash, hash } = chained({ number, at, kind, reference, content, salt, previousHash })
  yield* run(
    `INSERT INTO evidence (number, at, kind, reference, content, salt, content_hash, previous_hash, hash)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
    number,
    at,
    kind,
    reference,
    content,
    salt,
    contentHash,
    previousHash,
    hash,
  )
}

function recordOf(row: Row): DeskRecord {
  return {
    reference: textOf(row, 'reference'),
    kind: wordOf(row, 'kind', [
      'ticket',
      'complaint',
      'withdrawal',
      'data-request',
      'unsubscription',
      'consent',
    ]),
    ...maybeText(row, 'conversation_id', 'conversationId'),
    locale: textOf(row, 'locale'),
    ...maybeText(row, 'order_reference', 'order'),
    ...maybeText(row, 'email', 'email'),
    ...maybeText(row, 'body', 'body'),
    state: wordOf(row, 'state', ['open', 'answered', 'closed']),
    owner: textOf(row, 'owner'),
    at: numberOf(row, 'at'),
    ...maybeNumber(row, 'due_at', 'dueAt'),
    ...maybeNumber(row, 'closed_at', 'closedAt'),
  }
}

function evidenceOf(row: Row): EvidenceEntry {
  return {
    number: numberOf(row, 'number'),
    at: numberOf(row, 'at'),
    kind: textOf(row, 'kind'),
    reference: textOf(row, 'reference'),
    ...maybeText(row, 'content', 'content'),
    ...maybeText(row, 'salt', 'salt'),
    contentHash: textOf(row, 'content_hash'),
    previousHash: textOf(row, 'previous_hash'),
    hash: textOf(row, 'hash'),
  }
}
