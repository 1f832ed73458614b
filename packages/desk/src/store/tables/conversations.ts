import type { Outcome } from '@comptoir/bot-engine'
import type { Database } from '../database.ts'
import { maybeNumber, numberOf, textOf, wordOf, type Row } from '../row.ts'
import type { Conversation, ConversationRows } from '../store.ts'
import { one, run } from '../work.ts'

/** Conversations and their snapshots. */
export function conversationRows(database: Database): ConversationRows {
  return {
    createConversation: ({ id, secretHash, locale, at }) =>
      database.write(function* () {
        yield* run(
          'INSERT INTO conversation (id, secret_hash, locale, created_at) VALUES ($1, $2, $3, $4)',
          id,
          secretHash,
          locale,
          at,
        )
      }),
    conversation: (id) =>
      database.read(function* () {
        // One that is not there is read like one that is, so that it takes the same time.
        const row = yield* one(
          `SELECT asked.id, CASE WHEN found.id IS NULL THEN 0 ELSE 1 END AS is_there,
             coalesce(found.secret_hash, $2) AS secret_hash, coalesce(found.locale, 'fr') AS locale,
             coalesce(found.created_at, 0) AS created_at, coalesce(found.tries_used, 0) AS tries_used,
             found.ended_at, found.outcome
           FROM (SELECT CAST($1 AS TEXT) AS id) AS asked LEFT JOIN conversation AS found ON found.id = asked.id`,
          id,
          nobodysHash,
        )
        const conversation = row && conversationOf(row)
        return row && numberOf(row, 'is_there') === 1 ? conversation : undefined
      }),
    endConversation: (id, outcome, at) =>
      database.write(function* () {
        yield* run('UPDATE conversation SET ended_at = $1, outcome = $2 WHERE id = $3', at, outcome, id)
      }),
    eraseConversation: async (id) => {
      const erased = await database.write(function* () {
        yield* run(
          'UPDATE consent SET conversation_id = NULL, phone = NULL, name = NULL WHERE conversation_id = $1',
          id,
        )
        return (yield* run('DELETE FROM conversation WHERE id = $1', id)) > 0
      })
      if (erased) await database.overwriteDeleted()
      return erased
    },
    putSnapshot: (conversationId, snapshot, at) =>
      database.write(function* () {
        yield* run(
          `INSERT INTO snapshot (conversation_id, body, at) VALUES ($1, $2, $3)
           ON CONFLICT (conversation_id) DO UPDATE SET body = excluded.body, at = excluded.at`,
          conversationId,
          snapshot,
          at,
        )
      }),
    snapshot: (conversationId) =>
      database.read(function* () {
        const row = yield* one('SELECT body FROM snapshot WHERE conversation_id = $1', conversationId)
        return row && textOf(row, 'body')
      }),
  }
}

const outcomes: readonly Outcome[] = ['resolved', 'unresolved', 'escalated', 'abandoned']

/** No secret has it. */
const nobodysHash = '0'.repeat(64)

function conversationOf(row: Row): Conversation {
  return {
    id: textOf(row, 'id'),
    secretHash: textOf(row, 'secret_hash'),
    locale: textOf(row, 'locale'),
    createdAt: numberOf(row, 'created_at'),
    triesUsed: numberOf(row, 'tries_used'),
    ...maybeNumber(row, 'ended_at', 'endedAt'),
    ...(row['outcome'] === null ? {} : { outcome: wordOf(row, 'outcome', outcomes) }),
  }
}
