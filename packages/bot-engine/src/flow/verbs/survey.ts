import type { SurveyStep } from '../flow.ts'
import type { StepSite } from '../step-site.ts'

/** Waits for a value on the scale, and reports it. */
export function compileSurvey(step: SurveyStep, site: StepSite): void {
  const params = { scale: step.survey, ...(step.about === undefined ? {} : { about: step.about }) }
  site.asking({
    by: 'choice',
    names: [],
    on: {
      PICK: [
        { guard: { type: 'isOnScale', params }, actions: [{ type: 'report', params }], target: site.next() },
      ],
    },
    fail: step.fail,
    tries: step.tries ?? 1,
  })
}
