import type { CompiledFlow } from '../flow/compile-with.ts'
import { stepIds } from '../flow/compile-with.ts'
import type { Flow, Step, WaitStep } from '../flow/flow.ts'
import { hasGate } from '../flow/gate.ts'
import { isRecordStep } from '../flow/verbs/record.ts'
import { allSlotReaders } from '../flow/all-slot-readers.ts'
import type { InspectedTransition } from '../pure-scope.ts'

/** A way from one state to another, or from one step to another. */
export interface Way {
  /** As reports name it. */
  readonly name: string
  /** Was it this one that was taken? */
  fits(taken: InspectedTransition): boolean
}

/**
 * Every transition of the compiled machine, going back and resuming included; but a step that gives the word to
 * another flow is left in the same turn, and so is no place to resume at.
 */
export function waysOfMachine({ config, flow }: CompiledFlow): readonly Way[] {
  const passes = (state: string): boolean =>
    config.states[state]?.entry?.some(({ type }) => type === 'use') === true
  const named = (from: string, event: string, to: string): string =>
    event === '' ? `${from} → ${to}` : `${from} ${event} → ${to}`
  const states = [...Object.entries(config.states), [flow.id, { on: config.on }] as const]
  const ways = states.flatMap(([from, state]) =>
    [
      ...('always' in state ? [['', state.always ?? []] as const] : []),
      ...Object.entries(state.on ?? {}),
    ].flatMap(([event, edges]) =>
      edges
        .filter(({ target = '' }) => event !== 'RESUME' || !passes(target.slice(1)))
        .map(({ target, guard }): Way & { readonly key: string } => {
          const to = target?.replace(/^\./, '') ?? from
          const params = JSON.stringify(guard ?? null)
          return {
            key: `${from} ${event} ${to} ${params}`,
            name: named(from, event, to),
            fits: (taken) =>
              taken.from === from &&
              taken.event === event &&
              taken.to === to &&
              JSON.stringify(taken.guard ?? null) === params,
          }
        }),
    ),
  )
  return [...new Map(ways.map((way) => [way.key, way])).values()]
}

/**
 * What the steps promise, read from the flow itself and not from what the compiler made of it: every option, every
 * answer, every branch and every failure leads where it says. So a way that the compiler forgot is missed too.
 */
export function promisedWays(flow: Flow): readonly Way[] {
  const ids = stepIds(flow)
  return flow.steps.flatMap((step, index) => {
    const from = ids[index] ?? ''
    const next = ids[index + 1]
    const nowhere = flow.fail
    // What is taught is asked about part by part, and each part may be missed.
    const parts = 'teach' in step ? Array.from({ length: step.steps }, (_, part) => partOf(from, part)) : []
    const tries = triesOf(step, flow).flatMap((each) =>
      parts.length === 0 ? [each] : parts.map((state) => ({ ...each, state })),
    )
    return [...promises(step, flow), ...tries].map(({ event, to, why, by, state }): Way => {
      const target = to === 'next' ? next : to === 'fail' ? nowhere : to === 'again' ? from : to.step
      return {
        name: `${state ?? from} ${why} → ${target}`,
        fits: (taken) =>
          (state === undefined ? ownerOf(taken.from) === from : taken.from === state) &&
          taken.event === event &&
          ownerOf(taken.to) === target &&
          (by === undefined || marksOf(taken).includes(by)),
      }
    })
  })
}

/** The state of a part, from 0: the first has the name of the step. */
function partOf(step: string, part: number): string {
  return part === 0 ? step : `${step}~${part + 1}`
}

/** The step that a state belongs to: a gate before it, a part of it and the praise after it stand under its name. */
function ownerOf(state: string): string {
  return state.replace(/(?:[?!]|~\d+)$/, '')
}

/** What tells a way from others to the same step: its guard and what that looks for, `always` where it is open. */
function marksOf({ guard }: InspectedTransition): readonly unknown[] {
  if (typeof guard !== 'object' || guard === null) return ['always']
  const { type, params } = guard as { readonly type?: unknown; readonly params?: object }
  return [type, ...Object.values(params ?? {})]
}

interface Promised {
  readonly why: string
  /** Empty for what is done at once. */
  readonly event: string
  readonly to: 'next' | 'fail' | 'again' | { readonly step: string }
  /** What it is taken by, where other ways of the step may lead to the same place. */
  readonly by?: string
  /** The state that it leaves, where the step has several. */
  readonly state?: string
}

/** An answer that is not understood is asked for again, and at last given up; silence ends as it says. */
function triesOf(step: Step, { interruption: usual, slots = {} }: Flow): readonly Promised[] {
  const silence = 'silence' in step ? step.silence : undefined
  const timed: readonly Promised[] = silence
    ? [
        {
          why: 'is not answered',
          event: 'TIMER',
          to: silence.go === undefined ? 'again' : { step: silence.go },
        },
      ]
    : []
  const by = askedBy(step)
  const interruption = ('interruption' in step ? step.interruption : undefined) ?? usual
  if (by === undefined || (interruption === 'leave' && by !== 'form')) return timed
  const type = 'collect' in step ? slots[step.collect]?.type : undefined
  if (type !== undefined && allSlotReaders[type].anything) return timed
  const fail = 'fail' in step && typeof step.fail === 'string' ? step.fail : undefined
  const given: Promised = {
    why: 'is given up',
    event: 'MISS',
    to: fail === undefined ? 'fail' : { step: fail },
  }
  const tries = ('tries' in step ? step.tries : undefined) ?? ('survey' in step ? 1 : 3)
  return [...timed, ...(tries > 1 ? [AGAIN, given] : [given])]
}

