/** A text as words are compared: small letters, no accents, apostrophes and punctuation as spaces. */
export function plain(text: string): string {
  return text
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
}

/** Is the whole text one of these phrases? */
export function isPhrase(text: string, phrases: readonly string[]): boolean {
  const written = plain(text)
  return spellings(phrases).includes(written)
}

/** Is the text made of these phrases and of filler alone: "non finalement laisse tomber", "pardon, vous pouvez répéter"? */
export function isMadeOf(text: string, phrases: readonly string[], filler: readonly string[]): boolean {
  const written = plain(text)
  if (written.split(' ').length > 8) return false
  const wanted = spellings(phrases)
  const parts = wanted.concat(spellings(filler))
  const fits = (rest: string, found: boolean): boolean =>
    rest === ''
      ? found
      : parts.some(
          (part, index) =>
            startsWith(rest, part) && fits(rest.slice(part.length).trim(), found || index < wanted.length),
        )
  return fits(written, false)
}

/** Does the text begin with these words, and not only with their letters? */
function startsWith(text: string, words: string): boolean {
  return text.startsWith(words) && (text.length === words.length || text[words.length] === ' ')
}

/** A question without the words of politeness around it, as it stands where there are none: "ma facture svp". */
export function withoutManners(text: string, filler: readonly string[]): string {
  const around = [...spellings(filler)].sort((first, second) => second.length - first.length)
  let left = plain(text)
  for (;;) {
    const before = left
    for (const part of around) {
      if (left.startsWith(`${part} `)) left = left.slice(part.length + 1)
      if (left.endsWith(` ${part}`)) left = left.slice(0, -part.length - 1)
    }
    if (left === before) return left === plain(text) ? text : left
  }
}

/** The phrases as they are compared, also without their apostrophes: "that's right" is written "thats right". */
const spellings = onceEach((phrases) => phrases.flatMap(spellingsOf))

const paddedSpellings = onceEach((phrases) => spellings(phrases).map((wanted) => ` ${wanted} `))

/** The words that may have a typo. */
const longWords = onceEach((phrases) =>
  phrases
    .flatMap((phrase) => spellingsOf(phrase).slice(0, 1))
    .filter((wanted) => wanted.length >= 6 && !wanted.includes(' ')),
)

/** The phrases of the texts are the same at every message, and too many to be looked at anew each time. */
function onceEach(
  look: (phrases: readonly string[]) => readonly string[],
): (phrases: readonly string[]) => readonly string[] {
  const known = new WeakMap<readonly string[], readonly string[]>()
  return (phrases) => {
    const found = known.get(phrases) ?? look(phrases)
    known.set(phrases, found)
    return found
  }
}

const spellingsByPhrase = new Map<string, readonly string[]>()
const MOST_SPELT = 5000

function spellingsOf(phrase: string): readonly string[] {
  let found = spellingsByPhrase.get(phrase)
  if (!found) {
    found = [...new Set([plain(phrase), plain(phrase.replace(/['’]/g, ''))])]
    // Labels of what a customer chooses from come and go.
    if (spellingsByPhrase.size >= MOST_SPELT) spellingsByPhrase.clear()
    spellingsByPhrase.set(phrase, found)
  }
  return found
}

/** Does the text contain one of these phrases, word for word? Words of six letters and more may have one typo. */
export function hasPhrase(text: string, phrases: readonly string[]): boolean {
  const written = ` ${plain(text)} `
  if (paddedSpellings(phrases).some((wanted) => written.includes(wanted))) return true
  const long = longWords(phrases)
  const words = long.length > 0 ? written.trim().split(' ') : []
  return long.some((wanted) => words.some((word) => isOneEditAway(word, wanted)))
}

/** One letter more, less, other, or two neighbours swapped. */
function isOneEditAway(first: string, second: string): boolean {
  const difference = first.length - second.length
  if (Math.abs(difference) > 1) return false
  let start = 0
  while (start < first.length && first[start] === second[start]) start++
  const skip = (text: string, by: number): string => text.slice(start + by)
  if (difference === 1) return skip(first, 1) === skip(second, 0)
  if (difference === -1) return skip(first, 0) === skip(second, 1)
  if (skip(first, 1) === skip(second, 1)) return true
  return (
    first[start] === second[start + 1] &&
    first[start + 1] === second[start] &&
    skip(first, 2) === skip(second, 2)
  )
}

/** With each letter once where it was written several times: "ouiiii", "nooon", "yess". */
export function unstuttered(text: string): string {
  return plain(text).replace(/(.)\1+/gu, '$1')
}

/** What follows one of the phrases at the beginning of a text, after filler; nothing where it begins otherwise. */
export function beginsWith(
  text: string,
  phrases: readonly string[],
  filler: readonly string[],
): { readonly rest: string } | undefined {
  const wanted = spellings(phrases)
  const passedOver = spellings(filler)
  const look = (left: string, depth: number): { readonly rest: string } | undefined => {
    const found = wanted.find((phrase) => startsWith(left, phrase))
    if (found !== undefined) return { rest: left.slice(found.length).trim() }
    const before = depth > 0 ? passedOver.filter((word) => startsWith(left, word)) : []
    for (const word of before) {
      const later = look(left.slice(word.length).trim(), depth - 1)
      if (later) return later
    }
    return undefined
  }
  return look(plain(text), 3)
}
