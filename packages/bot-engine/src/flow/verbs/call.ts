import type { CallStep } from '../flow.ts'
import type { Edge } from '../machine-config.ts'
import type { StepSite } from '../step-site.ts'

/** Asks the outside, and waits for what becomes of it. */
export function compileCall(step: CallStep, site: StepSite): void {
  const causes = typeof step.fail === 'object' ? step.fail : undefined
  const otherwise = typeof step.fail === 'string' ? step.fail : causes?.else
  const byCause = Object.entries(causes ?? {}).filter(([cause]) => cause !== 'else')
  const failed = byCause.map(([cause, target]): Edge => ({
    guard: { type: 'failedBecause', params: { cause } },
    target: site.fail(target),
  }))
  const isAwaited = { type: 'isAwaited' }
  site.waiting('none', {
    entry: [
      { type: 'await', params: { step: site.id } },
      { type: 'call', params: { name: step.call, input: step.in ?? [], within: step.within ?? 20_000 } },
    ],
    on: {
      DONE: [
        {
          guard: isAwaited,
          actions: [{ type: 'take', params: { as: step.as ?? null } }],
          target: site.next(),
        },
      ],
      FAILED: [
        ...failed,
        { guard: isAwaited, actions: [{ type: 'take', params: { as: null } }], target: site.fail(otherwise) },
      ],
    },
  })
}
