import { actLevels, type ActName } from '../../acts.ts'
import type { FlowRule } from '../flow-rule.ts'
import type { Step } from '../../flow/flow.ts'

/**
 * Documents and addresses are open from level 2 on, and every act of the shop from a level of its own: a flow that
 * needs them has to verify for it.
 */
export const verifiedTooLow: FlowRule = {
  id: 'verified-too-low',
  find({ flow }) {
    const levels = flow.steps.flatMap((step) => ('verify' in step ? [step.verify] : []))
    if (levels.length === 0) return []
    const verified = Math.max(...levels)
    return flow.steps.flatMap((step, index) => {
      const need = needOf(step)
      return need === undefined || need.level <= verified
        ? []
        : [
            {
              path: `steps[${index}].${need.field}`,
              sentence: `${need.what} opens at level ${need.level}, and this flow verifies for level ${verified} only: use { "verify": ${need.level} }.`,
            },
          ]
    })
  },
}

/** What a step needs the customer to be verified for. */
function needOf(step: Step): { field: string; what: string; level: number } | undefined {
  if ('show' in step && step.show === 'file') return { field: 'show', what: 'A document', level: 2 }
  if ('choose' in step && /invoices|downloads/.test(step.from ?? ''))
    return { field: 'from', what: `"${step.from}"`, level: 2 }
  const act = 'call' in step ? step.call.replace('shop.', '') : ''
  return isAct(act) ? { field: 'call', what: `"shop.${act}"`, level: actLevels[act] } : undefined
}

function isAct(name: string): name is ActName {
  return Object.hasOwn(actLevels, name)
}
