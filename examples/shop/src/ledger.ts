import type { DatabaseSync } from 'node:sqlite'
import type { AdvancingClock, Clock } from './clock.ts'

/** What every act of the shop needs: its file, its clock, and a way to post its mails. */
export interface Ledger {
  readonly database: DatabaseSync
  readonly clock: Clock | AdvancingClock
  /** Carries a mail out; the demonstration has no mail server, it keeps them in its file for the back office. */
  readonly post: (mail: Mail) => 'sent' | 'failed'
}

export interface Mail {
  readonly to: string
  readonly subject: string
  readonly body: string
  /** The language that it is written in. */
  readonly locale: string
}

/** The present instant as the shop's file writes it, ISO 8601 in UTC. */
export function nowOf(ledger: Ledger): string {
  return ledger.clock.now().toISOString()
}

/** Posts a mail and keeps it, with what became of it. */
export function sendMail(ledger: Ledger, mail: Mail): 'sent' | 'failed' {
  const state = ledger.post(mail)
  ledger.database
    .prepare('insert into mail (at, recipient, subject, body, state) values (?, ?, ?, ?, ?)')
    .run(nowOf(ledger), mail.to, mail.subject, mail.body, state)
  return state
}

/** A setting of the shop that outlives a restart. */
export function readSetting(ledger: Pick<Ledger, 'database'>, key: string): string | undefined {
  const row = ledger.database.prepare('select value from setting where key = ?').get(key)
  return typeof row?.['value'] === 'string' ? row['value'] : undefined
}

export function writeSetting(ledger: Pick<Ledger, 'database'>, key: string, value: string): void {
  ledger.database
    .prepare(
      'insert into setting (key, value) values (?, ?) on conflict (key) do update set value = excluded.value',
    )
    .run(key, value)
}
