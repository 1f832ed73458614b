import { namesMadeBy } from '../flow/dependents.ts'
import type { Flow } from '../flow/flow.ts'

/** The names that other flows take over from this one. */
export function givenBack({ id }: Flow, others: ReadonlyMap<string, Flow>): ReadonlySet<string> {
  return new Set(
    [...others.values()].flatMap(({ steps }) =>
      steps.flatMap((step) => ('use' in step && step.use === id ? (step.gives ?? []) : [])),
    ),
  )
}

/** What a flow can give back: everything that it knows at some time. */
export function namesGivenBy({ steps, slots = {}, input = [] }: Flow): ReadonlySet<string> {
  return new Set([...input, ...Object.keys(slots), ...steps.flatMap(namesMadeBy)])
}
