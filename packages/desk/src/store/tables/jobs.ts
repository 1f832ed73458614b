import type { Database } from '../database.ts'
import { maybeText, numberOf, textOf, wordOf, type Row } from '../row.ts'
import type { Job, JobRows, NewJob } from '../store.ts'
import { all, one, run, type Work } from '../work.ts'

/** Work that is due at a moment: leased to one worker, done once. */
export function jobRows(database: Database): JobRows {
  return {
    addJob: (job) => database.write(() => insertJob(job)),
    claimJobs: ({ now, leasedBy, leasedUntil, limit }) =>
      database.write(function* () {
        // The conditions stand twice: where two workers want the same row, the second looks at it again.
        const rows = yield* all(
          `UPDATE job SET leased_by = $1, leased_until = $2, attempts = attempts + 1
           WHERE id IN (
             SELECT id FROM job
             WHERE state = 'waiting' AND due_at <= $3 AND (leased_until IS NULL OR leased_until <= $3)
             ORDER BY due_at, id LIMIT $4
           ) AND state = 'waiting' AND due_at <= $3 AND (leased_until IS NULL OR leased_until <= $3)
           RETURNING *`,
          leasedBy,
          leasedUntil,
          now,
          limit,
        )
        return rows.map(jobOf).sort((first, second) => first.dueAt - second.dueAt)
      }),
    finishJob: (id, leasedBy, at) =>
      database.write(function* () {
        const changes = yield* run(
          `UPDATE job SET state = 'done', payload = NULL, problem = NULL, leased_by = NULL, leased_until = NULL, closed_at = $1
           WHERE id = $2 AND leased_by = $3 AND state = 'waiting'`,
          at,
          id,
          leasedBy,
        )
        return changes > 0
      }),
    postponeJob: (id, leasedBy, { problem, dueAt, fresh = false }, at) =>
      database.write(function* () {
        const changes = yield* run(
          `UPDATE job SET state = $1, due_at = coalesce(CAST($2 AS BIGINT), due_at), closed_at = $3, problem = $4,
             attempts = CASE WHEN CAST($7 AS BIGINT) = 1 THEN 0 ELSE attempts END,
             leased_by = NULL, leased_until = NULL
           WHERE id = $5 AND leased_by = $6 AND state = 'waiting'`,
          dueAt === undefined ? 'failed' : 'waiting',
          dueAt ?? null,
          dueAt === undefined ? at : null,
          problem,
          id,
          leasedBy,
          fresh ? 1 : 0,
        )
        return changes > 0
      }),
    nextJobAt: () =>
      database.read(function* () {
        const row = yield* one(
          `SELECT min(CASE WHEN leased_until IS NULL OR leased_until < due_at THEN due_at ELSE leased_until END) AS next
           FROM job WHERE state = 'waiting'`,
        )
        return row?.['next'] === null || row === undefined ? undefined : numberOf(row, 'next')
      }),
    job: (id) =>
      database.read(function* () {
        const row = yield* one('SELECT * FROM job WHERE id = $1', id)
        return row && jobOf(row)
      }),
    jobs: (state, limit) =>
      database.read(function* () {
        const rows = yield* all(
          'SELECT * FROM job WHERE state = $1 ORDER BY due_at, id LIMIT $2',
          state,
          limit,
        )
        return rows.map(jobOf)
      }),
  }
}

/** Keeps a job as part of other work. */
export function* insertJob({ id, kind, payload, conversationId, dueAt, at }: NewJob): Work<boolean> {
  const added = yield* run(
    `INSERT INTO job (id, kind, payload, conversation_id, due_at, created_at) VALUES ($1, $2, $3, $4, $5, $6)
     ON CONFLICT (id) DO NOTHING`,
    id,
    kind,
    payload,
    conversationId ?? null,
    dueAt,
    at,
  )
  return added > 0
}

function jobOf(row: Row): Job {
  return {
    id: textOf(row, 'id'),
    kind: textOf(row, 'kind'),
    payload: row['payload'] === null ? '' : textOf(row, 'payload'),
    ...maybeText(row, 'conversation_id', 'conversationId'),
    state: wordOf(row, 'state', ['waiting', 'done', 'failed']),
    dueAt: numberOf(row, 'due_at'),
    attempts: numberOf(row, 'attempts'),
    ...maybeText(row, 'problem', 'problem'),
  }
}
