import { DatabaseSync } from 'node:sqlite'
import { databaseDamaged, databaseUnusable } from '../messages.ts'

/**
 * Reads from a database file that is there, and closes it again; nothing in it is changed.
 *
 * @throws {Error} DESK-023 when it cannot be read, DESK-024 when it is damaged
 */
export function lookInto<T>(file: string, look: (database: DatabaseSync) => T): T {
  let database: DatabaseSync | undefined
  try {
    database = new DatabaseSync(file, { readOnly: true })
    return look(database)
  } catch (error) {
    throw fileFault(file, error)
  } finally {
    database?.close()
  }
}

/**
 * What to throw instead of an error of the embedded database: a sentence where the file is not to be had (another
 * user's, read-only, on a full disk) or is damaged. Anything else comes back as it is.
 *
 * @returns DESK-023 or DESK-024 with the file, or `error` itself
 */
export function fileFault(file: string, error: unknown): unknown {
  if (!(error instanceof Error) || !('errcode' in error)) return error
  // The low byte is the primary code, https://www.sqlite.org/rescode.html
  const code = Number(error.errcode) & 0xff
  if (damaged.has(code)) return databaseDamaged(file, error.message)
  return withheld.has(code) ? databaseUnusable(file, error.message) : error
}

/** SQLITE_CORRUPT, SQLITE_NOTADB. */
const damaged: ReadonlySet<number> = new Set([11, 26])

/** SQLITE_PERM, SQLITE_READONLY, SQLITE_IOERR, SQLITE_FULL, SQLITE_CANTOPEN, SQLITE_AUTH. */
const withheld: ReadonlySet<number> = new Set([3, 8, 10, 13, 14, 23])
