/** Days and hours as the shop in Caen lives them, whatever the time zone of the machine. */

/**
 * The instant at which the clocks of Caen show that day and time.
 *
 * @example
 * parisTime('2026-11-21', '14:30').toISOString() // '2026-11-21T13:30:00.000Z'
 */
export function parisTime(day: string, time: string = '00:00'): Date {
  const asUtc = Date.parse(`${day}T${time}:00Z`)
  // The offset is looked up at the guess, then once more where the guess fell on the other side of a change.
  const first = asUtc - offsetAt(asUtc)
  return new Date(asUtc - offsetAt(first))
}

/** The day in Caen at that instant, `YYYY-MM-DD`. */
export function parisDay(instant: Date): string {
  return dayFormat.format(instant)
}

/** The time in Caen at that instant, `HH:MM`. */
export function parisClock(instant: Date): string {
  return clockFormat.format(instant)
}

/** That day, so many calendar days later (or earlier), `YYYY-MM-DD`. */
export function addDays(day: string, days: number): string {
  return new Date(Date.parse(`${day}T12:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10)
}

/** 0 for Sunday to 6 for Saturday. */
export function weekday(day: string): number {
  return new Date(`${day}T12:00:00Z`).getUTCDay()
}

const dayFormat = new Intl.DateTimeFormat('en-CA', {
  timeZone: 'Europe/Paris',
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
})
const clockFormat = new Intl.DateTimeFormat('en-GB', {
  timeZone: 'Europe/Paris',
  hour: '2-digit',
  minute: '2-digit',
})

function offsetAt(instant: number): number {
  const date = new Date(instant)
  const minutes = Math.floor(instant / 60_000) * 60_000
  return Date.parse(`${parisDay(date)}T${parisClock(date)}:00Z`) - minutes
}
