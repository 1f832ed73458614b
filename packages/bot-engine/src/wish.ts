import type { CommandName } from './conversation.ts'
import { readFacts } from './facts.ts'
import type { TextBook } from './text-book.ts'
import { hasPhrase, isPhrase, plain } from './words.ts'

/** A way on that the customer asks for in their own words. */
export type Wish =
  | { readonly kind: 'command'; readonly name: CommandName }
  | { readonly kind: 'flow'; readonly flow: string }

/** What is asked for in so many words: the whole text is one of the phrases of the command. */
export function readWish(text: string, book: TextBook): Wish | undefined {
  for (const name of ['stop', 'menu', 'restart', 'back', 'repeat'] as const) {
    if (isPhrase(text, book.words(name))) return { kind: 'command', name }
  }
  return isPhrase(text, book.words('callback')) ? { kind: 'flow', flow: 'callback' } : undefined
}

/**
 * Somebody who wants a human says so alone ("conseiller"), or with a wish ("je voudrais parler à quelqu'un").
 * Long messages that merely mention a person are questions.
 */
export function asksForHuman(text: string, book: TextBook): boolean {
  // The name in an e-mail address is no wish.
  const { rest } = readFacts(text)
  const words = plain(rest).split(' ')
  if (words.length > 20 || !hasPhrase(rest, book.words('human'))) return false
  return words.length <= 3 || hasPhrase(rest, book.words('wish'))
}
