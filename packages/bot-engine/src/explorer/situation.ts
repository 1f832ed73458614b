import { freshConversation, type ConversationContext } from '../conversation.machine.ts'
import type { ConversationView } from '../conversation.ts'
import { rootOf } from '../checker/known-names.ts'
import type { Flow } from '../flow/flow.ts'
import type { Scope } from '../flow/path.ts'
import type { ConversationSnapshot } from '../snapshot.ts'
import { answerTo, MANY, type Question } from './live-questions.ts'

/** Where a walk can stand: a stored conversation, and how it came about. */
export interface Situation {
  readonly snapshot: ConversationSnapshot
  readonly view: ConversationView
  /** The conversation that led here, a line a turn. */
  readonly way: readonly string[]
  readonly now: number | undefined
  /** The shop's page says who the customer is. */
  readonly signedIn: boolean
  /** Address of the page the customer is on. */
  readonly url?: string
}

/** Before anything was said. */
export const NOWHERE: Situation = {
  snapshot: { version: 1, locale: '', messages: [], engaged: false, acts: [], state: freshConversation },
  view: {
    messages: [],
    waitingFor: { kind: 'text' },
    busy: false,
    handoff: { state: 'none' },
    level: 0,
    connection: 'none',
  },
  way: [],
  now: undefined,
  signedIn: false,
}

/**
 * Where a walk through a flow begins: before anything was said; and, where the flow looks at it, on a page, signed in,
 * verified before, or out of tries.
 */
export function beginnings(flow: Flow, places: readonly string[]): readonly Situation[] {
  const written = JSON.stringify(flow)
  const knowing = (what: Partial<ConversationContext>): Situation => {
    const state = { ...freshConversation, context: { ...freshConversation.context, ...what } }
    return { ...NOWHERE, snapshot: { ...NOWHERE.snapshot, state } }
  }
  const verified = {
    level: 2,
    facts: { reference: 'XKBKNABJK', email: 'julien.moreau@example.com' },
  } as const
  return [
    NOWHERE,
    ...(written.includes('customer.signedIn') ? [{ ...NOWHERE, signedIn: true }] : []),
    ...(/customer\.(?:level|confirmed)|facts\./.test(written)
      ? [knowing(verified), knowing({ ...verified, confirmed: 'XKBKNABJK' })]
      : []),
    ...(written.includes('customer.locked') ? [knowing({ locked: true })] : []),
    ...(written.includes('page.url')
      ? ['', ...places].map((place) => ({ ...NOWHERE, url: `https://shop.example/${place}` }))
      : []),
  ]
}

/** By state of the explored flow, what still decides about the way; without one, what does at its beginning. */
export type LiveQuestions = (state: string | undefined) => readonly Question[]

/**
 * What makes two situations one configuration: everything that can still decide about the way, and neither words,
 * ids and times nor the order in which things came to be known.
 */
export function configurationOf(
  { snapshot: { state }, signedIn, url }: Situation,
  flow: string,
  live: LiveQuestions,
): string {
  const { stack, level, locked, handoff, facts, confirmed, offered = false } = state.context
  const at = stack.find(({ frame }) => frame.flow === flow)?.frame.at
  const customer = { level, locked, signedIn: signedIn || level === 3, confirmed: confirmed || null, offered }
  const answersAt = (place: string | undefined, data: Scope): readonly unknown[] =>
    live(place).map((question) => answerTo(question, { customer, facts, ...data }, summary))
  return JSON.stringify([
    state.mode,
    handoff.state,
    ...(at === undefined ? answersAt(at, {}) : []),
    ...(live(at).some(({ path }) => rootOf(path) === 'page') ? [url ?? null] : []),
    summary(without(state.context, OF_NO_IMPORTANCE.context)),
    stack.map(({ frame, aside }) => [
      frame.flow,
      frame.at,
      summary(without(frame, OF_NO_IMPORTANCE.frame)),
      aside,
      frame.pending !== null,
      known(frame.before).length > 0,
      // Earlier questions that were missed make no difference any more.
      frame.tries[frame.at] ?? 0,
      frame.flow === flow ? answersAt(frame.at, frame.data) : summary(frame.data),
    ]),
  ])
}

/** The same situation, as if every question were asked for the first time. */
export function withoutTries(situation: Situation): Situation {
  const { state } = situation.snapshot
  const stack = state.context.stack.map((entry) => ({ ...entry, frame: { ...entry.frame, tries: {} } }))
  const context = { ...state.context, stack }
  return { ...situation, snapshot: { ...situation.snapshot, state: { ...state, context } } }
}

/**
 * Where a conversation stands, whatever its flows know: at which questions, what is offered there, and what is known
 * beside them that decides how the flow begins.
 */
export function placeOf(situation: Situation, flow: string, live: LiveQuestions): string {
  const { snapshot, view } = situation
  const { stack } = snapshot.state.context
  const context = { ...snapshot.state.context, stack: [] }
  const beside = { ...situation, snapshot: { ...snapshot, state: { ...snapshot.state, context } } }
  return JSON.stringify([
    configurationOf(beside, flow, live),
    stack.map(({ frame, aside }) => [frame.flow, frame.at, aside]),
    view.waitingFor,
    view.messages.findLast(({ choices }) => choices)?.choices?.map(({ id }) => id),
  ])
}

/** What is looked at by itself, or decides about nothing. */
const OF_NO_IMPORTANCE: Readonly<Record<'context' | 'frame', readonly string[]>> = {
  context: [
    'stack',
    'level',
    'locked',
    'handoff',
    'facts',
    'confirmed',
    'offered',
    'surveyed',
    'topic',
    'open',
    'outcome',
    'runs',
    'upset',
    'later',
  ],
  frame: ['flow', 'at', 'data', 'before', 'tries', 'count', 'pending', 'trail', 'version'],
}

function without(whole: object, names: readonly string[]): object {
  return Object.fromEntries(Object.entries(whole).filter(([name]) => !names.includes(name)))
}

/** What is there, by name: nothing and `null` are the same to every condition. */
function known(data: object): readonly (readonly [name: string, value: unknown])[] {
  return Object.entries(data)
    .filter(([, value]) => (value ?? null) !== null)
    .sort(([first], [second]) => (first < second ? -1 : 1))
}

/** A value as far as flows tell values apart. */
function summary(value: unknown): unknown {
  if (Array.isArray(value)) {
    const [first]: readonly unknown[] = value
    if (typeof first === 'object') return [Math.min(value.length, MANY), summary(first)]
    return [...new Set(value.map(summary))]
  }
  // Words of a list of cases, such as a status; what people write has capitals, spaces or figures in it.
  if (typeof value === 'string')
    return /^[a-z][A-Za-z-]{0,30}$|^[A-Z][a-z]+(?:[A-Z][a-z]+)*$/.test(value) ? value : 'text'
  // Moments go on and on.
  if (typeof value === 'number') return value > 1e9 ? 'moment' : value
  if (typeof value !== 'object' || value === null) return value
  return known(value).map(([name, part]) => [name, summary(part)])
}

/** The flow is under way, and nothing lies on it but the flows that it uses. */
export function isInside({ state }: ConversationSnapshot, flow: string): boolean {
  const { stack } = state.context
  return stack.some(({ frame }) => frame.flow === flow) && !stack.some(({ aside }) => aside)
}

/** Nothing is under way but the survey, which is left as soon as something else is asked. */
export function givesWay({ state: { mode, context } }: ConversationSnapshot): boolean {
  return mode === 'listening' || (mode === 'leading' && context.stack[0]?.frame.flow === 'survey')
}
