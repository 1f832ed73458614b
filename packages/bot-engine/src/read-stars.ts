import { numberIn } from './read-loosely.ts'
import type { TextBook } from './text-book.ts'
import { hasPhrase, plain } from './words.ts'

/** A mark that somebody gives. */
export interface Stars {
  readonly value: number
  /** The highest, where it was said: "4 sur 5". */
  readonly of?: number
  /** It can be nothing else: "2 étoiles", "4 out of 5". */
  readonly sure: boolean
  /** Words of its own follow: "2, c'était long". */
  readonly more: boolean
}

/** Reads a mark at the beginning of a text: "2 étoiles", "je mets 4 sur 5", "four stars, quick and kind". */
export function readStars(text: string, book: TextBook): Stars | undefined {
  const around = book.words('filler', 'marks').flatMap((word) => plain(word).split(' '))
  const [first = '', ...rest] = plain(text)
    .split(' ')
    .filter((word) => !around.includes(word))
  const value = first === '0' ? 0 : numberIn(first, book)
  if (value === undefined || value > 10) return undefined
  const of = /^\d{1,2}$/.test(rest[0] ?? '') ? Number(rest[0]) : undefined
  const more = rest.length > (of === undefined ? 0 : 1)
  const sure = !more && value <= HIGHEST && (of === HIGHEST || hasPhrase(text, book.words('stars')))
  return { value, ...(of === undefined ? {} : { of }), sure, more }
}

/** Who gives stars gives five at most. */
const HIGHEST = 5
