import type { Texts } from '../i18n/texts.ts'

/** `14:32`, in the customer's language and time zone. */
export function timeOfDay(iso: string, locale: string): string {
  return format(iso, locale, { timeStyle: 'short' })
}

/** `21 novembre 2026`. An ISO date without time is that calendar day everywhere. */
export function day(iso: string, locale: string): string {
  return format(iso, locale, { day: 'numeric', month: 'long', year: 'numeric' })
}

/** `21 nov.`, where room is short and the year is plain. */
export function shortDay(iso: string, locale: string): string {
  return format(iso, locale, { day: 'numeric', month: 'short' })
}

/** `mardi 24 novembre`. */
export function weekday(iso: string, locale: string): string {
  return format(iso, locale, { weekday: 'long', day: 'numeric', month: 'long' })
}

/** `lundi 23 novembre à 09:00`. */
export function dayAndTime(at: number, locale: string): string {
  return new Intl.DateTimeFormat(dialect(locale), {
    weekday: 'long',
    day: 'numeric',
    month: 'long',
    hour: '2-digit',
    minute: '2-digit',
  }).format(at)
}

/** `Aujourd'hui`, `Hier`, or the day. */
export function relativeDay(iso: string, locale: string, texts: Texts, now: number = Date.now()): string {
  const that = calendarDay(new Date(iso))
  if (that === calendarDay(new Date(now))) return texts.log.today
  if (that === calendarDay(new Date(now - 86_400_000))) return texts.log.yesterday
  return day(iso, locale)
}

/** The same text for two moments of the same day in the customer's time zone. */
export function calendarDay(date: Date): string {
  return `${date.getFullYear()}-${date.getMonth()}-${date.getDate()}`
}

function format(iso: string, locale: string, options: Intl.DateTimeFormatOptions): string {
  const date = new Date(iso)
  if (Number.isNaN(date.getTime())) return ''
  const zone = /^\d{4}-\d\d-\d\d$/.test(iso) ? { timeZone: 'UTC' } : {}
  return new Intl.DateTimeFormat(dialect(locale), { ...options, ...zone }).format(date)
}

/** Bare "en" is American for Intl; the English of the texts is British. */
function dialect(locale: string): string {
  return locale === 'en' ? 'en-GB' : locale
}
