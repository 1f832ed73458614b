/**
 * Every sentence that this package says to the people who configure, extend or run it: what is wrong, where,
 * what was expected, how to mend it. What customers read is not here but in `flows/texts`.
 */

/** Something that the engine noticed and went on from; handed to `createConversation({ log })`. */
export interface LogEntry {
  /** e.g. `BOT-101`, see docs/errors.md. */
  readonly code: string
  /** A sentence. */
  readonly message: string
  readonly cause?: unknown
}

/** BOT-0xx: configuration. */
export function invalidHours(path: string, expected: string): Error {
  return new Error(`BOT-001 ${path} is not opening hours: expected ${expected}.`)
}

/** BOT-1xx: what came into a conversation and was refused. */
export function refusedEvent(type: unknown, expected: string): LogEntry {
  return { code: 'BOT-101', message: `The event ${quote(type)} was ignored: expected ${expected}.` }
}

export function refusedSnapshot(path: string, expected: string): LogEntry {
  return {
    code: 'BOT-102',
    message: `The stored conversation cannot be used: ${path} should be ${expected}. It starts afresh, the transcript is kept.`,
  }
}

export function lateAnswer(name: string, id: string): LogEntry {
  return {
    code: 'BOT-103',
    message: `An answer of ${name} (${id}) came when nothing waited for it, and was ignored.`,
  }
}

export function badAnswer(name: string, expected: string): LogEntry {
  return {
    code: 'BOT-104',
    message: `${name} answered something unexpected: expected ${expected}. It counts as unavailable.`,
  }
}

/** BOT-2xx: flows. */
export function unknownFlow(id: string): LogEntry {
  return {
    code: 'BOT-201',
    message: `There is no flow ${quote(id)}: the answer is given with its links, and the human offered.`,
  }
}

export function unusableFlow(id: string, cause: unknown): LogEntry {
  return { code: 'BOT-202', message: `The flow ${quote(id)} cannot be used: ${sentenceOf(cause)}`, cause }
}

export function missingText(locale: string, key: string): LogEntry {
  return {
    code: 'BOT-203',
    message: `The text ${quote(key)} is missing in ${quote(locale)}: add it to the flow's text file.`,
  }
}

export function movedFlow(id: string, from: number, to: number, step: string): LogEntry {
  return {
    code: 'BOT-204',
    message: `The flow ${quote(id)} went from version ${from} to ${to} during a conversation; it goes on at ${quote(step)}.`,
  }
}

export function compileFault(flow: string, path: string, message: string): Error {
  return new Error(`BOT-210 ${flow}.flow.json, ${path}: ${message}`)
}

/** BOT-3xx: the outside. */
export function portFailed(name: string, cause: unknown): LogEntry {
  return { code: 'BOT-301', message: `${name} failed: ${sentenceOf(cause)}`, cause }
}

export function engineFailed(where: string, cause: unknown): LogEntry {
  return {
    code: 'BOT-302',
    message: `${where} failed inside the engine, the conversation goes on: ${sentenceOf(cause)}`,
    cause,
  }
}

export function storageFailed(cause: unknown): LogEntry {
  return {
    code: 'BOT-303',
    message: `The browser's storage refused: ${sentenceOf(cause)} Messages are kept in memory only.`,
    cause,
  }
}

export function deskAnswered(method: string, path: string, status: number, said: string): string {
  return `${method} ${path} answered ${status}${said ? `: ${said}` : ''}.`
}

export function deskSilent(method: string, path: string, seconds: number): string {
  return `${method} ${path} gave no answer within ${seconds} s.`
}

export function deskUnreachable(method: string, path: string): string {
  return `${method} ${path} could not be sent: no network, or the desk is down.`
}

export function deskGarbled(method: string, path: string): string {
  return `${method} ${path} answered something that is not the desk's JSON.`
}

export const noDesk: string = 'There is no desk: give "desk" in the configuration to reach orders and people.'

function sentenceOf(cause: unknown): string {
  const text = cause instanceof Error ? cause.message : String(cause)
  return /[.!?]$/.test(text) ? text : `${text}.`
}

function quote(value: unknown): string {
  return `"${String(value).slice(0, 80)}"`
}
