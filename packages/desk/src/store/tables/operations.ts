import type { Database } from '../database.ts'
import { maybeNumber, numberOf, textOf, type Row } from '../row.ts'
import type { AuditEntry, OperationRows } from '../store.ts'
import { all, one, run } from '../work.ts'
import { isLive, isWaiting, seenAt } from './handoffs.ts'

/** What running a desk takes: who did what, figures, and forgetting what is over. */
export function operationRows(database: Database): OperationRows {
  return {
    addAudit: ({ at, agentId, action, subject }) =>
      database.write(function* () {
        yield* run(
          'INSERT INTO audit (at, agent_id, action, subject) VALUES ($1, $2, $3, $4)',
          at,
          agentId,
          action,
          subject,
        )
      }),
    audit: (limit) =>
      database.read(function* () {
        return (yield* all('SELECT * FROM audit ORDER BY id DESC LIMIT $1', limit)).map(auditOf)
      }),
    figures: (now, presentSince = 0) =>
      database.read(function* () {
        const row =
          (yield* one(
            `SELECT
               (SELECT count(*) FROM handoff WHERE ${isWaiting} AND ${seenAt} >= $2) AS waiting,
               (SELECT min(requested_at) FROM handoff WHERE ${isWaiting} AND ${seenAt} >= $2) AS oldest,
               (SELECT count(*) FROM handoff WHERE ${isLive}) AS live,
               (SELECT count(*) FROM callback WHERE state IN ('due', 'reached')) AS callbacks,
               (SELECT count(*) FROM callback WHERE state = 'due' AND slot_to < $1) AS overdue,
               (SELECT count(*) FROM record WHERE state = 'open') AS records,
               (SELECT count(*) FROM record WHERE state = 'open' AND due_at < $1) AS records_overdue`,
            now,
            presentSince,
          )) ?? {}
        return {
          waiting: numberOf(row, 'waiting'),
          ...maybeNumber(row, 'oldest', 'oldestWaitingSince'),
          live: numberOf(row, 'live'),
          callbacksDue: numberOf(row, 'callbacks'),
          callbacksOverdue: numberOf(row, 'overdue'),
          recordsOpen: numberOf(row, 'records'),
          recordsOverdue: numberOf(row, 'records_overdue'),
        }
      }),
    totals: () =>
      database.read(function* () {
        const row =
          (yield* one(
            `SELECT count(*) AS conversations, coalesce(sum(last_seq), 0) AS messages,
               (SELECT count(*) FROM file) AS files FROM conversation`,
          )) ?? {}
        return {
          conversations: numberOf(row, 'conversations'),
          messages: numberOf(row, 'messages'),
          files: numberOf(row, 'files'),
        }
      }),
    removeExpired: (now) =>
      database.write(function* () {
        for (const table of ['session', 'link', 'customer_token', 'allowance', 'code'])
          yield* run(`DELETE FROM ${table} WHERE expires_at <= $1`, now)
      }),
  }
}

function auditOf(row: Row): AuditEntry {
  return {
    at: numberOf(row, 'at'),
    agentId: textOf(row, 'agent_id'),
    action: textOf(row, 'action'),
    subject: textOf(row, 'subject'),
  }
}
