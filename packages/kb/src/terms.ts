/**
 * What customers say about each matter, word by word: written by `comptoir-kb lexicon` from lists of expressions, in
 * half of their bytes. A word that belongs to many matters says little about each, and is kept for all of them: what
 * it leaves open is as much to be learnt as what it settles.
 */
export interface Terms {
  /** Ids of the matters, parted by spaces. The first is `!`, the next `#`, and so on along {@link SIGNS}. */
  readonly topics: string
  /** The words in alphabetical order: `A` to `Z` is how many letters one shares with the word before, then its others. */
  readonly words: string
  /** For each word, the signs of its matters; parted by spaces. */
  readonly marks: string
}

/** The words of each matter. */
export function wordsByTopic({ topics, words, marks }: Terms): Record<string, string[]> {
  const ids = topics.split(' ')
  const found: Record<string, string[]> = Object.fromEntries(ids.map((id) => [id, []]))
  const marked = marks.split(' ')
  let word = ''
  for (const [index, [, shared = '', rest = '']] of [...words.matchAll(/([A-Z])([^A-Z]*)/g)].entries()) {
    word = word.slice(0, shared.charCodeAt(0) - FIRST_LETTER) + rest
    for (const sign of marked[index] ?? '') found[ids[SIGNS.indexOf(sign)] ?? '']?.push(word)
  }
  return found
}

const FIRST_LETTER = 65

/** Of one byte as long as they last, and none that JSON writes double. */
export const SIGNS: string = signs(33, 126) + signs(192, 255)

function signs(from: number, to: number): string {
  const codes = new Uint16Array(to - from + 1).map((_, index) => from + index)
  return String.fromCharCode(...codes).replace(/["\\]/g, '')
}
