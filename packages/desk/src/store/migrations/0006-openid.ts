import type { Migration } from '../migrate.ts'

/** Who somebody is at the provider that signs them in. */
export const openId: Migration = {
  id: 6,
  name: 'openid',
  up: `
    ALTER TABLE agent ADD COLUMN openid_subject TEXT;
    CREATE UNIQUE INDEX agent_by_openid ON agent (openid_subject);
  `,
  down: `
    DROP INDEX agent_by_openid;
    ALTER TABLE agent DROP COLUMN openid_subject;
  `,
}
