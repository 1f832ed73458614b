import en from './attach.en.json' with { type: 'json' }
import fr from './attach.fr.json' with { type: 'json' }
import type { Locale } from './locale.ts'

/** The words of the button that hands files in; they come with it. */
export const attachTexts: Readonly<Record<Locale, Readonly<Record<keyof typeof fr, string>>>> = { fr, en }
