import type { FlowFinding, FlowRule } from '../flow-rule.ts'

/**
 * Withdrawing from a contract is never gated: no verification, no order's state, no reason (Code de la
 * consommation, art. L221-21 and D221-5, since 19 June 2026).
 */
export const withdrawal: FlowRule = {
  id: 'withdrawal',
  find({ flow }) {
    if (flow.id !== 'withdraw') return []
    return flow.steps.flatMap((step, index): readonly FlowFinding[] => {
      const path = `steps[${index}]`
      if ('verify' in step)
        return [
          { path, sentence: 'A withdrawal must not ask for verification: doubts are for a person, later.' },
        ]
      const condition = 'when' in step ? JSON.stringify(step.when) : ''
      if (/"order\.(?:status|actions|paid)/.test(condition)) {
        return [
          {
            path,
            sentence: "A withdrawal must not depend on the order's state: it is received in any case.",
          },
        ]
      }
      const asked =
        'collect' in step ? [{ slot: step.collect, optional: false }] : 'form' in step ? step.fields : []
      return asked
        .filter(({ slot, optional }) => /reason|motif|why/i.test(slot) && !optional)
        .map(({ slot }) => ({
          path,
          sentence: `"${slot}" must be optional: no reason may be asked as a condition.`,
        }))
    })
  },
}
