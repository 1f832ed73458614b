import type { Step, StepInput } from './flow.ts'

/** What a step hands to the outside, or to another flow. */
export function stepInput(step: Step): StepInput | undefined {
  if ('use' in step) return step.with
  return 'in' in step ? step.in : undefined
}

/** The paths in it. */
export function inputPaths(input: StepInput | undefined): readonly string[] {
  return Object.values(input ?? {}).filter((source) => typeof source === 'string')
}
