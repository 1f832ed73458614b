import type { WaitForVisitStep, WaitStep } from '../flow.ts'
import type { Edge } from '../machine-config.ts'
import type { StepSite } from '../step-site.ts'

/** Waits until the agent is done, the time is over, or the customer has come to a page. */
export function compileWait(step: WaitStep, site: StepSite): void {
  if (step.wait === 'agent')
    return site.waiting('agent', {
      entry: [{ type: 'wait', params: { for: step.wait } }],
      on: { 'AGENT.DONE': [{ target: site.next() }], 'AGENT.LOST': [{ target: site.fail(step.fail) }] },
    })
  if (step.wait === 'time')
    return site.waiting('time', {
      entry: [{ type: 'time', params: { seconds: step.seconds } }],
      exit: [{ type: 'untime' }],
      on: { TIMER: [{ guard: { type: 'isDue' }, target: site.next() }] },
    })
  compileVisit(step, site)
}

/** Asks to say when it is done, and notices by itself. */
function compileVisit({ wait, match = '', seconds, ...step }: WaitForVisitStep, site: StepSite): void {
  const late = site.fail(step.late ?? step.fail)
  const seen: Edge = { guard: { type: 'isAddress', params: { match } }, target: site.next() }
  site.asking({
    by: 'choice',
    names: [],
    on: {
      YES: [{ target: site.next() }],
      NO: [{ target: late }],
      [wait === 'page' ? 'PAGE' : 'CLICK']: [seen],
    },
    fail: step.fail,
    tries: step.tries ?? 3,
    ...(seconds === undefined ? {} : { limit: { seconds, target: late } }),
  })
}
