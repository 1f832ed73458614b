import type { ActorScope, AnyActorRef, AnyEventObject, AnyMachineSnapshot } from 'xstate'

/** An action that a turn of a machine wants done, as XState hands it out. */
export interface CollectedAction {
  readonly type: string
  readonly params: unknown
  readonly info: { readonly context: unknown; readonly event: unknown }
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
    self: {} as AnyActorRef,
    system: { _sendInspectionEvent: () => {} } as unknown as AnyActorRef['system'],
    id: '',
    sessionId: '',
    logger: () => {},
    defer: () => {},
    emit: () => {},
    stopChild: () => {},
    actionExecutor: onAction,
  }
}
