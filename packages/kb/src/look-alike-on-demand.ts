import type { closest as Closest, LookAlike } from './look-alike.ts'

let found: typeof Closest | undefined

/**
 * Stands in for `look-alike.ts` where its bytes count, as in the widget's files for browsers, and fetches it when it is
 * needed first.
 *
 * @throws {Promise} what to wait for before the same is asked again: a knowledge base answers at once or not at all
 */
export function closest(word: string, known: readonly LookAlike[]): string | undefined {
  if (!found) throw fetched()
  return found(word, known)
}

/** Where it cannot be fetched, a word with a typo stays a word that nobody knows. */
async function fetched(): Promise<void> {
  try {
    found = (await import('./look-alike.ts')).closest
  } catch {
    found = () => undefined
    setTimeout(() => (found = undefined))
  }
}
