import { compileFault } from '../thrown.ts'
import type { Step } from './flow.ts'
import type { StepSite } from './step-site.ts'
import { compileCall } from './verbs/call.ts'
import { compileChoose } from './verbs/choose.ts'
import { compileCollect } from './verbs/collect.ts'
import { compileConfirm } from './verbs/confirm.ts'
import { compileConsent } from './verbs/consent.ts'
import { compileCopy } from './verbs/copy.ts'
import { compileEnd } from './verbs/end.ts'
import { compileForm } from './verbs/form.ts'
import { compileGo } from './verbs/go.ts'
import { compileOpen } from './verbs/open.ts'
import { compileRecord, isRecordStep } from './verbs/record.ts'
import { compileSay } from './verbs/say.ts'
import { compileSet } from './verbs/set.ts'
import { compileShow } from './verbs/show.ts'
import { compileSurvey } from './verbs/survey.ts'
import { compileSwitch } from './verbs/switch.ts'
import { compileTeach } from './verbs/teach.ts'
import { compileUse } from './verbs/use.ts'
import { compileWait } from './verbs/wait.ts'
import { compileWhen } from './verbs/when.ts'

/**
 * Compiles one step into the states of its verb; each verb is a file of `verbs/`.
 *
 * @throws {Error} `BOT-210` when it has no verb of the flow language
 */
export function compileStep(step: Step, site: StepSite): void {
  if ('show' in step) return compileShow(step, site)
  if ('copy' in step) return compileCopy(step, site)
  if ('say' in step) return compileSay(step, site)
  if ('collect' in step) return compileCollect(step, site)
  if ('form' in step) return compileForm(step, site)
  if ('choose' in step) return compileChoose(step, site)
  if ('confirm' in step) return compileConfirm(step, site)
  if ('survey' in step) return compileSurvey(step, site)
  if ('open' in step) return compileOpen(step, site)
  if ('teach' in step) return compileTeach(step, site)
  if ('consent' in step) return compileConsent(step, site)
  if (isRecordStep(step)) return compileRecord(step, site)
  if ('call' in step) return compileCall(step, site)
  if ('use' in step || 'verify' in step || 'handoff' in step || 'callback' in step)
    return compileUse(step, site)
  if ('wait' in step) return compileWait(step, site)
  if ('when' in step) return compileWhen(step, site)
  if ('switch' in step) return compileSwitch(step, site)
  if ('set' in step) return compileSet(step, site)
  if ('end' in step) return compileEnd(step, site)
  if ('go' in step) return compileGo(step, site)
  // The schema lets nothing else through, but a flow may come without having been checked.
  const words = Object.keys(step satisfies never).join('", "')
  throw compileFault(site.flow.id, site.path, `"${words}" is no verb of the flow language.`)
}
