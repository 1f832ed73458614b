import type { SwitchStep } from '../flow.ts'
import type { Edge } from '../machine-config.ts'
import type { StepSite } from '../step-site.ts'

/** Goes on by a value. */
export function compileSwitch(step: SwitchStep, site: StepSite): void {
  const cases = Object.entries(step.cases).map(([value, target]): Edge => ({
    guard: { type: 'isCase', params: { path: step.switch, value } },
    target: site.to(target),
  }))
  site.add(site.id, { always: [...cases, { target: site.to(step.else) }] })
}
