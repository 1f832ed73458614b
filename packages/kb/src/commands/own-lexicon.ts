import { readFileSync } from 'node:fs'
import type { Lexicon } from '../lexicon.ts'

/**
 * The lexicon that comes with this package for a language, as pages load it.
 *
 * @param locale e.g. `fr` or `fr-BE`
 * @returns nothing for a language that has none
 */
export function ownLexicon(locale: string): Lexicon | undefined {
  const language = locale.split('-')[0]?.toLowerCase() ?? ''
  if (!/^[a-z]{2,3}$/.test(language)) return undefined
  let text: string
  try {
    text = readFileSync(new URL(`../../lexicon/${language}.json`, import.meta.url), 'utf8')
  } catch {
    return undefined
  }
  return JSON.parse(text) as Lexicon
}
