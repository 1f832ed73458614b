import type { Condition, Path, SlotType } from '../flow/flow.ts'
import { namesMadeBy } from '../flow/dependents.ts'
import type { CheckedFlow } from './flow-rule.ts'
import type { FlowGraph, GraphEdge } from './flow-graph.ts'

/** What every flow can look into without having asked: see `Session.world`. `item` is the entry of a list. */
export const WORLD_NAMES: ReadonlySet<string> = new Set([
  'customer',
  'facts',
  'topic',
  'page',
  'shop',
  'locale',
  'now',
  'item',
])

/** The name that a path begins with. */
export function rootOf(path: Path): string {
  return path.split('.')[0] ?? path
}

/** Every name that the flow sets somewhere. */
export function namesOf({ flow }: CheckedFlow): ReadonlySet<string> {
  return new Set([
    ...(flow.input ?? []),
    ...Object.keys(flow.slots ?? {}),
    ...flow.steps.flatMap(namesMadeBy),
  ])
}

/** For each state, the names that are certainly set when it is entered, whatever way was taken. */
export function certainNames(given: CheckedFlow, graph: FlowGraph): ReadonlyMap<string, ReadonlySet<string>> {
  const known = new Map<string, ReadonlySet<string>>([[graph.initial, new Set(given.flow.input)]])
  const open = [graph.initial]
  for (let state = open.shift(); state !== undefined; state = open.shift()) {
    const inside = afterEntry(graph, state, known.get(state) ?? new Set())
    for (const edge of graph.edgesFrom(state)) {
      const arriving = new Set([...inside, ...gained(edge)])
      const before = known.get(edge.to)
      const after = before ? new Set([...before].filter((name) => arriving.has(name))) : arriving
      if (before && before.size === after.size) continue
      known.set(edge.to, after)
      open.push(edge.to)
    }
  }
  return known
}

function afterEntry(graph: FlowGraph, state: string, names: ReadonlySet<string>): ReadonlySet<string> {
  const set = graph.states.get(state)?.entry?.find(({ type }) => type === 'set')
  const values = set?.params?.['values']
  if (typeof values !== 'object' || values === null) return names
  const after = new Set(names)
  for (const [name, value] of Object.entries(values)) {
    const certain =
      value !== null && (typeof value !== 'object' || names.has(rootOf(String(Reflect.get(value, 'from')))))
    if (certain) after.add(name)
    else after.delete(name)
  }
  return after
}

/** The names that a way sets, or that it is only taken with. */
function gained({ guard, actions, event }: GraphEdge): readonly string[] {
  const names = actions.flatMap(({ type, params }) => {
    if (type === 'take' && event === 'DONE') return typeof params?.['as'] === 'string' ? [params['as']] : []
    if (type === 'pick' || type === 'pickOnly' || type === 'setOption') return [String(params?.['as'])]
    if (type === 'takeOutputs' && guard?.type === 'isReturned') return listOf(params?.['gives'])
    return []
  })
  if (guard?.type === 'isSelection') return [...names, String(guard.params?.['as'])]
  const set = actions.find(({ type }) => type === 'set')?.params?.['values']
  if (set) names.push(...Object.keys(set))
  if (guard?.type === 'isKnown') return [...names, String(guard.params?.['name'])]
  if (guard?.type === 'fits' && event === 'FILL')
    return [
      ...names,
      ...(guard.params?.['required'] === undefined
        ? Object.keys(Object(guard.params?.['slots']) as object)
        : listOf(guard.params['required'])),
    ]
  if (guard?.type === 'holds') return [...names, ...implied(guard.params?.['condition'] as Condition)]
  return names
}

/** The names that have to be there for a condition to hold. */
function implied(condition: Condition): readonly string[] {
  return Object.entries(condition).flatMap(([path, expected]: [string, unknown]) => {
    if (path === 'all') return (expected as readonly Condition[]).flatMap(implied)
    if (path === 'any') return []
    if (path === 'none') return (expected as readonly Condition[]).flatMap(impliedByNot)
    return demandsSomething(expected) ? [rootOf(path)] : []
  })
}

/** The name that has to be there for a condition not to hold, where that is all that it asks. */
function impliedByNot(condition: Condition): readonly string[] {
  const [[path, expected] = [''], ...more] = Object.entries(condition) as [string, unknown][]
  const asksForNothing =
    expected === null || (typeof expected === 'object' && 'known' in expected && expected.known === false)
  return more.length === 0 && asksForNothing ? [rootOf(path)] : []
}

function demandsSomething(expected: unknown): boolean {
  if (typeof expected !== 'object' || expected === null) return expected !== null
  if ('known' in expected) return expected.known === true
  return (
    'in' in expected ||
    'has' in expected ||
    'atLeast' in expected ||
    'atMost' in expected ||
    ('not' in expected && expected.not === null)
  )
}

function listOf(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.map(String) : []
}

/** Slot types that hold personal data whatever they are called. */
export const PERSONAL_TYPES: ReadonlySet<SlotType> = new Set(['email', 'phone', 'postcode', 'code', 'name'])

/** Placeholders of a text: their paths and formats. */
export function placeholdersOf(text: string): readonly { readonly path: string; readonly format?: string }[] {
  return [...text.matchAll(/\{([^{}|]*)(?:\|([^{}:]*)[^{}]*)?\}/g)].map(([, path = '', format]) => ({
    path,
    ...(format === undefined ? {} : { format }),
  }))
}
