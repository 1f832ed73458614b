import type { SayStep } from '../flow.ts'
import type { StepSite } from '../step-site.ts'

/** Says a text, and goes on. */
export function compileSay(step: SayStep, site: StepSite): void {
  site.instant([{ type: 'say', params: { text: step.say, ...(step.offer ? { offer: step.offer } : {}) } }])
}
