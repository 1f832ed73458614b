import {
  callbackSlots,
  checkOpeningHours,
  frenchHolidays,
  hoursText,
  isOpen,
  nextOpening,
  type OpeningHours,
} from '@comptoir/bot-engine'
import { describe, expect, test } from 'vitest'

const week: OpeningHours['week'] = {
  mon: [['09:00', '18:00']],
  tue: [['09:00', '18:00']],
  wed: [['09:00', '18:00']],
  thu: [['09:00', '18:00']],
  fri: [['09:00', '18:00']],
  sat: [['10:00', '17:00']],
}
const hours: OpeningHours = {
  week,
  holidays: 'FR',
  exceptions: { '2026-12-24': [['09:00', '12:00']], '2026-12-26': [] },
}
const at = (moment: string): number => Date.parse(moment)

describe('open or closed', () => {
  test.each([
    ['2026-11-23T08:00:00Z', true, 'Monday 9:00 in Paris'],
    ['2026-11-23T07:59:59Z', false, 'a second before'],
    ['2026-11-23T16:59:59Z', true, 'Monday 17:59:59'],
    ['2026-11-23T17:00:00Z', false, 'Monday 18:00'],
    ['2026-07-27T07:00:00Z', true, 'a Monday in summer time'],
    ['2026-11-22T10:00:00Z', false, 'Sunday'],
    ['2026-11-11T10:00:00Z', false, 'Armistice Day'],
    ['2026-12-24T10:59:00Z', true, 'Christmas Eve in the morning'],
    ['2026-12-24T11:00:00Z', false, 'Christmas Eve at noon'],
    ['2026-12-26T10:00:00Z', false, 'a Saturday closed by exception'],
  ])('%s: %s (%s)', (moment, open) => {
    expect(isOpen(hours, at(moment))).toBe(open)
  })

  test('the next opening', () => {
    expect(nextOpening(hours, at('2026-11-23T10:00:00Z'))).toBe(at('2026-11-23T10:00:00Z'))
    expect(nextOpening(hours, at('2026-11-21T18:00:00Z'))).toBe(at('2026-11-23T08:00:00Z'))
    expect(nextOpening(hours, at('2026-12-24T12:00:00Z'))).toBe(at('2026-12-28T08:00:00Z'))
    expect(nextOpening({ week: {} }, at('2026-11-21T18:00:00Z'))).toBeUndefined()
  })
})

describe('when the clocks change', () => {
  const night: OpeningHours = { week: { sun: [['00:00', '06:00']] } }

  test('the night of spring is an hour shorter, the one of autumn an hour longer', () => {
    const spring = callbackSlots(night, at('2026-03-28T12:00:00Z'), { days: 1 })
    const autumn = callbackSlots(night, at('2026-10-24T12:00:00Z'), { days: 1 })
    expect(spring).toHaveLength(10)
    expect(autumn).toHaveLength(14)
    for (const { from, to } of [...spring, ...autumn]) expect(at(to) - at(from)).toBe(1_800_000)
    expect(new Set(autumn.map(({ id }) => id)).size).toBe(14)
  })

  test('opening stays at nine on both sides', () => {
    expect(nextOpening(hours, at('2026-03-29T12:00:00Z'))).toBe(at('2026-03-30T07:00:00Z'))
    expect(nextOpening(hours, at('2026-10-25T12:00:00Z'))).toBe(at('2026-10-26T08:00:00Z'))
  })
})

describe('call-back slots', () => {
  test('half-hours within the hours, a quarter of an hour from now at the earliest', () => {
    expect(callbackSlots(hours, at('2026-11-21T15:20:00Z'))[0]?.from).toBe('2026-11-23T08:00:00.000Z')
    expect(callbackSlots(hours, at('2026-11-21T15:10:00Z'), { days: 1 })).toEqual([
      { id: '2026-11-21T15:30:00.000Z', from: '2026-11-21T15:30:00.000Z', to: '2026-11-21T16:00:00.000Z' },
    ])
  })

  test('over the days that are open', () => {
    const slots = callbackSlots(hours, at('2026-11-21T20:00:00Z'), { days: 2, limit: 100 })
    expect(slots).toHaveLength(36)
    expect(slots[0]?.from).toBe('2026-11-23T08:00:00.000Z')
    expect(slots.at(-1)?.to).toBe('2026-11-24T17:00:00.000Z')
  })
})

describe('the public holidays of France', () => {
  test('2026', () => {
    expect(frenchHolidays(2026)).toEqual([
      '2026-01-01',
      '2026-04-06',
      '2026-05-01',
      '2026-05-08',
      '2026-05-14',
      '2026-05-25',
      '2026-07-14',
      '2026-08-15',
      '2026-11-01',
      '2026-11-11',
      '2026-12-25',
    ])
  })

  test.each([
    [2024, '2024-04-01'],
    [2025, '2025-04-21'],
    [2027, '2027-03-29'],
    [2038, '2038-04-26'],
    [2100, '2100-03-29'],
  ])('Easter Monday of %i', (year, monday) => {
    expect(frenchHolidays(year)).toContain(monday)
  })

  test('Alsace and Moselle have two more', () => {
    expect(frenchHolidays(2026, 'FR-AL').filter((day) => !frenchHolidays(2026).includes(day))).toEqual([
      '2026-04-03',
      '2026-12-26',
    ])
  })
})

test('the hours as a line for people', () => {
  expect(hoursText(hours, 'fr')).toBe(
    'du lundi au vendredi de 9\u00A0h à 18\u00A0h, samedi de 10\u00A0h à 17\u00A0h',
  )
  expect(hoursText(hours, 'en')).toBe('Monday to Friday 9:00–18:00, Saturday 10:00–17:00')
  expect(
    hoursText(
      {
        week: {
          mon: [
            ['09:30', '12:00'],
            ['14:00', '18:00'],
          ],
        },
      },
      'fr',
    ),
  ).toBe('lundi de 9\u00A0h\u00A030 à 12\u00A0h et de 14\u00A0h à 18\u00A0h')
})

test.each(['24:00', '23:59'])('open all day every day, written up to %s', (end) => {
  const day = [['00:00', end]] as const
  const six = { mon: day, tue: day, wed: day, thu: day, fri: day, sat: day }
  expect(hoursText({ week: { ...six, sun: day } }, 'fr')).toBe('tous les jours, à toute heure')
  expect(hoursText({ week: { ...six, sun: day } }, 'en')).toBe('every day, at any time')
  expect(hoursText({ week: six }, 'fr')).toContain('du lundi au samedi')
})

describe('hours out of a configuration', () => {
  test('that fit are taken as they are', () => {
    expect(checkOpeningHours(hours)).toEqual(hours)
  })

  test.each([
    [null, 'hours is not opening hours: expected an object'],
    [{ week: { lun: [] } }, 'hours.week.lun'],
    [{ week: { mon: [['9h', '18h']] } }, 'hours.week.mon[0]'],
    [{ week: { mon: [['18:00', '09:00']] } }, 'hours.week.mon[0]'],
    [{ week: {}, timeZone: 'Paris' }, 'hours.timeZone'],
    [{ week: {}, holidays: 'DE' }, 'hours.holidays'],
    [{ week: {}, exceptions: { Noël: [] } }, 'hours.exceptions.Noël'],
  ])('%j is refused with its path', (value, said) => {
    expect(() => checkOpeningHours(value)).toThrow(said)
  })
})
