import { en } from './sentences/en.ts'
import type { Sentence } from './sentences/en.ts'
import { fr } from './sentences/fr.ts'

/** The sentences of the check in a language; English where there is none. */
export function sentences(language = 'en'): Readonly<Record<Sentence, string>> {
  return language.toLowerCase().startsWith('fr') ? fr : en
}
