import type { CallbackStep, HandoffStep, UseStep, VerifyStep } from '../flow.ts'
import type { StepSite } from '../step-site.ts'

/** Steps that run another flow; `verify`, `handoff` and `callback` are short for `use`. */
export type UsingStep = UseStep | VerifyStep | HandoffStep | CallbackStep

/** Runs another flow, and waits for its end. */
export function compileUse(step: UsingStep, site: StepSite): void {
  const { flow, input, gives, ending } = subFlow(step)
  const actions = [{ type: 'takeOutputs', params: { gives } }]
  site.waiting('none', {
    entry: [
      { type: 'await', params: { step: site.id } },
      { type: 'use', params: { flow, input } },
    ],
    on: {
      RETURN: [
        { guard: { type: 'isReturned', params: { outcomes: ending } }, actions, target: site.next() },
        { guard: { type: 'isAwaited' }, actions, target: site.fail(step.fail) },
      ],
    },
  })
}

interface SubFlow {
  readonly flow: string
  readonly input: unknown
  readonly gives: readonly string[]
  /** Outcomes after which the calling flow goes on. */
  readonly ending: readonly string[]
}

function subFlow(step: UsingStep): SubFlow {
  if ('verify' in step)
    return {
      flow: 'verify',
      input: { level: { value: step.verify } },
      gives: ['order', 'reference'],
      ending: ['resolved'],
    }
  if ('handoff' in step)
    return {
      flow: 'handoff',
      input: { topic: { text: step.handoff } },
      gives: [],
      ending: ['resolved', 'escalated'],
    }
  if ('callback' in step)
    return {
      flow: 'callback',
      input: { reason: { text: step.callback } },
      gives: [],
      ending: ['resolved', 'escalated'],
    }
  return {
    flow: step.use,
    input: step.with ?? [],
    gives: step.gives ?? [],
    ending: ['resolved', 'escalated'],
  }
}
