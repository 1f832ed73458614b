import { findPostcode, findReference, type Reading } from './facts.ts'
import type { CompiledFlow, WaitingStep } from './flow/compile.ts'
import type { FlowEvent } from './flow/flow-context.ts'
import type { SlotType } from './flow/flow.ts'
import type { Scope } from './flow/path.ts'
import { slotReaders } from './flow/slot-type.ts'
import { readDay, readNumberWord, readOrdinal } from './read-in-words.ts'
import type { TextBook } from './text-book.ts'
import { hasPhrase, isMadeOf, isPhrase, plain } from './words.ts'
import { readItemText } from './item-form.ts'

/** Where a text was written: the step that waits for an answer, and the choices that are offered. */
export interface Situation {
  readonly compiled: CompiledFlow
  readonly wait: WaitingStep
  readonly data: Scope
  /** What slots held before they were to be asked again. */
  readonly before: Scope
  /** All that paths may look into. */
  readonly scope: Scope
  /** Offered choices of this step: value → label. */
  readonly choices: ReadonlyMap<string, string>
}

/** The event with which a text answers the step, or why it nearly did. */
export type ReadAnswer =
  | { readonly event: FlowEvent }
  | { readonly event?: undefined; readonly reason?: string }

/** Reads what a customer wrote as an answer to the waiting step. */
export function readAnswer(text: string, book: TextBook, situation: Situation): ReadAnswer {
  const { step, by, closed } = situation.wait
  if (by === 'text' && 'collect' in step) return readSlots(text, step.collect, situation, book)
  // Whoever would rather have it done, or learns only because there is no other way, is not taught any further.
  if ('teach' in step && (hasPhrase(text, book.words('instead')) || hasPhrase(text, book.words('stuck'))))
    return answered({ type: 'PICK', value: 'instead' })
  if (closed) {
    const yes = book.words('yes').concat('confirm' in step ? [] : book.words('done'))
    if (isPhrase(text, yes) || startsWith(text, yes, 4)) return answered({ type: 'YES' })
    if (isPhrase(text, book.words('no')) || startsWith(text, book.words('no'), 4))
      return answered({ type: 'NO' })
    const filler = book.words('filler')
    if (isMadeOf(text, yes, filler)) return answered({ type: 'YES' })
    if (isMadeOf(text, book.words('no'), filler)) return answered({ type: 'NO' })
  }
  if (by === 'form' && 'choose' in step) {
    const values = readItemText(text, step, situation.compiled.flow.id, situation.scope, book)
    if (values) return answered({ type: 'FILL', values })
  }
  if (by === 'choice') {
    const value = readChoice(text, situation.choices, book)
    // A closed question by the words of its own buttons.
    if (closed && (value === 'yes' || value === 'no'))
      return answered({ type: value === 'yes' ? 'YES' : 'NO' })
    if (value !== undefined) return answered({ type: 'PICK', value })
  }
  return {}
}

function answered(event: FlowEvent): ReadAnswer {
  return { event }
}

/** "oui c'est bien elle": a short sentence that begins with one of the words. */
function startsWith(text: string, phrases: readonly string[], most: number): boolean {
  const words = plain(text).split(' ')
  return words.length <= most && phrases.some((phrase) => !phrase.includes(' ') && plain(phrase) === words[0])
}

/** Reads the awaited slot, and others of the same flow that the sentence happens to hold. */
function readSlots(
  text: string,
  awaited: string,
  { compiled, data, wait, scope }: Situation,
  book: TextBook,
): ReadAnswer {
  const slots = compiled.flow.slots ?? {}
  const values: Record<string, unknown> = {}
  const slot = Object.hasOwn(slots, awaited) ? slots[awaited] : undefined
  let rest = text
  for (const [name, type] of compiled.passing) {
    if (name === awaited || type === slot?.type || (data[name] ?? null) !== null) continue
    const reading = inSentence(text, type)
    if (!reading.ok) continue
    values[name] = reading.value
    rest = rest.replace(String(reading.value), ' ')
  }
  const reading = slot ? readSlot(rest.trim() === '' ? text : rest, slot.type, scope, book) : undefined
  if (reading?.ok) return answered({ type: 'FILL', values: { ...values, [awaited]: reading.value } })
  if (wait.notes && Object.keys(values).length > 0) return answered({ type: 'NOTE', values })
  return reading?.reason ? { reason: reading.reason } : {}
}

