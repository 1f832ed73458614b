import type { Condition, Step } from './flow.ts'

/** The conditions by which a step decides. */
export function conditionsOf(step: Step): readonly Condition[] {
  const ways = 'choose' in step ? Object.values(step.options ?? {}) : []
  return [
    'if' in step ? step.if : undefined,
    'when' in step ? step.when : undefined,
    ...ways.map((way) => (typeof way === 'object' ? way.if : undefined)),
  ].filter((condition) => condition !== undefined)
}

/** The names that a condition looks at. */
export function rootsOf(condition: Condition): readonly string[] {
  return Object.entries(condition).flatMap(([path, expected]: [string, unknown]) =>
    Array.isArray(expected)
      ? expected.flatMap((part: Condition) => rootsOf(part))
      : [path.split('.')[0] ?? path],
  )
}
