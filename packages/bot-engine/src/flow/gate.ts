import type { Flow, Step } from './flow.ts'
import { TOLD_IN_PASSING } from './slot-type.ts'

/** A question that may be skipped, or a step that may be left out, has a state before it that decides. */
export function hasGate(step: Step, flow: Flow): boolean {
  if ('collect' in step) return mayBeKnown(step.collect, flow)
  if ('teach' in step) return true
  return ('choose' in step && step.from !== undefined) || ('if' in step && step.if !== undefined)
}

/** Can the slot be known before its question, by what was handed in, set, or said in an earlier sentence? */
function mayBeKnown(name: string, { slots = {}, input = [], steps }: Flow): boolean {
  const type = slots[name]?.type
  const set = steps.some((step) => 'set' in step && (step.set[name] ?? null) !== null)
  const first = steps.find((step) => 'collect' in step)
  // Nothing is said before the first question; whoever is led back to it is asked anew.
  const later = first !== undefined && 'collect' in first && first.collect !== name
  return set || input.includes(name) || (later && type !== undefined && TOLD_IN_PASSING.includes(type))
}
