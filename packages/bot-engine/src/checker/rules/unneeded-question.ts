import type { FlowRule } from '../flow-rule.ts'
import { PERSONAL_TYPES } from '../known-names.ts'

/** Personal data that is asked for and never used: it must not be asked for (RGPD, art. 5(1)(c)). */
export const unneededQuestion: FlowRule = {
  id: 'unneeded-question',
  find: ({ flow }) =>
    Object.entries(flow.slots ?? {}).flatMap(([name, { type, pii }]) => {
      if (!pii && !PERSONAL_TYPES.has(type)) return []
      const used = flow.steps.some((step) => {
        if ('call' in step) return mentions(step.in, name)
        if ('use' in step) return mentions(step.with, name)
        return false
      })
      return used
        ? []
        : [
            {
              path: `slots.${name}`,
              sentence: `"${name}" is personal data that no call needs: do not ask for it.`,
            },
          ]
    }),
}

function mentions(input: unknown, name: string): boolean {
  return Object.values(Object(input) as object).some((path) => path === name)
}
