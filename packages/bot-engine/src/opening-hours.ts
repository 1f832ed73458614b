import { frenchHolidays, type HolidayRegion } from './holidays.ts'
import type { CallbackSlot } from './ports.ts'
import { invalidHours } from './thrown.ts'

/** Days of the week as they are written in a configuration. */
export type Weekday = 'mon' | 'tue' | 'wed' | 'thu' | 'fri' | 'sat' | 'sun'

/** From and to, wall-clock `HH:MM`; `24:00` is the end of the day. */
export type HoursRange = readonly [from: string, to: string]

/**
 * When people of the shop can be reached, in the shop's own wall-clock time.
 *
 * @example
 * ```ts
 * const hours: OpeningHours = {
 *   timeZone: 'Europe/Paris',
 *   week: { mon: [['09:00', '18:00']], sat: [['10:00', '17:00']] },
 *   holidays: 'FR',
 *   exceptions: { '2026-12-24': [['09:00', '12:00']], '2026-12-26': [] },
 * }
 * ```
 */
export interface OpeningHours {
  /** IANA name. @default 'Europe/Paris' */
  readonly timeZone?: string
  /** A day that is absent is closed. */
  readonly week: Readonly<Partial<Record<Weekday, readonly HoursRange[]>>>
  /** Public holidays on which it is closed. @default none */
  readonly holidays?: HolidayRegion
  /** ISO date → the hours of that one day, stronger than week and holidays; `[]` is closed. */
  readonly exceptions?: Readonly<Record<string, readonly HoursRange[]>>
}

/**
 * Is it open at that moment (milliseconds since the epoch)? A range includes its beginning, not its end.
 *
 * @example
 * ```ts
 * isOpen(hours, Date.parse('2026-11-23T08:00:00Z')) // Monday, 9:00 in Paris: true
 * ```
 */
export function isOpen(hours: OpeningHours, at: number): boolean {
  return openRanges(hours, localDate(zoneOf(hours), at)).some(([from, to]) => at >= from && at < to)
}

/**
 * The next moment at which it opens, in milliseconds since the epoch: `at` itself while it is open,
 * `undefined` if it does not open within a year.
 */
export function nextOpening(hours: OpeningHours, at: number): number | undefined {
  const today = localDate(zoneOf(hours), at)
  for (let day = 0; day <= 366; day++) {
    for (const [from, to] of openRanges(hours, addDays(today, day))) {
      if (at < to) return Math.max(at, from)
    }
  }
  return undefined
}

/** How call-back slots are cut. */
export interface CallbackSlotOptions {
  /** Length of a slot in minutes. @default 30 */
  readonly minutes?: number
  /** The first slot begins at least so many minutes from now. @default 15 */
  readonly lead?: number
  /** How many open days to offer. @default 3 */
  readonly days?: number
  /** How many slots at most. @default 60 */
  readonly limit?: number
}

/**
 * The slots in which the shop can call back, within its hours, earliest first. Slots are real time: on the
 * days when clocks change no slot is lost, doubled or shortened. The id of a slot is its beginning.
 */
export function callbackSlots(
  hours: OpeningHours,
  at: number,
  options: CallbackSlotOptions = {},
): readonly CallbackSlot[] {
  const length = (options.minutes ?? 30) * MINUTE
  const earliest = at + (options.lead ?? 15) * MINUTE
  const limit = options.limit ?? 60
  const slots: CallbackSlot[] = []
  const today = localDate(zoneOf(hours), at)
  let openDays = 0
  for (let day = 0; day <= 366 && openDays < (options.days ?? 3) && slots.length < limit; day++) {
    const before = slots.length
    for (const [from, to] of openRanges(hours, addDays(today, day))) {
      for (let start = from; start + length <= to && slots.length < limit; start += length) {
        if (start >= earliest) slots.push(slotAt(start, length))
      }
    }
    if (slots.length > before) openDays++
  }
  return slots
}

