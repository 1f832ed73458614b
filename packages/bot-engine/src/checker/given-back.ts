import type { Flow } from '../flow/flow.ts'

/** The names that other flows take over from this one. */
export function givenBack({ id }: Flow, others: ReadonlyMap<string, Flow>): ReadonlySet<string> {
  return new Set(
    [...others.values()].flatMap(({ steps }) =>
      steps.flatMap((step) => ('use' in step && step.use === id ? (step.gives ?? []) : [])),
    ),
  )
}
