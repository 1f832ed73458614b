import { graphOf, type FlowGraph, type GraphEdge } from '../checker/flow-graph.ts'
import { rootOf } from '../checker/known-names.ts'
import { VALUES } from '../checker/known-values.ts'
import type { CompiledFlow } from '../flow/compile-with.ts'
import { actLevels } from '../acts.ts'
import { callOfRecord, isRecordStep } from '../flow/verbs/record.ts'
import type { CallName, Condition, Expectation, Flow } from '../flow/flow.ts'

/** A right answer of a port, with some of its values as a branch of the flow wants them. */
export interface BentAnswer {
  /** Name of the port's method, such as `order`. */
  readonly call: string
  readonly wants: readonly Wanted[]
}

/** What should be at a path of the answer; an empty path is the answer itself. */
export interface Wanted {
  readonly path: readonly string[]
  readonly test: Expectation
  /** Or should not. */
  readonly not: boolean
}

/** Ways from one resting state to the next that are looked at: more than any flow has that a person can read. */
const MOST_WAYS = 300

/**
 * The answers of ports that decide where a flow goes: for each way from one question to the next, the answer that
 * leads that way. Read from the conditions on the way, so that every branch of anybody's flow can be taken.
 */
export function bentAnswersFor(compiled: CompiledFlow): readonly BentAnswer[] {
  const graph = graphOf(compiled)
  const sources = sourcesOf(compiled.flow)
  const bent = [graph.initial, ...compiled.waits.keys()].flatMap((state) =>
    wayConditions(graph, state).flatMap((literals) =>
      alternatives(literals).flatMap((wants) => byCall(wants, sources)),
    ),
  )
  return [...new Map(bent.map((answer) => [JSON.stringify(answer), answer])).values()]
}

/** Two of them at once: for ways that an answer opens only together with what it opened before. */
export function pairsOf(bent: readonly BentAnswer[]): readonly BentAnswer[] {
  return bent
    .flatMap((first, index) =>
      bent
        .slice(index + 1)
        .filter(({ call }) => call === first.call)
        .map(({ call, wants }) => ({ call, wants: [...first.wants, ...wants] })),
    )
    .slice(0, MOST_WAYS)
}

/** The answer, bent. What does not fit its shape is left as it is. */
export function bend(answer: unknown, { wants }: BentAnswer): unknown {
  const copy: { root: unknown } = { root: structuredClone(answer) }
  for (const { path, test, not } of wants) change(copy, ['root', ...path], test, not)
  return copy.root
}

// --- Where names come from ---

interface Source {
  readonly call: string
  readonly path: readonly string[]
  /** What was picked of a list is a list again, whose length is up to the customer. */
  readonly picked?: boolean
}

/** Name → the answer that it holds: all of it, or an entry of a list in it. */
function sourcesOf({ steps, input = [] }: Flow): ReadonlyMap<string, Source> {
  const sources = new Map<string, Source>(input.map((name) => [name, { call: INPUT, path: [name] }]))
  for (const step of steps) {
    const call = 'call' in step ? step : isRecordStep(step) ? callOfRecord(step, '') : undefined
    if (call?.as !== undefined) sources.set(call.as, { call: methodOf(call.call), path: [] })
    if ('verify' in step) sources.set('order', { call: 'order', path: [] })
    if ('use' in step) for (const name of step.gives ?? []) sources.set(name, { call: name, path: [] })
  }
  for (const step of steps) {
    if (!('choose' in step) || step.from === undefined) continue
    const list = sources.get(rootOf(step.from))
    const path = [...(list?.path ?? []), ...rest(step.from), '*']
    if (list) sources.set(step.choose, { call: list.call, path, picked: step.quantities === true })
  }
  return sources
}

/** What was handed in is bent like an answer. */
export const INPUT = 'input'

