import words from './cards.en.json' with { type: 'json' }
import type { CardTexts } from './texts.ts'

export const texts: CardTexts = words
