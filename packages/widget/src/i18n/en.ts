import type { Texts } from './texts.ts'
import words from './en.json' with { type: 'json' }

export const texts: Texts = words
