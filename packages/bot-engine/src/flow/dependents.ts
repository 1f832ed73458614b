import { conditionsOf, rootsOf } from './conditions-of.ts'
import type { Flow, Step } from './flow.ts'
import { inputPaths, stepInput } from './step-input.ts'
import { callOfRecord, isRecordStep } from './verbs/record.ts'

/** The names that a step sets, besides what the customer answers to it. */
export function namesMadeBy(step: Step): readonly string[] {
  if ('choose' in step) return [step.choose]
  if ('call' in step || 'consent' in step) return step.as === undefined ? [] : [step.as]
  if (isRecordStep(step)) return [callOfRecord(step, '').as ?? '']
  if ('set' in step) return Object.keys(step.set)
  if ('verify' in step) return ['order', 'reference']
  return 'use' in step ? (step.gives ?? []) : []
}

/** What came of a name: it and every name that was made out of it, directly or by others. */
export function madeOf({ steps }: Flow, name: string): ReadonlySet<string> {
  const made = new Set([name])
  for (let before = 0; before < made.size;) {
    before = made.size
    for (const step of steps)
      if (namesTakenBy(step).some((taken) => made.has(taken)))
        for (const next of namesMadeBy(step)) made.add(next)
  }
  return made
}

/** Does the step decide anything by one of these names? */
export function dependsOn(step: Step, names: ReadonlySet<string>): boolean {
  return [
    ...namesTakenBy(step),
    ...('switch' in step ? [rootOf(step.switch)] : []),
    ...conditionsOf(step).flatMap(rootsOf),
  ].some((name) => names.has(name))
}

/** The names that a step makes others out of. */
function namesTakenBy(step: Step): readonly string[] {
  const sources =
    'set' in step
      ? Object.values(step.set).flatMap((value) =>
          typeof value === 'object' && value !== null ? [value.from] : [],
        )
      : 'choose' in step && step.from !== undefined
        ? [step.from]
        : inputPaths(stepInput(step))
  return sources.map(rootOf)
}

function rootOf(path: string): string {
  return path.split('.')[0] ?? path
}
