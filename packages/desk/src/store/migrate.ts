import type { DatabaseSync } from 'node:sqlite'
import { newerDatabase } from '../messages.ts'
import { foundation } from './migrations/0001-foundation.ts'

/** One step of the database's shape, forwards and back. */
export interface Migration {
  readonly id: number
  readonly name: string
  readonly up: string
  readonly down: string
}

/** All of them, in order; the files are numbered likewise. */
export const migrations: readonly Migration[] = [foundation]

/**
 * Brings a database to the newest shape, or to `target`, each step in its own transaction.
 * The shape's number stands in SQLite's `user_version`.
 *
 * @throws {Error} DESK-004 when the file was written by a newer desk than this one.
 */
export function migrate(database: DatabaseSync, target: number = newest()): void {
  const current = versionOf(database)
  if (current > newest()) throw newerDatabase(current, newest())
  for (const step of migrations) {
    if (step.id > current && step.id <= target) apply(database, step.up, step.id)
  }
  for (const step of [...migrations].reverse()) {
    if (step.id <= current && step.id > target) apply(database, step.down, step.id - 1)
  }
}

function newest(): number {
  return migrations.at(-1)?.id ?? 0
}

function versionOf(database: DatabaseSync): number {
  return Number(database.prepare('PRAGMA user_version').get()?.['user_version'] ?? 0)
}

function apply(database: DatabaseSync, sql: string, version: number): void {
  database.exec('BEGIN IMMEDIATE')
  try {
    database.exec(sql)
    database.exec(`PRAGMA user_version = ${version}`)
    database.exec('COMMIT')
  } catch (error) {
    database.exec('ROLLBACK')
    throw error
  }
}
