import type { WhenStep } from '../flow.ts'
import type { StepSite } from '../step-site.ts'

/** Goes one of two ways. */
export function compileWhen(step: WhenStep, site: StepSite): void {
  const guard = { type: 'holds', params: { condition: step.when } }
  site.add(site.id, { always: [{ guard, target: site.to(step.go) }, { target: site.to(step.else) }] })
}
