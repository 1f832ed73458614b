import { NOTHING, type Reading } from './facts.ts'
import type { TextBook } from './text-book.ts'
import { hasPhrase, plain } from './words.ts'

const DAY = 86_400_000

/**
 * The number that a text says in words: "deux", "une vingtaine" says none. The words stand in the shared texts, one
 * place a number, from one on.
 */
export function readNumberWord(text: string, book: TextBook): number | undefined {
  const at = wordIn(text, book.words('numbers'))
  return at < 0 ? undefined : at + 1
}

/** The place that a text names: "la deuxième" 1, "le dernier" the last of so many; -1 where it names none. */
export function readOrdinal(text: string, count: number, book: TextBook): number {
  if (plain(text).split(' ').length > 4 || isOfTime(text, book)) return -1
  const at = wordIn(text, book.words('ordinals'))
  if (at >= 0) return at < count ? at : -1
  return wordIn(text, book.words('last')) >= 0 ? count - 1 : -1
}

/** "La semaine dernière", "lundi dernier", "le deuxième jour": a time, and no place in a list. */
function isOfTime(text: string, book: TextBook): boolean {
  const written = ` ${plain(text)} `
  return (
    hasPhrase(text, [...book.words('days'), ...book.words('weeks'), ...book.words('months')]) ||
    weekdayIn(written, book.locale) >= 0 ||
    monthIn(written, book.locale) >= 0
  )
}

/**
 * A day as people say it: "hier", "il y a trois jours", "lundi", "vendredi prochain", "le 12 novembre", "12/11". Without
 * a year it is the one nearest to today; a day of the week is the last one that has been, today included, unless the
 * next is meant.
 *
 * @param now ISO 8601; the day is that of the shop
 */
export function readDay(text: string, now: string, book: TextBook, timeZone = 'Europe/Paris'): Reading {
  const today = Date.parse(new Intl.DateTimeFormat('en-CA', { timeZone }).format(new Date(now)))
  if (Number.isNaN(today)) return NOTHING
  const written = ` ${plain(text)} `
  const says = (key: string): boolean => book.words(key).some((word) => written.includes(` ${plain(word)} `))
  const day = (offset: number): Reading => iso(today + offset * DAY)
  if (says('beforeYesterday')) return day(-2)
  if (says('yesterday')) return day(-1)
  if (says('tomorrow')) return day(1)
  if (says('today')) return day(0)
  if (says('ago') && (says('days') || says('weeks'))) {
    const count = Number(/\d{1,3}/.exec(written)?.[0] ?? readNumberWord(text, book))
    return Number.isNaN(count) ? NOTHING : day(-count * (says('weeks') ? 7 : 1))
  }
  const month = monthIn(written, book.locale)
  const number = Number(/ (\d{1,2})(?:er|st|nd|rd|th)? /.exec(written)?.[1])
  if (month >= 0 && number >= 1) return nearest(Number(/ (20\d\d) /.exec(written)?.[1]), month, number, today)
  const short = /(?<!\d)(\d{1,2})[/.](\d{1,2})(?![/.\d])/.exec(text)
  if (short) return nearest(Number.NaN, Number(short[2]) - 1, Number(short[1]), today)
  const weekday = weekdayIn(written, book.locale)
  if (weekday < 0) return NOTHING
  const since = (new Date(today).getUTCDay() - weekday + 7) % 7
  return hasPhrase(text, book.words('next')) ? day(7 - since) : day(-since)
}

function nearest(year: number, month: number, day: number, today: number): Reading {
  const thisYear = new Date(today).getUTCFullYear()
  const years = Number.isNaN(year) ? [thisYear - 1, thisYear, thisYear + 1] : [year]
  const moments = years
    .map((each) => Date.UTC(each, month, day))
    .filter((moment) => new Date(moment).getUTCMonth() === month && new Date(moment).getUTCDate() === day)
    .sort((first, second) => Math.abs(first - today) - Math.abs(second - today))
  return moments[0] === undefined ? NOTHING : iso(moments[0])
}

function iso(moment: number): Reading {
  return { ok: true, value: new Date(moment).toISOString().slice(0, 10) }
}

/** Month and days of the week by their names, in the language of the conversation. */
function monthIn(written: string, locale: string): number {
  const format = new Intl.DateTimeFormat(locale, { month: 'long', timeZone: 'UTC' })
  for (let month = 0; month < 12; month++)
    if (written.includes(` ${plain(format.format(Date.UTC(2026, month, 1)))} `)) return month
  return -1
}

function weekdayIn(written: string, locale: string): number {
  const format = new Intl.DateTimeFormat(locale, { weekday: 'long', timeZone: 'UTC' })
  // 4 January 1970 was a Sunday, which JavaScript counts as the first day.
  for (let day = 0; day < 7; day++)
    if (written.includes(` ${plain(format.format((3 + day) * DAY))} `)) return day
  return -1
}

/** The place in the list at which a word of the text stands; a place may hold several, parted by spaces. */
function wordIn(text: string, places: readonly string[]): number {
  const words = plain(text).split(' ')
  return places.findIndex((place) =>
    plain(place)
      .split(' ')
      .some((word) => words.includes(word)),
  )
}
