import type { Migration } from '../migrate.ts'

/** What customers and agents hand in, and how far each side has read. */
export const files: Migration = {
  id: 4,
  name: 'files',
  up: `
    CREATE TABLE file (
      conversation_id TEXT NOT NULL REFERENCES conversation ON DELETE CASCADE,
      id              TEXT NOT NULL,
      author          TEXT NOT NULL,
      name            TEXT NOT NULL,
      mime            TEXT NOT NULL,
      size            INTEGER NOT NULL,
      content         BLOB NOT NULL,
      at              INTEGER NOT NULL,
      PRIMARY KEY (conversation_id, id)
    ) STRICT;

    ALTER TABLE conversation ADD COLUMN read_by_customer INTEGER NOT NULL DEFAULT 0;
    ALTER TABLE conversation ADD COLUMN read_by_agent INTEGER NOT NULL DEFAULT 0;
  `,
  down: `
    ALTER TABLE conversation DROP COLUMN read_by_agent;
    ALTER TABLE conversation DROP COLUMN read_by_customer;
    DROP TABLE file;
  `,
}
