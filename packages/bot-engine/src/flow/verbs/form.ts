import type { FormStep } from '../flow.ts'
import { slotOf, type StepSite } from '../step-site.ts'

/** Waits for several slots at once. */
export function compileForm(step: FormStep, site: StepSite): void {
  const names = step.fields.map(({ slot }) => slot)
  const required = step.fields.filter(({ optional }) => !optional).map(({ slot }) => slot)
  const slots = Object.fromEntries(names.map((name) => [name, slotOf(site, name).type]))
  const guard = { type: 'fits', params: { slots, required } }
  site.asking({
    by: 'form',
    names,
    on: { FILL: [{ guard, actions: [{ type: 'keep' }], target: site.next() }] },
    fail: step.fail,
    tries: step.tries ?? 5,
  })
}
