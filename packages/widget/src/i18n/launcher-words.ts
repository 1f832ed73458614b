import en from './launcher.en.json' with { type: 'json' }
import fr from './launcher.fr.json' with { type: 'json' }
import type { Locale } from './locale.ts'

/** What the script tag itself says, before anything is loaded. */
export function launcherWords(locale: Locale): typeof fr {
  return locale === 'en' ? en : fr
}
