import type { Clock } from '@comptoir/bot-engine'
import { randomUUID } from 'node:crypto'
import { errorLine, type LogLine } from './log.ts'
import type { Job, NewJob, Store } from './store/store.ts'

/**
 * Does a job. `again` says when it is due the next time; a rejection puts it off; `givenUp` says why it will not be
 * done, which is shown to people.
 */
export type JobHandler = (
  job: Job,
) => Promise<void | { readonly again: number; readonly fresh?: boolean } | { readonly givenUp: string }>

/** Works on what is due, on every node: each job is with one of them at a time. */
export interface JobRunner {
  /** Keeps a job and begins it when it is due. False when it was there already. */
  add(job: NewJob): Promise<boolean>
  /** There may be something due: looks now. */
  wake(): void
  /** Begins no more, and resolves when what was begun is over. */
  stop(): Promise<void>
}

export interface JobRunnerOptions {
  readonly store: Store
  readonly clock: Clock
  readonly handlers: Readonly<Record<string, JobHandler>>
  readonly log: (line: LogLine) => void
}

/** A worker that is not heard of for so long is dead, and its work goes to another. */
const leaseMs = 2 * 60_000
/** Another node's work is looked for at least this often. */
const lookMs = 30_000
const minute = 60_000
const hour = 60 * minute
/** How long to wait after each failure; after the last one a job is given up, and shown as such. */
const waits: readonly number[] = [
  minute,
  5 * minute,
  15 * minute,
  hour,
  3 * hour,
  6 * hour,
  12 * hour,
  24 * hour,
]

/** Starts working on the jobs of a store. */
export function startJobs({ store, clock, handlers, log }: JobRunnerOptions): JobRunner {
  const worker = randomUUID()
  let stopped = false
  let running: Promise<void> | undefined
  let again = false
  let cancelAlarm: (() => void) | undefined

  const work = async (): Promise<void> => {
    for (;;) {
      if (stopped) return
      const now = clock.now()
      const claimed = await store.claimJobs({ now, leasedBy: worker, leasedUntil: now + leaseMs, limit: 20 })
      if (claimed.length === 0) break
      await Promise.all(claimed.map((job) => perform(job)))
    }
    const now = clock.now()
    const next = Math.min((await store.nextJobAt()) ?? Infinity, now + lookMs)
    cancelAlarm?.()
    // An alarm set after the end would keep the process alive until it rings.
    if (!stopped) cancelAlarm = clock.setAlarm(Math.max(next, now), wake)
  }

  const perform = async (job: Job): Promise<void> => {
    try {
      const handle = handlers[job.kind]
      if (!handle) throw new Error(`nobody here does jobs of the kind ${job.kind}`)
      const result = await handle(job)
      if (result && 'givenUp' in result) {
        tell('job-given-up', job, result.givenUp)
        await store.postponeJob(job.id, worker, { problem: result.givenUp }, clock.now())
      } else if (result) {
        const { again: dueAt, fresh = false } = result
        await store.postponeJob(job.id, worker, { problem: '', dueAt, fresh }, clock.now())
      } else await store.finishJob(job.id, worker, clock.now())
    } catch (error) {
      const now = clock.now()
      const wait = waits[job.attempts - 1]
      tell(wait === undefined ? 'job-given-up' : 'job-put-off', job, errorLine(error))
      const delay = { problem: errorLine(error), ...(wait === undefined ? {} : { dueAt: now + wait }) }
      await store.postponeJob(job.id, worker, delay, now)
    }
  }

  const tell = (event: 'job-put-off' | 'job-given-up', { kind }: Job, error: string): void => {
    const level = event === 'job-given-up' ? 'error' : 'warn'
    log({ time: new Date(clock.now()).toISOString(), level, event, kind, error })
  }

  const wake = (): void => {
    if (stopped) return
    if (running) {
      again = true
      return
    }
    running = work()
      // The store is away: it is looked for again soon.
      .catch(() => {
        if (!stopped) cancelAlarm = clock.setAlarm(clock.now() + lookMs, wake)
      })
      .finally(() => {
        running = undefined
        if (again && !stopped) {
          again = false
          wake()
        }
      })
  }

  return {
    add: async (job) => {
      const added = await store.addJob(job)
      if (added) wake()
      return added
    },
    wake,
    stop: async () => {
      stopped = true
      cancelAlarm?.()
      await running
    },
  }
}
