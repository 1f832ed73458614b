import { createMachine, type AnyStateMachine } from 'xstate'
import { compileFault } from '../thrown.ts'
import { soundly } from '../sound.ts'
import { findSilentLoop } from './silent-loop.ts'
import { TOLD_IN_PASSING } from './slot-type.ts'
import type { Flow, Interruption, Phase, Silence, SlotType, Step } from './flow.ts'
import { hasGate } from './gate.ts'
import type { Edge, MachineConfig, Named, StateConfig } from './machine-config.ts'
import type { Part, Question, StepSite } from './step-site.ts'
import type { FlowContext } from './flow-context.ts'
import { guardsAndActions } from './guards-and-actions.ts'

/** A flow ready to run: one XState machine, and what each of its waiting states waits for. */
export interface CompiledFlow {
  readonly flow: Flow
  readonly machine: AnyStateMachine
  /** State → the step it waits on. */
  readonly waits: ReadonlyMap<string, WaitingStep>
  /** Slots that hold personal data. */
  readonly personal: readonly string[]
  /** Slots that a sentence may hold beside what was asked for. */
  readonly passing: readonly (readonly [name: string, type: SlotType])[]
  /** The machine as data, as it opens in Stately's editor. */
  readonly config: MachineConfig
}

/** A state in which the flow rests until something happens. */
export interface WaitingStep {
  readonly step: Step
  readonly phase: Phase
  /** What the customer answers it with; `none` waits for the outside, `time` for the clock. */
  readonly by: 'text' | 'choice' | 'form' | 'agent' | 'time' | 'none'
  /** It is answered by yes or no. */
  readonly closed: boolean
  readonly interruption: Interruption
  /** Something else that a sentence holds is kept for a question that comes later. */
  readonly notes: boolean
  /** Which part of a step that is taught one by one, from 1. */
  readonly part?: number
}

/** Microsteps that one turn may take before it counts as a loop. */
const STEP_BUDGET = 500

/** Compiles one step into the states of its verb. */
export type CompileStep = (step: Step, site: StepSite) => void

/**
 * Compiles a flow to an XState v5 machine. Each waiting step becomes a state in which the machine rests; steps
 * that do something at once become states that are left in the same turn. The machine is pure: what it wants
 * from the outside comes out as actions of a turn, what happened outside goes in as events.
 *
 * @throws {Error} `BOT-210` when a step leads nowhere, two steps have one id, or the flow could run in circles
 * without ever waiting.
 *
 * @param compileStep knows the verbs that the flow is written in: all of them in `compile-step.ts`, the most common
 * ones in `plain-steps.ts`
 */
export function compileWith(flow: Flow, compileStep: CompileStep): CompiledFlow {
  const known = compiledFlows.get(flow)
  if (known) return known
  const compiled = compileAnew(bare(flow), compileStep)
  compiledFlows.set(flow, compiled)
  return compiled
}

/** Flows are data that nobody changes: each is compiled once, however many conversations it leads. */
const compiledFlows = new WeakMap<Flow, CompiledFlow>()

/** The same data, on no prototype: what a page adds to objects, `copy` or `show`, is not taken for a verb. */
function bare<T>(data: T): T {
  if (typeof data !== 'object' || data === null) return data
  if (Array.isArray(data)) return data.map(bare) as T
  const copy: Record<string, unknown> = Object.create(null)
  for (const [name, value] of Object.entries(data)) copy[name] = bare(value)
  return copy as T
}

