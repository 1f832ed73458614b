import type { Clock } from './ports.ts'

// Captured at load: a page that later replaces its timers does not reach the engine.
const { setTimeout, clearTimeout, Date } = globalThis

/** Longest delay a timer takes before it overflows and fires at once (2^31 − 1 ms, about 24.8 days). */
const LONGEST = 2_147_483_647

/** The machine's own clock. An alarm that is due already fires in the next task, never inside the call. */
export const systemClock: Clock = {
  now: () => Date.now(),
  setAlarm(at, callback) {
    let timer: ReturnType<typeof setTimeout>
    const arm = (): void => {
      const left = at - Date.now()
      timer = left > LONGEST ? setTimeout(arm, LONGEST) : setTimeout(callback, Math.max(0, left))
    }
    arm()
    return () => clearTimeout(timer)
  },
}
