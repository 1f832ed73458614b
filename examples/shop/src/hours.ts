import { frenchHolidays, type OpeningHours } from '@comptoir/bot-engine'
import { parisDay } from './paris-time.ts'
import type { HoursMode } from './shop.ts'

/** When customer service answers: Monday to Friday 9:00–18:00, Saturday 10:00–17:00. */
export const serviceHours: OpeningHours = {
  timeZone: 'Europe/Paris',
  week: {
    mon: [['09:00', '18:00']],
    tue: [['09:00', '18:00']],
    wed: [['09:00', '18:00']],
    thu: [['09:00', '18:00']],
    fri: [['09:00', '18:00']],
    sat: [['10:00', '17:00']],
  },
  holidays: 'FR',
}

const allDay: readonly (readonly [string, string])[] = [['00:00', '24:00']]
const week = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const

/**
 * The hours that hold while the demonstration's switch stands so. "Closed" is closed for today: there is a next
 * opening to name and to be called back in. "Open" is open on holidays too.
 */
export function hoursFor(mode: HoursMode, now: Date): OpeningHours {
  if (mode === 'real') return serviceHours
  if (mode === 'closed') return { ...serviceHours, exceptions: { [parisDay(now)]: [] } }
  const year = now.getFullYear()
  const holidays = [...frenchHolidays(year), ...frenchHolidays(year + 1)]
  return {
    timeZone: 'Europe/Paris',
    week: Object.fromEntries(week.map((day) => [day, allDay])),
    exceptions: Object.fromEntries(holidays.map((day) => [day, allDay])),
  }
}
