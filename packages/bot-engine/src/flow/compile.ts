import { createMachine, type AnyStateMachine } from 'xstate'
import { compileFault } from '../messages.ts'
import { soundly } from '../sound.ts'
import { findSilentLoop } from './silent-loop.ts'
import { TOLD_IN_PASSING } from './slot-type.ts'
import type { Flow, Phase, Slot, SlotType, Step } from './flow.ts'
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
  /** What the customer answers it with; `none` waits for the outside. */
  readonly by: 'text' | 'choice' | 'form' | 'agent' | 'none'
}

/** Data for `createMachine`; only names of guards and actions, never code. */
export interface MachineConfig {
  id: string
  version: string
  initial: string
  states: Record<string, StateConfig>
  on: Record<string, Edge[]>
  options: { maxIterations: number }
}

export interface StateConfig {
  type?: 'final'
  entry?: Named[]
  always?: Edge[]
  on?: Record<string, Edge[]>
  meta?: { step: number; phase: Phase }
}

interface Edge {
  target?: string
  guard?: Named
  actions?: Named[]
  reenter?: boolean
}

interface Named {
  type: string
  params?: Record<string, unknown>
}

/** Microsteps that one turn may take before it counts as a loop. */
const STEP_BUDGET = 500

/**
 * Compiles a flow to an XState v5 machine. Each waiting step becomes a state in which the machine rests; steps
 * that do something at once become states that are left in the same turn. The machine is pure: what it wants
 * from the outside comes out as actions of a turn, what happened outside goes in as events.
 *
 * @throws {Error} `BOT-210` when a step leads nowhere, two steps have one id, or the flow could run in circles
 * without ever waiting.
 */
export function compileFlow(flow: Flow): CompiledFlow {
  const known = compiledFlows.get(flow)
  if (known) return known
  const compiled = compileAnew(flow)
  compiledFlows.set(flow, compiled)
  return compiled
}

/** Flows are data that nobody changes: each is compiled once, however many conversations it leads. */
const compiledFlows = new WeakMap<Flow, CompiledFlow>()

