/**
 * A pattern for whole words, in any case, with any kind of space and apostrophe.
 *
 * A space stands for one or more spaces of any kind, `'` for a straight or a curly apostrophe.
 */
export function phrase(source: string): RegExp {
  const pattern = source.replaceAll(' ', '[\\s\\u00a0\\u202f]{1,3}').replaceAll("'", "['’]")
  return new RegExp(`(?<![\\p{L}\\p{N}])(?:${pattern})(?![\\p{L}\\p{N}])`, 'giu')
}

/** Every place where one of the patterns stands, each stretch of text once. */
export function findPhrases(
  text: string,
  patterns: readonly RegExp[],
): { start: number; end: number; found: string }[] {
  const places: { start: number; end: number; found: string }[] = []
  for (const pattern of patterns) {
    for (const match of text.matchAll(pattern)) {
      const start = match.index
      const end = start + match[0].length
      if (!places.some((place) => place.start < end && start < place.end)) {
        places.push({ start, end, found: match[0] })
      }
    }
  }
  return places.sort((a, b) => a.start - b.start)
}
