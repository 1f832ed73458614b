import { DatabaseSync, type StatementSync } from 'node:sqlite'
import type { Database } from './database.ts'
import { fileFault } from './database-file.ts'
import { createGroupCommit } from './group-commit.ts'
import { migrateSqlite, newestShape } from './migrate.ts'
import { ConversationGone } from './store.ts'
import type { Result, Step, Work } from './work.ts'

/**
 * The embedded database: one SQLite file, write-ahead log, every commit on the disk before it is acknowledged.
 *
 * @param file path of the database, `:memory:` for one that ends with the process
 * @throws {Error} DESK-023 when the file cannot be read and written, DESK-024 when it is damaged, or DESK-004 when a
 *   newer desk wrote it
 */
export function openSqlite(file: string): Database {
  const database = openedFile(file)
  const commit = createGroupCommit(database)
  const perform = sqlitePerformer(database)

  return {
    read: async (work) => {
      try {
        return perform(work())
      } catch (error) {
        throw fileFault(file, error)
      }
    },
    write: async (work) => {
      try {
        return await commit.write(() => perform(work()))
      } catch (error) {
        throw violatesForeignKey(error) ? new ConversationGone() : fileFault(file, error)
      }
    },
    overwriteDeleted: async () => {
      // The write-ahead log still holds what was written before: it goes into the database, and is emptied.
      database.exec('PRAGMA wal_checkpoint(TRUNCATE)')
    },
    close: async () => {
      commit.close()
      database.close()
    },
  }
}

/** The file, ready to be written, in today's shape. */
function openedFile(file: string): DatabaseSync {
  let database: DatabaseSync | undefined
  try {
    database = new DatabaseSync(file, { timeout: 5000 })
    // FULL: the log is on the disk at each commit, so that a power cut loses nothing acknowledged.
    database.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON')
    // What is erased is overwritten, not only let go.
    database.exec('PRAGMA secure_delete = ON')
    migrateSqlite(database, file)
    // A file that can only be read is told now, not with the first message.
    database.exec(`BEGIN IMMEDIATE; PRAGMA user_version = ${newestShape}; ROLLBACK`)
    return database
  } catch (error) {
    database?.close()
    throw fileFault(file, error)
  }
}

/** Runs work to its end at once; each statement is prepared the first time it is used. */
export function sqlitePerformer(database: DatabaseSync): <T>(work: Work<T>) => T {
  const statements = new Map<string, { readonly statement: StatementSync; readonly gives: boolean }>()
  const execute = (step: Step): Result => {
    if ('lock' in step) return nothing
    let prepared = statements.get(step.sql)
    if (!prepared) {
      // `$1` would be a name to SQLite; `?1` is a place.
      const statement = database.prepare(step.sql.replace(/\$(\d+)/g, '?$1'))
      prepared = { statement, gives: statement.columns().length > 0 }
      statements.set(step.sql, prepared)
    }
    if (!prepared.gives) return { rows: [], changes: Number(prepared.statement.run(...step.values).changes) }
    const rows = prepared.statement.all(...step.values)
    return { rows, changes: rows.length }
  }
  return (work) => {
    let step = work.next()
    while (!step.done) step = work.next(execute(step.value))
    return step.value
  }
}

const nothing: Result = { rows: [], changes: 0 }

/** SQLITE_CONSTRAINT_FOREIGNKEY: the conversation that the row hangs on is not there. */
function violatesForeignKey(error: unknown): boolean {
  return error instanceof Error && 'errcode' in error && error.errcode === 787
}
