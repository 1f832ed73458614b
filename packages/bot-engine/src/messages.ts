import { faultOfOutline } from './flow/fault-of-outline.ts'

/**
 * Every sentence that this package says to the people who configure, extend or run it: what is wrong, where,
 * what was expected, how to mend it. What customers read is not here but in `flows/texts`. Fetched when there
 * is something to say, and not before; what is thrown on the spot stands in `thrown.ts`.
 */

/** Something that the engine noticed and went on from; handed to `createConversation({ log })`. */
export interface LogEntry {
  /** e.g. `BOT-101`: what each says stands below. */
  readonly code: LogCode
  /** A sentence. */
  readonly message: string
  readonly cause?: unknown
}

export type LogCode = keyof typeof sentences

/** The sentence of a log entry. */
export function explain(code: LogCode, details: readonly unknown[], cause: unknown): string {
  // Of a flow that is none, what its reader stumbled over says little.
  const outline = code === 'BOT-202' && details[1] !== undefined ? faultOfOutline(details[1]) : undefined
  const words = code === 'BOT-202' ? details.slice(0, 1) : details
  const [first, second, third, fourth] = words.map((detail) => String(detail).slice(0, 300))
  return sentences[code](
    first ?? '',
    second ?? '',
    outline ?? (cause === undefined ? (third ?? '') : sentenceOf(cause)),
    fourth ?? '',
  )
}

type Sentence = (first: string, second: string, third: string, fourth: string) => string

const sentences: Readonly<
  Record<
    | 'BOT-101'
    | 'BOT-102'
    | 'BOT-103'
    | 'BOT-104'
    | 'BOT-105'
    | 'BOT-201'
    | 'BOT-202'
    | 'BOT-203'
    | 'BOT-204'
    | 'BOT-205'
    | 'BOT-301'
    | 'BOT-302'
    | 'BOT-303',
    Sentence
  >
> = {
  // What came into a conversation and was refused.
  'BOT-101': (type, expected) => `The event "${type}" was ignored: expected ${expected}.`,
  'BOT-102': (path, expected) =>
    `The stored conversation cannot be used: ${path} should be ${expected}. It starts afresh, the transcript is kept.`,
  'BOT-103': (name, id) => `An answer of ${name} (${id}) came when nothing waited for it, and was ignored.`,
  'BOT-104': (name, expected) =>
    `${name} answered something unexpected: expected ${expected}. It counts as unavailable.`,
  'BOT-105': (id, names) =>
    `What the flow "${id}" had stored as ${names} is not of its slot's type: it is asked for again.`,
  // Flows.
  'BOT-201': (id) => `There is no flow "${id}": the human is offered.`,
  'BOT-202': (id, _, cause) => `The flow "${id}" cannot be used: ${cause}`,
  'BOT-203': (locale, key) => `The text "${key}" is missing in "${locale}": add it to the flow's text file.`,
  'BOT-204': (id, from, to, step) =>
    `The flow "${id}" went from version ${from} to ${to} during a conversation; it goes on at "${step}".`,
  'BOT-205': (id, most) =>
    `The flow "${id}" asked the outside ${most} times without asking the customer: it is left, the human is offered.`,
  // The outside.
  'BOT-301': (name, _, cause) => `${name} failed: ${cause}`,
  'BOT-302': (where, _, cause) => `${where} failed inside the engine, the conversation goes on: ${cause}`,
  'BOT-303': (_, __, cause) => `The browser's storage refused: ${cause} Messages are kept in memory only.`,
}

function sentenceOf(cause: unknown): string {
  const text = cause instanceof Error ? cause.message : String(cause)
  return /[.!?]$/.test(text) ? text : `${text}.`
}
