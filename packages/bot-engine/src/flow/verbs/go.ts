import type { GoStep } from '../flow.ts'
import type { StepSite } from '../step-site.ts'

/** Goes elsewhere. */
export function compileGo(step: GoStep, site: StepSite): void {
  site.add(site.id, { always: [{ target: site.to(step.go) }] })
}
