import type { Money } from '@comptoir/bot-engine'
import { fill, type Locale, type Texts } from './texts.ts'

/** `sam. 21 nov.` */
export function day(at: string, locale: Locale, timeZone: string): string {
  return new Intl.DateTimeFormat(tag(locale), {
    weekday: 'short',
    day: 'numeric',
    month: 'short',
    timeZone,
  }).format(new Date(at))
}

/** `11:30` */
export function time(at: string, locale: Locale, timeZone: string): string {
  return new Intl.DateTimeFormat(tag(locale), { hour: '2-digit', minute: '2-digit', timeZone }).format(
    new Date(at),
  )
}

/** `21 nov. 2026, 11:30`, or the day alone where there is no time. */
export function moment(at: string, locale: Locale, timeZone: string): string {
  const withTime = at.includes('T')
  return new Intl.DateTimeFormat(tag(locale), {
    dateStyle: 'medium',
    ...(withTime ? { timeStyle: 'short', timeZone } : { timeZone: 'UTC' }),
  }).format(new Date(at))
}

/** `78,00 €`, from the minor unit of the currency. */
export function amount({ amount: minor, currency }: Money, locale: Locale): string {
  const format = new Intl.NumberFormat(tag(locale), { style: 'currency', currency })
  return format.format(minor / 10 ** (format.resolvedOptions().maximumFractionDigits ?? 2))
}

/** How long ago: `moins d’une minute`, `12 min`, `1 h 05`. */
export function elapsed(since: string, now: number, texts: Texts): string {
  const minutes = Math.max(0, Math.floor((now - Date.parse(since)) / 60_000))
  if (minutes < 1) return texts.time.now
  if (minutes < 60) return fill(texts.time.minutes, { count: minutes })
  return fill(texts.time.hours, {
    count: Math.floor(minutes / 60),
    minutes: String(minutes % 60).padStart(2, '0'),
  })
}

/** A French number in pairs, `02 61 91 00 42`; another one as it is. */
export function phone(e164: string): string {
  const national = /^\+33(\d{9})$/.exec(e164)?.[1]
  return national ? `0${national}`.replace(/(\d{2})(?=\d)/g, '$1 ') : e164
}

function tag(locale: Locale): string {
  return locale === 'fr' ? 'fr-FR' : 'en-GB'
}
