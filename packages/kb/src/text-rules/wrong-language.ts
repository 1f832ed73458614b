import { functionWords } from './function-words.ts'
import type { TextRule } from './text-rule.ts'

/** A text in another language than its file: copied to be translated, and forgotten. */
export const wrongLanguage: TextRule = {
  id: 'wrong-language',
  find(text, { visible, locale }) {
    const own = functionWords.get(locale)
    if (!own) return []
    const words = visible.toLowerCase().match(/\p{L}+/gu) ?? []
    for (const [language, known] of functionWords) {
      if (language === locale) continue
      // What both languages have tells nothing, and one word said three times is no sentence of that language.
      const theirs = words.filter((word) => known.has(word) && !own.has(word))
      const mine = words.filter((word) => own.has(word) && !known.has(word)).length
      if (new Set(theirs).size >= 3 && theirs.length >= words.length / 5 && mine * 3 <= theirs.length) {
        return [{ start: 0, end: text.length, sentence: 'wrong-language', values: { language, locale } }]
      }
    }
    return []
  },
}
