import type { ConfirmStep } from '../flow.ts'
import type { StepSite } from '../step-site.ts'

/** Waits for yes or no. */
export function compileConfirm(step: ConfirmStep, site: StepSite): void {
  site.asking({
    by: 'choice',
    names: [],
    on: { YES: [{ target: site.to(step.yes) }], NO: [{ target: site.to(step.no) }] },
    fail: step.fail,
    tries: step.tries ?? 3,
  })
}
