import { frenchHolidays } from '@comptoir/bot-engine'
import { addDays, weekday } from './paris-time.ts'

/** Is it a day on which parcels leave and carriers deliver: Monday to Friday, no French public holiday? */
export function isWorkingDay(day: string): boolean {
  const position = weekday(day)
  return position !== 0 && position !== 6 && !isHoliday(day)
}

/**
 * So many working days after that day, or before it with a negative count; zero gives the day itself.
 *
 * @example
 * addWorkingDays('2026-11-20', 2) // Friday → '2026-11-24'
 */
export function addWorkingDays(day: string, count: number): string {
  const step = count < 0 ? -1 : 1
  let reached = day
  for (let left = Math.abs(count); left > 0;) {
    reached = addDays(reached, step)
    if (isWorkingDay(reached)) left -= 1
  }
  return reached
}

/** Is it a French public holiday? */
export function isHoliday(day: string): boolean {
  return frenchHolidays(Number(day.slice(0, 4))).includes(day)
}
