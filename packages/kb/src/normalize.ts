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
    const elision = word.includes("'") ? ELISION.exec(word) : null
    if (elision) {
      word = word.slice(elision[0].length)
      start += elision[0].length
    }
    for (const part of word.includes("'") ? word.split("'") : [word]) {
      const folded = TRIPLE.test(part) ? part.replace(/(.)\1{2,}/g, '$1') : part
      if (folded !== '') tokens.push({ word: folded, start, end: start + part.length })
      start += part.length + 1
    }
  }
  return tokens
}

/**
 * The words of a text of any length as {@link tokenize} folds them, without their places. A FAQ has a hundred thousand
 * words, and nearly all are ASCII once folded: then a plain pattern is several times faster.
 */
export function wordsOf(text: string): string[] {
  const folded = fold(text)
  if (!ASCII.test(folded)) return tokenize(text, Infinity).map(({ word }) => word)
  const words: string[] = []
  for (const found of folded.match(ASCII_WORD) ?? []) {
    const elision = found.includes("'") ? ELISION.exec(found) : null
    for (const part of found.slice(elision?.[0].length ?? 0).split("'")) {
      words.push(TRIPLE.test(part) ? part.replace(/(.)\1{2,}/g, '$1') : part)
    }
  }
  return words
}

/** Lower case, without accents, ligatures opened, apostrophes straight. */
export function fold(text: string): string {
  // Most words of a FAQ are plain already, and a FAQ has a hundred thousand of them.
  if (PLAIN.test(text)) return text
  return text
    .toLowerCase()
    .replace(/œ/g, 'oe')
    .replace(/æ/g, 'ae')
    .replace(/ß/g, 'ss')
    .replace(/[’‘ʼ´`]/g, "'")
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
}

/** With the signs that are ordinary in texts, none of which is a letter. */
const ASCII = /^[\s\u0021-\u007e\u00a0-\u00a9\u00ab-\u00b1\u00b4\u00b7\u00bb\u2010-\u203a\u20ac]*$/
const ASCII_WORD = /[a-z\d]+(?:'[a-z\d]+)*/g
const PLAIN = /^[a-z\d']*$/
const TRIPLE = /(.)\1\1/
const WORD = /[\p{L}\p{N}\p{M}]+(?:['’‘ʼ´`][\p{L}\p{N}\p{M}]+)*/gu
const ELISION = /^(?:[cdjlmnst]|qu|jusqu|lorsqu|puisqu)'(?=.)/
