import { freshConversation } from '../conversation.machine.ts'
import type { ConversationView } from '../conversation.ts'
import type { ConversationSnapshot } from '../snapshot.ts'

/** Where a walk can stand: a stored conversation, and how it came about. */
export interface Situation {
  readonly snapshot: ConversationSnapshot
  readonly view: ConversationView
  /** The conversation that led here, a line a turn. */
  readonly way: readonly string[]
  readonly now: number | undefined
  /** The shop's page says who the customer is. */
  readonly signedIn: boolean
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

/** By state of the explored flow, the names that still decide about the way. */
export type LiveNames = (state: string) => { has(name: string): boolean }

/** Every name makes a difference, as it does where the outside is asked: it remembers. */
export const everyName: LiveNames = () => ({ has: () => true })

/**
 * What makes two situations one configuration: everything that can still decide about the way, and neither words,
 * ids and times nor the order in which things came to be known.
 */
export function configurationOf(
  { snapshot: { state }, signedIn }: Situation,
  flow: string,
  live: LiveNames,
): string {
  const { stack, level, locked, handoff, facts, confirmed } = state.context
  const at = stack.find(({ frame }) => frame.flow === flow)?.frame.at
  // Inside the flow, what is known of the customer makes a difference only where it is looked at again.
  const lookedAt = (name: string): boolean => at === undefined || live(at).has(name)
  return JSON.stringify([
    state.mode,
    handoff.state,
    ...(lookedAt('customer') ? [signedIn, level, locked, confirmed !== ''] : []),
    ...(lookedAt('facts') ? known(facts).map(([name]) => name) : []),
    summary(without(state.context, OF_NO_IMPORTANCE.context)),
    stack.map(({ frame, aside }) => [
      summary(without(frame, OF_NO_IMPORTANCE.frame)),
      aside,
      frame.pending !== null,
      // Earlier questions that were missed make no difference any more.
      frame.tries[frame.at] ?? 0,
      known(frame.data)
        .filter(([name]) => frame.flow !== flow || live(frame.at).has(name))
        .map(([name, value]) => [name, summary(value)]),
    ]),
  ])
}

/** What is looked at by itself, or decides about nothing. */
const OF_NO_IMPORTANCE: Readonly<Record<'context' | 'frame', readonly string[]>> = {
  context: ['stack', 'level', 'locked', 'handoff', 'facts', 'confirmed', 'topic', 'open', 'outcome'],
  frame: ['data', 'tries', 'count', 'pending', 'trail', 'version'],
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
  if (Array.isArray(value)) return value.length > 2 ? 'many' : value.length
  if (typeof value === 'string') return 'text'
  // Moments go on and on.
  if (typeof value === 'number') return value > 1e9 ? 'moment' : value
  if (typeof value !== 'object' || value === null) return value
  return known(value).map(([name, part]) => [name, TELLING.has(name) ? part : summary(part)])
}

/** Words of which each is a case of its own. */
const TELLING: ReadonlySet<string> = new Set(['flow', 'at', 'status', 'state', 'level'])

/** The flow is under way, and nothing lies on it but the flows that it uses. */
export function isInside({ state }: ConversationSnapshot, flow: string): boolean {
  const { stack } = state.context
  return stack.some(({ frame }) => frame.flow === flow) && !stack.some(({ aside }) => aside)
}

/** Nothing is under way but the survey, which is left as soon as something else is asked. */
export function givesWay({ state: { mode, context } }: ConversationSnapshot): boolean {
  return mode === 'listening' || (mode === 'leading' && context.stack[0]?.frame.flow === 'survey')
}
