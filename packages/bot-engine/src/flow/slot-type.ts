import { find, findPostcode, findReference, NOTHING, readEmail, type Reading } from '../facts.ts'
import type { Flow, SlotType } from './flow.ts'

/** How values of a slot type are read out of what a customer wrote, and how a field for them looks. */
export interface SlotReader {
  /** Reads a text that answers the question, or finds the value in a longer sentence. */
  read(text: string): Reading
  /** Is this stored or handed-in value one of the type? */
  accepts(value: unknown): boolean
  /** Every word is an answer: nothing that is written can be a mistake. */
  readonly anything?: boolean
  readonly autocomplete?: string
  readonly inputMode?: 'text' | 'email' | 'tel' | 'numeric'
}

/** Longest text that is searched for a value. */
export const LONGEST = 1000

/** Is a value a text, of that shape? */
export function isText(pattern?: RegExp): (value: unknown) => boolean {
  return (value) => typeof value === 'string' && value.length <= 4000 && (!pattern || pattern.test(value))
}

/**
 * The shop's order numbers: nine letters. Written alone they may be in small letters, or in capitals with
 * spaces; in a sentence they have to be in capitals, among words that are not.
 */
const orderReference: SlotReader = {
  read(text) {
    const alone = text
      .trim()
      .replace(/^(?:n°|no|#|num[ée]ro|number)\s*:?\s*/i, '')
      .replace(/[.!]+$/, '')
    if (/^[a-z]{9}$/i.test(alone)) return { ok: true, value: alone.toUpperCase() }
    if (/^[A-Z](?:[\s.-]?[A-Z]){8}$/.test(alone)) return { ok: true, value: alone.replace(/[\s.-]/g, '') }
    const inThrees = find(text, /(?<![\p{L}])[a-z]{3}[ .-][a-z]{3}[ .-][a-z]{3}$/iu)
    if (inThrees.ok) return { ok: true, value: String(inThrees.value).replace(/[ .-]/g, '').toUpperCase() }
    return findReference(text)
  },
  accepts: isText(/^[A-Z]{9}$/),
  autocomplete: 'off',
  inputMode: 'text',
}

const email: SlotReader = {
  read(text) {
    const written = readEmail(text)
    // As it is dictated: "nom arobase exemple point fr".
    return written.ok
      ? written
      : readEmail(
          text
            .slice(0, LONGEST)
            .replace(/ (?:arobase|at) /gi, '@')
            .replace(/ (?:point|dot) /gi, '.'),
        )
  },
  accepts: isText(/^[^\s@]{1,64}@[^\s@]{3,255}$/),
  autocomplete: 'email',
  inputMode: 'email',
}

/** Five digits (France), four (Belgium, Luxembourg, Switzerland) or another European form when written alone. */
const postcode: SlotReader = {
  read(text) {
    // "le 14000": no country is written so.
    const alone = text
      .trim()
      .toUpperCase()
      .replace(/^(?:LE|DU|AU|EN|IT'S|C'EST) (?=\d)/, '')
    if (
      /^(?:[A-Z]{1,2}[- ]?)?\d{2,3}[ -]?\d{1,3}(?: ?[A-Z]{2})?$/.test(alone) &&
      alone.replace(/\D/g, '').length >= 4
    ) {
      return { ok: true, value: alone.replace(/[\s-]/g, '') }
    }
    const found = findPostcode(text)
    return found.ok ? found : find(text, /^\d{2} \d{3}(?= \p{L})/u, (match) => match.replace(' ', ''))
  },
  accepts: isText(/^[A-Z0-9]{4,9}$/),
  autocomplete: 'postal-code',
  inputMode: 'text',
}

/** The six digits of a mailed code, as people copy them: `123456`, `123 456`. */
const code: SlotReader = {
  read: (text) => find(text, /(?<!\d)\d{3}[ \u00A0\u202F-]?\d{3}(?!\d)/, (match) => match.replace(/\D/g, '')),
  accepts: isText(/^\d{6}$/),
  autocomplete: 'one-time-code',
  inputMode: 'numeric',
}

/** A type of which every word is a value. */
export function freeText(limit: number, autocomplete?: string): SlotReader {
  return {
    read(text) {
      const written = text.trim().slice(0, limit)
      return written === '' ? NOTHING : { ok: true, value: written }
    },
    accepts: isText(),
    anything: true,
    ...(autocomplete ? { autocomplete } : {}),
  }
}

/** What can be told apart from the words around it, and so may be said before it is asked for. */
export const TOLD_IN_PASSING: readonly SlotType[] = ['order-reference', 'email', 'postcode']

const plainReaders = {
  'order-reference': orderReference,
  email,
  postcode,
  code,
  text: freeText(4000),
  choice: freeText(200),
}

/**
 * How values of each type are read. Every page knows the types of a verification; `all-slot-readers.ts` adds the
 * others, which is fetched before a flow that has one is compiled: {@link knowsSlots}.
 */
export const slotReaders: Readonly<Record<SlotType, SlotReader>> = { ...plainReaders } as Record<
  SlotType,
  SlotReader
>

/** Are all slots of a flow of types that are known by now? */
export function knowsSlots({ slots = {} }: Flow): boolean {
  return Object.values(slots).every(({ type }) => Object.hasOwn(slotReaders, type))
}