function compileAnew(flow: Flow, compileStep: CompileStep): CompiledFlow {
  const ids = stepIds(flow)
  const config: MachineConfig = {
    id: flow.id,
    version: String(flow.version),
    initial: '',
    states: {},
    on: { RESUME: [], BACK: [] },
    options: { maxIterations: STEP_BUDGET },
  }
  const waits = new Map<string, WaitingStep>()
  let phase: Phase = 'welcome'

  const entryOf = (index: number, path: string): string => {
    const step = flow.steps[index]
    const id = ids[index]
    if (!step || id === undefined)
      throw compileFault(flow.id, path, 'the flow runs past its last step: add { "end": … } or { "go": … }.')
    return hasGate(step, flow) ? `${id}?` : id
  }
  const resolve = (target: string | undefined, path: string): string => {
    const wanted = target ?? flow.fail
    if (wanted === undefined)
      throw compileFault(
        flow.id,
        path,
        'nothing says where to go when this fails: give the step or the flow a "fail".',
      )
    const index = ids.indexOf(wanted)
    if (index < 0) throw compileFault(flow.id, path, `there is no step "${wanted}".`)
    return entryOf(index, path)
  }

  flow.steps.forEach((step, index) => {
    const id = ids[index] ?? ''
    const path = `steps[${index}]`
    phase = step.phase ?? phase
    const meta = { step: index, phase }
    const next = (): string => entryOf(index + 1, path)
    const to = (target: string | undefined): string => (target === undefined ? next() : resolve(target, path))
    const fail = (target?: string): string => resolve(target, path)
    const add = (key: string, state: StateConfig): void => {
      config.states[key] = { ...state, meta }
    }
    const instant = (entry: Named[]): void => {
      if ('if' in step && step.if) {
        add(`${id}?`, {
          always: [
            { guard: { type: 'holds', params: { condition: step.if } }, target: id },
            { target: next() },
          ],
        })
      }
      add(id, { entry, always: [{ target: next() }] })
    }
    const interruption =
      ('interruption' in step ? step.interruption : undefined) ?? flow.interruption ?? 'return'
    const waiting = (by: WaitingStep['by'], state: StateConfig, { name = id, number }: Part = {}): void => {
      const closed = Object.hasOwn(state.on ?? {}, 'YES')
      waits.set(name, {
        step,
        phase,
        by,
        closed,
        interruption,
        notes: Object.hasOwn(state.on ?? {}, 'NOTE'),
        ...(number === undefined ? {} : { part: number }),
      })
      add(name, state)
      // Who waits for an agent is never asked again.
      if (by === 'agent') return
      config.on['RESUME']?.push({ guard: { type: 'isStep', params: { step: name } }, target: `.${name}` })
    }
    const asking = (
      { by, names, on, fail: fallback, tries, anything, limit }: Question,
      part: Part = {},
    ): void => {
      const { name = id } = part
      const mark: Named = { type: 'mark', params: { step: name } }
      const marked = Object.fromEntries(
        Object.entries(on).map(([type, edges]) => [
          type,
          edges.map((edge) => ({ ...edge, actions: [...(edge.actions ?? []), mark] })),
        ]),
      )
      const timer = limit
        ? { seconds: limit.seconds, edge: { target: limit.target } }
        : timerOf('silence' in step ? step.silence : undefined, to)
      const start: Named[] = timer ? [{ type: 'time', params: { seconds: timer.seconds } }] : []
      waiting(
        by,
        {
          entry: [{ type: 'ask', params: { step: name } }, ...start],
          ...(timer ? { exit: [{ type: 'untime' }] } : {}),
          on: {
            ...marked,
            ...(timer ? { TIMER: [{ guard: { type: 'isDue' }, ...timer.edge }] } : {}),
            // Only somebody who is asked for words can say something else that is worth keeping.
            ...(by === 'text' && !anything && asksLater(flow, index)
              ? { NOTE: [{ actions: [{ type: 'keep' }], target: name, reenter: true }] }
              : {}),
            // Whoever says something else at a flow that is left has left it already.
            ...(anything || (interruption === 'leave' && by !== 'form')
              ? {}
              : { MISS: missed(name, tries, fail(fallback), start) }),
          },
        },
        part,
      )
      config.on['BACK']?.push({
        guard: { type: 'isLastAnswered', params: { step: name } },
        actions: [{ type: 'unmark', params: { names } }],
        target: `.${name}`,
      })
    }

    compileStep(step, { flow, id, path, next, to, fail, add, instant, waiting, asking })
  })
  if (flow.fail !== undefined) resolve(flow.fail, 'fail')
  config.initial = entryOf(0, 'steps')
  const loop = findSilentLoop(config.states)
  if (loop)
    throw compileFault(
      flow.id,
      'steps',
      `the steps ${loop.join(' → ')} could go round for ever without waiting.`,
    )
  // The names come out of data, so their types cannot be known here: a test holds each to `guardsAndActions`.
  const machine = soundly(() =>
    createMachine(
      { ...config, context: ({ input }: { input: FlowContext }) => input } as never,
      guardsAndActions as never,
    ),
  ) as unknown as AnyStateMachine
  const passing = Object.entries(flow.slots ?? {}).flatMap(([name, { type }]) =>
    TOLD_IN_PASSING.includes(type) ? [[name, type] as const] : [],
  )
  const personal = Object.entries(flow.slots ?? {}).flatMap(([name, { pii }]) => (pii ? [name] : []))
  return { flow, machine, waits, personal, passing, config }
}

