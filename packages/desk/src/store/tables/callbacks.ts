import type { Database } from '../database.ts'
import { maybeNumber, maybeText, numberOf, textOf, wordOf, type Row } from '../row.ts'
import type { Callback, CallbackRows } from '../store.ts'
import { all, count, lock, one, run, type Work } from '../work.ts'

/** Promised calls, each with the consent to it. */
export function callbackRows(database: Database): CallbackRows {
  return {
    addCallback: (callback, capacity) =>
      database.write(function* () {
        yield* lock(`callback slot ${callback.from}`)
        const again = yield* one(
          'SELECT * FROM callback WHERE conversation_id = $1 AND phone = $2 AND slot_from = $3',
          callback.conversationId,
          callback.phone,
          callback.from,
        )
        if (again) return yield* callbackOf(again)
        const taken = yield* count(
          `SELECT count(*) AS n FROM callback WHERE slot_from = $1 AND state IN ('due', 'reached')`,
          callback.from,
        )
        if (taken >= capacity) return undefined
        yield* run(
          `INSERT INTO callback (id, conversation_id, phone, name, reason, locale, slot_from, slot_to, at)
           VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
          callback.id,
          callback.conversationId,
          callback.phone,
          callback.name ?? null,
          callback.reason,
          callback.locale,
          callback.from,
          callback.to,
          callback.at,
        )
        const purposes = callback.consent.commercial ? ['service', 'commercial'] : ['service']
        for (const purpose of purposes) {
          yield* run(
            `INSERT INTO consent (conversation_id, callback_id, purpose, phone, name, text_version, at)
             VALUES ($1, $2, $3, $4, $5, $6, $7)`,
            callback.conversationId,
            callback.id,
            purpose,
            callback.phone,
            callback.name ?? null,
            callback.consent.textVersion,
            callback.at,
          )
        }
        return { ...callback, state: 'due' as const, attempts: 0 }
      }),
    callback: (id) =>
      database.read(function* () {
        const row = yield* one('SELECT * FROM callback WHERE id = $1', id)
        return row && (yield* callbackOf(row))
      }),
    callbacks: ({ show, conversationId, limit }) =>
      database.read(function* () {
        const rows = yield* all(
          // Written out for each case, so that each finds its index.
          `SELECT * FROM callback WHERE ${show === 'all' ? 'TRUE' : `state IN ('due', 'reached')`}
             ${conversationId === undefined ? '' : 'AND conversation_id = $2'}
           ORDER BY ${show === 'all' ? '-slot_from' : 'slot_from'}, at LIMIT $1`,
          limit,
          ...(conversationId === undefined ? [] : [conversationId]),
        )
        const callbacks: Callback[] = []
        for (const row of rows) callbacks.push(yield* callbackOf(row))
        return callbacks
      }),
    callbacksPerSlot: (from) =>
      database.read(function* () {
        const rows = yield* all(
          `SELECT slot_from, count(*) AS n FROM callback
           WHERE slot_from >= $1 AND state IN ('due', 'reached') GROUP BY slot_from`,
          from,
        )
        return new Map(rows.map((row) => [numberOf(row, 'slot_from'), numberOf(row, 'n')]))
      }),
    callbacksForPhone: (phone, since) =>
      database.read(() =>
        count('SELECT count(*) AS n FROM callback WHERE phone = $1 AND at >= $2', phone, since),
      ),
    recordOutcome: (id, { outcome, agentId, note, at, maxAttempts }) =>
      database.write(function* () {
        const known = yield* one(
          `UPDATE callback SET attempts = attempts + $1 WHERE id = $2 AND state IN ('due', 'reached') RETURNING *`,
          outcome === 'no-answer' ? 1 : 0,
          id,
        )
        if (!known) return undefined
        const missed = outcome === 'no-answer' && numberOf(known, 'attempts') >= maxAttempts
        const row = yield* one(
          `UPDATE callback SET state = $1, closed_at = $2, agent_id = $3, note = $4 WHERE id = $5 RETURNING *`,
          outcome === 'no-answer' ? (missed ? 'missed' : 'due') : outcome,
          missed || outcome === 'done' ? at : null,
          agentId,
          note ?? maybeText(known, 'note', 'note').note ?? null,
          id,
        )
        return row && (yield* callbackOf(row))
      }),
  }
}

function* callbackOf(row: Row): Work<Callback> {
  const id = textOf(row, 'id')
  const purposes = yield* all('SELECT purpose, text_version FROM consent WHERE callback_id = $1', id)
  return {
    id,
    conversationId: textOf(row, 'conversation_id'),
    phone: textOf(row, 'phone'),
    ...maybeText(row, 'name', 'name'),
    reason: textOf(row, 'reason'),
    locale: textOf(row, 'locale'),
    from: numberOf(row, 'slot_from'),
    to: numberOf(row, 'slot_to'),
    at: numberOf(row, 'at'),
    state: wordOf(row, 'state', ['due', 'reached', 'done', 'missed']),
    attempts: numberOf(row, 'attempts'),
    ...maybeText(row, 'agent_id', 'agentId'),
    ...maybeText(row, 'note', 'note'),
    ...maybeNumber(row, 'closed_at', 'closedAt'),
    consent: {
      commercial: purposes.some((purpose) => purpose['purpose'] === 'commercial'),
      textVersion: purposes.map((purpose) => textOf(purpose, 'text_version'))[0] ?? '',
    },
  }
}
