import type { SlotType } from './flow/flow.ts'
import type { Hearing } from './hearing.ts'
import type { Session } from './session.ts'
import { SHARED } from './text-book.ts'
import { plain } from './words.ts'

/**
 * What is said to "pourquoi mon mail ?" and to "je ne veux pas donner mon code postal": the reason for that very thing,
 * whether it is named or only asked for at the moment. Nothing where the text is neither.
 *
 * @param awaited what the flow asks for
 */
export type WhyAsked = (text: string, awaited?: SlotType) => string | undefined

export function createWhyAsked(session: Session, { has, isAll }: Hearing): WhyAsked {
  const { book } = session

  function whyAsked(text: string, awaited?: SlotType): string | undefined {
    const about =
      PERSONAL.find((type) => has(text, `personal.${type}`)) ?? PERSONAL.find((type) => type === awaited)
    const length = plain(text).split(' ').length
    if (about === undefined || length > LONGEST) return undefined
    const reason = reasonFor(about)
    if (has(text, 'refuse')) return book.say(SHARED, 'refused', { reason })
    // "Pourquoi mon mail n'arrive pas" asks something else.
    const isWhy = isAll(text, 'why', 'whyBeside', ...NAMES) || has(text, 'whyMine')
    return isWhy && !has(text, 'not', 'lacking') ? reason : undefined
  }

  /** What proves whose order it is in a verification serves to answer elsewhere. */
  function reasonFor(about: (typeof PERSONAL)[number]): string {
    const { flow = 'verify' } = session.state.context.stack.at(-1)?.frame ?? {}
    const elsewhere = `why.${about}.${flow === 'verify' ? 'verify' : 'elsewhere'}`
    return book.say(SHARED, book.has(SHARED, elsewhere) ? elsewhere : `why.${about}`)
  }

  return whyAsked
}

/** What customers ask the reason of, or would rather keep; a postcode is a code, and a telephone a number, of its own. */
const PERSONAL = ['postcode', 'phone', 'email', 'code', 'order-reference'] as const

/** Where the words for them stand. */
const NAMES = PERSONAL.map((type) => `personal.${type}`)

/** Longer sentences tell something of their own. */
const LONGEST = 14
