import { assign } from 'xstate'
import { holds } from './condition.ts'
import type { Condition, Path } from './flow.ts'
import type { FlowContext, FlowEvent } from './flow-context.ts'
import { lookUp, type Scope } from './path.ts'
import { scopeOf } from './scope.ts'
import { slotReaders } from './slot-type.ts'

/** What a guard is given. */
interface Given {
  readonly context: FlowContext
  readonly event: FlowEvent
}

function listAt(context: FlowContext, path: Path): readonly unknown[] {
  const list = lookUp(scopeOf(context), path)
  return Array.isArray(list) ? list : []
}

function indexOf(value: string): number {
  return /^\d{1,4}$/.test(value) ? Number(value) : -1
}

/** An action that changes what the flow knows. */
function change<Params>(how: (given: Given, params: Params) => Partial<FlowContext>): unknown {
  return assign<FlowContext, FlowEvent, Params, FlowEvent, never>(how)
}

function without<T>(record: Readonly<Record<string, T>>, name: string): Readonly<Record<string, T>> {
  if (!Object.hasOwn(record, name)) return record
  const { [name]: _, ...rest } = record
  return rest
}

function isText(value: unknown): value is string {
  return typeof value === 'string' && value !== ''
}

/** An effect is only named here: a turn hands it out, the conversation does it. */
const effect = (): void => {}

/**
 * What flow machines name: guards are questions, actions are verbs. The compiled machine holds names and plain
 * parameters only, so that it can be stored, drawn and checked.
 */
