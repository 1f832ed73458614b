import type { Lexicon } from '@comptoir/kb'
import type { Locale } from './i18n/locale.ts'

/** What customers say in one language, so that the knowledge base understands more than the FAQ's own words. */
export async function loadLexicon(locale: Locale): Promise<Lexicon> {
  // The files are checked where they are written, by the knowledge base's own tests.
  return (await lexicons[locale]()).default as Lexicon
}

const lexicons: Readonly<Record<Locale, () => Promise<{ default: unknown }>>> = {
  fr: () => import('@comptoir/kb/lexicon/fr.json', { with: { type: 'json' } }),
  en: () => import('@comptoir/kb/lexicon/en.json', { with: { type: 'json' } }),
}
