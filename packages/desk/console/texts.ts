import en from './locales/en.json' with { type: 'json' }
import fr from './locales/fr.json' with { type: 'json' }

/** Everything that the console says, in one language. A key that is missing in English does not compile. */
export type Texts = typeof fr

export type Locale = 'fr' | 'en'

const all: Record<Locale, Texts> = { fr, en }

/** The language chosen here before, else the one that the service read from the browser's wishes. */
export function preferredLocale(): Locale {
  const chosen = read()
  return chosen ?? (document.documentElement.lang === 'en' ? 'en' : 'fr')
}

/** Keeps the choice for the next visit on this device. */
export function rememberLocale(locale: Locale): void {
  try {
    localStorage.setItem(key, locale)
  } catch {
    // Without storage the choice lasts as long as the page.
  }
}

export function textsOf(locale: Locale): Texts {
  return all[locale]
}

/** Puts values in the place of `{names}`. */
export function fill(text: string, values: Readonly<Record<string, string | number>>): string {
  return text.replace(/\{(\w+)\}/g, (whole, name: string) =>
    String(Object.hasOwn(values, name) ? values[name] : whole),
  )
}

const key = 'comptoir-console-locale'

function read(): Locale | undefined {
  try {
    const value = localStorage.getItem(key)
    return value === 'fr' || value === 'en' ? value : undefined
  } catch {
    return undefined
  }
}
