import { expect, test } from 'vitest'
import { day, shortDay, timeOfDay, weekday } from '../../src/ui/dates.ts'

// Without an offset: the same wall-clock time in whatever zone the customer is.
const evening = '2026-11-09T21:24:00'

test('English dates and times are British', () => {
  expect(timeOfDay(evening, 'en')).toBe('21:24')
  expect(day('2026-11-09', 'en')).toBe('9 November 2026')
  expect(shortDay('2026-11-09', 'en')).toBe('9 Nov')
  expect(weekday('2026-11-09', 'en')).toMatch(/^Monday,? 9 November$/)
})

test('French dates and times are French', () => {
  expect(timeOfDay(evening, 'fr')).toBe('21:24')
  expect(day('2026-11-09', 'fr')).toBe('9 novembre 2026')
})
