import type { Texts } from './texts.ts'
import words from './fr.json' with { type: 'json' }

export const texts: Texts = words
