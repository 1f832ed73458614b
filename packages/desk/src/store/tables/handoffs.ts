import type { Database } from '../database.ts'
import { maybeNumber, maybeText, numberOf, textOf, wordOf, type Row } from '../row.ts'
import { ConversationGone, type Handoff, type HandoffRows } from '../store.ts'
import { all, count, one, run, type Work } from '../work.ts'

/** Who waits for a person, and who has one. */
export function handoffRows(database: Database): HandoffRows {
  return {
    requestHandoff: ({ id, conversationId, topic, facts, locale, at }, presentSince) =>
      database.write(function* () {
        yield* run(
          `INSERT INTO handoff (id, conversation_id, topic, facts, locale, state, requested_at)
           VALUES ($1, $2, $3, $4, $5, 'waiting', $6)
           ON CONFLICT (conversation_id) WHERE state <> 'ended' DO NOTHING`,
          id,
          conversationId,
          topic,
          JSON.stringify(facts),
          locale,
          at,
        )
        yield* seeWaiting(conversationId, at)
        const handoff = yield* latestHandoff(conversationId, presentSince)
        if (!handoff) throw new ConversationGone()
        return handoff
      }),
    handoff: (conversationId, presentSince) =>
      database.read(() => latestHandoff(conversationId, presentSince)),
    waiting: (presentSince = 0) =>
      database.read(function* () {
        const rows = yield* all(
          `SELECT handoff.*, (
             SELECT text FROM message
             WHERE message.conversation_id = handoff.conversation_id AND author = 'customer'
               AND received_at > requested_at ORDER BY seq DESC LIMIT 1
           ) AS said
           FROM handoff WHERE ${isWaiting} AND ${seenAt} >= $1 ORDER BY number`,
          presentSince,
        )
        return rows.map((row, index) => handoffOf(row, index + 1))
      }),
    seeWaiting: (conversationId, at) => database.write(() => seeWaiting(conversationId, at)),
    endAbandoned: (seenBefore, at) =>
      database.write(function* () {
        const rows = yield* all(
          `UPDATE handoff SET state = 'ended', ended_at = $1
           WHERE ${isWaiting} AND ${seenAt} < $2 RETURNING conversation_id`,
          at,
          seenBefore,
        )
        return rows.map((row) => textOf(row, 'conversation_id'))
      }),
    liveHandoffs: (agentId) =>
      database.read(function* () {
        const rows = yield* all(
          `SELECT * FROM handoff WHERE ${isLive} AND agent_id = $1 ORDER BY number`,
          agentId,
        )
        return rows.map((row) => handoffOf(row))
      }),
    takeHandoff: (conversationId, agentId, at) =>
      database.write(function* () {
        const row = yield* one(
          `UPDATE handoff SET state = 'live', agent_id = $1, taken_at = $2
           WHERE conversation_id = $3 AND state = 'waiting' RETURNING *`,
          agentId,
          at,
          conversationId,
        )
        return row && handoffOf(row)
      }),
    endHandoff: (conversationId, at) =>
      database.write(function* () {
        const row = yield* one(
          `UPDATE handoff SET state = 'ended', ended_at = $1
           WHERE conversation_id = $2 AND state <> 'ended' RETURNING *`,
          at,
          conversationId,
        )
        return row && handoffOf(row)
      }),
  }
}

/** When the customer was last heard of. */
export const seenAt = 'coalesce(seen_at, requested_at)'

// The index holds what has not ended, and SQLite finds it by these very words only.
export const isWaiting = `state = 'waiting' AND state <> 'ended'`
export const isLive = `state = 'live' AND state <> 'ended'`

/** Notes that the customer is there; true when the conversation waits. */
export function* seeWaiting(conversationId: string, at: number): Work<boolean> {
  const changes = yield* run(
    `UPDATE handoff SET seen_at = $1 WHERE conversation_id = $2 AND state = 'waiting'`,
    at,
    conversationId,
  )
  return changes > 0
}

function* latestHandoff(conversationId: string, presentSince = 0): Work<Handoff | undefined> {
  const row = yield* one(
    'SELECT * FROM handoff WHERE conversation_id = $1 ORDER BY number DESC LIMIT 1',
    conversationId,
  )
  if (!row || row['state'] !== 'waiting') return row && handoffOf(row)
  const before = yield* count(
    `SELECT count(*) AS n FROM handoff WHERE ${isWaiting} AND ${seenAt} >= $1 AND number < $2`,
    presentSince,
    numberOf(row, 'number'),
  )
  return handoffOf(row, before + 1)
}

function handoffOf(row: Row, position?: number): Handoff {
  return {
    id: textOf(row, 'id'),
    conversationId: textOf(row, 'conversation_id'),
    topic: textOf(row, 'topic'),
    facts: JSON.parse(textOf(row, 'facts')),
    locale: textOf(row, 'locale'),
    state: wordOf(row, 'state', ['waiting', 'live', 'ended']),
    requestedAt: numberOf(row, 'requested_at'),
    ...maybeText(row, 'agent_id', 'agentId'),
    ...maybeNumber(row, 'taken_at', 'takenAt'),
    ...maybeNumber(row, 'ended_at', 'endedAt'),
    ...maybeText(row, 'said', 'said'),
    ...(position === undefined ? {} : { position }),
  }
}
