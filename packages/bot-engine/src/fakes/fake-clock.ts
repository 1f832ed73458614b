import type { Clock } from '../ports.ts'

/** A clock that stands still until it is moved. */
export interface FakeClock extends Clock {
  /** Moves on by so many milliseconds; alarms on the way ring in their order, each at its time. */
  advance(milliseconds: number): void
  /** Alarms that are set. */
  readonly alarms: readonly number[]
}

/**
 * A clock for tests.
 *
 * @param start ISO 8601 or milliseconds. @default Saturday 21 November 2026, 11:00 in Paris
 * @example
 * ```ts
 * const clock = createFakeClock('2026-11-21T10:00:00Z')
 * clock.setAlarm(clock.now() + 1000, () => ring())
 * clock.advance(1000) // rings
 * ```
 */
export function createFakeClock(start: string | number = '2026-11-21T10:00:00Z'): FakeClock {
  let now = typeof start === 'number' ? start : Date.parse(start)
  let alarms: { at: number; callback: () => void }[] = []
  return {
    now: () => now,
    setAlarm(at, callback) {
      const alarm = { at, callback }
      alarms.push(alarm)
      return () => {
        alarms = alarms.filter((other) => other !== alarm)
      }
    },
    advance(milliseconds) {
      const until = now + milliseconds
      for (;;) {
        const due = alarms
          .filter((alarm) => alarm.at <= until)
          .sort((first, second) => first.at - second.at)[0]
        if (!due) break
        alarms = alarms.filter((other) => other !== due)
        now = Math.max(now, due.at)
        due.callback()
      }
      now = until
    },
    get alarms() {
      return alarms.map((alarm) => alarm.at)
    },
  }
}
