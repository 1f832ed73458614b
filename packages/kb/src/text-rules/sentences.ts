import { en } from './sentences/en.ts'
import type { TextSentence } from './sentences/en.ts'
import { fr } from './sentences/fr.ts'

/** The sentences of the text rules in a language; English where there is none. */
export function sentences(language = 'en'): Readonly<Record<TextSentence, string>> {
  return language.toLowerCase().startsWith('fr') ? fr : en
}
