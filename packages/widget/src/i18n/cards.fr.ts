import words from './cards.fr.json' with { type: 'json' }
import type { CardTexts } from './texts.ts'

export const texts: CardTexts = words
