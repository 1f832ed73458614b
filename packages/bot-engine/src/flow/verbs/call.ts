import type { CallStep } from '../flow.ts'
import type { Edge } from '../machine-config.ts'
import type { StepSite } from '../step-site.ts'

/** Asks the outside, and waits for what becomes of it. */
export function compileCall(step: CallStep, site: StepSite): void {
  const { id } = site
  const { within = 20_000, tries: max = 1 } = step
  const causes = typeof step.fail === 'object' ? step.fail : undefined
  const otherwise = typeof step.fail === 'string' ? step.fail : causes?.else
  const byCause = Object.entries(causes ?? {}).filter(([cause]) => cause !== 'else')
  const isAwaited = { type: 'isAwaited' }
  const take = { type: 'take', params: { as: null } }
  const again: Edge = {
    guard: { type: 'mayTryAgain', params: { step: id, max } },
    actions: [{ type: 'countTry', params: { step: id } }],
    target: id,
    reenter: true,
  }
  const failed: Edge[] = [
    ...(max > 1 ? [again] : []),
    ...byCause.map(([cause, target]): Edge => ({
      guard: { type: 'failedBecause', params: { cause } },
      actions: [take],
      target: site.fail(target),
    })),
    { guard: isAwaited, actions: [take], target: site.fail(otherwise) },
  ]
  site.waiting('none', {
    entry: [
      { type: 'await', params: { step: id } },
      { type: 'time', params: { seconds: within / 1000 } },
      { type: 'call', params: { name: step.call, input: step.in ?? [], within } },
    ],
    exit: [{ type: 'untime' }],
    on: {
      DONE: [
        {
          guard: isAwaited,
          actions: [{ type: 'take', params: { as: step.as ?? null } }],
          target: site.next(),
        },
      ],
      FAILED: failed,
    },
  })
}
