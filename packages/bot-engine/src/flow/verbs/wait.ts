import type { WaitStep } from '../flow.ts'
import type { StepSite } from '../step-site.ts'

/** Waits until the agent is done. */
export function compileWait(step: WaitStep, site: StepSite): void {
  site.waiting('agent', {
    entry: [{ type: 'wait', params: { for: step.wait } }],
    on: { 'AGENT.DONE': [{ target: site.next() }], 'AGENT.LOST': [{ target: site.fail(step.fail) }] },
  })
}
