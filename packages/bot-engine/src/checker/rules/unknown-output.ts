import type { FlowRule } from '../flow-rule.ts'
import { namesGivenBy } from '../given-back.ts'

/** A name that a flow is to give back and never has. */
export const unknownOutput: FlowRule = {
  id: 'unknown-output',
  find: ({ flow, others }) =>
    flow.steps.flatMap((step, index) => {
      const used = 'use' in step ? others.get(step.use) : undefined
      if (!used || !('use' in step)) return []
      const names = namesGivenBy(used)
      return (step.gives ?? []).flatMap((name, place) =>
        names.has(name)
          ? []
          : [
              {
                path: `steps[${index}].gives[${place}]`,
                sentence: `"${step.use}" has no "${name}" to give: it has ${[...names].join(', ') || 'nothing'}.`,
              },
            ],
      )
    }),
}
