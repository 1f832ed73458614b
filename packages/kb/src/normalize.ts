/** A word of a text, folded, with where it stood. */
export interface Token {
  /** Lower case, without accents: `réçu` becomes `recu`. */
  readonly word: string
  /** `[start, end)` in the text it was read from, in UTF-16 units. */
  readonly start: number
  readonly end: number
}

/** The longest text that is read: beyond it, a message is a pasted e-mail, and its first lines say what it is about. */
export const LONGEST = 1000

/**
 * The words of a text, folded: lower case, no accents, straight apostrophes, elisions cut (`l'article` gives
 * `article`), letters repeated three times or more reduced to one, digits kept, everything else a separator.
 */
export function tokenize(text: string, longest: number = LONGEST): Token[] {
  const source = text.slice(0, longest)
  const tokens: Token[] = []
  for (const match of source.matchAll(WORD)) {
    let word = fold(match[0])
    let start = match.index
    const elision = ELISION.exec(word)
    if (elision) {
      word = word.slice(elision[0].length)
      start += elision[0].length
    }
    for (const part of word.split("'")) {
      const folded = part.replace(/(.)\1{2,}/g, '$1')
      if (folded !== '') tokens.push({ word: folded, start, end: start + part.length })
      start += part.length + 1
    }
  }
  return tokens
}

/** Lower case, without accents, ligatures opened, apostrophes straight. */
export function fold(text: string): string {
  return text
    .toLowerCase()
    .replace(/œ/g, 'oe')
    .replace(/æ/g, 'ae')
    .replace(/ß/g, 'ss')
    .replace(/[’‘ʼ´`]/g, "'")
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
}

const WORD = /[\p{L}\p{N}\p{M}]+(?:['’‘ʼ´`][\p{L}\p{N}\p{M}]+)*/gu
const ELISION = /^(?:[cdjlmnst]|qu|jusqu|lorsqu|puisqu)'(?=.)/