function compileAnew(flow: Flow): CompiledFlow {
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
    const waiting = (by: WaitingStep['by'], state: StateConfig): void => {
      waits.set(id, { step, phase, by })
      add(id, state)
      config.on['RESUME']?.push({ guard: { type: 'isStep', params: { step: id } }, target: `.${id}` })
    }
    const asking = (
      by: WaitingStep['by'],
      names: readonly string[],
      on: Record<string, Edge[]>,
      fallback: string | undefined,
      max: number,
    ): void => {
      const mark: Named = { type: 'mark', params: { step: id } }
      const marked = Object.fromEntries(
        Object.entries(on).map(([type, edges]) => [
          type,
          edges.map((edge) => ({ ...edge, actions: [...(edge.actions ?? []), mark] })),
        ]),
      )
      waiting(by, {
        entry: [{ type: 'ask', params: { step: id } }],
        on: {
          ...marked,
          // Only somebody who is asked for words can say something else that is worth keeping.
          ...(by === 'text' && asksLater(flow, index)
            ? { NOTE: [{ actions: [{ type: 'keep' }], target: id, reenter: true }] }
            : {}),
          // Whoever says something else at a flow that is left has left it already.
          ...(flow.interruption === 'leave' && by === 'choice'
            ? {}
            : { MISS: missed(id, max, fail(fallback)) }),
        },
      })
      config.on['BACK']?.push({
        guard: { type: 'isLastAnswered', params: { step: id } },
        actions: [{ type: 'unmark', params: { names } }],
        target: `.${id}`,
      })
    }

    if ('say' in step && !('show' in step)) {
      instant([{ type: 'say', params: { text: step.say, ...(step.offer ? { offer: step.offer } : {}) } }])
    } else if ('show' in step) {
      instant([
        { type: 'show', params: { show: step.show, text: step.say, ...(step.of ? { of: step.of } : {}) } },
      ])
    } else if ('set' in step) {
      instant([{ type: 'set', params: { values: step.set } }])
    } else if ('collect' in step) {
      const slot = slotOf(flow, step.collect, path)
      if (hasGate(step, flow)) {
        add(`${id}?`, {
          always: [
            { guard: { type: 'isKnown', params: { name: step.collect } }, target: next() },
            { target: id },
          ],
        })
      }
      asking(
        'text',
        [step.collect],
        {
          FILL: [
            {
              guard: { type: 'fits', params: { slots: { [step.collect]: slot.type } } },
              actions: [{ type: 'keep' }],
              target: next(),
            },
          ],
        },
        step.fail,
        step.tries ?? 3,
      )
    } else if ('form' in step) {
      const required = step.fields.filter((field) => !field.optional).map((field) => field.slot)
      const types = Object.fromEntries(
        step.fields.map((field) => [field.slot, slotOf(flow, field.slot, path).type]),
      )
      asking(
        'form',
        step.fields.map((field) => field.slot),
        {
          FILL: [
            {
              guard: { type: 'fits', params: { slots: types, required } },
              actions: [{ type: 'keep' }],
              target: next(),
            },
          ],
        },
        step.fail,
        step.tries ?? 5,
      )
    } else if ('choose' in step && step.from !== undefined) {
      const list = step.from
      add(`${id}?`, {
        always: [
          { guard: { type: 'isEmpty', params: { list } }, target: fail(step.none ?? step.fail) },
          {
            guard: { type: 'isSingle', params: { list } },
            actions: [{ type: 'pickOnly', params: { list, as: step.choose } }],
            target: next(),
          },
          { target: id },
        ],
      })
      asking(
        'choice',
        [step.choose],
        {
          PICK: [
            {
              guard: { type: 'isEntry', params: { list } },
              actions: [{ type: 'pick', params: { list, as: step.choose } }],
              target: next(),
            },
          ],
        },
        step.fail,
        step.tries ?? 3,
      )
    } else if ('choose' in step) {
      const edges = Object.entries(step.options ?? {}).map(([option, way]): Edge => {
        const { go, if: condition } = typeof way === 'string' ? { go: way } : way
        return {
          guard: { type: 'isOption', params: { option, ...(condition ? { condition } : {}) } },
          actions: [{ type: 'setOption', params: { as: step.choose } }],
          target: to(go),
        }
      })
      if (edges.length === 0) throw compileFault(flow.id, path, '"choose" needs "from" or "options".')
      asking('choice', [step.choose], { PICK: edges }, step.fail, step.tries ?? 3)
    } else if ('confirm' in step) {
      asking(
        'choice',
        [],
        { YES: [{ target: to(step.yes) }], NO: [{ target: to(step.no) }] },
        step.fail,
        step.tries ?? 3,
      )
    } else if ('survey' in step) {
      const scale = step.survey
      asking(
        'choice',
        [],
        {
          PICK: [
            {
              guard: { type: 'isOnScale', params: { scale } },
              actions: [{ type: 'report', params: { scale } }],
              target: next(),
            },
          ],
        },
        step.fail,
        step.tries ?? 1,
      )
    } else if ('call' in step) {
      const causes = typeof step.fail === 'object' ? step.fail : undefined
      const general = typeof step.fail === 'string' ? step.fail : causes?.else
      const named = Object.entries(causes ?? {})
        .filter(([cause]) => cause !== 'else')
        .map(([cause, target]): Edge => ({
          guard: { type: 'failedBecause', params: { cause } },
          target: fail(target),
        }))
      waiting('none', {
        entry: [
          { type: 'await', params: { step: id } },
          { type: 'call', params: { name: step.call, input: step.in ?? [], within: step.within ?? 20_000 } },
        ],
        on: {
          DONE: [
            {
              guard: { type: 'isAwaited' },
              actions: [{ type: 'take', params: { as: step.as ?? null } }],
              target: next(),
            },
          ],
          FAILED: [
            ...named,
            {
              guard: { type: 'isAwaited' },
              actions: [{ type: 'take', params: { as: null } }],
              target: fail(general),
            },
          ],
        },
      })
    } else if ('use' in step || 'verify' in step || 'handoff' in step || 'callback' in step) {
      const { flow: used, input, gives, ending } = subFlow(step)
      const taken: Named = { type: 'takeOutputs', params: { gives } }
      waiting('none', {
        entry: [
          { type: 'await', params: { step: id } },
          { type: 'use', params: { flow: used, input } },
        ],
        on: {
          RETURN: [
            { guard: { type: 'isReturned', params: { outcomes: ending } }, actions: [taken], target: next() },
            { guard: { type: 'isAwaited' }, actions: [taken], target: fail(step.fail) },
          ],
        },
      })
    } else if ('wait' in step) {
      waiting('agent', {
        entry: [{ type: 'wait', params: { for: step.wait } }],
        on: { 'AGENT.DONE': [{ target: next() }], 'AGENT.LOST': [{ target: fail(step.fail) }] },
      })
    } else if ('when' in step) {
      add(id, {
        always: [
          { guard: { type: 'holds', params: { condition: step.when } }, target: to(step.go) },
          { target: to(step.else) },
        ],
      })
    } else if ('switch' in step) {
      const cases = Object.entries(step.cases).map(([value, target]): Edge => ({
        guard: { type: 'isCase', params: { path: step.switch, value } },
        target: to(target),
      }))
      add(id, { always: [...cases, { target: to(step.else) }] })
    } else if ('go' in step) {
      add(id, { always: [{ target: to(step.go) }] })
    } else if ('end' in step) {
      add(id, { type: 'final', entry: [{ type: 'finish', params: { outcome: step.end } }] })
    } else {
      throw compileFault(
        flow.id,
        path,
        `"${Object.keys(step).join('", "')}" is no verb of the flow language.`,
      )
    }
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
  // The names come out of data, so their types cannot be known here: a test holds each to the list below.
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

/** Asked again as long as there are tries left. */
function missed(step: string, max: number, target: string): Edge[] {
  return [
    {
      guard: { type: 'hasTriesLeft', params: { step, max } },
      actions: [
        { type: 'countTry', params: { step } },
        { type: 'askAgain', params: { step } },
      ],
    },
    { target, actions: [{ type: 'giveUp', params: { step } }] },
  ]
}

// --- Names ---

/** What each step is called: its id, else what it asks or says; a number follows where that is taken. */
export function stepIds(flow: Flow): readonly string[] {
  const given = flow.steps.map((step) => step.id)
  const taken = new Set<string>()
  for (const [index, id] of given.entries()) {
    if (id === undefined) continue
    if (taken.has(id))
      throw compileFault(flow.id, `steps[${index}].id`, `"${id}" is the id of another step already.`)
    if (!/^[A-Za-z][\w-]*$/.test(id))
      throw compileFault(flow.id, `steps[${index}].id`, `"${id}" is no id: use letters, digits, "-" and "_".`)
    taken.add(id)
  }
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
  if ('say' in step) return step.say
  if ('collect' in step) return step.collect
  if ('form' in step) return step.form
  if ('choose' in step) return step.choose
  if ('confirm' in step) return step.confirm
  return undefined
}

/** A question that may be skipped, or a step that may be left out, has a state before it that decides. */
function hasGate(step: Step, flow: Flow): boolean {
  if ('collect' in step) return mayBeKnown(step.collect, flow)
  return ('choose' in step && step.from !== undefined) || ('if' in step && step.if !== undefined)
}

/** Can the slot be known before its question, by what was handed in, set, or said in an earlier sentence? */
function mayBeKnown(name: string, { slots = {}, input = [], steps }: Flow): boolean {
  const type = slots[name]?.type
  const set = steps.some((step) => 'set' in step && Object.hasOwn(step.set, name))
  return set || input.includes(name) || (type !== undefined && TOLD_IN_PASSING.includes(type))
}

function slotOf(flow: Flow, name: string, path: string): Slot {
  const slot = flow.slots && Object.hasOwn(flow.slots, name) ? flow.slots[name] : undefined
  if (!slot) throw compileFault(flow.id, path, `there is no slot "${name}": add it to "slots".`)
  return slot
}

interface SubFlow {
  readonly flow: string
  readonly input: unknown
  readonly gives: readonly string[]
  /** Outcomes after which the calling flow goes on. */
  readonly ending: readonly string[]
}

/** `verify`, `handoff` and `callback` are short for `use`. */
function subFlow(
  step: Extract<Step, { use: string } | { verify: number } | { handoff: string } | { callback: string }>,
): SubFlow {
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
