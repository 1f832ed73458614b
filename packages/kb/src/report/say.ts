import { en } from './sentences/en.ts'
import type { ReportSentence } from './sentences/en.ts'
import { fr } from './sentences/fr.ts'

/** Puts the values of a sentence in its language. */
export type Say = (sentence: ReportSentence, values?: Readonly<Record<string, string | number>>) => string

/** A speaker of the reports' sentences in `en` or `fr`. */
export function speaker(language: string): Say {
  const sentences = language.toLowerCase().startsWith('fr') ? fr : en
  return (sentence, values = {}) =>
    sentences[sentence].replace(/\{(\w+)\}/g, (hole, name: string) =>
      Object.hasOwn(values, name) ? String(values[name]) : hole,
    )
}
