import type { Frame } from './flow/turn.ts'
import {
  freshConversation,
  MAX_DEPTH,
  type ConversationState,
  type LaterRequest,
  type OpenQuestion,
  type StackEntry,
} from './conversation.machine.ts'
import { isMessage } from './is-message.ts'
import type { Message } from './message.ts'
import type { Report } from './report.ts'
import type { HandoffState, Level, Outcome } from './ports.ts'

/** What is stored of a conversation. */
export interface ConversationSnapshot {
  readonly version: 1
  readonly locale: string
  readonly messages: readonly Message[]
  /** The desk knows this conversation: what is written goes there. */
  readonly engaged: boolean
  /** The last things the customer did, by their ids. */
  readonly acts: readonly string[]
  readonly state: ConversationState
}

/** What could be used of a stored conversation. */
export interface RestoredConversation {
  readonly messages: readonly Message[]
  readonly engaged: boolean
  readonly acts: readonly string[]
  /** Absent when it has to start afresh. */
  readonly state?: ConversationState
}

/**
 * Checks a stored conversation by our own rules before any machine sees it: XState accepts some broken
 * snapshots in silence and fails on others after the call has returned. Messages are kept one by one, also
 * when the rest is of no use.
 */
export function readSnapshot(value: unknown, report: Report): RestoredConversation {
  const nothing: RestoredConversation = { messages: [], engaged: false, acts: [] }
  if (value === undefined || value === null) return nothing
  if (!isRecord(value)) {
    report('BOT-102', ['it', 'an object'])
    return nothing
  }
  const messages = (Array.isArray(value['messages']) ? value['messages'] : []).filter(isMessage)
  const engaged = value['engaged'] === true
  const acts = (Array.isArray(value['acts']) ? value['acts'] : []).filter((act) => typeof act === 'string')
  try {
    if (value['version'] !== 1) throw new Fault('version', '1')
    return { messages, engaged, acts, state: readState(value['state']) }
  } catch (cause) {
    if (!(cause instanceof Fault)) throw cause
    report('BOT-102', [cause.path, cause.expected])
    return { messages, engaged, acts }
  }
}

class Fault extends Error {
  readonly path: string
  readonly expected: string
  constructor(path: string, expected: string) {
    super(`${path} should be ${expected}`)
    this.path = path
    this.expected = expected
  }
}

const MODES = ['listening', 'leading', 'live', 'over'] as const
const LEVELS: readonly Level[] = [0, 1, 2, 3]
const OUTCOMES: readonly Outcome[] = ['resolved', 'unresolved', 'escalated', 'abandoned']

function readState(value: unknown): ConversationState {
  const state = record(value, 'state')
  const mode = oneOf(state['mode'], MODES, 'state.mode')
  const context = record(state['context'], 'state.context')
  const entries = context['stack']
  if (!Array.isArray(entries) || entries.length > MAX_DEPTH)
    throw new Fault('state.context.stack', `a list of at most ${MAX_DEPTH}`)
  // Copied, so that a hole in a list from elsewhere is looked at like anything else that is no entry.
  const stack = [...entries].map((entry, index) => readEntry(entry, `state.context.stack[${index}]`))
  const runs = Math.max(0, ...stack.map(({ run }) => run), whole(context['runs'] ?? 0, 'state.context.runs'))
  if (stack.length === 0 && (mode === 'leading' || mode === 'live'))
    throw new Fault('state.context.stack', `not empty while ${mode}`)
  return {
    mode,
    context: {
      ...freshConversation.context,
      stack,
      runs,
      level: oneOf(context['level'], LEVELS, 'state.context.level'),
      locked: context['locked'] === true,
      facts: plainRecord(context['facts'], 'state.context.facts'),
      confirmed: text(context['confirmed'] ?? '', 'state.context.confirmed'),
      topic: text(context['topic'], 'state.context.topic'),
      open: context['open'] === null ? null : readQuestion(context['open']),
      handoff: readHandoff(context['handoff']),
      outcome: oneOf(context['outcome'], OUTCOMES, 'state.context.outcome'),
      later: readLater(context['later'] ?? []),
      upset: whole(context['upset'] ?? 0, 'state.context.upset'),
      offered: context['offered'] === true,
      surveyed: context['surveyed'] === true,
    },
  }
}

