import type { CollectStep } from '../flow.ts'
import { hasGate } from '../gate.ts'
import { slotReaders } from '../slot-type.ts'
import { slotOf, type StepSite } from '../step-site.ts'

/** Waits for one slot; a state before it skips the question when the answer is known. */
export function compileCollect(step: CollectStep, site: StepSite): void {
  const name = step.collect
  const { type } = slotOf(site, name)
  if (hasGate(step, site.flow)) {
    site.add(`${site.id}?`, {
      always: [{ guard: { type: 'isKnown', params: { name } }, target: site.next() }, { target: site.id }],
    })
  }
  const guard = { type: 'fits', params: { slots: { [name]: type } } }
  site.asking({
    by: 'text',
    names: [name],
    on: { FILL: [{ guard, actions: [{ type: 'keep' }], target: site.next() }] },
    fail: step.fail,
    tries: step.tries ?? 3,
    anything: slotReaders[type].anything === true,
  })
}
