import type { FlowRule } from '../flow-rule.ts'

/** Documents and addresses are open from level 2 on: a flow that shows them has to verify for it. */
export const verifiedTooLow: FlowRule = {
  id: 'verified-too-low',
  find({ flow }) {
    const levels = flow.steps.flatMap((step) => ('verify' in step ? [step.verify] : []))
    if (levels.length === 0 || Math.max(...levels) >= 2) return []
    return flow.steps.flatMap((step, index) => {
      const field =
        'show' in step && step.show === 'file'
          ? 'show'
          : 'choose' in step && step.from?.includes('invoices')
            ? 'from'
            : undefined
      return field === undefined
        ? []
        : [
            {
              path: `steps[${index}].${field}`,
              sentence:
                'Documents open at level 2, and this flow verifies for level 1 only: use { "verify": 2 }.',
            },
          ]
    })
  },
}
