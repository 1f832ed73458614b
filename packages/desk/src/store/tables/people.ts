import type { Database } from '../database.ts'
import { textOf } from '../row.ts'
import type { PersonRows } from '../store.ts'
import { all, run, type Work } from '../work.ts'

/** Finding and forgetting: one person, or what has been kept for its time. */
export function personRows(database: Database): PersonRows {
  return {
    conversationsOf: ({ email, customerId, phone }) =>
      database.read(function* () {
        const rows = yield* all(
          `SELECT conversation_id FROM verification WHERE email = CAST($1 AS TEXT) OR customer_id = CAST($2 AS TEXT)
           UNION SELECT conversation_id FROM record WHERE email = CAST($1 AS TEXT) AND conversation_id IS NOT NULL
           UNION SELECT conversation_id FROM callback WHERE phone = CAST($3 AS TEXT)`,
          email ?? null,
          customerId ?? null,
          phone ?? null,
        )
        return rows.map((row) => textOf(row, 'conversation_id')).sort()
      }),
    eraseRecords: async (references) => {
      await database.write(function* () {
        for (const reference of references) {
          yield* run(
            'UPDATE record SET body = NULL, email = NULL, order_reference = NULL, conversation_id = NULL WHERE reference = $1',
            reference,
          )
          yield* run('UPDATE evidence SET content = NULL, salt = NULL WHERE reference = $1', reference)
          yield* run('DELETE FROM job WHERE id = $1', `mail:${reference}`)
        }
      })
      if (references.length > 0) await database.overwriteDeleted()
    },
    oldConversations: (before, limit) =>
      database.read(function* () {
        const rows = yield* all(
          `SELECT id FROM conversation WHERE created_at < $1
             AND NOT EXISTS (SELECT 1 FROM message WHERE conversation_id = conversation.id AND received_at >= $1)
             AND NOT EXISTS (SELECT 1 FROM handoff WHERE conversation_id = conversation.id AND state <> 'ended')
             AND NOT EXISTS (SELECT 1 FROM callback WHERE conversation_id = conversation.id AND state IN ('due', 'reached'))
             AND NOT EXISTS (SELECT 1 FROM record WHERE conversation_id = conversation.id AND state = 'open')
           ORDER BY created_at LIMIT $2`,
          before,
          limit,
        )
        return rows.map((row) => textOf(row, 'id'))
      }),
    forget: ({ records, evidence, consents, audit, jobs }) =>
      database.write(function* () {
        let forgotten = 0
        const forgetFrom = function* (sql: string, before: number): Work<void> {
          forgotten += yield* run(sql, before)
        }
        yield* forgetFrom(`DELETE FROM record WHERE state = 'closed' AND closed_at < $1`, records)
        yield* forgetFrom(
          'UPDATE evidence SET content = NULL, salt = NULL WHERE at < $1 AND content IS NOT NULL',
          evidence,
        )
        yield* forgetFrom('DELETE FROM consent WHERE at < $1', consents)
        yield* forgetFrom('DELETE FROM audit WHERE at < $1', audit)
        yield* forgetFrom('DELETE FROM alarm WHERE raised_at < $1', audit)
        yield* forgetFrom(`DELETE FROM job WHERE state <> 'waiting' AND closed_at < $1`, jobs)
        return forgotten
      }),
  }
}