/** The method of the port, as the fickle ports name it. */
function methodOf(call: CallName): string {
  const method = call.replace(/^\w+\./, '')
  return call.startsWith('shop.') && Object.hasOwn(actLevels, method) ? `act:${method}` : method
}

function rest(path: string): readonly string[] {
  return path.split('.').slice(1)
}

function byCall(wants: readonly NamedWant[], sources: ReadonlyMap<string, Source>): readonly BentAnswer[] {
  const calls = new Map<string, Wanted[]>()
  for (const { name, test, not } of wants) {
    const source = sources.get(rootOf(name))
    if (!source) continue
    const [, ...field] = rest(name)
    if (source.picked && field.length === 0) continue
    const within = source.picked ? field : rest(name)
    const wanted = { path: [...source.path, ...within], test, not }
    calls.set(source.call, [...(calls.get(source.call) ?? []), wanted])
  }
  return [...calls].map(([call, list]) => ({ call, wants: list }))
}

// --- The conditions on the way ---

interface Literal {
  readonly condition: Condition
  readonly not: boolean
}

/** For each way that leads from a state to the next one in which the flow rests, what has to hold on it. */
function wayConditions(graph: FlowGraph, start: string): readonly (readonly Literal[])[] {
  const found: (readonly Literal[])[] = []
  const walk = (state: string, literals: readonly Literal[], depth: number): void => {
    if (found.length >= MOST_WAYS || depth > 60) return
    const instant = graph.edgesFrom(state).filter(({ event }) => event === undefined)
    if (instant.length === 0) return void found.push(literals)
    let before: readonly Literal[] = []
    for (const edge of instant) {
      const own = conditionOf(edge)
      walk(edge.to, [...literals, ...before, ...(own ? [{ condition: own, not: false }] : [])], depth + 1)
      if (own) before = [...before, { condition: own, not: true }]
    }
    // What the last way is for, should it be missing.
    if (before.length === instant.length) found.push([...literals, ...before])
  }
  const leaving = graph.edgesFrom(start)
  if (leaving.every(({ event }) => event === undefined)) walk(start, [], 0)
  for (const edge of leaving) {
    const own = conditionOf(edge)
    if (edge.event !== undefined) walk(edge.to, own ? [{ condition: own, not: false }] : [], 0)
    if (own && edge.event !== undefined) found.push([{ condition: own, not: true }])
  }
  return found.filter((literals) => literals.length > 0)
}

/** What a guard asks of what is known, as a condition of the flow language. */
function conditionOf({ guard }: GraphEdge): Condition | undefined {
  const { condition, path, value, list } = guard?.params ?? {}
  if (condition !== undefined) return condition as Condition
  if (guard?.type === 'isCase') return { [String(path)]: literalOf(String(value)) }
  if (guard?.type === 'isEmpty') return { [String(list)]: { count: 0 } }
  return guard?.type === 'isSingle' ? { [String(list)]: { count: 1 } } : undefined
}

function literalOf(value: string): string | number | boolean {
  if (value === 'true' || value === 'false') return value === 'true'
  return /^\d{1,9}$/.test(value) ? Number(value) : value
}

interface NamedWant {
  readonly name: string
  readonly test: Expectation
  readonly not: boolean
}

/** Different sets of single wishes that make all of it true; a few are enough. */
function alternatives(literals: readonly Literal[]): readonly (readonly NamedWant[])[] {
  return literals.reduce<readonly (readonly NamedWant[])[]>(
    (sets, { condition, not }) =>
      wishes(condition, not)
        .flatMap((more) => sets.map((set) => [...set, ...more]))
        .slice(0, 6),
    [[]],
  )
}

type Wishes = readonly (readonly NamedWant[])[]