/**
 * The hours as a line for people, in French or in English: days with the same hours are put together, and a
 * shop that never closes says so in words.
 *
 * @example
 * ```ts
 * hoursText(hours, 'fr') // 'du lundi au vendredi de 9 h à 18 h, samedi de 10 h à 17 h'
 * hoursText(hours, 'en') // 'Monday to Friday 9:00–18:00, Saturday 10:00–17:00'
 * ```
 */
export function hoursText(hours: OpeningHours, locale: string): string {
  const french = locale.startsWith('fr')
  if (WEEK.every((weekday) => hours.week[weekday]?.some(isWholeDay)))
    return french ? 'tous les jours, à toute heure' : 'every day, at any time'
  const groups: { first: number; last: number; ranges: string }[] = []
  WEEK.forEach((weekday, index) => {
    const ranges = (hours.week[weekday] ?? [])
      .map(([from, to]) =>
        french ? `de ${wallTime(from, true)} à ${wallTime(to, true)}` : `${wallTime(from)}–${wallTime(to)}`,
      )
      .join(french ? ' et ' : ' and ')
    const previous = groups.at(-1)
    if (previous && previous.ranges === ranges) previous.last = index
    else groups.push({ first: index, last: index, ranges })
  })
  // 1 January 2024 was a Monday.
  const name = new Intl.DateTimeFormat(french ? 'fr' : 'en', { weekday: 'long', timeZone: 'UTC' })
  const day = (index: number): string => name.format(Date.UTC(2024, 0, 1 + index))
  const days = (first: number, last: number): string => {
    if (first === last) return day(first)
    return french ? `du ${day(first)} au ${day(last)}` : `${day(first)} to ${day(last)}`
  }
  return groups
    .filter((group) => group.ranges !== '')
    .map(({ first, last, ranges }) => `${days(first, last)} ${ranges}`)
    .join(', ')
}

function isWholeDay([from, to]: HoursRange): boolean {
  return from === '00:00' && (to === '24:00' || to === '23:59')
}

/** `09:00` as people write it: 9:00, and in French 9 h. */
function wallTime(time: string, french = false): string {
  const [hour = '', minute = ''] = time.split(':')
  const hours = String(Number(hour))
  if (!french) return `${hours}:${minute}`
  return minute === '00' ? `${hours}\u00A0h` : `${hours}\u00A0h\u00A0${minute}`
}

/**
 * Checks hours that come from a configuration.
 *
 * @throws {Error} a sentence with the path of what is wrong and what was expected.
 */
export function checkOpeningHours(value: unknown, path = 'hours'): OpeningHours {
  if (!isRecord(value)) throw invalidHours(path, 'an object with "week"')
  const { timeZone, week, holidays, exceptions } = value
  if (timeZone !== undefined && !isTimeZone(timeZone))
    throw invalidHours(`${path}.timeZone`, 'a time zone such as "Europe/Paris"')
  if (!isRecord(week)) throw invalidHours(`${path}.week`, 'an object such as { "mon": [["09:00", "18:00"]] }')
  for (const [day, ranges] of Object.entries(week)) {
    if (!WEEK.some((weekday) => weekday === day))
      throw invalidHours(`${path}.week.${day}`, 'one of mon, tue, wed, thu, fri, sat, sun')
    checkRanges(ranges, `${path}.week.${day}`)
  }
  if (holidays !== undefined && holidays !== 'FR' && holidays !== 'FR-AL')
    throw invalidHours(`${path}.holidays`, '"FR" or "FR-AL"')
  if (exceptions !== undefined) {
    if (!isRecord(exceptions)) throw invalidHours(`${path}.exceptions`, 'an object of ISO dates')
    for (const [date, ranges] of Object.entries(exceptions)) {
      if (!/^\d{4}-\d\d-\d\d$/.test(date))
        throw invalidHours(`${path}.exceptions.${date}`, 'a date such as "2026-12-24"')
      checkRanges(ranges, `${path}.exceptions.${date}`)
    }
  }
  return value as unknown as OpeningHours
}

