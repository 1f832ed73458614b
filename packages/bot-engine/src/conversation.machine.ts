import { assign, createMachine } from 'xstate'
import { pureScope } from './pure-scope.ts'
import { restingSnapshot } from './resting-snapshot.ts'
import { soundly } from './sound.ts'
import type { Frame } from './flow/turn.ts'
import type { HandoffState, Level, Outcome } from './ports.ts'

/** A flow on the stack of a conversation. */
export interface StackEntry {
  readonly frame: Frame
  /** It came in between: when it is over, the flow under it asks its question again. */
  readonly aside: boolean
  /** Which run of a flow in this conversation, from 1. */
  readonly run: number
  /** What the customer said of the matter before it was asked, the latest first. */
  readonly said?: readonly string[]
}

/** A question that found no answer, until it is known what the customer did next. */
export interface OpenQuestion {
  readonly text: string
  readonly proposed: readonly string[]
}

/** A request that waits for its turn. */
export interface LaterRequest {
  readonly text: string
  /** Of the order that it is about, where it says so. */
  readonly reference?: string
}

/** What a conversation knows besides its messages. Plain JSON. */
export interface ConversationContext {
  readonly stack: readonly StackEntry[]
  /** How many flows have been begun. */
  readonly runs: number
  readonly level: Level
  /** The conversation has used its tries at verification. */
  readonly locked: boolean
  /** What the customer said that later flows need: `reference`, `email`. */
  readonly facts: Readonly<Record<string, unknown>>
  /** Reference of the order that the customer last said is theirs; empty before. */
  readonly confirmed: string
  /** What it is about, for the human who takes over. */
  readonly topic: string
  readonly open: OpenQuestion | null
  readonly handoff: HandoffState | { readonly state: 'none' }
  /** How the last flow ended. */
  readonly outcome: Outcome
  /** What else was asked in the same message, to be done when the flows are over. */
  readonly later?: readonly LaterRequest[]
  /** How often the customer let it be seen that they have had enough. */
  readonly upset?: number
  /** Something was offered that goes with an order: once is enough. */
  readonly offered?: boolean
  /** They were asked how it was: once is enough. */
  readonly surveyed?: boolean
}

/** Where a conversation stands. */
export type ConversationMode = 'listening' | 'leading' | 'live' | 'over'

export type ConversationMachineEvent =
  | { readonly type: 'FLOW.ENTER'; readonly entry: Omit<StackEntry, 'run'> }
  | { readonly type: 'FLOW.TURN'; readonly frame: Frame }
  | { readonly type: 'FLOW.LEAVE' }
  | { readonly type: 'STACK.MOVE'; readonly stack: readonly StackEntry[] }
  | { readonly type: 'FLOW.CLEAR' }
  | { readonly type: 'AGENT.WAIT' }
  | { readonly type: 'AGENT.DONE' }
  /** Something that is known now, or no longer so. */
  | { readonly type: 'KNOW'; readonly what: Partial<Omit<ConversationContext, 'stack' | 'runs'>> }
  | { readonly type: 'CONVERSATION.END' }
  | { readonly type: 'CONVERSATION.RESTART' }

/** Flows that may lie on one another. */
export const MAX_DEPTH = 6

export const freshContext: ConversationContext = {
  stack: [],
  runs: 0,
  level: 0,
  locked: false,
  facts: {},
  confirmed: '',
  topic: '',
  open: null,
  handoff: { state: 'none' },
  outcome: 'abandoned',
}

/** A conversation between two turns: its mode, and what it knows. */
export interface ConversationState {
  readonly mode: ConversationMode
  readonly context: ConversationContext
}

export const freshConversation: ConversationState = { mode: 'listening', context: freshContext }

/** Has the flow begun, and not ended? Others may lie on it. */
export function isUnderWay({ context }: ConversationState, flow: string): boolean {
  return context.stack.some(({ frame }) => frame.flow === flow)
}

/**
 * The parent machine: is the bot listening, leading through a flow, silent because a human is there, or is the
 * conversation over; and the stack of flows under way.
 * Pure: a state and an event give the next state. An event that does not fit the mode changes nothing.
 */
export function turnConversation(
  { mode, context }: ConversationState,
  event: ConversationMachineEvent,
): ConversationState {
  const after = soundly(() =>
    conversationMachine.transition(restingSnapshot(conversationMachine, mode, context), event, NO_EFFECTS),
  )
  // The machine has these four states and no others.
  return { mode: after.value as ConversationMode, context: after.context }
}

/** This machine wants nothing done. */
const NO_EFFECTS = pureScope(() => {})

/** The machine as data, as it opens in Stately's editor. */
export function conversationMachineDefinition(): unknown {
  return conversationMachine.definition
}

const conversationMachine = createMachine(
  {
    types: {} as {
      context: ConversationContext
      events: ConversationMachineEvent
      input: ConversationContext
    },
    id: 'conversation',
    context: ({ input }) => input,
    initial: 'listening',
    on: {
      'STACK.MOVE': { actions: 'moveStack' },
      KNOW: { actions: 'know' },
      'FLOW.ENTER': { guard: 'hasRoom', target: '.leading', actions: 'push' },
      'FLOW.CLEAR': { target: '.listening', actions: 'clear' },
      'CONVERSATION.RESTART': { target: '.listening', actions: 'forget' },
      'CONVERSATION.END': { target: '.over', actions: 'forget' },
    },
    states: {
      listening: {},
      leading: {
        on: {
          'FLOW.TURN': { actions: 'replaceTop' },
          'FLOW.LEAVE': [{ guard: 'isLast', target: 'listening', actions: 'pop' }, { actions: 'pop' }],
          'AGENT.WAIT': { target: 'live' },
        },
      },
      live: { on: { 'AGENT.DONE': { target: 'leading' } } },
      over: {},
    },
  },
  {
    guards: {
      hasRoom: ({ context }) => withRoom(context.stack).length < MAX_DEPTH,
      isLast: ({ context }) => context.stack.length <= 1,
    },
    actions: {
      push: assign(({ context, event }) =>
        event.type === 'FLOW.ENTER'
          ? {
              stack: [...withRoom(context.stack), { ...event.entry, run: context.runs + 1 }],
              runs: context.runs + 1,
            }
          : {},
      ),
      replaceTop: assign(({ context, event }) => {
        const top = context.stack.at(-1)
        if (event.type !== 'FLOW.TURN' || !top) return {}
        return { stack: [...context.stack.slice(0, -1), { ...top, frame: event.frame }] }
      }),
      pop: assign(({ context }) => ({ stack: context.stack.slice(0, -1) })),
      clear: assign({ stack: [], later: [] }),
      moveStack: assign(({ event }) => (event.type === 'STACK.MOVE' ? { stack: event.stack } : {})),
      know: assign(({ event }) => (event.type === 'KNOW' ? event.what : {})),
      forget: assign({ stack: [], facts: {}, confirmed: '', topic: '', open: null, later: [] }),
    },
  },
)

/**
 * The stack with a place free: of many matters that were left for another, the oldest is given up, with the flows that
 * it was using. The one under way stays, whatever its depth.
 */
function withRoom(stack: readonly StackEntry[]): readonly StackEntry[] {
  const next = stack.findIndex(({ aside }, index) => index > 0 && aside)
  if (stack.length < MAX_DEPTH || next < 0) return stack
  return stack.slice(next).map((entry, index) => (index === 0 ? { ...entry, aside: false } : entry))
}
