import type { CommandName } from './conversation.ts'
import { readFacts } from './facts.ts'
import type { TextBook } from './text-book.ts'
import { beginsWith, hasPhrase, isMadeOf, isPhrase, plain } from './words.ts'

/** A way on that the customer asks for in their own words. */
export type Wish =
  | { readonly kind: 'command'; readonly name: CommandName }
  | { readonly kind: 'flow'; readonly flow: string }

/** What is asked for in so many words: the whole text is one of the phrases of the command, with its manners. */
export function readWish(text: string, book: TextBook): Wish | undefined {
  for (const name of ['stop', 'menu', 'restart', 'back', 'repeat'] as const) {
    if (isPhrase(text, book.words(name))) return { kind: 'command', name }
  }
  const filler = book.words('filler', 'no')
  for (const name of ['stop', 'menu', 'restart', 'repeat', 'back'] as const) {
    if (isMadeOf(text, book.words(name), filler)) return { kind: 'command', name }
  }
  return isPhrase(text, book.words('callback')) ? { kind: 'flow', flow: 'callback' } : undefined
}

/**
 * Somebody who wants a human says so alone ("conseiller"), says that they want to talk ("je voudrais parler à
 * quelqu'un"), or wants one ("je veux un humain"). Long messages that merely mention a person are questions.
 */
export function asksForHuman(text: string, book: TextBook): boolean {
  // The name in an e-mail address is no wish.
  const { rest } = readFacts(text)
  const words = plain(rest).split(' ')
  const people = book.words('human')
  if (words.length > 20) return false
  if (hasPhrase(rest, book.words('noBot'))) return true
  if (!hasPhrase(rest, people)) return false
  if (words.length <= 3 || hasPhrase(rest, book.words('wish'))) return true
  // "je veux un conseiller", but not "je veux savoir si vos conseillers sont là".
  return wants(rest, people, 3, book)
}

/** "En fait, je veux être rappelé", "rappelez-moi demain": a wish, and no question about calls. */
export function asksForCall(text: string, book: TextBook): boolean {
  return hasPhrase(text, book.words('callMe')) || wants(text, book.words('callback'), 4, book)
}

/** Does one of the phrases stand within so many words after "je veux" or the like? */
function wants(text: string, phrases: readonly string[], within: number, book: TextBook): boolean {
  const words = plain(text).split(' ')
  return words.some((_, index) => {
    const wanted = beginsWith(words.slice(index).join(' '), book.words('want'), [])
    return wanted && hasPhrase(wanted.rest.split(' ').slice(0, within).join(' '), phrases)
  })
}
