import type { ShowStep } from '../flow.ts'
import type { StepSite } from '../step-site.ts'

/** Says a text with a card, and goes on. */
export function compileShow(step: ShowStep, site: StepSite): void {
  const of = step.of === undefined ? {} : { of: step.of }
  const kind = step.kind === undefined ? {} : { kind: step.kind }
  site.instant([{ type: 'show', params: { show: step.show, text: step.say, ...of, ...kind } }])
}
