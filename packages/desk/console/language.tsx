import { createContext } from 'preact'
import { useContext } from 'preact/hooks'
import { textsOf, type Locale, type Texts } from './texts.ts'

/** The language of everything below. */
export const Language = createContext<Locale>('fr')

/** The shop's time zone, in which every time is shown: promises are made by the shop's clock. */
export const TimeZone = createContext<string>('Europe/Paris')

/** The texts of the page's language, and the language itself with the shop's time zone for dates and amounts. */
export function useLanguage(): {
  readonly texts: Texts
  readonly locale: Locale
  readonly timeZone: string
} {
  const locale = useContext(Language)
  return { texts: textsOf(locale), locale, timeZone: useContext(TimeZone) }
}
