import { inputPaths, stepInput } from '../../flow/step-input.ts'
import type { FlowRule } from '../flow-rule.ts'
import { conditionsOf, rootsOf } from '../../flow/conditions-of.ts'
import { PERSONAL_TYPES } from '../known-names.ts'
import { givenBack } from '../given-back.ts'

/** Personal data that is asked for and never used: it must not be asked for (RGPD, art. 5(1)(c)). */
export const unneededQuestion: FlowRule = {
  id: 'unneeded-question',
  find: ({ flow, others }) =>
    Object.entries(flow.slots ?? {}).flatMap(([name, { type, pii }]) => {
      if (!pii && !PERSONAL_TYPES.has(type)) return []
      const used =
        givenBack(flow, others).has(name) ||
        flow.steps.some(
          (step) =>
            inputPaths(stepInput(step)).includes(name) ||
            ('switch' in step && step.switch === name) ||
            conditionsOf(step).some((condition) => rootsOf(condition).includes(name)),
        )
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
