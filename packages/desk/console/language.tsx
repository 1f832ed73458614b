import { createContext } from 'preact'
import { useContext } from 'preact/hooks'
import { textsOf, type Locale, type Texts } from './texts.ts'

/** The language of everything below. */
export const Language = createContext<Locale>('fr')

/** The texts of the page's language, and the language itself for dates and amounts. */
export function useLanguage(): { readonly texts: Texts; readonly locale: Locale } {
  const locale = useContext(Language)
  return { texts: textsOf(locale), locale }
}
