import type { SetStep } from '../flow.ts'
import type { StepSite } from '../step-site.ts'

/** Sets names, and goes on. */
export function compileSet(step: SetStep, site: StepSite): void {
  site.instant([{ type: 'set', params: { values: step.set } }])
}
