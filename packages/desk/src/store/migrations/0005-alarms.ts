import type { Migration } from '../migrate.ts'

/** That a promise was late: said once, and kept. */
export const alarms: Migration = {
  id: 5,
  name: 'alarms',
  up: `
    -- subject: the number of a record, the id of a callback
    CREATE TABLE alarm (
      subject   TEXT PRIMARY KEY,
      kind      TEXT NOT NULL,
      due_at    INTEGER NOT NULL,
      raised_at INTEGER NOT NULL
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX alarm_by_time ON alarm (raised_at);
    CREATE INDEX callback_by_end ON callback (state, slot_to);
  `,
  down: `
    DROP INDEX callback_by_end;
    DROP TABLE alarm;
  `,
}
