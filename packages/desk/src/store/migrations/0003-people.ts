import type { Migration } from '../migrate.ts'

/** Whose a conversation is, so that one person can be found, told everything and forgotten. */
export const people: Migration = {
  id: 3,
  name: 'people',
  up: `
    ALTER TABLE verification ADD COLUMN email TEXT;
    CREATE INDEX verification_by_email ON verification (email);
    CREATE INDEX conversation_by_age ON conversation (created_at);
  `,
  down: `
    DROP INDEX conversation_by_age;
    DROP INDEX verification_by_email;
    ALTER TABLE verification DROP COLUMN email;
  `,
}
