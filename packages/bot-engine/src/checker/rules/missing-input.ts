import { callOfRecord, isRecordStep } from '../../flow/verbs/record.ts'
import { callInputs } from '../call-inputs.ts'
import type { FlowRule } from '../flow-rule.ts'

/** A call, or a flow that is used, without something it cannot do without. */
export const missingInput: FlowRule = {
  id: 'missing-input',
  find: ({ flow, others }) =>
    flow.steps.flatMap((step, index) => {
      const call = 'call' in step ? step : isRecordStep(step) ? callOfRecord(step, flow.id) : undefined
      if (call) {
        const given = Array.isArray(call.in) ? call.in : Object.keys(call.in ?? {})
        return (callInputs[call.call]?.needs ?? [])
          .filter((name) => !given.includes(name))
          .map((name) => ({
            path: `steps[${index}]`,
            sentence: `"${call.call}" needs "${name}": hand it in with "in".`,
          }))
      }
      if (!('use' in step)) return []
      const taken = others.get(step.use)?.input ?? []
      const given = Array.isArray(step.with) ? step.with.map(String) : Object.keys(step.with ?? {})
      return given
        .filter((name) => others.has(step.use) && !taken.includes(name))
        .map((name) => ({
          path: `steps[${index}].with`,
          sentence: `"${step.use}" takes no "${name}": it takes ${taken.join(', ') || 'nothing'}.`,
        }))
    }),
}
