import type { Migration } from '../migrate.ts'

/** What the desk promised, the proof of it, the work that is due, and limits that all nodes share. */
export const promises: Migration = {
  id: 2,
  name: 'promises',
  up: `
    -- the numbers that people quote: 'T-2026' → 42
    CREATE TABLE counter (
      name  TEXT PRIMARY KEY,
      value INTEGER NOT NULL
    ) STRICT, WITHOUT ROWID;

    -- tickets, complaints, withdrawals, data requests, unsubscriptions, consents
    CREATE TABLE record (
      reference       TEXT PRIMARY KEY,
      kind            TEXT NOT NULL,
      conversation_id TEXT REFERENCES conversation ON DELETE SET NULL,
      request_key     TEXT NOT NULL,
      locale          TEXT NOT NULL,
      order_reference TEXT,
      email           TEXT,
      body            TEXT,
      state           TEXT NOT NULL,
      owner           TEXT NOT NULL,
      at              INTEGER NOT NULL,
      due_at          INTEGER,
      closed_at       INTEGER,
      UNIQUE (conversation_id, kind, request_key)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX record_open ON record (state, due_at);
    CREATE INDEX record_by_email ON record (email);

    -- Each entry holds the hash of the one before it. Erasing takes content and salt; the hash of both stays.
    CREATE TABLE evidence (
      number        INTEGER PRIMARY KEY,
      at            INTEGER NOT NULL,
      kind          TEXT NOT NULL,
      reference     TEXT NOT NULL,
      content       TEXT,
      salt          TEXT,
      content_hash  TEXT NOT NULL,
      previous_hash TEXT NOT NULL,
      hash          TEXT NOT NULL
    ) STRICT;
    CREATE INDEX evidence_by_reference ON evidence (reference);

    CREATE TABLE job (
      id              TEXT PRIMARY KEY,
      kind            TEXT NOT NULL,
      payload         TEXT,
      conversation_id TEXT REFERENCES conversation ON DELETE CASCADE,
      state           TEXT NOT NULL DEFAULT 'waiting',
      due_at          INTEGER NOT NULL,
      attempts        INTEGER NOT NULL DEFAULT 0,
      leased_by       TEXT,
      leased_until    INTEGER,
      problem         TEXT,
      created_at      INTEGER NOT NULL,
      closed_at       INTEGER
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX job_due ON job (state, due_at);
    CREATE INDEX job_by_conversation ON job (conversation_id);

    -- what was done under a limit, and until when it counts
    CREATE TABLE allowance (
      id         INTEGER PRIMARY KEY,
      key        TEXT NOT NULL,
      at         INTEGER NOT NULL,
      expires_at INTEGER NOT NULL
    ) STRICT;
    CREATE INDEX allowance_by_key ON allowance (key, at);
    CREATE INDEX allowance_expiry ON allowance (expires_at);

    CREATE TABLE code (
      conversation_id TEXT NOT NULL REFERENCES conversation ON DELETE CASCADE,
      reference       TEXT NOT NULL,
      hash            TEXT NOT NULL,
      expires_at      INTEGER NOT NULL,
      tries_left      INTEGER NOT NULL,
      PRIMARY KEY (conversation_id, reference)
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE flow_figure (
      conversation_id TEXT NOT NULL REFERENCES conversation ON DELETE CASCADE,
      run             INTEGER NOT NULL,
      flow            TEXT NOT NULL,
      version         INTEGER NOT NULL,
      step            TEXT NOT NULL,
      phase           TEXT NOT NULL,
      what            TEXT NOT NULL,
      cause           TEXT NOT NULL,
      at              TEXT NOT NULL,
      PRIMARY KEY (conversation_id, run, flow, step, what, cause, at)
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE secret (
      name  TEXT PRIMARY KEY,
      value TEXT NOT NULL
    ) STRICT, WITHOUT ROWID;

    ALTER TABLE handoff ADD COLUMN seen_at INTEGER;
    ALTER TABLE agent ADD COLUMN second_factor TEXT;
    ALTER TABLE agent ADD COLUMN second_factor_step INTEGER;
    ALTER TABLE agent ADD COLUMN removed_at INTEGER;
    CREATE INDEX verification_by_customer ON verification (customer_id);
    CREATE INDEX verification_by_reference ON verification (reference);
  `,
  down: `
    DROP INDEX verification_by_reference;
    DROP INDEX verification_by_customer;
    ALTER TABLE agent DROP COLUMN removed_at;
    ALTER TABLE agent DROP COLUMN second_factor_step;
    ALTER TABLE agent DROP COLUMN second_factor;
    ALTER TABLE handoff DROP COLUMN seen_at;
    DROP TABLE secret;
    DROP TABLE flow_figure;
    DROP TABLE code;
    DROP TABLE allowance;
    DROP TABLE job;
    DROP TABLE evidence;
    DROP TABLE record;
    DROP TABLE counter;
  `,
}
