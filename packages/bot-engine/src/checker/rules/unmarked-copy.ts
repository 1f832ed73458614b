import type { FlowRule } from '../flow-rule.ts'
import { rootOf } from '../known-names.ts'

/** Personal data that is set under another name, where it would be shown unmasked and never erased. */
export const unmarkedCopy: FlowRule = {
  id: 'unmarked-copy',
  find({ flow }) {
    const slots = flow.slots ?? {}
    const isPersonal = (path: string): boolean =>
      slots[rootOf(path)]?.pii === true || /^facts\.(?!reference$)/.test(path)
    return flow.steps.flatMap((step, index) =>
      'set' in step
        ? Object.entries(step.set).flatMap(([name, value]) =>
            typeof value === 'object' && value !== null && isPersonal(value.from) && !slots[name]?.pii
              ? [
                  {
                    path: `steps[${index}].set.${name}`,
                    sentence: `"${name}" would hold "${value.from}", which is personal data: make it a slot with "pii": true, or use the slot itself.`,
                  },
                ]
              : [],
          )
        : [],
    )
  },
}
