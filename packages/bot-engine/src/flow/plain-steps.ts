import { compileFault } from '../thrown.ts'
import type {
  ConsentStep,
  CopyStep,
  FormStep,
  OpenStep,
  RecordStep,
  Step,
  SurveyStep,
  TeachStep,
  WaitStep,
} from './flow.ts'
import type { StepSite } from './step-site.ts'
import { compileCall } from './verbs/call.ts'
import { compileChoose } from './verbs/choose.ts'
import { compileCollect } from './verbs/collect.ts'
import { compileConfirm } from './verbs/confirm.ts'
import { compileEnd } from './verbs/end.ts'
import { compileGo } from './verbs/go.ts'
import { compileSay } from './verbs/say.ts'
import { compileSet } from './verbs/set.ts'
import { compileShow } from './verbs/show.ts'
import { compileSwitch } from './verbs/switch.ts'
import { compileUse } from './verbs/use.ts'
import { compileWhen } from './verbs/when.ts'

/** The steps that most flows are made of. */
export type PlainStep = Exclude<
  Step,
  ConsentStep | CopyStep | FormStep | OpenStep | RecordStep | SurveyStep | TeachStep | WaitStep
>

/** The verbs that few flows use. A page fetches what they need with the first flow that has one. */
const OTHERS = 'copy form survey open teach consent wait ticket complaint withdraw recap quantities'.split(
  ' ',
)

/** Is it a step of which every page knows how it is compiled and asked? */
export function isPlain(step: Step): boolean {
  return !OTHERS.some((verb) => Object.hasOwn(step, verb))
}

/** @throws {Error} `BOT-210` when it is no plain step, or has no verb of the flow language at all */
export function compilePlainStep(step: Step, site: StepSite): void {
  if ('show' in step) return compileShow(step, site)
  if ('say' in step) return compileSay(step, site)
  if ('collect' in step) return compileCollect(step, site)
  if ('choose' in step) return compileChoose(step, site)
  if ('confirm' in step) return compileConfirm(step, site)
  if ('call' in step) return compileCall(step, site)
  if ('use' in step || 'verify' in step || 'handoff' in step || 'callback' in step)
    return compileUse(step, site)
  if ('when' in step) return compileWhen(step, site)
  if ('switch' in step) return compileSwitch(step, site)
  if ('set' in step) return compileSet(step, site)
  if ('end' in step) return compileEnd(step, site)
  if ('go' in step) return compileGo(step, site)
  // The schema lets nothing else through, but a flow may come without having been checked.
  const words = Object.keys(step).join('", "')
  throw compileFault(site.flow.id, site.path, `"${words}" is no verb of the flow language.`)
}
