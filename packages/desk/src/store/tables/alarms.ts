import type { Database } from '../database.ts'
import { numberOf, textOf, wordOf, type Row } from '../row.ts'
import { promiseKinds, type Alarm, type AlarmRows } from '../store.ts'
import { all, lock, one, run } from '../work.ts'

/** Promises that are late: each raises its alarm once. */
export function alarmRows(database: Database): AlarmRows {
  return {
    raiseAlarms: (now, limit) =>
      database.write(function* () {
        yield* lock('alarms')
        const rows = yield* all(
          `SELECT * FROM (
             SELECT reference AS subject, kind, due_at, owner, locale FROM record
               WHERE state = 'open' AND due_at < $1
             UNION ALL
             SELECT id AS subject, 'callback' AS kind, slot_to AS due_at, 'team' AS owner, locale FROM callback
               WHERE state = 'due' AND slot_to < $1
           ) AS late
           WHERE NOT EXISTS (SELECT 1 FROM alarm WHERE alarm.subject = late.subject)
           ORDER BY due_at, subject LIMIT $2`,
          now,
          limit,
        )
        for (const row of rows)
          yield* run(
            'INSERT INTO alarm (subject, kind, due_at, raised_at) VALUES ($1, $2, $3, $4)',
            textOf(row, 'subject'),
            textOf(row, 'kind'),
            numberOf(row, 'due_at'),
            now,
          )
        return rows.map((row) => ({
          ...alarmOf({ ...row, raised_at: now }),
          owner: textOf(row, 'owner'),
          locale: textOf(row, 'locale'),
        }))
      }),
    nextDueAt: (now) =>
      database.read(function* () {
        const row = yield* one(
          `SELECT min(at) AS at FROM (
             SELECT min(due_at) AS at FROM record WHERE state = 'open' AND due_at >= $1
             UNION ALL SELECT min(slot_to) AS at FROM callback WHERE state = 'due' AND slot_to >= $1
           ) AS due`,
          now,
        )
        return row && row['at'] !== null ? numberOf(row, 'at') : undefined
      }),
    alarms: (limit) =>
      database.read(function* () {
        return (yield* all('SELECT * FROM alarm ORDER BY raised_at DESC, subject LIMIT $1', limit)).map(
          alarmOf,
        )
      }),
  }
}

function alarmOf(row: Row): Alarm {
  return {
    subject: textOf(row, 'subject'),
    kind: wordOf(row, 'kind', promiseKinds),
    dueAt: numberOf(row, 'due_at'),
    raisedAt: numberOf(row, 'raised_at'),
  }
}
