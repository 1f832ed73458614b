import type { AnyMachineSnapshot } from 'xstate'
import { pureScope } from '../pure-scope.ts'
import { restingSnapshot } from '../resting-snapshot.ts'
import { soundly } from '../sound.ts'
import type { CompiledFlow } from './compile-with.ts'
import type { FlowContext, FlowEvent } from './flow-context.ts'
import type { Scope } from './path.ts'

/** A flow under way: plain JSON, small, all that has to be kept. */
export interface Frame {
  readonly flow: string
  readonly version: number
  /** The state it rests in. */
  readonly at: string
  readonly data: Scope
  readonly before: Scope
  readonly tries: Readonly<Record<string, number>>
  readonly pending: string | null
  readonly count: number
  readonly deadline: number | null
  readonly trail: readonly string[]
}

/** Something that a turn wants done: the name of an action with its parameters, and what the flow knew then. */
export interface Effect {
  readonly type: string
  readonly params: Readonly<Record<string, unknown>>
  readonly context: FlowContext
  readonly event: FlowEvent | { readonly type: 'xstate.init' }
}

export interface Turn {
  readonly frame: Frame
  readonly effects: readonly Effect[]
  readonly done: boolean
}

/** Begins a flow. @throws what a broken flow throws, and when it runs past its step budget */
export function beginFlow(compiled: CompiledFlow, input: Scope, world: Scope): Turn {
  const context: FlowContext = {
    data: input,
    before: {},
    tries: {},
    pending: null,
    count: 0,
    deadline: null,
    trail: [],
    world,
  }
  const effects: Effect[] = []
  const snapshot: AnyMachineSnapshot = soundly(() =>
    compiled.machine.getInitialSnapshot(collector(effects), context),
  )
  return turnOf(compiled, snapshot, effects)
}

/** Takes one event. An event that nothing in the state answers to changes nothing. */
export function turnFlow(compiled: CompiledFlow, frame: Frame, event: FlowEvent, world: Scope): Turn {
  const { at, data, before, tries, pending, count, deadline, trail } = frame
  const context: FlowContext = { data, before, tries, pending, count, deadline, trail, world }
  const effects: Effect[] = []
  const { machine } = compiled
  const after = soundly(() =>
    machine.transition(restingSnapshot(machine, at, context), event, collector(effects)),
  )
  return turnOf(compiled, after, effects)
}

function turnOf({ flow }: CompiledFlow, snapshot: AnyMachineSnapshot, effects: readonly Effect[]): Turn {
  if (snapshot.status === 'error') throw snapshot.error
  const { data, before, tries, pending, count, deadline, trail }: FlowContext = snapshot.context
  return {
    frame: {
      flow: flow.id,
      version: flow.version,
      at: String(snapshot.value),
      data,
      before,
      tries,
      pending,
      count,
      deadline,
      trail,
    },
    effects,
    done: snapshot.status === 'done',
  }
}

function collector(effects: Effect[]): ReturnType<typeof pureScope> {
  // What a flow machine knows and takes is what `compileFlow` gave it.
  return pureScope(({ type, params, info }) =>
    effects.push({ type, params: params ?? {}, ...info } as Effect),
  )
}
