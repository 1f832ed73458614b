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
  return phrases.some((phrase) => plain(phrase) === written)
}

/** Does the text contain one of these phrases, word for word? Words of six letters and more may have one typo. */
export function hasPhrase(text: string, phrases: readonly string[]): boolean {
  const written = plain(text)
  const padded = ` ${written} `
  const words = written.split(' ')
  return phrases.some((phrase) => {
    const wanted = plain(phrase)
    if (padded.includes(` ${wanted} `)) return true
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
