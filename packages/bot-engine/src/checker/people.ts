import type { Flow, Step } from '../flow/flow.ts'

/**
 * Does the customer get to people by this step: a handoff, a callback, an end after which they are offered, a button
 * that leads to them, the ways of contact, or a flow that has one of these?
 */
export function leadsToPeople(step: Step, flows: ReadonlyMap<string, Flow>): boolean {
  if ('end' in step) return step.end !== 'resolved'
  if ('handoff' in step || 'callback' in step) return true
  if ('show' in step) return step.show === 'links'
  if ('call' in step) return CALLS.has(step.call)
  if ('offer' in step && step.offer?.some((name) => PEOPLE.has(name))) return true
  return 'use' in step && (PEOPLE.has(step.use) || asksForPeople(step.use, flows, new Set()))
}

/** Does the flow itself call in people, whichever way it ends? */
function asksForPeople(id: string, flows: ReadonlyMap<string, Flow>, seen: ReadonlySet<string>): boolean {
  if (seen.has(id)) return false
  return (flows.get(id)?.steps ?? []).some(
    (step) =>
      'handoff' in step ||
      'callback' in step ||
      ('call' in step && CALLS.has(step.call)) ||
      ('use' in step && (PEOPLE.has(step.use) || asksForPeople(step.use, flows, new Set([...seen, id])))),
  )
}

const PEOPLE: ReadonlySet<string> = new Set(['human', 'handoff', 'callback'])

const CALLS: ReadonlySet<string> = new Set(['desk.handoff', 'desk.requestCallback'])
