import type { Database } from '../database.ts'
import { numberOf, textOf } from '../row.ts'
import type { LimitRows } from '../store.ts'
import { count, lock, one, run } from '../work.ts'

/** Limits that hold over all nodes and restarts, codes, and the desk's own secrets. */
export function limitRows(database: Database): LimitRows {
  return {
    takeAllowance: (key, { count: most, perMs }, now) =>
      database.write(function* () {
        yield* lock(`allowance ${key}`)
        const done = yield* count(
          'SELECT count(*) AS n FROM allowance WHERE key = $1 AND at > $2',
          key,
          now - perMs,
        )
        if (done < most) {
          yield* run('INSERT INTO allowance (key, at, expires_at) VALUES ($1, $2, $3)', key, now, now + perMs)
          return 0
        }
        // Free again when the oldest of the last `most` no longer counts.
        const oldest = yield* one(
          'SELECT at FROM allowance WHERE key = $1 ORDER BY at DESC LIMIT 1 OFFSET $2',
          key,
          Math.max(0, most - 1),
        )
        return Math.max(1, (oldest ? numberOf(oldest, 'at') : now) + perMs - now)
      }),
    returnAllowance: (key) =>
      database.write(function* () {
        yield* run(
          'DELETE FROM allowance WHERE id = (SELECT id FROM allowance WHERE key = $1 ORDER BY at DESC, id DESC LIMIT 1)',
          key,
        )
      }),
    putCode: ({ conversationId, reference, hash, expiresAt, tries }) =>
      database.write(function* () {
        yield* run(
          `INSERT INTO code (conversation_id, reference, hash, expires_at, tries_left) VALUES ($1, $2, $3, $4, $5)
           ON CONFLICT (conversation_id, reference) DO UPDATE SET hash = excluded.hash,
             expires_at = excluded.expires_at, tries_left = excluded.tries_left`,
          conversationId,
          reference,
          hash,
          expiresAt,
          tries,
        )
      }),
    tryCode: (conversationId, reference, now) =>
      database.write(function* () {
        const row = yield* one(
          `UPDATE code SET tries_left = tries_left - 1
           WHERE conversation_id = $1 AND reference = $2 AND tries_left > 0 AND expires_at > $3 RETURNING hash`,
          conversationId,
          reference,
          now,
        )
        return row && textOf(row, 'hash')
      }),
    useCode: (conversationId, reference) =>
      database.write(function* () {
        const changes = yield* run(
          'DELETE FROM code WHERE conversation_id = $1 AND reference = $2',
          conversationId,
          reference,
        )
        return changes > 0
      }),
    secret: (name, fresh) =>
      database.write(function* () {
        yield* run(
          'INSERT INTO secret (name, value) VALUES ($1, $2) ON CONFLICT (name) DO NOTHING',
          name,
          fresh,
        )
        return textOf((yield* one('SELECT value FROM secret WHERE name = $1', name)) ?? {}, 'value')
      }),
  }
}
