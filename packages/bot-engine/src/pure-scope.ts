import type { ActorScope, AnyActorRef, AnyEventObject, AnyMachineSnapshot } from 'xstate'

/** An action that a turn of a machine wants done, as XState hands it out. */
export interface CollectedAction {
  readonly type: string
  readonly params: unknown
  readonly info: { readonly context: unknown; readonly event: unknown }
}

/** Tells of each step that a machine takes within a turn; the explorer counts states and transitions with it. */
export type Inspector = (step: InspectedTransition) => void

/** A transition that was taken; one that stays where it is leads to where it comes from. */
export interface InspectedTransition {
  readonly machine: string
  readonly from: string
  readonly to: string
  /** Empty for one that is taken at once. */
  readonly event: string
  /** The guard as the compiled machine has it, absent for a way that is always open. */
  readonly guard?: unknown
}

let inspector: Inspector | undefined

/** Looks into the turns of this process until the function it gives is called. */
export function inspectTurns(inspect: Inspector): () => void {
  inspector = inspect
  return () => {
    inspector = undefined
  }
}

/** What XState tells of a step: the transitions it took, by the states they come from and lead to. */
interface InspectedStep {
  readonly _transitions?: readonly {
    readonly source: { readonly key: string; readonly machine: { readonly id: string } }
    readonly target?: readonly { readonly key: string }[]
    readonly eventType: string
    readonly guard?: unknown
  }[]
  readonly snapshot?: unknown
}

function inspectStep({ _transitions = [] }: InspectedStep): void {
  for (const { source, target = [source], eventType, guard } of inspector ? _transitions : []) {
    const { key: from, machine } = source
    for (const { key: to } of target)
      inspector?.({ machine: machine.id, from, to, event: eventType, ...(guard ? { guard } : {}) })
  }
}

/**
 * A scope for turns without an actor: it only collects the actions. `transition()` of XState makes a whole
 * inert actor at each call for that, five times slower, and an actor's `for…in` loops fail on pages that have
 * added something to `Object.prototype`.
 */
export function pureScope(
  onAction: (action: CollectedAction) => void,
): ActorScope<AnyMachineSnapshot, AnyEventObject> {
  return {
    self: NOBODY,
    system: SYSTEM,
    id: '',
    sessionId: '',
    logger: () => {},
    defer: () => {},
    emit: () => {},
    stopChild: () => {},
    actionExecutor: onAction,
  }
}

const NOBODY = {} as AnyActorRef
const SYSTEM = { _sendInspectionEvent: inspectStep } as unknown as AnyActorRef['system']
