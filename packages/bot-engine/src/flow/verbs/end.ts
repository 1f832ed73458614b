import type { EndStep } from '../flow.ts'
import type { StepSite } from '../step-site.ts'

/** Ends. */
export function compileEnd(step: EndStep, site: StepSite): void {
  site.add(site.id, { type: 'final', entry: [{ type: 'finish', params: { outcome: step.end } }] })
}
