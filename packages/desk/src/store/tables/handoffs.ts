import type { Database } from '../database.ts'
import { maybeNumber, maybeText, numberOf, textOf, wordOf, type Row } from '../row.ts'
import { ConversationGone, type Handoff, type HandoffRows } from '../store.ts'
import { all, count, one, run, type Work } from '../work.ts'

/** Who waits for a person, and who has one. */
export function handoffRows(database: Database): HandoffRows {
  return {
    requestHandoff: ({ id, conversationId, topic, facts, locale, at }) =>
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
        const handoff = yield* latestHandoff(conversationId)
        if (!handoff) throw new ConversationGone()
        return handoff
      }),
    handoff: (conversationId) => database.read(() => latestHandoff(conversationId)),
    waiting: () =>
      database.read(function* () {
        const rows = yield* all(`SELECT * FROM handoff WHERE state = 'waiting' ORDER BY number`)
        return rows.map((row, index) => handoffOf(row, index + 1))
      }),
    liveHandoffs: (agentId) =>
      database.read(function* () {
        const rows = yield* all(
          `SELECT * FROM handoff WHERE state = 'live' AND agent_id = $1 ORDER BY number`,
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

function* latestHandoff(conversationId: string): Work<Handoff | undefined> {
  const row = yield* one(
    'SELECT * FROM handoff WHERE conversation_id = $1 ORDER BY number DESC LIMIT 1',
    conversationId,
  )
  if (!row || row['state'] !== 'waiting') return row && handoffOf(row)
  const before = yield* count(
    `SELECT count(*) AS n FROM handoff WHERE state = 'waiting' AND number < $1`,
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
    ...(position === undefined ? {} : { position }),
  }
}