function readEntry(value: unknown, path: string): StackEntry {
  const entry = record(value, path)
  const { said } = entry
  return {
    frame: readFrame(entry['frame'], `${path}.frame`),
    aside: entry['aside'] === true,
    run: whole(entry['run'] ?? 0, `${path}.run`),
    ...(Array.isArray(said) ? { said: said.filter((one) => typeof one === 'string') } : {}),
  }
}

function readFrame(value: unknown, path: string): Frame {
  const frame = record(value, path)
  const tries = plainRecord(frame['tries'], `${path}.tries`)
  const trail = frame['trail']
  const pending = frame['pending']
  return {
    flow: text(frame['flow'], `${path}.flow`),
    version: whole(frame['version'], `${path}.version`),
    at: text(frame['at'], `${path}.at`),
    data: plainRecord(frame['data'], `${path}.data`),
    before: plainRecord(frame['before'] ?? {}, `${path}.before`),
    tries: Object.fromEntries(
      Object.entries(tries).map(([step, count]) => [step, whole(count, `${path}.tries.${step}`)]),
    ),
    pending: pending === null ? null : text(pending, `${path}.pending`),
    count: whole(frame['count'], `${path}.count`),
    deadline: frame['deadline'] == null ? null : whole(frame['deadline'], `${path}.deadline`),
    trail: Array.isArray(trail)
      ? [...trail].map((step, index) => text(step, `${path}.trail[${index}]`))
      : fault(`${path}.trail`, 'a list'),
  }
}

function readQuestion(value: unknown): OpenQuestion {
  const question = record(value, 'state.context.open')
  const proposed = question['proposed']
  return {
    text: text(question['text'], 'state.context.open.text'),
    proposed: Array.isArray(proposed) ? proposed.filter((id) => typeof id === 'string') : [],
  }
}

function readLater(value: unknown): readonly LaterRequest[] {
  if (!Array.isArray(value)) throw new Fault('state.context.later', 'a list')
  return [...value].slice(0, 3).map((each, index) => {
    const { text: asked, reference } = record(each, `state.context.later[${index}]`)
    return {
      text: text(asked, `state.context.later[${index}].text`),
      ...(typeof reference === 'string' ? { reference } : {}),
    }
  })
}

function readHandoff(value: unknown): HandoffState | { readonly state: 'none' } {
  const { state, position, agent, nextOpening } = record(value, 'state.context.handoff')
  if (state === 'waiting' && typeof position === 'number') return { state, position }
  if (state === 'live' && typeof agent === 'string') return { state, agent }
  if (state === 'closed') return { state, ...(typeof nextOpening === 'string' ? { nextOpening } : {}) }
  if (state === 'ended') return { state }
  return { state: 'none' }
}

// --- Shapes ---

const FORBIDDEN: ReadonlySet<string> = new Set(['__proto__', 'constructor', 'prototype'])

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function record(value: unknown, path: string): Readonly<Record<string, unknown>> {
  return isRecord(value) ? value : fault(path, 'an object')
}

function plainRecord(value: unknown, path: string): Readonly<Record<string, unknown>> {
  const found = record(value, path)
  const wrong = Object.keys(found).find((key) => FORBIDDEN.has(key))
  return wrong === undefined ? found : fault(`${path}.${wrong}`, 'absent')
}

function text(value: unknown, path: string): string {
  return typeof value === 'string' && value.length <= 4000 ? value : fault(path, 'a text')
}

/** The last moment that a date can hold (ECMAScript); nothing else that is counted here comes near it. */
const LAST_MOMENT = 8.64e15

function whole(value: unknown, path: string): number {
  return typeof value === 'number' && Number.isInteger(value) && value >= 0 && value <= LAST_MOMENT
    ? value
    : fault(path, 'a whole number')
}

function oneOf<T>(value: unknown, allowed: readonly T[], path: string): T {
  const found = allowed.find((entry) => entry === value)
  return found === undefined ? fault(path, `one of ${allowed.join(', ')}`) : found
}

function fault(path: string, expected: string): never {
  throw new Fault(path, expected)
}
