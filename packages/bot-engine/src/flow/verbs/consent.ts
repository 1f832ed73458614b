import type { ConsentStep } from '../flow.ts'
import type { Edge } from '../machine-config.ts'
import type { StepSite } from '../step-site.ts'

/** Waits for yes or no, and has the desk keep the answer. */
export function compileConsent(step: ConsentStep, site: StepSite): void {
  const { consent: text, purpose, as } = step
  const answer = (given: boolean): Edge => ({
    target: site.to(given ? step.yes : step.no),
    actions: [
      ...(as === undefined ? [] : [{ type: 'set', params: { values: { [as]: given } } }]),
      { type: 'consent', params: { text, purpose, given } },
    ],
  })
  site.asking({
    by: 'choice',
    names: as === undefined ? [] : [as],
    on: { YES: [answer(true)], NO: [answer(false)] },
    fail: step.fail,
    tries: step.tries ?? 3,
  })
}
