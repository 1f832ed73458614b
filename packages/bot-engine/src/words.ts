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
  const passedOver = spellings(filler)
  const fits = (rest: string, found: boolean): boolean =>
    rest === ''
      ? found
      : [...wanted, ...passedOver].some(
          (part, index) =>
            `${rest} `.startsWith(`${part} `) &&
            fits(rest.slice(part.length).trim(), found || index < wanted.length),
        )
  return fits(written, false)
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
function spellings(phrases: readonly string[]): readonly string[] {
  return phrases.flatMap(spellingsOf)
}

/** The phrases of the texts are the same at every message, and too many to be looked at anew each time. */
const spelt = new Map<string, readonly string[]>()
const MOST_SPELT = 5000

function spellingsOf(phrase: string): readonly string[] {
  let found = spelt.get(phrase)
  if (!found) {
    found = [...new Set([plain(phrase), plain(phrase.replace(/['’]/g, ''))])]
    // Labels of what a customer chooses from come and go.
    if (spelt.size >= MOST_SPELT) spelt.clear()
    spelt.set(phrase, found)
  }
  return found
}

/** Does the text contain one of these phrases, word for word? Words of six letters and more may have one typo. */
export function hasPhrase(text: string, phrases: readonly string[]): boolean {
  const written = plain(text)
  const padded = ` ${written} `
  const words = written.split(' ')
  if (spellings(phrases).some((wanted) => padded.includes(` ${wanted} `))) return true
  return phrases.some((phrase) => {
    const [wanted = ''] = spellingsOf(phrase)
    return wanted.length >= 6 && !wanted.includes(' ') && words.some((word) => isOneEditAway(word, wanted))
  })
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
    const found = wanted.find((phrase) => `${left} `.startsWith(`${phrase} `))
    if (found !== undefined) return { rest: left.slice(found.length).trim() }
    const before = depth > 0 ? passedOver.filter((word) => `${left} `.startsWith(`${word} `)) : []
    for (const word of before) {
      const later = look(left.slice(word.length).trim(), depth - 1)
      if (later) return later
    }
    return undefined
  }
  return look(plain(text), 3)
}
