import type { CallName, CallStep, RecordStep, Step, StepInput } from '../flow.ts'
import type { StepSite } from '../step-site.ts'
import { compileCall } from './call.ts'

/** Leaves something with the desk: short for the `call` that does it. */
export function compileRecord(step: RecordStep, site: StepSite): void {
  compileCall(callOfRecord(step, site.flow.id), site)
}

export function isRecordStep(step: Step): step is RecordStep {
  return 'ticket' in step || 'complaint' in step || 'withdraw' in step || 'recap' in step
}

/** The call that a record stands for. */
export function callOfRecord(step: RecordStep, flow: string): CallStep {
  const call = (name: CallName, as: string, own: Exclude<StepInput, readonly string[]>): CallStep => ({
    ...step,
    call: name,
    as: step.as ?? as,
    in: { ...named(step.in), ...own },
  })
  if ('ticket' in step) return call('desk.openTicket', 'ticket', { subject: { text: step.ticket } })
  if ('complaint' in step) return call('desk.complain', 'complaint', { subject: { text: step.complaint } })
  if ('recap' in step)
    return call('desk.sendRecap', 'recap', {
      subject: { text: `${step.recap}.subject` },
      text: { text: step.recap },
      flow: { value: flow },
    })
  return call('desk.withdraw', 'withdrawal', {
    statement: { text: step.withdraw },
    statementKey: { value: step.withdraw },
  })
}

function named(input: StepInput = {}): Exclude<StepInput, readonly string[]> {
  return Array.isArray(input)
    ? Object.fromEntries(input.map((name: string) => [name, name]))
    : (input as Exclude<StepInput, readonly string[]>)
}
