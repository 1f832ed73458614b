/** Where the public holidays of France apply: the whole country, or Alsace and Moselle with their two more. */
export type HolidayRegion = 'FR' | 'FR-AL'

/**
 * The public holidays of France in a year (Code du travail, art. L3133-1; Alsace-Moselle: L3134-13), as ISO dates
 * in order. The movable ones follow Easter, computed with the anonymous Gregorian algorithm (Meeus, 1991).
 *
 * @example
 * ```ts
 * frenchHolidays(2026).includes('2026-05-14') // true, Ascension Day
 * ```
 */
export function frenchHolidays(year: number, region: HolidayRegion = 'FR'): readonly string[] {
  const easter = easterSunday(year)
  const movable = [1, 39, 50].map((days) => isoDate(easter + days * DAY))
  const fixed = ['01-01', '05-01', '05-08', '07-14', '08-15', '11-01', '11-11', '12-25'].map(
    (day) => `${year}-${day}`,
  )
  const local = region === 'FR-AL' ? [isoDate(easter - 2 * DAY), `${year}-12-26`] : []
  return [...fixed, ...movable, ...local].sort()
}

const DAY = 86_400_000

function isoDate(at: number): string {
  return new Date(at).toISOString().slice(0, 10)
}

/** Midnight UTC of Easter Sunday, in milliseconds. The letters are those of the published algorithm. */
function easterSunday(year: number): number {
  const a = year % 19
  const b = Math.floor(year / 100)
  const c = year % 100
  const d = Math.floor(b / 4)
  const e = b % 4
  const g = Math.floor((8 * b + 13) / 25)
  const h = (19 * a + b - d - g + 15) % 30
  const i = Math.floor(c / 4)
  const k = c % 4
  const l = (32 + 2 * e + 2 * i - h - k) % 7
  const m = Math.floor((a + 11 * h + 22 * l) / 451)
  const month = Math.floor((h + l - 7 * m + 114) / 31)
  const day = ((h + l - 7 * m + 114) % 31) + 1
  return Date.UTC(year, month - 1, day)
}
