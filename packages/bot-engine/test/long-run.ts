import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'

/** How far a long run has come. */
export interface LongRun {
  /** Events so far, those of an earlier run that was broken off included. */
  readonly done: number
  /** Which portion comes next, from 0: its number goes into the seed, so that each can be run again by itself. */
  readonly portion: number
  count(events: number): void
  /** Says how far it is, and keeps it where the next run finds it. */
  portionIsOver(): void
}

const FOLDER = new URL('../../../.comptoir/', import.meta.url)

/**
 * Opens a run of many events in portions. A long one (`COMPTOIR_LONG`) goes on where it was broken off, and says
 * after each portion how many events it is at and how long that took; a short one keeps nothing.
 */
export function openLongRun(name: string, events: number): LongRun {
  const isLong = process.env['COMPTOIR_LONG'] !== undefined
  const file = new URL(`${name}.json`, FOLDER)
  const kept = isLong && existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Kept) : NOTHING
  const before = performance.now()
  let { done, portion } = kept
  let counted = done
  return {
    get done() {
      return done
    },
    get portion() {
      return portion
    },
    count(more) {
      counted += more
    },
    portionIsOver() {
      portion += 1
      done = counted
      if (!isLong) return
      const seconds = Math.round(kept.seconds + (performance.now() - before) / 1000)
      process.stdout.write(`${name}: portion ${portion}, ${done} of ${events} events, ${seconds} s\n`)
      mkdirSync(FOLDER, { recursive: true })
      if (done < events) writeFileSync(file, JSON.stringify({ done, portion, seconds } satisfies Kept))
      else rmSync(file, { force: true })
    },
  }
}

interface Kept {
  readonly done: number
  readonly portion: number
  readonly seconds: number
}

const NOTHING: Kept = { done: 0, portion: 0, seconds: 0 }
