import type { AnyMachineSnapshot, AnyStateMachine } from 'xstate'

/**
 * What XState calls the snapshot of a machine that rests in a state and knows this. The state is looked up in the
 * machine once, not at each turn.
 *
 * @throws what XState throws where the machine has no such state
 */
export function restingSnapshot(
  machine: AnyStateMachine,
  value: string,
  context: unknown,
): AnyMachineSnapshot {
  const known = resting.get(machine) ?? new Map<string, AnyMachineSnapshot>()
  if (!resting.has(machine)) resting.set(machine, known)
  let snapshot = known.get(value)
  if (!snapshot) known.set(value, (snapshot = machine.resolveState({ value, context: {} })))
  return { ...snapshot, context }
}

const resting = new WeakMap<AnyStateMachine, Map<string, AnyMachineSnapshot>>()
