import { createHash } from 'node:crypto'
import { DatabaseSync } from 'node:sqlite'
import { createSqliteStore } from '../../packages/desk/src/store/sqlite.ts'

/** The secret that opens every conversation of a grown desk. */
export const grownSecret = 'the-secret-of-all-grown-conversations'

/** The id of one of them. */
export function grownId(index: number): string {
  return `grown-${String(index).padStart(8, '0')}`
}

/**
 * Fills a desk's file as so many conversations leave it behind over ninety days: four messages each, an answer and a
 * verification now and then, one in twenty with a handoff, one in a hundred with a call and with a record.
 */
export async function grow(file: string, conversations: number): Promise<void> {
  const store = createSqliteStore(file)
  await store.close()
  const database = new DatabaseSync(file)
  const hash = createHash('sha256').update(grownSecret).digest('hex')
  const began = Date.now() - 89 * 86_400_000
  const step = (89 * 86_400_000) / conversations
  database.exec('PRAGMA synchronous = OFF; BEGIN')
  const each = (sql: string): void => {
    database
      .prepare(
        `WITH RECURSIVE n(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i + 1 < ${conversations}) ${sql}`,
      )
      .run()
  }
  const id = `printf('grown-%08d', i)`
  const at = `CAST(${began} + i * ${step} AS INTEGER)`
  each(`INSERT INTO conversation (id, secret_hash, locale, created_at, last_seq)
        SELECT ${id}, '${hash}', 'fr', ${at}, 4 FROM n`)
  each(`INSERT INTO message (conversation_id, seq, client_id, author, text, at, received_at)
        SELECT ${id}, s, 'seed-message-' || s, CASE s % 2 WHEN 1 THEN 'customer' ELSE 'bot' END,
          'Bonjour, je n’ai toujours pas reçu la facture de ma commande du mois dernier, merci.',
          '2026-11-21T10:00:00.000Z', ${at} + s * 1000
        FROM n, (SELECT 1 AS s UNION SELECT 2 UNION SELECT 3 UNION SELECT 4)`)
  each(`INSERT INTO verification (conversation_id, subject, reference, level, at, expires_at, email)
        SELECT ${id}, 'order:R' || i, 'R' || i, 1, ${at}, ${at} + 1800000, 'c' || (i % 100000) || '@exemple.fr'
        FROM n WHERE i % 3 = 0`)
  each(`INSERT INTO handoff (id, conversation_id, topic, facts, locale, state, requested_at, ended_at)
        SELECT 'h' || i, ${id}, 'Facture', '{}', 'fr', 'ended', ${at}, ${at} + 600000 FROM n WHERE i % 20 = 0`)
  each(`INSERT INTO callback (id, conversation_id, phone, reason, locale, slot_from, slot_to, at, state, closed_at)
        SELECT 'cb' || i, ${id}, '+33261910042', 'Facture', 'fr', ${at}, ${at} + 1800000, ${at}, 'done', ${at}
        FROM n WHERE i % 100 = 1`)
  each(`INSERT INTO record (reference, kind, conversation_id, request_key, locale, body, state, owner, at, due_at, closed_at)
        SELECT 'T-0000-' || i, 'ticket', ${id}, 'k' || i, 'fr', '{}', 'closed', 'team', ${at}, ${at} + 86400000, ${at}
        FROM n WHERE i % 100 = 2`)
  database.exec('COMMIT; PRAGMA wal_checkpoint(TRUNCATE)')
  database.close()
}
