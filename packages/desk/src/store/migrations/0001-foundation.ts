import type { Migration } from '../migrate.ts'

/** Conversations, what they proved and asked for, and the people who answer. Moments are milliseconds in UTC. */
export const foundation: Migration = {
  id: 1,
  name: 'foundation',
  up: `
    CREATE TABLE conversation (
      id          TEXT PRIMARY KEY,
      secret_hash TEXT NOT NULL,
      locale      TEXT NOT NULL,
      created_at  INTEGER NOT NULL,
      last_seq    INTEGER NOT NULL DEFAULT 0,
      tries_used  INTEGER NOT NULL DEFAULT 0,
      ended_at    INTEGER,
      outcome     TEXT
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE message (
      conversation_id TEXT NOT NULL REFERENCES conversation ON DELETE CASCADE,
      seq             INTEGER NOT NULL,
      client_id       TEXT NOT NULL,
      author          TEXT NOT NULL,
      text            TEXT NOT NULL,
      at              TEXT NOT NULL,
      rest            TEXT,
      received_at     INTEGER NOT NULL,
      PRIMARY KEY (conversation_id, seq),
      UNIQUE (conversation_id, client_id)
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE snapshot (
      conversation_id TEXT PRIMARY KEY REFERENCES conversation ON DELETE CASCADE,
      body            TEXT NOT NULL,
      at              INTEGER NOT NULL
    ) STRICT, WITHOUT ROWID;

    -- subject: 'order:<reference>' for levels 1 and 2, 'customer' for level 3
    CREATE TABLE verification (
      conversation_id TEXT NOT NULL REFERENCES conversation ON DELETE CASCADE,
      subject         TEXT NOT NULL,
      reference       TEXT,
      customer_id     TEXT,
      level           INTEGER NOT NULL,
      at              INTEGER NOT NULL,
      expires_at      INTEGER NOT NULL,
      PRIMARY KEY (conversation_id, subject)
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE customer_token (
      jti             TEXT PRIMARY KEY,
      conversation_id TEXT NOT NULL,
      expires_at      INTEGER NOT NULL
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE link (
      id              TEXT PRIMARY KEY,
      conversation_id TEXT NOT NULL REFERENCES conversation ON DELETE CASCADE,
      ref             TEXT NOT NULL,
      file_name       TEXT NOT NULL,
      expires_at      INTEGER NOT NULL,
      used_at         INTEGER
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE agent (
      id                   TEXT PRIMARY KEY,
      login                TEXT NOT NULL UNIQUE,
      name                 TEXT NOT NULL,
      title                TEXT,
      role                 TEXT NOT NULL,
      password_hash        TEXT NOT NULL,
      must_change_password INTEGER NOT NULL,
      state                TEXT NOT NULL DEFAULT 'signed-out',
      seen_at              INTEGER
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE session (
      token_hash TEXT PRIMARY KEY,
      agent_id   TEXT NOT NULL REFERENCES agent ON DELETE CASCADE,
      expires_at INTEGER NOT NULL
    ) STRICT, WITHOUT ROWID;

    -- number keeps the order of arrival where two requests came in the same millisecond
    CREATE TABLE handoff (
      number          INTEGER PRIMARY KEY,
      id              TEXT NOT NULL UNIQUE,
      conversation_id TEXT NOT NULL REFERENCES conversation ON DELETE CASCADE,
      topic           TEXT NOT NULL,
      facts           TEXT NOT NULL,
      locale          TEXT NOT NULL,
      state           TEXT NOT NULL,
      requested_at    INTEGER NOT NULL,
      agent_id        TEXT REFERENCES agent,
      taken_at        INTEGER,
      ended_at        INTEGER
    ) STRICT;
    CREATE UNIQUE INDEX handoff_open ON handoff (conversation_id) WHERE state <> 'ended';
    CREATE INDEX handoff_by_conversation ON handoff (conversation_id, number);
    CREATE INDEX handoff_by_state ON handoff (state, number) WHERE state <> 'ended';

    CREATE TABLE callback (
      id              TEXT PRIMARY KEY,
      conversation_id TEXT NOT NULL REFERENCES conversation ON DELETE CASCADE,
      phone           TEXT NOT NULL,
      name            TEXT,
      reason          TEXT NOT NULL,
      locale          TEXT NOT NULL,
      slot_from       INTEGER NOT NULL,
      slot_to         INTEGER NOT NULL,
      at              INTEGER NOT NULL,
      state           TEXT NOT NULL DEFAULT 'due',
      attempts        INTEGER NOT NULL DEFAULT 0,
      agent_id        TEXT REFERENCES agent,
      note            TEXT,
      closed_at       INTEGER,
      UNIQUE (conversation_id, phone, slot_from)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX callback_due ON callback (state, slot_from);
    CREATE INDEX callback_by_phone ON callback (phone, at);

    -- Proof of who agreed to what. It outlives the conversation, then without number and name.
    CREATE TABLE consent (
      id              INTEGER PRIMARY KEY,
      conversation_id TEXT,
      callback_id     TEXT NOT NULL,
      purpose         TEXT NOT NULL,
      phone           TEXT,
      name            TEXT,
      text_version    TEXT NOT NULL,
      at              INTEGER NOT NULL,
      UNIQUE (callback_id, purpose)
    ) STRICT;
    CREATE INDEX consent_by_conversation ON consent (conversation_id);

    CREATE TABLE survey_answer (
      conversation_id TEXT NOT NULL REFERENCES conversation ON DELETE CASCADE,
      scale           TEXT NOT NULL,
      flow            TEXT NOT NULL,
      value           INTEGER NOT NULL,
      at              INTEGER NOT NULL,
      PRIMARY KEY (conversation_id, scale, flow)
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE unanswered (
      id              INTEGER PRIMARY KEY,
      conversation_id TEXT NOT NULL REFERENCES conversation ON DELETE CASCADE,
      text            TEXT NOT NULL,
      locale          TEXT NOT NULL,
      proposed        TEXT NOT NULL,
      next            TEXT NOT NULL,
      at              INTEGER NOT NULL
    ) STRICT;
    CREATE INDEX unanswered_by_conversation ON unanswered (conversation_id);

    CREATE TABLE audit (
      id       INTEGER PRIMARY KEY,
      at       INTEGER NOT NULL,
      agent_id TEXT NOT NULL,
      action   TEXT NOT NULL,
      subject  TEXT NOT NULL
    ) STRICT;
  `,
  down: `
    DROP TABLE audit;
    DROP TABLE unanswered;
    DROP TABLE survey_answer;
    DROP TABLE consent;
    DROP TABLE callback;
    DROP TABLE handoff;
    DROP TABLE session;
    DROP TABLE agent;
    DROP TABLE link;
    DROP TABLE customer_token;
    DROP TABLE verification;
    DROP TABLE snapshot;
    DROP TABLE message;
    DROP TABLE conversation;
  `,
}
