import type { Message } from '@comptoir/bot-engine'
import type { Database } from '../database.ts'
import { numberOf, textOf, wordOf, type Row } from '../row.ts'
import { ConversationGone, type MessageRows } from '../store.ts'
import { all, one, run, type Work } from '../work.ts'
import { seeWaiting } from './handoffs.ts'

/** What is said, numbered from 1 in each conversation. */
export function messageRows(database: Database): MessageRows {
  return {
    putMessage: (conversationId, message, at) =>
      database.write(function* () {
        const known = yield* knownMessage(conversationId, message.id)
        if (known) return known
        // The row of the conversation is ours from here to the commit: nobody else takes a seq in between.
        const place = yield* one(
          'UPDATE conversation SET last_seq = last_seq + 1 WHERE id = $1 RETURNING last_seq',
          conversationId,
        )
        if (!place) throw new ConversationGone()
        const seq = numberOf(place, 'last_seq')
        const { author, text, id, at: writtenAt, name, lang, card, choices } = message
        const rest = JSON.stringify({ name, lang, card, choices })
        const added = yield* run(
          `INSERT INTO message (conversation_id, seq, client_id, author, text, at, rest, received_at)
           VALUES ($1, $2, $3, $4, $5, $6, $7, $8) ON CONFLICT (conversation_id, client_id) DO NOTHING`,
          conversationId,
          seq,
          id,
          author,
          text,
          writtenAt,
          rest === '{}' ? null : rest,
          at,
        )
        if (added > 0) {
          const waits = author === 'customer' && (yield* seeWaiting(conversationId, at))
          return { seq, created: true, author, ...(waits ? { waiting: true as const } : {}) }
        }
        // Another desk kept the same message while we waited for the row.
        yield* run('UPDATE conversation SET last_seq = last_seq - 1 WHERE id = $1', conversationId)
        return (yield* knownMessage(conversationId, id)) ?? { seq, created: false, author }
      }),
    messages: (conversationId, after, limit) =>
      database.read(function* () {
        const rows = yield* all(
          'SELECT * FROM message WHERE conversation_id = $1 AND seq > $2 ORDER BY seq LIMIT $3',
          conversationId,
          after,
          limit,
        )
        return rows.map(messageOf)
      }),
    digest: (conversationId) =>
      database.read(function* () {
        const row = yield* one(
          'SELECT count(*) AS count, coalesce(max(seq), 0) AS last FROM message WHERE conversation_id = $1',
          conversationId,
        )
        return { count: numberOf(row ?? {}, 'count'), last: numberOf(row ?? {}, 'last') }
      }),
    markRead: (conversationId, side, seq) =>
      database.write(function* () {
        const column = `read_by_${side}`
        const changes = yield* run(
          `UPDATE conversation SET ${column} = $1 WHERE id = $2 AND ${column} < $1 AND last_seq >= $1`,
          seq,
          conversationId,
        )
        return changes > 0
      }),
    readBy: (conversationId, side) =>
      database.read(function* () {
        const row = yield* one(
          `SELECT read_by_${side} AS seq FROM conversation WHERE id = $1`,
          conversationId,
        )
        return row ? numberOf(row, 'seq') : 0
      }),
  }
}

function* knownMessage(
  conversationId: string,
  clientId: string,
): Work<{ seq: number; created: false; author: Message['author'] } | undefined> {
  const row = yield* one(
    'SELECT seq, author FROM message WHERE conversation_id = $1 AND client_id = $2',
    conversationId,
    clientId,
  )
  return row && { seq: numberOf(row, 'seq'), created: false, author: authorOf(row) }
}

function authorOf(row: Row): Message['author'] {
  return wordOf(row, 'author', ['customer', 'bot', 'agent', 'system'])
}

function messageOf(row: Row): Message {
  const rest: Pick<Message, 'name' | 'lang' | 'card' | 'choices'> = JSON.parse(
    row['rest'] === null ? '{}' : textOf(row, 'rest'),
  )
  return {
    id: textOf(row, 'client_id'),
    seq: numberOf(row, 'seq'),
    at: textOf(row, 'at'),
    author: authorOf(row),
    text: textOf(row, 'text'),
    ...rest,
  }
}
