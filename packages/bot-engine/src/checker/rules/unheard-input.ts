import { callOfRecord, isRecordStep } from '../../flow/verbs/record.ts'
import { callInputs } from '../call-inputs.ts'
import type { FlowRule } from '../flow-rule.ts'

/** Something handed to a call that does not listen to it: it would get lost. */
export const unheardInput: FlowRule = {
  id: 'unheard-input',
  find: ({ flow }) =>
    flow.steps.flatMap((step, index) => {
      const call = 'call' in step ? step : isRecordStep(step) ? callOfRecord(step, flow.id) : undefined
      if (call === undefined) return []
      const { needs, takes = [], facts } = callInputs[call.call] ?? { needs: [] }
      const heard = [...needs, ...takes]
      const given: readonly string[] = Array.isArray(call.in) ? call.in : Object.keys(call.in ?? {})
      return given
        .filter((name) => !facts && !heard.includes(name))
        .map((name) => ({
          path: `steps[${index}].in`,
          sentence: `"${call.call}" takes no "${name}", which would get lost: it takes ${heard.join(', ') || 'nothing'}.`,
        }))
    }),
}
