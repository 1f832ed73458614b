import './all-slot-readers.ts'
import type { Step } from './flow.ts'
import { compilePlainStep, type PlainStep } from './plain-steps.ts'
import type { StepSite } from './step-site.ts'
import { compileConsent } from './verbs/consent.ts'
import { compileCopy } from './verbs/copy.ts'
import { compileForm } from './verbs/form.ts'
import { compileOpen } from './verbs/open.ts'
import { compileRecord, isRecordStep } from './verbs/record.ts'
import { compileSurvey } from './verbs/survey.ts'
import { compileTeach } from './verbs/teach.ts'
import { compileWait } from './verbs/wait.ts'

/**
 * Compiles one step into the states of its verb; each verb is a file of `verbs/`.
 *
 * @throws {Error} `BOT-210` when it has no verb of the flow language
 */
export function compileStep(step: Step, site: StepSite): void {
  if ('copy' in step) return compileCopy(step, site)
  if ('form' in step) return compileForm(step, site)
  if ('survey' in step) return compileSurvey(step, site)
  if ('open' in step) return compileOpen(step, site)
  if ('teach' in step) return compileTeach(step, site)
  if ('consent' in step) return compileConsent(step, site)
  if (isRecordStep(step)) return compileRecord(step, site)
  if ('wait' in step) return compileWait(step, site)
  return compilePlainStep(step satisfies PlainStep, site)
}
