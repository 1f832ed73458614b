import type { Database } from '../database.ts'
import { maybeNumber, numberOf, textOf, type Row } from '../row.ts'
import type { Link, LinkRows } from '../store.ts'
import { one, run } from '../work.ts'

/** Links to documents, each good for once. */
export function linkRows(database: Database): LinkRows {
  return {
    addLink: ({ id, conversationId, ref, fileName, expiresAt }) =>
      database.write(function* () {
        yield* run(
          'INSERT INTO link (id, conversation_id, ref, file_name, expires_at) VALUES ($1, $2, $3, $4, $5)',
          id,
          conversationId,
          ref,
          fileName,
          expiresAt,
        )
      }),
    link: (id) =>
      database.read(function* () {
        const row = yield* one('SELECT * FROM link WHERE id = $1', id)
        return row && linkOf(row)
      }),
    redeemLink: (id, now) =>
      database.write(function* () {
        const changes = yield* run(
          'UPDATE link SET used_at = $1 WHERE id = $2 AND used_at IS NULL AND expires_at > $1',
          now,
          id,
        )
        return changes > 0
      }),
    restoreLink: (id) =>
      database.write(function* () {
        yield* run('UPDATE link SET used_at = NULL WHERE id = $1', id)
      }),
  }
}

function linkOf(row: Row): Link {
  return {
    id: textOf(row, 'id'),
    conversationId: textOf(row, 'conversation_id'),
    ref: textOf(row, 'ref'),
    fileName: textOf(row, 'file_name'),
    expiresAt: numberOf(row, 'expires_at'),
    ...maybeNumber(row, 'used_at', 'usedAt'),
  }
}
