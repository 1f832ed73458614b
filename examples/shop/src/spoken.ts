import type { Locale } from './money.ts'

/** Days, times and countries as people say them. */

/** `21 novembre 2026`, `21 November 2026`. */
export function formatDay(day: string, locale: Locale): string {
  return dayFormats[locale].format(new Date(`${day.slice(0, 10)}T12:00:00Z`))
}

/** `samedi 21 novembre`, without the year: for what is near. */
export function formatNearDay(day: string, locale: Locale): string {
  return nearDayFormats[locale].format(new Date(`${day.slice(0, 10)}T12:00:00Z`))
}

/** `21 novembre 2026 à 14:30`, in the time of Caen. */
export function formatInstant(instant: string, locale: Locale): string {
  return instantFormats[locale].format(new Date(instant))
}

/** `21 novembre 2026 à 14:30:05 UTC+1`: to the second, where the moment itself counts. */
export function formatMoment(instant: string, locale: Locale): string {
  return momentFormats[locale].format(new Date(instant))
}

/** The name of a country or territory: `Belgique`, `La Réunion`. */
export function countryName(country: string, locale: Locale): string {
  return countryNames[locale].of(country) ?? country
}

const languages = { fr: 'fr-FR', en: 'en-GB' }

function perLocale<T>(make: (language: string) => T): Readonly<Record<Locale, T>> {
  return { fr: make(languages.fr), en: make(languages.en) }
}

const dayFormats = perLocale(
  (language) => new Intl.DateTimeFormat(language, { dateStyle: 'long', timeZone: 'Europe/Paris' }),
)
const nearDayFormats = perLocale(
  (language) =>
    new Intl.DateTimeFormat(language, {
      weekday: 'long',
      day: 'numeric',
      month: 'long',
      timeZone: 'Europe/Paris',
    }),
)
const instantFormats = perLocale(
  (language) =>
    new Intl.DateTimeFormat(language, { dateStyle: 'long', timeStyle: 'short', timeZone: 'Europe/Paris' }),
)
const momentFormats = perLocale(
  (language) =>
    new Intl.DateTimeFormat(language, { dateStyle: 'long', timeStyle: 'long', timeZone: 'Europe/Paris' }),
)
const countryNames = perLocale((language) => new Intl.DisplayNames(language, { type: 'region' }))