function wishes(condition: Condition, not: boolean): Wishes {
  const parts = Object.entries(condition).map(([path, test]: [string, unknown]): Wishes => {
    if (path !== 'any' && path !== 'all' && path !== 'none')
      return [[{ name: path, test: test as Expectation, not }], ...wishesForBound(test, not)]
    const broken = path === 'none' ? !not : not
    const each = (test as readonly Condition[]).map((part) => wishes(part, broken))
    return (path === 'all') === broken ? each.flat() : together(each)
  })
  // Where it should not hold, one broken part is enough.
  return not ? parts.flat() : together(parts)
}

/** What is compared with something that was answered: that may be far enough on the other side instead. */
function wishesForBound(test: unknown, not: boolean): Wishes {
  const { atLeast, atMost } = Object(test) as { readonly atLeast?: unknown; readonly atMost?: unknown }
  if (typeof atLeast === 'string') return [[{ name: atLeast, test: not ? FAR : 0, not: false }]]
  return typeof atMost === 'string' ? [[{ name: atMost, test: not ? 0 : FAR, not: false }]] : []
}

/** More than anybody takes of something. */
const FAR = 1000

function together(parts: readonly Wishes[]): Wishes {
  return parts.reduce<Wishes>(
    (sets, part) => part.flatMap((more) => sets.map((set) => [...set, ...more])).slice(0, 6),
    [[]],
  )
}

// --- Values ---

/** Changes what stands at a path, below what holds it. */
function change(
  holder: object,
  [key = '', ...further]: readonly string[],
  test: Expectation,
  not: boolean,
): void {
  if (key === '*' && Array.isArray(holder)) {
    for (const index of holder.keys()) change(holder, [String(index), ...further], test, not)
    return
  }
  const name = key === 'last' && Array.isArray(holder) ? String(Math.max(0, holder.length - 1)) : key
  const now: unknown = Reflect.get(holder, name)
  if (further.length === 0) return void Reflect.set(holder, name, valueFor(name, now, test, not))
  const inside =
    typeof now === 'object' && now !== null ? now : /^(?:\d+|\*|last)$/.test(further[0] ?? '') ? [] : {}
  Reflect.set(holder, name, inside)
  change(inside, further, test, not)
}

/** A value that passes the test, or fails it; the one that is there already where it does. */
function valueFor(name: string, now: unknown, test: Expectation, not: boolean): unknown {
  if (typeof test !== 'object' || test === null) return not ? other(name, now, [test]) : test
  if ('not' in test) return not ? test.not : other(name, now, [test.not])
  if ('in' in test) return not ? other(name, now, test.in) : test.in.includes(now as never) ? now : test.in[0]
  if ('has' in test) {
    const list = listOf(now).filter((entry) => entry !== test.has)
    return not ? list : [...list, test.has]
  }
  if ('count' in test) return resized(now, not ? otherThan(test.count, listOf(now).length) : test.count)
  if ('known' in test) return test.known === not ? null : (now ?? '2026-11-23T08:00:00.000Z')
  // What it is compared with is not known here: far enough on either side will do.
  if ('atLeast' in test) return not ? 0 : typeof test.atLeast === 'number' ? test.atLeast : 3
  if ('atMost' in test) return not ? 1e6 : typeof test.atMost === 'number' ? test.atMost : 0
  return now
}

function other(name: string, now: unknown, taken: readonly unknown[]): unknown {
  if (now !== undefined && !taken.includes(now ?? null)) return now
  const [value] = taken
  if (typeof value === 'boolean') return !value
  if (typeof value === 'number') return value + 1
  const known = VALUES.find(([path]) => path.test(name) || path.test(`order.${name}`))?.[1] ?? []
  return known.find((each) => !taken.includes(each)) ?? (taken.includes(null) ? 'Nelvet' : null)
}

function otherThan(count: number, now: number): number {
  return now === count ? (count === 0 ? 2 : count + 1) : now
}

function resized(now: unknown, length: number): readonly unknown[] {
  const [first = {}] = listOf(now)
  return Array.from({ length }, (_, index) => listOf(now)[index] ?? first)
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : []
}