/** The awaited value, in figures or in words. */
function readSlot(text: string, type: SlotType, scope: Scope, book: TextBook): Reading {
  const reading = slotReaders[type].read(text)
  if (reading.ok) return reading
  if (type === 'date') return readDay(text, String(scope['now']), book)
  const number = type === 'number' || type === 'quantity' ? readNumberWord(text, book) : undefined
  return number === undefined ? reading : { ok: true, value: number }
}

/** A word of nine letters or four digits may be anything: only what is asked for is read that generously. */
export function inSentence(text: string, type: SlotType): Reading {
  if (type === 'order-reference') return findReference(text)
  return type === 'postcode' ? findPostcode(text) : slotReaders[type].read(text)
}

/** A choice by its label, the only one that contains the words, or by its number in the list. */
function readChoice(text: string, choices: ReadonlyMap<string, string>, book: TextBook): string | undefined {
  const written = plain(text)
  if (written === '') return undefined
  const entries = [...choices]
  const same = entries.find(([, label]) => plain(label) === written)
  if (same) return same[0]
  if (/^\d{1,2}$/.test(written)) return entries[Number(written) - 1]?.[0]
  const within =
    written.length >= 3 ? entries.filter(([, label]) => ` ${plain(label)} `.includes(` ${written} `)) : []
  if (within.length === 1) return within[0]?.[0]
  return entries[readOrdinal(text, entries.length, book)]?.[0] ?? readLabel(text, entries, book)
}

/** The only choice whose label is said within a longer answer: "plutôt un remboursement". A question picks nothing. */
function readLabel(
  text: string,
  entries: readonly (readonly [value: string, label: string])[],
  book: TextBook,
): string | undefined {
  const written = ` ${plain(text)} `
  if (text.trimEnd().endsWith('?') || written.length > 100) return undefined
  const bare = [...book.words('yes'), ...book.words('no')].map(plain)
  const said = entries.filter(([, label]) => {
    const words = plain(label).split(' ')
    const core = (bare.includes(words[0] ?? '') ? words.slice(1) : words).join(' ')
    return core.length >= 4 && written.includes(` ${core} `)
  })
  return said.length === 1 ? said[0]?.[0] : readKin(text, entries, book)
}

/**
 * The only choice of the same family of words: "remboursez-moi" for "Un remboursement". A short statement picks so;
 * what asks or denies does not, and nothing that has to be confirmed is agreed to in this way.
 */
function readKin(
  text: string,
  entries: readonly (readonly [value: string, label: string])[],
  book: TextBook,
): string | undefined {
  const words = plain(text).split(' ')
  if (words.length > 6 || hasPhrase(text, book.words('asking'))) return undefined
  const scores = entries.map(
    ([, label]) =>
      plain(label)
        .split(' ')
        .filter((each) => words.some((word) => isKin(word, each))).length,
  )
  const best = Math.max(0, ...scores)
  const at = scores.indexOf(best)
  const value = entries[at]?.[0]
  return best > 0 && at === scores.lastIndexOf(best) && value !== 'yes' ? value : undefined
}

/** Do two words begin alike, so far that they are forms of one? */
function isKin(first: string, second: string): boolean {
  const shorter = Math.min(first.length, second.length)
  let alike = 0
  while (alike < shorter && first[alike] === second[alike]) alike++
  return alike >= 4 && alike >= shorter - 2 && alike * 2 >= Math.max(first.length, second.length)
}

/** What follows a "no": "non, plutôt un remboursement" says at once what is wanted instead. */
export function afterNo(text: string, book: TextBook): string {
  const [first = '', ...rest] = plain(text).split(' ')
  return book.words('no').some((no) => plain(no) === first) ? rest.join(' ') : ''
}