export const guardsAndActions: Readonly<Record<'guards' | 'actions', Readonly<Record<string, unknown>>>> = {
  guards: {
    holds: ({ context }: Given, params: { condition: Condition }) =>
      holds(params.condition, scopeOf(context)),
    isCase: ({ context }: Given, params: { path: Path; value: string }) =>
      String(lookUp(scopeOf(context), params.path)) === params.value,
    isKnown: ({ context }: Given, params: { name: string }) => (context.data[params.name] ?? null) !== null,
    isEmpty: ({ context }: Given, params: { list: Path }) => listAt(context, params.list).length === 0,
    isSingle: ({ context }: Given, params: { list: Path }) => listAt(context, params.list).length === 1,
    isStep: ({ event }: Given, params: { step: string }) =>
      event.type === 'RESUME' && event.step === params.step,
    isLastAnswered: ({ context }: Given, params: { step: string }) => context.trail.at(-1) === params.step,
    isAwaited: ({ context, event }: Given) => 'id' in event && event.id === context.pending,
    isReturned: ({ context, event }: Given, params: { outcomes: readonly string[] }) =>
      event.type === 'RETURN' && event.id === context.pending && params.outcomes.includes(event.outcome),
    failedBecause: ({ context, event }: Given, params: { cause: string }) =>
      event.type === 'FAILED' && event.id === context.pending && event.cause === params.cause,
    isDue: ({ context: { deadline }, event }: Given) =>
      event.type === 'TIMER' && deadline !== null && event.at >= deadline,
    isAddress: ({ event }: Given, params: { match: string }) =>
      'url' in event && event.url.includes(params.match),
    mayTryAgain: ({ context, event }: Given, params: { step: string; max: number }) =>
      event.type === 'FAILED' &&
      event.id === context.pending &&
      event.cause === 'unavailable' &&
      (context.tries[params.step] ?? 0) + 1 < params.max,
    isSelection: ({ context, event }: Given, params: { list: Path; as: string }) => {
      const picked = event.type === 'FILL' ? event.values[params.as] : undefined
      return (
        Array.isArray(picked) && picked.length > 0 && picked.length <= listAt(context, params.list).length
      )
    },
    isEntry: ({ context, event }: Given, params: { list: Path }) => {
      const index = event.type === 'PICK' ? indexOf(event.value) : -1
      return index >= 0 && index < listAt(context, params.list).length
    },
    isOption: ({ context, event }: Given, params: { option: string; condition?: Condition }) =>
      event.type === 'PICK' &&
      event.value === params.option &&
      (!params.condition || holds(params.condition, scopeOf(context))),
    isOnScale: ({ event }: Given, params: { scale: 'csat' | 'ces' | 'nps' }) => {
      const value = event.type === 'PICK' ? indexOf(event.value) : -1
      const [lowest, highest] = SCALES[params.scale]
      return value >= lowest && value <= highest
    },
    hasTriesLeft: ({ context }: Given, params: { step: string; max: number }) =>
      (context.tries[params.step] ?? 0) + 1 < params.max,
    fits: (
      { context, event }: Given,
      params: { slots: Readonly<Record<string, keyof typeof slotReaders>>; required?: readonly string[] },
    ) => {
      if (event.type !== 'FILL') return false
      const values: Scope = { ...context.data, ...event.values }
      return Object.entries(params.slots).every(([name, type]) => {
        const optional = params.required !== undefined && !params.required.includes(name)
        return (values[name] ?? null) === null ? optional : slotReaders[type].accepts(values[name])
      })
    },
  },
  actions: {
    say: effect,
    show: effect,
    ask: effect,
    askAgain: effect,
    giveUp: effect,
    call: effect,
    use: effect,
    report: effect,
    wait: effect,
    consent: effect,
    time: change(({ context }, params: { seconds: number }) => ({
      deadline: Date.parse(String(context.world['now'])) + params.seconds * 1000,
    })),
    untime: change(() => ({ deadline: null })),
    finish: effect,
    keep: change(({ context, event }) =>
      'values' in event
        ? { data: { ...context.data, ...event.values }, ...(event.type === 'NOTE' ? {} : { before: {} }) }
        : {},
    ),
    set: change(({ context }, params: { values: Readonly<Record<string, unknown>> }) => {
      const scope = scopeOf(context)
      const values = Object.entries(params.values).map(([name, value]) => [
        name,
        typeof value === 'object' && value !== null && 'from' in value
          ? lookUp(scope, String(value.from))
          : value,
      ])
      const cleared = values.filter(([name, value]) => value === null && isText(context.data[String(name)]))
      const before = cleared.map(([name]) => [name, context.data[String(name)]])
      return {
        data: { ...context.data, ...Object.fromEntries(values) },
        ...(before.length > 0 ? { before: { ...context.before, ...Object.fromEntries(before) } } : {}),
      }
    }),
    pick: change(({ context, event }, params: { list: Path; as: string }) => {
      const picked = event.type === 'PICK' ? listAt(context, params.list)[indexOf(event.value)] : undefined
      return { data: { ...context.data, [params.as]: picked } }
    }),
    pickOnly: change(({ context }, params: { list: Path; as: string }) => ({
      data: { ...context.data, [params.as]: listAt(context, params.list)[0] },
    })),
    setOption: change(({ context, event }, params: { as: string }) =>
      event.type === 'PICK' ? { data: { ...context.data, [params.as]: event.value } } : {},
    ),
    countTry: change(({ context }, params: { step: string }) => ({
      tries: { ...context.tries, [params.step]: (context.tries[params.step] ?? 0) + 1 },
    })),
    mark: change(({ context }, params: { step: string }) => {
      const { step } = params
      const again = context.trail.includes(step)
      const trail = [...(again ? context.trail.filter((other) => other !== step) : context.trail), step]
      return { trail, tries: without(context.tries, step) }
    }),
    unmark: change(({ context }, params: { names: readonly string[] }) => ({
      trail: context.trail.slice(0, -1),
      data: Object.fromEntries(Object.entries(context.data).filter(([name]) => !params.names.includes(name))),
    })),
    await: change(({ context }, params: { step: string }) => ({
      count: context.count + 1,
      pending: `${params.step}#${context.count + 1}`,
    })),
    take: change(({ context, event }, params: { as: string | null }) => ({
      pending: null,
      tries: without(context.tries, context.pending?.replace(/#\d+$/, '') ?? ''),
      ...(params.as !== null && event.type === 'DONE'
        ? { data: { ...context.data, [params.as]: event.output } }
        : {}),
    })),
    takeOutputs: change(({ context, event }, params: { gives: readonly string[] }) => ({
      pending: null,
      ...(event.type === 'RETURN'
        ? {
            data: {
              ...context.data,
              ...Object.fromEntries(
                Object.entries(event.output).filter(([name]) => params.gives.includes(name)),
              ),
            },
          }
        : {}),
    })),
  },
}

/** The values of the satisfaction scales, lowest and highest. */
export const SCALES: Readonly<Record<'csat' | 'ces' | 'nps', readonly [lowest: number, highest: number]>> = {
  csat: [1, 5],
  ces: [1, 7],
  nps: [0, 10],
}
