import { speakerOf } from '../speaker.ts'
import type { Speak } from '../speaker.ts'
import { en } from './sentences/en.ts'
import type { ReportSentence } from './sentences/en.ts'
import { fr } from './sentences/fr.ts'

/** Puts the values of a sentence in its language. */
export type Say = Speak<ReportSentence>

/** A speaker of the reports' sentences in `en` or `fr`. */
export const speaker: (language: string) => Say = speakerOf(en, fr)
