/**
 * That day, so many months later: the last of the month where it has no such day.
 *
 * @example
 * monthsLater('2026-08-31', 6) // '2027-02-28'
 */
export function monthsLater(day: string, months: number): string {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number)
  const last = new Date(Date.UTC(year, month + months, 0)).getUTCDate()
  return new Date(Date.UTC(year, month - 1 + months, Math.min(date, last))).toISOString().slice(0, 10)
}
