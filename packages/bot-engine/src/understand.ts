import type { CommandName } from './conversation.ts'
import type { CompiledFlow, FlowEvent, WaitingStep } from './flow/compile.ts'
import type { Scope } from './flow/path.ts'
import { slotReaders } from './flow/slot-type.ts'
import type { SlotType } from './flow/flow.ts'
import type { TextBook } from './text-book.ts'
import { hasPhrase, isPhrase, plain } from './words.ts'

/** What a text of the customer means where it was written. */
export type Understood =
  | { readonly kind: 'command'; readonly name: CommandName }
  | { readonly kind: 'flow'; readonly flow: string }
  /** It answers the waiting step. */
  | { readonly kind: 'answer'; readonly event: FlowEvent }
  /** It says nothing to the waiting step; `reason` is why, where it nearly did. */
  | { readonly kind: 'question'; readonly reason?: string }

/** Where the text was written: the step that waits for an answer, and the choices that are offered. */
export interface Situation {
  readonly compiled: CompiledFlow
  readonly wait: WaitingStep
  readonly data: Scope
  /** Offered choices of this step: value → label. */
  readonly choices: ReadonlyMap<string, string>
}

/**
 * Reads a text in its situation, in this order: asking for a human, the other commands, an answer to the
 * waiting step, and otherwise a question for the knowledge base.
 */
export function understand(text: string, book: TextBook, situation: Situation | undefined): Understood {
  if (asksForHuman(text, book)) return { kind: 'command', name: 'human' }
  const answer = situation && readAnswer(text, book, situation)
  if (answer?.kind === 'answer') return answer
  for (const name of ['stop', 'menu', 'restart', 'back', 'repeat'] as const) {
    if (isPhrase(text, book.words(name))) return { kind: 'command', name }
  }
  if (isPhrase(text, book.words('callback'))) return { kind: 'flow', flow: 'callback' }
  return answer ?? { kind: 'question' }
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

/** Facts that anybody may drop into any sentence. */
const FACTS: Readonly<Partial<Record<SlotType, string>>> = { 'order-reference': 'reference', email: 'email' }

/** Order reference and e-mail found in a free sentence, and the sentence without them. */
export function readFacts(text: string): { readonly facts: Scope; readonly rest: string } {
  const facts: Record<string, unknown> = {}
  let rest = text
  for (const [type, name] of Object.entries(FACTS)) {
    const reading = slotReaders[type as SlotType].read(rest)
    if (!reading.ok || !isPlainIn(rest, type as SlotType, String(reading.value))) continue
    facts[name] = reading.value
    rest = rest.replace(new RegExp(escape(String(reading.value)), 'i'), ' ')
  }
  return { facts, rest: rest.replace(/\s+/g, ' ').replace(/^[\s,;.]+|[\s,;]+$/g, '') }
}

function escape(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`)
}

// --- Answers to a step ---

function readAnswer(text: string, book: TextBook, situation: Situation): Understood {
  const { step, by } = situation.wait
  if (by === 'text' && 'collect' in step) return readSlots(text, step.collect, situation)
  if ('confirm' in step) {
    if (isPhrase(text, book.words('yes')) || startsWith(text, book.words('yes'), 4))
      return answered({ type: 'YES' })
    if (isPhrase(text, book.words('no')) || startsWith(text, book.words('no'), 4))
      return answered({ type: 'NO' })
  }
  if (by === 'choice') {
    const value = readChoice(text, situation.choices)
    if (value !== undefined) return answered({ type: 'PICK', value })
  }
  return { kind: 'question' }
}

function answered(event: FlowEvent): Understood {
  return { kind: 'answer', event }
}

/** "oui c'est bien elle": a short sentence that begins with one of the words. */
function startsWith(text: string, phrases: readonly string[], most: number): boolean {
  const words = plain(text).split(' ')
  return words.length <= most && phrases.some((phrase) => !phrase.includes(' ') && plain(phrase) === words[0])
}

/** What can be told apart from the words around it. */
const IN_SENTENCES: readonly SlotType[] = ['order-reference', 'email', 'postcode']

/** Reads the awaited slot, and others of the same flow that the sentence happens to hold. */
function readSlots(text: string, awaited: string, { compiled, data }: Situation): Understood {
  const slots = compiled.flow.slots ?? {}
  const values: Record<string, unknown> = {}
  const slot = Object.hasOwn(slots, awaited) ? slots[awaited] : undefined
  let rest = text
  for (const [name, { type }] of Object.entries(slots)) {
    if (name === awaited || (data[name] ?? null) !== null || !IN_SENTENCES.includes(type)) continue
    if (type === slot?.type) continue
    const reading = slotReaders[type].read(text)
    if (!reading.ok || !isPlainIn(text, type, String(reading.value))) continue
    values[name] = reading.value
    rest = rest.replace(String(reading.value), ' ')
  }
  const reading = slot ? slotReaders[slot.type].read(rest.trim() === '' ? text : rest) : undefined
  if (reading?.ok) return answered({ type: 'FILL', values: { ...values, [awaited]: reading.value } })
  if (Object.keys(values).length > 0) return answered({ type: 'NOTE', values })
  return { kind: 'question', ...(reading?.reason ? { reason: reading.reason } : {}) }
}

/** A word of nine letters or four digits may be anything: only what is asked for is read that generously. */
function isPlainIn(text: string, type: SlotType, value: string): boolean {
  if (type === 'postcode') return value.length === 5 && text.includes(value)
  return type !== 'order-reference' || new RegExp(`(?:^|[^A-Za-z])${value}(?:$|[^A-Za-z])`).test(text)
}

/** A choice by its label, the only one that contains the words, or by its number in the list. */
function readChoice(text: string, choices: ReadonlyMap<string, string>): string | undefined {
  const written = plain(text)
  if (written === '') return undefined
  const entries = [...choices]
  const same = entries.find(([, label]) => plain(label) === written)
  if (same) return same[0]
  if (/^\d{1,2}$/.test(written)) return entries[Number(written) - 1]?.[0]
  const within =
    written.length >= 3 ? entries.filter(([, label]) => ` ${plain(label)} `.includes(` ${written} `)) : []
  return within.length === 1 ? within[0]?.[0] : undefined
}
