/** What the shop calls "now". Everything that has a date asks it, so that a day can pass in a test or in the demo. */
export interface Clock {
  now(): Date
}

/** A clock that its owner moves forward: the back office's "advance the clock". */
export interface AdvancingClock extends Clock {
  /** Moves the clock forward by that many milliseconds, for good. */
  advance(milliseconds: number): void
}

export const systemClock: Clock = { now: () => new Date() }

/**
 * A clock that runs with another one, ahead of it by an offset that is kept elsewhere (the shop keeps it in its
 * database, so that a restart does not turn the time back).
 *
 * @example
 * let offset = 0
 * const clock = shiftedClock({ now: () => new Date('2026-11-21T09:00:00Z') }, { get: () => offset, set: (ms) => (offset = ms) })
 * clock.advance(3_600_000)
 * clock.now().toISOString() // '2026-11-21T10:00:00.000Z'
 */
export function shiftedClock(
  base: Clock,
  offset: { get(): number; set(milliseconds: number): void },
): AdvancingClock {
  return {
    now: () => new Date(base.now().getTime() + offset.get()),
    advance: (milliseconds) => offset.set(offset.get() + milliseconds),
  }
}