// --- Wall-clock time ---

const MINUTE = 60_000
const DAY = 1440 * MINUTE
const WEEK: readonly Weekday[] = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun']

function zoneOf(hours: OpeningHours): string {
  return hours.timeZone ?? 'Europe/Paris'
}

function slotAt(start: number, length: number): CallbackSlot {
  const from = new Date(start).toISOString()
  return { id: from, from, to: new Date(start + length).toISOString() }
}

/** The open ranges of a local date, as moments, earliest first. */
function openRanges(hours: OpeningHours, date: string): readonly (readonly [from: number, to: number])[] {
  const zone = zoneOf(hours)
  return rangesOf(hours, date)
    .map(([from, to]): [number, number] => [momentOf(zone, date, from), momentOf(zone, date, to)])
    .sort(([first], [second]) => first - second)
}

function rangesOf(hours: OpeningHours, date: string): readonly HoursRange[] {
  const exception = hours.exceptions?.[date]
  if (exception) return exception
  if (hours.holidays && frenchHolidays(Number(date.slice(0, 4)), hours.holidays).includes(date)) return []
  const weekday = WEEK[(new Date(`${date}T00:00:00Z`).getUTCDay() + 6) % 7]
  return (weekday && hours.week[weekday]) ?? []
}

function addDays(date: string, days: number): string {
  return new Date(Date.parse(`${date}T00:00:00Z`) + days * DAY).toISOString().slice(0, 10)
}

function localDate(zone: string, at: number): string {
  return new Date(at + offsetAt(zone, at)).toISOString().slice(0, 10)
}

/** The moment of a wall-clock time. A time that the change of clocks skips becomes the same distance after it. */
function momentOf(zone: string, date: string, time: string): number {
  const [hour = '0', minute = '0'] = time.split(':')
  const wall = Date.parse(`${date}T00:00:00Z`) + Number(hour) * 60 * MINUTE + Number(minute) * MINUTE
  const guess = wall - offsetAt(zone, wall)
  return wall - offsetAt(zone, guess)
}

const formatters = new Map<string, Intl.DateTimeFormat>()

/** How far the wall clock of a zone is ahead of UTC at a moment, in milliseconds. */
function offsetAt(zone: string, at: number): number {
  let formatter = formatters.get(zone)
  if (!formatter) {
    formatter = new Intl.DateTimeFormat('en-GB', {
      timeZone: zone,
      hourCycle: 'h23',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
      second: 'numeric',
    })
    formatters.set(zone, formatter)
  }
  const part: Record<string, number> = {}
  for (const { type, value } of formatter.formatToParts(at)) part[type] = Number(value)
  const { year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = part
  return Date.UTC(year, month - 1, day, hour, minute, second) - Math.floor(at / 1000) * 1000
}

// --- Checks ---

function checkRanges(ranges: unknown, path: string): void {
  if (!Array.isArray(ranges)) throw invalidHours(path, 'a list of ["HH:MM", "HH:MM"]')
  ranges.forEach((range: unknown, index) => {
    const fits =
      Array.isArray(range) &&
      range.length === 2 &&
      range.every((time) => typeof time === 'string' && TIME.test(time)) &&
      range[0] < range[1]
    if (!fits)
      throw invalidHours(
        `${path}[${index}]`,
        'two times such as ["09:00", "18:00"], the first before the second',
      )
  })
}

const TIME = /^(?:[01]\d|2[0-3]):[0-5]\d$|^24:00$/

function isTimeZone(value: unknown): boolean {
  if (typeof value !== 'string') return false
  try {
    return Boolean(new Intl.DateTimeFormat('en', { timeZone: value }))
  } catch {
    return false
  }
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
