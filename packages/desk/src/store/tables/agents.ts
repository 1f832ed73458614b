import type { Database } from '../database.ts'
import { maybeNumber, maybeText, numberOf, textOf, wordOf, type Row } from '../row.ts'
import type { Agent, AgentRows } from '../store.ts'
import { all, one, run } from '../work.ts'

/** The people who answer, and their sessions. */
export function agentRows(database: Database): AgentRows {
  return {
    addAgent: (agent) =>
      database.write(function* () {
        yield* run(
          `INSERT INTO agent (id, login, name, title, role, password_hash, must_change_password)
           VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT (login) DO NOTHING`,
          agent.id,
          agent.login,
          agent.name,
          agent.title ?? null,
          agent.role,
          agent.passwordHash,
          agent.mustChangePassword ? 1 : 0,
        )
        return agentOf((yield* one('SELECT * FROM agent WHERE login = $1', agent.login)) ?? {})
      }),
    agents: () =>
      database.read(function* () {
        return (yield* all('SELECT * FROM agent ORDER BY login')).map(agentOf)
      }),
    agent: (id) =>
      database.read(function* () {
        const row = yield* one('SELECT * FROM agent WHERE id = $1', id)
        return row && agentOf(row)
      }),
    agentByLogin: (login) =>
      database.read(function* () {
        const row = yield* one('SELECT * FROM agent WHERE login = $1', login)
        return row && agentOf(row)
      }),
    agentBySubject: (subject) =>
      database.read(function* () {
        const row = yield* one('SELECT * FROM agent WHERE openid_subject = $1', subject)
        return row && agentOf(row)
      }),
    bindSubject: (agentId, subject) =>
      database.write(function* () {
        const changes = yield* run(
          `UPDATE agent SET openid_subject = $1 WHERE id = $2 AND openid_subject IS NULL
             AND NOT EXISTS (SELECT 1 FROM agent WHERE openid_subject = $1)`,
          subject,
          agentId,
        )
        return changes > 0
      }),
    setPassword: (agentId, passwordHash) =>
      database.write(function* () {
        yield* run(
          'UPDATE agent SET password_hash = $1, must_change_password = 0 WHERE id = $2',
          passwordHash,
          agentId,
        )
      }),
    setAgentState: (agentId, state) =>
      database.write(function* () {
        yield* run('UPDATE agent SET state = $1 WHERE id = $2', state, agentId)
      }),
    seeAgent: (agentId, at) =>
      database.write(function* () {
        yield* run('UPDATE agent SET seen_at = $1 WHERE id = $2', at, agentId)
      }),
    setAgentRole: (agentId, role) =>
      database.write(function* () {
        yield* run('UPDATE agent SET role = $1 WHERE id = $2', role, agentId)
      }),
    setOneTimePassword: (agentId, passwordHash) =>
      database.write(function* () {
        yield* run(
          'UPDATE agent SET password_hash = $1, must_change_password = 1 WHERE id = $2',
          passwordHash,
          agentId,
        )
      }),
    setSecondFactor: (agentId, secret) =>
      database.write(function* () {
        yield* run('UPDATE agent SET second_factor = $1 WHERE id = $2', secret ?? null, agentId)
      }),
    useSecondFactorStep: (agentId, step) =>
      database.write(function* () {
        const changes = yield* run(
          `UPDATE agent SET second_factor_step = $1
           WHERE id = $2 AND (second_factor_step IS NULL OR second_factor_step < $1)`,
          step,
          agentId,
        )
        return changes > 0
      }),
    addSession: ({ tokenHash, agentId, expiresAt }) =>
      database.write(function* () {
        yield* run(
          'INSERT INTO session (token_hash, agent_id, expires_at) VALUES ($1, $2, $3)',
          tokenHash,
          agentId,
          expiresAt,
        )
      }),
    session: (tokenHash) =>
      database.read(function* () {
        const row = yield* one('SELECT * FROM session WHERE token_hash = $1', tokenHash)
        return (
          row && {
            tokenHash: textOf(row, 'token_hash'),
            agentId: textOf(row, 'agent_id'),
            expiresAt: numberOf(row, 'expires_at'),
          }
        )
      }),
    removeSession: (tokenHash) =>
      database.write(function* () {
        yield* run('DELETE FROM session WHERE token_hash = $1', tokenHash)
      }),
    removeSessionsOf: (agentId) =>
      database.write(function* () {
        yield* run('DELETE FROM session WHERE agent_id = $1', agentId)
      }),
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
    ...maybeText(row, 'second_factor', 'secondFactor'),
    ...maybeNumber(row, 'second_factor_step', 'secondFactorStep'),
    ...maybeNumber(row, 'seen_at', 'seenAt'),
    ...maybeText(row, 'openid_subject', 'subject'),
  }
}
