import type { FlowFinding, FlowRule } from '../flow-rule.ts'
import { VALUES } from '../known-values.ts'

/** A comparison with a value that can never be there, such as a status that does not exist. */
export const impossibleValue: FlowRule = {
  id: 'impossible-value',
  find({ flow }) {
    const findings: FlowFinding[] = []
    const compare = (path: string, value: unknown, at: string): void => {
      const values = VALUES.find(([pattern]) => pattern.test(path))?.[1]
      if (!values || value === null || typeof value === 'object' || values.includes(String(value))) return
      findings.push({
        path: at,
        sentence: `"${path}" is never "${String(value)}": it is one of ${values.join(', ')}.`,
      })
    }
    const lookIn = (condition: unknown, at: string): void => {
      for (const [key, expected] of Object.entries(Object(condition) as object)) {
        if (Array.isArray(expected)) expected.forEach((part, index) => lookIn(part, `${at}.${key}[${index}]`))
        else if (typeof expected !== 'object' || expected === null) compare(key, expected, `${at}.${key}`)
        else {
          for (const field of ['not', 'has'])
            compare(key, Reflect.get(expected, field) ?? null, `${at}.${key}`)
          const listed: unknown = Reflect.get(expected, 'in')
          if (Array.isArray(listed)) listed.forEach((value) => compare(key, value, `${at}.${key}`))
        }
      }
    }
    flow.steps.forEach((step, index) => {
      const at = `steps[${index}]`
      if ('if' in step && step.if) lookIn(step.if, `${at}.if`)
      if ('when' in step) lookIn(step.when, `${at}.when`)
      if ('switch' in step)
        for (const value of Object.keys(step.cases)) compare(step.switch, value, `${at}.cases.${value}`)
      if ('choose' in step)
        for (const [option, way] of Object.entries(step.options ?? {}))
          if (typeof way === 'object') lookIn(way.if, `${at}.options.${option}.if`)
    })
    return findings
  },
}
