import { allSlotReaders } from '../flow/all-slot-readers.ts'
import { conditionsOf } from '../flow/conditions-of.ts'
import type { Condition, Flow } from '../flow/flow.ts'

/**
 * What customers have to say for the flow to take each of its branches: slot → the texts that its conditions look for,
 * with the numbers on either side of a bound.
 */
export function wantedTexts(flow: Flow): ReadonlyMap<string, readonly string[]> {
  const values = wantedValues(flow)
  return new Map(
    Object.entries(flow.slots ?? {}).map(([name, { type }]) => {
      const texts = (values.get(name) ?? []).filter((value) => value !== null).map(String)
      return [name, texts.filter((text) => allSlotReaders[type].read(text).ok)]
    }),
  )
}

/** Path → the values that the conditions of the flow tell apart there; none where they only compare it with another. */
export function wantedValues({ steps }: Flow): ReadonlyMap<string, readonly unknown[]> {
  const wanted = new Map<string, readonly unknown[]>()
  const want = (path: string, values: readonly unknown[]): void =>
    void wanted.set(path, [...new Set([...(wanted.get(path) ?? []), ...values])])
  for (const step of steps) {
    if ('switch' in step) want(step.switch, Object.keys(step.cases))
    for (const condition of conditionsOf(step)) wantAll(condition, want)
  }
  return wanted
}

function wantAll(condition: Condition, want: (path: string, values: readonly unknown[]) => void): void {
  for (const [path, expected] of Object.entries(condition) as [string, unknown][]) {
    if (Array.isArray(expected)) for (const part of expected as readonly Condition[]) wantAll(part, want)
    else want(path, valuesIn(expected))
  }
}

function valuesIn(expected: unknown): readonly unknown[] {
  if (typeof expected !== 'object' || expected === null) return [expected]
  if ('known' in expected) return [null]
  if ('same' in expected) return []
  return Object.values(expected).flatMap((value: unknown) => {
    if (Array.isArray(value)) return value
    return typeof value === 'number' ? [value - 1, value, value + 1] : [value]
  })
}
