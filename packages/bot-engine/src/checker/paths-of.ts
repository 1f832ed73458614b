import type { Flow } from '../flow/flow.ts'
import { inputPaths, stepInput } from '../flow/step-input.ts'

/** A path that a flow looks at, and where it says so. */
export interface LookedAt {
  readonly path: string
  /** Such as `steps[3].when.order.paid`. */
  readonly at: string
}

/** Every path into what is known, in the order of the steps; those in texts stand in the texts. */
export function pathsOf({ steps, slots = {} }: Flow): readonly LookedAt[] {
  const found: LookedAt[] = []
  const look = (path: unknown, at: string): void => void found.push({ path: String(path), at })
  const lookIn = (condition: unknown, path: string): void => {
    for (const [key, expected] of Object.entries(Object(condition) as object)) {
      if (key === 'any' || key === 'all' || key === 'none') {
        if (Array.isArray(expected))
          expected.forEach((part, index) => lookIn(part, `${path}.${key}[${index}]`))
        continue
      }
      look(key, `${path}.${key}`)
      if (typeof expected !== 'object' || expected === null) continue
      for (const bound of ['same', 'atLeast', 'atMost']) {
        const other: unknown = Reflect.get(expected, bound)
        if (typeof other === 'string') look(other, `${path}.${key}`)
      }
    }
  }
  steps.forEach((step, index) => {
    const at = `steps[${index}]`
    if ('if' in step && step.if) lookIn(step.if, `${at}.if`)
    if ('when' in step) lookIn(step.when, `${at}.when`)
    if ('switch' in step) look(step.switch, `${at}.switch`)
    for (const path of inputPaths(stepInput(step))) look(path, `${at}.${'use' in step ? 'with' : 'in'}`)
    if ('show' in step && step.of !== undefined) look(step.of, `${at}.of`)
    if ('survey' in step && step.about !== undefined) look(step.about, `${at}.about`)
    if ('choose' in step && step.from !== undefined) look(step.from, `${at}.from`)
    if ('choose' in step)
      for (const [option, way] of Object.entries(step.options ?? {}))
        if (typeof way === 'object') lookIn(way.if, `${at}.options.${option}.if`)
    if ('set' in step)
      for (const [name, value] of Object.entries(step.set))
        if (typeof value === 'object' && value !== null) look(value.from, `${at}.set.${name}`)
  })
  for (const [name, { from }] of Object.entries(slots))
    if (from !== undefined) look(from, `slots.${name}.from`)
  return found
}