const AGAIN: Promised = { why: 'is asked again', event: 'MISS', to: 'again' }

function askedBy(step: Step): 'words' | 'form' | 'choice' | undefined {
  if ('collect' in step) return 'words'
  if ('form' in step || ('choose' in step && step.quantities)) return 'form'
  const asks = ['choose', 'confirm', 'survey', 'consent', 'teach'].some((verb) => verb in step)
  return asks || ('wait' in step && 'ask' in step) ? 'choice' : undefined
}

function promises(step: Step, flow: Flow): readonly Promised[] {
  const at = (
    why: string,
    event: string,
    target: string | undefined,
    otherwise: 'next' | 'fail',
    by?: string,
  ): Promised => ({
    why,
    event,
    to: target === undefined ? otherwise : { step: target },
    ...(by !== undefined && { by }),
  })
  if ('go' in step && !('when' in step)) return [at('goes', '', step.go, 'next')]
  if ('when' in step)
    return [at('if', '', step.go, 'next', 'holds'), at('if not', '', step.else, 'next', 'always')]
  if ('switch' in step)
    return [
      ...Object.entries(step.cases).map(([value, target]) => at(`is ${value}`, '', target, 'next', value)),
      at('is something else', '', step.else, 'next', 'always'),
    ]
  if ('call' in step || isRecordStep(step)) {
    const causes = typeof step.fail === 'object' ? step.fail : { else: step.fail }
    const again: Promised = { why: 'is tried again', event: 'FAILED', to: 'again' }
    return [
      ...((step.tries ?? 1) > 1 ? [again] : []),
      at('answers', 'DONE', undefined, 'next'),
      ...Object.entries({ else: undefined, ...causes }).map(([cause, target]) =>
        cause === 'else'
          ? at('fails', 'FAILED', target, 'fail', 'isAwaited')
          : at(`fails as ${cause}`, 'FAILED', target, 'fail', cause),
      ),
    ]
  }
  if ('use' in step || 'verify' in step || 'handoff' in step || 'callback' in step)
    return [
      at('comes back', 'RETURN', undefined, 'next', 'isReturned'),
      at('comes back without', 'RETURN', step.fail, 'fail', 'isAwaited'),
    ]
  if ('collect' in step || 'form' in step) {
    const skipped = hasGate(step, flow) ? [at('is known', '', undefined, 'next')] : []
    return [...skipped, at('is answered', 'FILL', undefined, 'next')]
  }
  if ('teach' in step) {
    const away = step.instead ?? step.fail
    return [
      ...(step.steps > 1 ? [{ why: 'goes on', event: 'YES', to: 'again' } as const] : []),
      at('is learnt', '', undefined, 'next'),
      at('does not work', 'NO', away, 'fail'),
      at('is done instead', 'PICK', away, 'fail'),
    ]
  }
  if ('wait' in step) return visits(step, at)
  if ('confirm' in step || 'consent' in step)
    return [at('yes', 'YES', step.yes, 'next'), at('no', 'NO', step.no, 'next')]
  if ('survey' in step) return [at('is rated', 'PICK', undefined, 'next')]
  if ('choose' in step && step.from !== undefined) {
    const empty = at('is empty', '', step.none ?? step.fail, 'fail')
    return step.quantities
      ? [empty, at('is picked', 'FILL', undefined, 'next')]
      : [empty, at('has one', '', undefined, 'next'), at('is picked', 'PICK', undefined, 'next')]
  }
  if ('choose' in step)
    return Object.entries(step.options ?? {}).map(([option, way]) =>
      at(option, 'PICK', typeof way === 'string' ? way : way.go, 'next', option),
    )
  return []
}

function visits(
  step: WaitStep,
  at: (why: string, event: string, target: string | undefined, otherwise: 'next' | 'fail') => Promised,
): readonly Promised[] {
  if (step.wait === 'agent')
    return [at('is over', 'AGENT.DONE', undefined, 'next'), at('is lost', 'AGENT.LOST', step.fail, 'fail')]
  if (step.wait === 'time') return [at('is over', 'TIMER', undefined, 'next')]
  const late = step.late ?? step.fail
  return [
    at('is said', 'YES', undefined, 'next'),
    at('is not', 'NO', late, 'fail'),
    at('is seen', step.wait === 'page' ? 'PAGE' : 'CLICK', undefined, 'next'),
    ...(step.seconds === undefined ? [] : [at('takes too long', 'TIMER', late, 'fail')]),
  ]
}
