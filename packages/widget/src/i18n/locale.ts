/** The languages the widget speaks. A new one is one file beside `fr.json` and a line here. */
export type Locale = 'fr' | 'en'

/** The language of the widget for a language tag such as `en-GB`; French for any other. */
export function chooseLocale(tag: string): Locale {
  return /^en\b/i.test(tag) ? 'en' : 'fr'
}
