import { findPostcode, findReference, type Reading } from './facts.ts'
import type { CompiledFlow, WaitingStep } from './flow/compile-with.ts'
import type { FlowEvent } from './flow/flow-context.ts'
import type { ChooseStep, SlotType } from './flow/flow.ts'
import type { ListEntry } from './list-entries.ts'
import type { Scope } from './flow/path.ts'
import { slotReaders } from './flow/slot-type.ts'
import type { TextBook } from './text-book.ts'
import { isPhrase, plain } from './words.ts'

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
  /** Any words are an answer. */
  readonly anything: boolean
  /** What a step lets choose from: the entries of its list. */
  entriesOf(step: ChooseStep): readonly ListEntry[]
}

/** The event with which a text answers the step, or why it nearly did. */
export type ReadAnswer =
  | { readonly event: FlowEvent }
  | { readonly event?: undefined; readonly reason?: string }

/**
 * Reads a text that is an answer to the waiting step and nothing else: the value alone, a choice by its label or its
 * number, yes or no. What has other words around it is looked at by `read-loosely.ts`.
 */
export function readPlainAnswer(text: string, book: TextBook, here: Situation): FlowEvent | undefined {
  const { step, by, closed } = here.wait
  // Where any words are an answer, they may still be others.
  if (here.anything) return undefined
  if (by === 'text' && 'collect' in step) {
    const { event } = readSlots(text, step.collect, here)
    const slot = here.compiled.flow.slots?.[step.collect]
    // A code of letters alone may be a word as well: "MENU".
    if (slot?.type === 'voucher-code' && !/\d/.test(text)) return undefined
    return event?.type === 'FILL' && isBare(text, event.values) ? event : undefined
  }
  if (closed) {
    const yes = book.words('yes', ...('confirm' in step ? [] : ['done']))
    if (isPhrase(text, yes)) return { type: 'YES' }
    if (isPhrase(text, book.words('no'))) return { type: 'NO' }
  }
  if (by !== 'choice') return undefined
  const written = plain(text)
  const entries = [...here.choices]
  const picked = /^\d{1,2}$/.test(written)
    ? entries[Number(written) - 1]?.[0]
    : entries.find(([, label]) => plain(label) === written)?.[0]
  return picked === undefined ? undefined : pickOf(picked, closed)
}

/** The pick of a choice; a closed question may be answered by the words of its own buttons. */
export function pickOf(value: string, closed: boolean): FlowEvent {
  if (closed && (value === 'yes' || value === 'no')) return { type: value === 'yes' ? 'YES' : 'NO' }
  return { type: 'PICK', value }
}

/** Is there no word beside the values? */
function isBare(text: string, values: Scope): boolean {
  const rest = Object.values(values).reduce<string>(
    (left, value) => left.toLowerCase().replace(String(value).toLowerCase(), ' '),
    text,
  )
  return !/\p{L}/u.test(rest)
}

/** Reads the awaited slot, and others of the same flow that the sentence happens to hold. */
export function readSlots(text: string, awaited: string, { compiled, data, wait }: Situation): ReadAnswer {
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
  const reading = slot ? slotReaders[slot.type].read(rest.trim() === '' ? text : rest) : undefined
  if (reading?.ok) return { event: { type: 'FILL', values: { ...values, [awaited]: reading.value } } }
  if (wait.notes && Object.keys(values).length > 0) return { event: { type: 'NOTE', values } }
  return reading?.reason ? { reason: reading.reason } : {}
}

/** A word of nine letters or four digits may be anything: only what is asked for is read that generously. */
export function inSentence(text: string, type: SlotType): Reading {
  if (type === 'order-reference') return findReference(text)
  return type === 'postcode' ? findPostcode(text) : slotReaders[type].read(text)
}
