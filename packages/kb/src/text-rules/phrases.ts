/**
 * A pattern for any of some whole phrases, in any case, with any kind of space and apostrophe.
 *
 * @param sources regular expressions, where a space stands for one or more spaces of any kind, and `'` for a straight
 *   or a curly apostrophe
 */
export function phrases(sources: readonly string[]): RegExp {
  const pattern = sources.join('|').replaceAll(' ', '[\\s\\u00a0\\u202f]{1,3}').replaceAll("'", "['’]")
  return new RegExp(`(?<![\\p{L}\\p{N}])(?:${pattern})(?![\\p{L}\\p{N}])`, 'giu')
}

/** Every place where a pattern stands. */
export function findPhrases(
  text: string,
  pattern: RegExp | undefined,
): { start: number; end: number; found: string }[] {
  if (!pattern) return []
  return [...text.matchAll(pattern)].map(({ 0: found, index }) => ({
    start: index,
    end: index + found.length,
    found,
  }))
}
