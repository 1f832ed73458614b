import type { DatabaseSync } from 'node:sqlite'
import { storeClosed } from '../messages.ts'

/** Writes that come close together share one commit, and so one wait for the disk. */
export interface GroupCommit {
  /** Runs the work inside the next transaction; resolves with what it gave after the commit. */
  write<T>(work: () => T): Promise<T>
  /** Commits what waits. */
  flush(): void
  /** Commits what waits and takes no more. */
  close(): void
  /** Transactions committed so far. */
  readonly commits: number
}

/** The most writes in one transaction: bounds how long the event loop is held. */
const batchMax = 200

interface Waiting {
  run(): void
  settle(): void
  fail(error: unknown): void
}

/**
 * While the disk confirms a commit, the requests that arrive pile up in the socket buffers; all of them are read
 * in the next turn of the event loop and form the next batch. So the batch grows with the load, and a lone write
 * waits for nothing. A write that throws is undone alone, by its savepoint; the others of its batch stand.
 */
export function createGroupCommit(database: DatabaseSync): GroupCommit {
  let queue: Waiting[] = []
  let scheduled = false
  let closed = false
  let commits = 0

  const schedule = (): void => {
    if (scheduled) return
    scheduled = true
    setImmediate(() => {
      scheduled = false
      commitBatch()
      if (queue.length > 0) schedule()
    })
  }

  const commitBatch = (): void => {
    const batch = queue.slice(0, batchMax)
    queue = queue.slice(batchMax)
    if (batch.length === 0) return
    try {
      database.exec('BEGIN IMMEDIATE')
      for (const one of batch) one.run()
      database.exec('COMMIT')
      commits += 1
    } catch (error) {
      if (database.isTransaction) database.exec('ROLLBACK')
      for (const one of batch) one.fail(error)
      return
    }
    for (const one of batch) one.settle()
  }

  const flush = (): void => {
    while (queue.length > 0) commitBatch()
  }

  return {
    write: <T>(work: () => T): Promise<T> =>
      new Promise<T>((resolve, reject) => {
        if (closed) {
          reject(storeClosed())
          return
        }
        let outcome: { value: T } | { error: unknown } | undefined
        queue.push({
          run: () => {
            database.exec('SAVEPOINT one')
            try {
              outcome = { value: work() }
            } catch (error) {
              outcome = { error }
              database.exec('ROLLBACK TO one')
            }
            database.exec('RELEASE one')
          },
          settle: () => {
            if (outcome && 'value' in outcome) resolve(outcome.value)
            else reject(outcome?.error)
          },
          fail: reject,
        })
        schedule()
      }),
    flush,
    close: () => {
      flush()
      closed = true
    },
    get commits() {
      return commits
    },
  }
}
