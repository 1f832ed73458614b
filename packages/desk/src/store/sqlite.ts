import type { Level, Message, Outcome } from '@comptoir/bot-engine'
import { DatabaseSync, type SQLInputValue, type StatementSync } from 'node:sqlite'
import { createGroupCommit } from './group-commit.ts'
import { migrate } from './migrate.ts'
import { maybeNumber, maybeText, numberOf, textOf, wordOf, type Row } from './row.ts'
import { ConversationGone } from './store.ts'
import type {
  Agent,
  AuditEntry,
  Callback,
  Conversation,
  Handoff,
  Link,
  Store,
  Verification,
} from './store.ts'

/**
 * The embedded store: one SQLite file, write-ahead log, every commit on the disk before it is acknowledged.
 *
 * @param file path of the database, `:memory:` for one that ends with the process
 * @throws {Error} when the file cannot be opened, or DESK-004 when a newer desk wrote it
 */
export function createSqliteStore(file: string): Store {
  const database = new DatabaseSync(file, { timeout: 5000 })
  // FULL: the log is on the disk at each commit, so that a power cut loses nothing acknowledged.
  database.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON')
  // What is erased is overwritten, not only let go.
  database.exec('PRAGMA secure_delete = ON')
  migrate(database)

  const commit = createGroupCommit(database)
  const statements = new Map<string, StatementSync>()
  const prepare = (sql: string): StatementSync => {
    const known = statements.get(sql)
    if (known) return known
    const statement = database.prepare(sql)
    statements.set(sql, statement)
    return statement
  }
  const one = (sql: string, ...values: SQLInputValue[]): Row | undefined => prepare(sql).get(...values)
  const all = (sql: string, ...values: SQLInputValue[]): Row[] => prepare(sql).all(...values)
  const run = (sql: string, ...values: SQLInputValue[]): number => Number(prepare(sql).run(...values).changes)
  const count = (sql: string, ...values: SQLInputValue[]): number => Number(one(sql, ...values)?.['n'] ?? 0)
  const write = async <T>(work: () => T): Promise<T> => {
    try {
      return await commit.write(work)
    } catch (error) {
      throw violatesForeignKey(error) ? new ConversationGone() : error
    }
  }

  const waitingRows = (): Row[] => all(`SELECT * FROM handoff WHERE state = 'waiting' ORDER BY number`)
  const handoffWithPosition = (row: Row | undefined): Handoff | undefined => {
    if (!row) return undefined
    if (row['state'] !== 'waiting') return handoffOf(row)
    const before = count(
      `SELECT count(*) AS n FROM handoff WHERE state = 'waiting' AND number < ?`,
      numberOf(row, 'number'),
    )
    return handoffOf(row, before + 1)
  }
  const latestHandoff = (conversationId: string): Row | undefined =>
    one('SELECT * FROM handoff WHERE conversation_id = ? ORDER BY number DESC LIMIT 1', conversationId)

  return {
    // --- Conversations ---
    createConversation: (conversation) =>
      write(() => {
        run(
          'INSERT INTO conversation (id, secret_hash, locale, created_at) VALUES (?, ?, ?, ?)',
          conversation.id,
          conversation.secretHash,
          conversation.locale,
          conversation.at,
        )
      }),
    conversation: async (id) => {
      const row = one('SELECT * FROM conversation WHERE id = ?', id)
      return row && conversationOf(row)
    },
    endConversation: (id, outcome, at) =>
      write(() => {
        run('UPDATE conversation SET ended_at = ?, outcome = ? WHERE id = ?', at, outcome, id)
      }),
    eraseConversation: async (id) => {
      const erased = await write(() => {
        run(
          'UPDATE consent SET conversation_id = NULL, phone = NULL, name = NULL WHERE conversation_id = ?',
          id,
        )
        return run('DELETE FROM conversation WHERE id = ?', id) > 0
      })
      // The write-ahead log still holds what was written before: it goes into the database, and is emptied.
      if (erased) database.exec('PRAGMA wal_checkpoint(TRUNCATE)')
      return erased
    },
    putSnapshot: (conversationId, snapshot, at) =>
      write(() => {
        run(
          `INSERT INTO snapshot (conversation_id, body, at) VALUES (?, ?, ?)
           ON CONFLICT (conversation_id) DO UPDATE SET body = excluded.body, at = excluded.at`,
          conversationId,
          snapshot,
          at,
        )
      }),
    snapshot: async (conversationId) => {
      const row = one('SELECT body FROM snapshot WHERE conversation_id = ?', conversationId)
      return row && textOf(row, 'body')
    },

    // --- Messages ---
    putMessage: (conversationId, message, at) =>
      write(() => {
        const known = one(
          'SELECT seq, author FROM message WHERE conversation_id = ? AND client_id = ?',
          conversationId,
          message.id,
        )
        if (known) return { seq: numberOf(known, 'seq'), created: false, author: authorOf(known) }
        const place = one(
          'UPDATE conversation SET last_seq = last_seq + 1 WHERE id = ? RETURNING last_seq',
          conversationId,
        )
        if (!place) throw new ConversationGone()
        const seq = numberOf(place, 'last_seq')
        const { author, text, id, at: writtenAt, name, lang, card, choices } = message
        const rest = JSON.stringify({ name, lang, card, choices })
        run(
          `INSERT INTO message (conversation_id, seq, client_id, author, text, at, rest, received_at)
           VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
          conversationId,
          seq,
          id,
          author,
          text,
          writtenAt,
          rest === '{}' ? null : rest,
          at,
        )
        return { seq, created: true, author }
      }),
    messages: async (conversationId, after, limit) =>
      all(
        'SELECT * FROM message WHERE conversation_id = ? AND seq > ? ORDER BY seq LIMIT ?',
        conversationId,
        after,
        limit,
      ).map(messageOf),
    digest: async (conversationId) => {
      const row = one(
        'SELECT count(*) AS count, coalesce(max(seq), 0) AS last FROM message WHERE conversation_id = ?',
        conversationId,
      )
      return { count: numberOf(row ?? {}, 'count'), last: numberOf(row ?? {}, 'last') }
    },

    // --- Customer verification ---
    takeTry: (conversationId, max) =>
      write(() => {
        const row = one(
          'UPDATE conversation SET tries_used = tries_used + 1 WHERE id = ? AND tries_used < ? RETURNING tries_used',
          conversationId,
          max,
        )
        return row ? { taken: true, left: max - numberOf(row, 'tries_used') } : { taken: false, left: 0 }
      }),
    returnTry: (conversationId) =>
      write(() => {
        run('UPDATE conversation SET tries_used = max(0, tries_used - 1) WHERE id = ?', conversationId)
      }),
    saveVerification: (verification) =>
      write(() => {
        run(
          `INSERT INTO verification (conversation_id, subject, reference, customer_id, level, at, expires_at)
           VALUES (?, ?, ?, ?, ?, ?, ?)
           ON CONFLICT (conversation_id, subject) DO UPDATE SET reference = excluded.reference,
             customer_id = excluded.customer_id, level = excluded.level, at = excluded.at,
             expires_at = excluded.expires_at`,
          verification.conversationId,
          verification.reference === undefined ? 'customer' : `order:${verification.reference}`,
          verification.reference ?? null,
          verification.customerId ?? null,
          verification.level,
          verification.at,
          verification.expiresAt,
        )
      }),
    verifications: async (conversationId) =>
      all('SELECT * FROM verification WHERE conversation_id = ? ORDER BY at DESC', conversationId).map(
        verificationOf,
      ),
    extendVerifications: (conversationId, now, expiresAt) =>
      write(() => {
        run(
          'UPDATE verification SET expires_at = ? WHERE conversation_id = ? AND expires_at > ?',
          expiresAt,
          conversationId,
          now,
        )
      }),
    claimToken: (jti, conversationId, expiresAt) =>
      write(() => {
        run(
          'INSERT INTO customer_token (jti, conversation_id, expires_at) VALUES (?, ?, ?) ON CONFLICT (jti) DO NOTHING',
          jti,
          conversationId,
          expiresAt,
        )
        return (
          one('SELECT conversation_id FROM customer_token WHERE jti = ?', jti)?.['conversation_id'] ===
          conversationId
        )
      }),

    // --- Links ---
    addLink: (link) =>
      write(() => {
        run(
          'INSERT INTO link (id, conversation_id, ref, file_name, expires_at) VALUES (?, ?, ?, ?, ?)',
          link.id,
          link.conversationId,
          link.ref,
          link.fileName,
          link.expiresAt,
        )
      }),
    link: async (id) => {
      const row = one('SELECT * FROM link WHERE id = ?', id)
      return row && linkOf(row)
    },
    redeemLink: (id, now) =>
      write(
        () =>
          run(
            'UPDATE link SET used_at = ? WHERE id = ? AND used_at IS NULL AND expires_at > ?',
            now,
            id,
            now,
          ) > 0,
      ),
    restoreLink: (id) =>
      write(() => {
        run('UPDATE link SET used_at = NULL WHERE id = ?', id)
      }),

    // --- Handoffs ---
    requestHandoff: (handoff) =>
      write(() => {
        run(
          `INSERT INTO handoff (id, conversation_id, topic, facts, locale, state, requested_at)
           VALUES (?, ?, ?, ?, ?, 'waiting', ?)
           ON CONFLICT (conversation_id) WHERE state <> 'ended' DO NOTHING`,
          handoff.id,
          handoff.conversationId,
          handoff.topic,
          JSON.stringify(handoff.facts),
          handoff.locale,
          handoff.at,
        )
        return handoffWithPosition(latestHandoff(handoff.conversationId)) ?? handoffOf({})
      }),
    handoff: async (conversationId) => handoffWithPosition(latestHandoff(conversationId)),
    waiting: async () => waitingRows().map((row, index) => handoffOf(row, index + 1)),
    liveHandoffs: async (agentId) =>
      all(`SELECT * FROM handoff WHERE state = 'live' AND agent_id = ? ORDER BY number`, agentId).map((row) =>
        handoffOf(row),
      ),
    takeHandoff: (conversationId, agentId, at) =>
      write(() => {
        const row = one(
          `UPDATE handoff SET state = 'live', agent_id = ?, taken_at = ?
           WHERE conversation_id = ? AND state = 'waiting' RETURNING *`,
          agentId,
          at,
          conversationId,
        )
        return row && handoffOf(row)
      }),
    endHandoff: (conversationId, at) =>
      write(() => {
        const row = one(
          `UPDATE handoff SET state = 'ended', ended_at = ? WHERE conversation_id = ? AND state <> 'ended' RETURNING *`,
          at,
          conversationId,
        )
        return row && handoffOf(row)
      }),

    // --- Callbacks ---
    addCallback: (callback, capacity) =>
      write(() => {
        const again = one(
          'SELECT * FROM callback WHERE conversation_id = ? AND phone = ? AND slot_from = ?',
          callback.conversationId,
          callback.phone,
          callback.from,
        )
        if (again) return callbackOf(again, consentOf(again))
        const taken = count(
          `SELECT count(*) AS n FROM callback WHERE slot_from = ? AND state IN ('due', 'reached')`,
          callback.from,
        )
        if (taken >= capacity) return undefined
        run(
          `INSERT INTO callback (id, conversation_id, phone, name, reason, locale, slot_from, slot_to, at)
           VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
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
          run(
            `INSERT INTO consent (conversation_id, callback_id, purpose, phone, name, text_version, at)
             VALUES (?, ?, ?, ?, ?, ?, ?)`,
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
    callback: async (id) => {
      const row = one('SELECT * FROM callback WHERE id = ?', id)
      return row && callbackOf(row, consentOf(row))
    },
    callbacks: async ({ show, conversationId, limit }) => {
      const rows = all(
        `SELECT * FROM callback
         WHERE (?1 = 'all' OR state IN ('due', 'reached')) AND (?2 IS NULL OR conversation_id = ?2)
         ORDER BY CASE WHEN ?1 = 'all' THEN -slot_from ELSE slot_from END, at LIMIT ?3`,
        show,
        conversationId ?? null,
        limit,
      )
      return rows.map((row) => callbackOf(row, consentOf(row)))
    },
    callbacksPerSlot: async (from) =>
      new Map(
        all(
          `SELECT slot_from, count(*) AS n FROM callback WHERE slot_from >= ? AND state IN ('due', 'reached') GROUP BY slot_from`,
          from,
        ).map((row) => [numberOf(row, 'slot_from'), numberOf(row, 'n')]),
      ),
    callbacksForPhone: async (phone, since) =>
      count('SELECT count(*) AS n FROM callback WHERE phone = ? AND at >= ?', phone, since),
    recordOutcome: (id, { outcome, agentId, note, at, maxAttempts }) =>
      write(() => {
        const row = one(
          `UPDATE callback SET
             attempts = attempts + (?2 = 'no-answer'),
             state = CASE
               WHEN ?2 <> 'no-answer' THEN ?2
               WHEN attempts + 1 >= ?3 THEN 'missed'
               ELSE 'due' END,
             closed_at = CASE WHEN ?2 = 'done' OR (?2 = 'no-answer' AND attempts + 1 >= ?3) THEN ?4 END,
             agent_id = ?5,
             note = coalesce(?6, note)
           WHERE id = ?1 AND state IN ('due', 'reached') RETURNING *`,
          id,
          outcome,
          maxAttempts,
          at,
          agentId,
          note ?? null,
        )
        return row && callbackOf(row, consentOf(row))
      }),

    // --- Answers and questions ---
    addSurveyAnswer: (conversationId, answer, at) =>
      write(() => {
        run(
          `INSERT INTO survey_answer (conversation_id, scale, flow, value, at) VALUES (?, ?, ?, ?, ?)
           ON CONFLICT (conversation_id, scale, flow) DO UPDATE SET value = excluded.value, at = excluded.at`,
          conversationId,
          answer.scale,
          answer.flow ?? '',
          answer.value,
          at,
        )
      }),
    addUnanswered: (conversationId, question, at) =>
      write(() => {
        run(
          'INSERT INTO unanswered (conversation_id, text, locale, proposed, next, at) VALUES (?, ?, ?, ?, ?, ?)',
          conversationId,
          question.text,
          question.locale,
          JSON.stringify(question.proposed),
          question.then,
          at,
        )
      }),

    // --- Agents ---
    addAgent: (agent) =>
      write(() => {
        run(
          `INSERT INTO agent (id, login, name, title, role, password_hash, must_change_password)
           VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT (login) DO NOTHING`,
          agent.id,
          agent.login,
          agent.name,
          agent.title ?? null,
          agent.role,
          agent.passwordHash,
          agent.mustChangePassword ? 1 : 0,
        )
        return agentOf(one('SELECT * FROM agent WHERE login = ?', agent.login) ?? {})
      }),
    agents: async () => all('SELECT * FROM agent ORDER BY login').map(agentOf),
    agent: async (id) => {
      const row = one('SELECT * FROM agent WHERE id = ?', id)
      return row && agentOf(row)
    },
    agentByLogin: async (login) => {
      const row = one('SELECT * FROM agent WHERE login = ?', login)
      return row && agentOf(row)
    },
    setPassword: (agentId, passwordHash) =>
      write(() => {
        run(
          'UPDATE agent SET password_hash = ?, must_change_password = 0 WHERE id = ?',
          passwordHash,
          agentId,
        )
      }),
    setAgentState: (agentId, state) =>
      write(() => {
        run('UPDATE agent SET state = ? WHERE id = ?', state, agentId)
      }),
    seeAgent: (agentId, at) =>
      write(() => {
        run('UPDATE agent SET seen_at = ? WHERE id = ?', at, agentId)
      }),
    addSession: (session) =>
      write(() => {
        run(
          'INSERT INTO session (token_hash, agent_id, expires_at) VALUES (?, ?, ?)',
          session.tokenHash,
          session.agentId,
          session.expiresAt,
        )
      }),
    session: async (tokenHash) => {
      const row = one('SELECT * FROM session WHERE token_hash = ?', tokenHash)
      return (
        row && {
          tokenHash: textOf(row, 'token_hash'),
          agentId: textOf(row, 'agent_id'),
          expiresAt: numberOf(row, 'expires_at'),
        }
      )
    },
    removeSession: (tokenHash) =>
      write(() => {
        run('DELETE FROM session WHERE token_hash = ?', tokenHash)
      }),
    removeSessionsOf: (agentId) =>
      write(() => {
        run('DELETE FROM session WHERE agent_id = ?', agentId)
      }),

    // --- Running it ---
    addAudit: (entry) =>
      write(() => {
        run(
          'INSERT INTO audit (at, agent_id, action, subject) VALUES (?, ?, ?, ?)',
          entry.at,
          entry.agentId,
          entry.action,
          entry.subject,
        )
      }),
    audit: async (limit) => all('SELECT * FROM audit ORDER BY id DESC LIMIT ?', limit).map(auditOf),
    figures: async (now) => ({
      conversations: count('SELECT count(*) AS n FROM conversation'),
      messages: count('SELECT coalesce(sum(last_seq), 0) AS n FROM conversation'),
      waiting: count(`SELECT count(*) AS n FROM handoff WHERE state = 'waiting'`),
      ...maybeNumber(
        one(`SELECT min(requested_at) AS since FROM handoff WHERE state = 'waiting'`) ?? {},
        'since',
        'oldestWaitingSince',
      ),
      live: count(`SELECT count(*) AS n FROM handoff WHERE state = 'live'`),
      callbacksDue: count(`SELECT count(*) AS n FROM callback WHERE state IN ('due', 'reached')`),
      callbacksOverdue: count(`SELECT count(*) AS n FROM callback WHERE state = 'due' AND slot_to < ?`, now),
    }),
    removeExpired: (now) =>
      write(() => {
        run('DELETE FROM session WHERE expires_at <= ?', now)
        run('DELETE FROM link WHERE expires_at <= ?', now)
        run('DELETE FROM customer_token WHERE expires_at <= ?', now)
      }),
    close: async () => {
      commit.close()
      database.close()
    },
  }

  function consentOf(row: Row): Callback['consent'] {
    const purposes = all('SELECT purpose, text_version FROM consent WHERE callback_id = ?', textOf(row, 'id'))
    return {
      commercial: purposes.some((purpose) => purpose['purpose'] === 'commercial'),
      textVersion: purposes.map((purpose) => textOf(purpose, 'text_version'))[0] ?? '',
    }
  }
}

/** SQLITE_CONSTRAINT_FOREIGNKEY: the conversation that the row hangs on is not there. */
function violatesForeignKey(error: unknown): boolean {
  return error instanceof Error && 'errcode' in error && error.errcode === 787
}

const outcomes: readonly Outcome[] = ['resolved', 'unresolved', 'escalated', 'abandoned']
const levels: readonly Level[] = [0, 1, 2, 3]

function conversationOf(row: Row): Conversation {
  return {
    id: textOf(row, 'id'),
    secretHash: textOf(row, 'secret_hash'),
    locale: textOf(row, 'locale'),
    createdAt: numberOf(row, 'created_at'),
    triesUsed: numberOf(row, 'tries_used'),
    ...maybeNumber(row, 'ended_at', 'endedAt'),
    ...(row['outcome'] === null ? {} : { outcome: wordOf(row, 'outcome', outcomes) }),
  }
}

function authorOf(row: Row): Message['author'] {
  return wordOf(row, 'author', ['customer', 'bot', 'agent', 'system'])
}

function messageOf(row: Row): Message {
  const rest: Pick<Message, 'name' | 'lang' | 'card' | 'choices'> = JSON.parse(
    row['rest'] === null ? '{}' : textOf(row, 'rest'),
  )
  return {
    id: textOf(row, 'client_id'),
    seq: numberOf(row, 'seq'),
    at: textOf(row, 'at'),
    author: authorOf(row),
    text: textOf(row, 'text'),
    ...rest,
  }
}

function verificationOf(row: Row): Verification {
  const level = numberOf(row, 'level')
  return {
    conversationId: textOf(row, 'conversation_id'),
    ...maybeText(row, 'reference', 'reference'),
    ...maybeText(row, 'customer_id', 'customerId'),
    level: levels.find((one) => one === level) ?? 0,
    at: numberOf(row, 'at'),
    expiresAt: numberOf(row, 'expires_at'),
  }
}

function linkOf(row: Row): Link {
  return {
    id: textOf(row, 'id'),
    conversationId: textOf(row, 'conversation_id'),
    ref: textOf(row, 'ref'),
    fileName: textOf(row, 'file_name'),
    expiresAt: numberOf(row, 'expires_at'),
    ...maybeNumber(row, 'used_at', 'usedAt'),
  }
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

function callbackOf(row: Row, consent: Callback['consent']): Callback {
  return {
    id: textOf(row, 'id'),
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
    consent,
  }
}

function agentOf(row: Row): Agent {
  return {
    id: textOf(row, 'id'),
    login: textOf(row, 'login'),
    name: textOf(row, 'name'),
    ...maybeText(row, 'title', 'title'),
    role: wordOf(row, 'role', ['administrator', 'supervisor', 'agent']),
    passwordHash: textOf(row, 'password_hash'),
    mustChangePassword: row['must_change_password'] === 1,
    state: wordOf(row, 'state', ['available', 'paused', 'signed-out']),
    ...maybeNumber(row, 'seen_at', 'seenAt'),
  }
}

function auditOf(row: Row): AuditEntry {
  return {
    at: numberOf(row, 'at'),
    agentId: textOf(row, 'agent_id'),
    action: textOf(row, 'action'),
    subject: textOf(row, 'subject'),
  }
}