/** A later question whose answer may already be in the sentence that answers this one. */
function asksLater({ steps, slots = {} }: Flow, index: number): boolean {
  return steps
    .slice(index + 1)
    .some((step) => 'collect' in step && TOLD_IN_PASSING.some((type) => type === slots[step.collect]?.type))
}

/** What the bot does when nothing is answered: once, for who is asked and for who comes back too late alike. */
function timerOf(
  silence: Silence | undefined,
  to: (target: string) => string,
): { readonly seconds: number; readonly edge: Edge } | undefined {
  if (!silence) return undefined
  const { after: seconds, say: text, go } = silence
  const actions = [
    ...(text === undefined ? [] : [{ type: 'say', params: { text } }]),
    ...(go === undefined ? [{ type: 'untime' }] : []),
  ]
  return { seconds, edge: { actions, ...(go === undefined ? {} : { target: to(go) }) } }
}

/** Asked again as long as there are tries left. */
function missed(step: string, max: number, target: string, start: readonly Named[]): Edge[] {
  const again: Edge = {
    guard: { type: 'hasTriesLeft', params: { step, max } },
    actions: [{ type: 'countTry', params: { step } }, { type: 'askAgain', params: { step } }, ...start],
  }
  const given: Edge = { target, actions: [{ type: 'giveUp', params: { step } }] }
  return max > 1 ? [again, given] : [given]
}

// --- Names ---

/** What each step is called: its id, else what it asks or says; a number follows where that is taken. */
export function stepIds(flow: Flow): readonly string[] {
  const given = flow.steps.map((step) => step.id)
  const taken = new Set<string>()
  given.forEach((id, index) => {
    if (id === undefined) return
    if (taken.has(id))
      throw compileFault(flow.id, `steps[${index}].id`, `"${id}" is the id of another step already.`)
    if (!/^[A-Za-z][\w-]*$/.test(id))
      throw compileFault(flow.id, `steps[${index}].id`, `"${id}" is no id: use letters, digits, "-" and "_".`)
    taken.add(id)
  })
  return flow.steps.map((step, index) => {
    if (step.id !== undefined) return step.id
    const name = nameOf(step)
    const wanted =
      name !== undefined && /^[A-Za-z][\w-]*$/.test(name)
        ? name
        : `${Object.keys(step)[0] ?? 'step'}-${index + 1}`
    let id = wanted
    for (let count = 2; taken.has(id); count++) id = `${wanted}-${count}`
    taken.add(id)
    return id
  })
}

function nameOf(step: Step): string | undefined {
  if ('copy' in step) return step.copy
  if ('say' in step) return step.say
  if ('open' in step) return step.open
  if ('teach' in step) return step.teach
  if ('consent' in step) return step.consent
  if ('collect' in step) return step.collect
  if ('form' in step) return step.form
  if ('choose' in step) return step.choose
  if ('confirm' in step) return step.confirm
  return undefined
}
