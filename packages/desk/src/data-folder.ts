import { existsSync, mkdirSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { folderTaken, folderUnusable } from './messages.ts'

/**
 * Makes the folder of the data where there is none, for this user alone.
 *
 * @throws {Error} DESK-018 when it cannot be made
 */
export function makeFolder(folder: string): void {
  if (existsSync(folder)) return
  // Folder by folder: Node's `recursive` never comes back where a file system refuses new names, as /proc does.
  makeFolder(dirname(folder))
  try {
    mkdirSync(folder, { mode: 0o700 })
  } catch (error) {
    // Another desk may have made it in between.
    if (!existsSync(folder)) throw unusable(folder, error)
  }
}

/** Lets a folder go that was held. */
export type LetGo = () => void

/**
 * Holds a folder for one desk, by a lock of the operating system, on the file `desk.lock` in it: the lock goes with the process,
 * however that ends, so that nothing is left behind to clear away.
 *
 * @throws {Error} DESK-021 when another desk holds it, DESK-018 when nothing can be written there
 */
export function holdFolder(folder: string): LetGo {
  makeFolder(folder)
  let lock: DatabaseSync | undefined
  try {
    lock = new DatabaseSync(join(folder, 'desk.lock'), { timeout: 0 })
    // Nothing is written there: no journal either.
    lock.exec('PRAGMA journal_mode = MEMORY; BEGIN EXCLUSIVE')
  } catch (error) {
    lock?.close()
    throw isBusy(error) ? folderTaken(folder) : unusable(folder, error)
  }
  return () => lock.close()
}

/** SQLITE_BUSY: somebody else holds it. */
export function isBusy(error: unknown): boolean {
  return error instanceof Error && 'errcode' in error && error.errcode === 5
}

function unusable(folder: string, error: unknown): Error {
  return folderUnusable(folder, error instanceof Error ? error.message : String(error))
}
