import { inputPaths, stepInput } from '../../flow/step-input.ts'
import type { FlowFinding, FlowRule } from '../flow-rule.ts'
import { namesOf, rootOf, WORLD_NAMES } from '../known-names.ts'

/** A path that begins with a name nobody ever sets. */
export const unknownName: FlowRule = {
  id: 'unknown-name',
  find(given) {
    const names = namesOf(given)
    const findings: FlowFinding[] = []
    const look = (value: unknown, path: string): void => {
      const name = rootOf(String(value))
      if (names.has(name) || WORLD_NAMES.has(name)) return
      findings.push({
        path,
        sentence: `Nothing sets "${name}": it is no slot, input or result of this flow.`,
      })
    }
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
    given.flow.steps.forEach((step, index) => {
      const at = `steps[${index}]`
      if ('if' in step && step.if) lookIn(step.if, `${at}.if`)
      if ('when' in step) lookIn(step.when, `${at}.when`)
      if ('switch' in step) look(step.switch, `${at}.switch`)
      for (const path of inputPaths(stepInput(step))) look(path, `${at}.${'use' in step ? 'with' : 'in'}`)
      if ('show' in step && step.of !== undefined) look(step.of, `${at}.of`)
      if ('choose' in step && step.from !== undefined) look(step.from, `${at}.from`)
      if ('choose' in step)
        for (const [option, way] of Object.entries(step.options ?? {}))
          if (typeof way === 'object') lookIn(way.if, `${at}.options.${option}.if`)
      if ('set' in step)
        for (const [name, value] of Object.entries(step.set))
          if (typeof value === 'object' && value !== null) look(value.from, `${at}.set.${name}`)
    })
    for (const [name, { from }] of Object.entries(given.flow.slots ?? {}))
      if (from !== undefined) look(from, `slots.${name}.from`)
    return findings
  },
}
