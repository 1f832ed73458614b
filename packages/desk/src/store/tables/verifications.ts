import type { Level } from '@comptoir/bot-engine'
import type { Database } from '../database.ts'
import { maybeText, numberOf, textOf, type Row } from '../row.ts'
import type { Verification, VerificationRows } from '../store.ts'
import { all, one, run } from '../work.ts'

/** What customers have proven, and the tries it took them. */
export function verificationRows(database: Database): VerificationRows {
  return {
    takeTry: (conversationId, max) =>
      database.write(function* () {
        const row = yield* one(
          'UPDATE conversation SET tries_used = tries_used + 1 WHERE id = $1 AND tries_used < $2 RETURNING tries_used',
          conversationId,
          max,
        )
        return row ? { taken: true, left: max - numberOf(row, 'tries_used') } : { taken: false, left: 0 }
      }),
    returnTry: (conversationId) =>
      database.write(function* () {
        yield* run(
          'UPDATE conversation SET tries_used = tries_used - 1 WHERE id = $1 AND tries_used > 0',
          conversationId,
        )
      }),
    saveVerification: ({ conversationId, reference, customerId, level, email, at, expiresAt }) =>
      database.write(function* () {
        yield* run(
          `INSERT INTO verification (conversation_id, subject, reference, customer_id, level, at, expires_at, email)
           VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
           ON CONFLICT (conversation_id, subject) DO UPDATE SET reference = excluded.reference,
             customer_id = excluded.customer_id, level = excluded.level, at = excluded.at,
             expires_at = excluded.expires_at, email = excluded.email`,
          conversationId,
          reference === undefined ? 'customer' : `order:${reference}`,
          reference ?? null,
          customerId ?? null,
          level,
          at,
          expiresAt,
          email ?? null,
        )
      }),
    verifications: (conversationId) =>
      database.read(function* () {
        const rows = yield* all(
          'SELECT * FROM verification WHERE conversation_id = $1 ORDER BY at DESC',
          conversationId,
        )
        return rows.map(verificationOf)
      }),
    extendVerifications: (conversationId, now, expiresAt) =>
      database.write(function* () {
        yield* run(
          'UPDATE verification SET expires_at = $1 WHERE conversation_id = $2 AND expires_at > $3',
          expiresAt,
          conversationId,
          now,
        )
      }),
    claimToken: (jti, conversationId, expiresAt) =>
      database.write(function* () {
        yield* run(
          'INSERT INTO customer_token (jti, conversation_id, expires_at) VALUES ($1, $2, $3) ON CONFLICT (jti) DO NOTHING',
          jti,
          conversationId,
          expiresAt,
        )
        const row = yield* one('SELECT conversation_id FROM customer_token WHERE jti = $1', jti)
        return row?.['conversation_id'] === conversationId
      }),
  }
}

const levels: readonly Level[] = [0, 1, 2, 3]

function verificationOf(row: Row): Verification {
  const level = numberOf(row, 'level')
  return {
    conversationId: textOf(row, 'conversation_id'),
    ...maybeText(row, 'reference', 'reference'),
    ...maybeText(row, 'customer_id', 'customerId'),
    level: levels.find((known) => known === level) ?? 0,
    ...maybeText(row, 'email', 'email'),
    at: numberOf(row, 'at'),
    expiresAt: numberOf(row, 'expires_at'),
  }
}
