import type { Condition } from '../flow/flow.ts'
import type { FlowGraph, GraphEdge } from './flow-graph.ts'
import { rootOf } from './known-names.ts'

/**
 * For each state, the names whose values may still decide which way the flow takes (live variables). Two
 * situations that differ only in other names go on alike.
 */
export function liveNames(graph: FlowGraph): ReadonlyMap<string, ReadonlySet<string>> {
  const live = new Map<string, ReadonlySet<string>>(
    [...graph.states.keys()].map((state) => [state, new Set<string>()]),
  )
  for (let changed = true; changed;) {
    changed = false
    for (const [state, { entry }] of graph.states) {
      const names = new Set(
        graph.edgesFrom(state).flatMap((edge) => throughEdge(edge, live.get(edge.to) ?? new Set())),
      )
      const set: unknown = entry?.find((action) => action.type === 'set')?.params?.['values']
      for (const [name, value] of Object.entries(Object(set) as object)) {
        names.delete(name)
        if (typeof value === 'object' && value !== null) names.add(rootOf(String(Reflect.get(value, 'from'))))
      }
      if (names.size !== live.get(state)?.size) {
        live.set(state, names)
        changed = true
      }
    }
  }
  return live
}

function throughEdge({ guard, actions, event }: GraphEdge, after: ReadonlySet<string>): readonly string[] {
  const given = new Set(
    actions.flatMap(({ params }) =>
      params?.['as'] === undefined ? (params?.['gives'] ?? []) : params['as'],
    ),
  )
  const filled = event === 'FILL' ? Object.keys(Object(guard?.params?.['slots']) as object) : []
  const kept = [...after].filter((name) => !given.has(name) && !filled.includes(name))
  return [...kept, ...usedBy(guard)]
}

function usedBy(guard: GraphEdge['guard']): readonly string[] {
  const { condition, name, list, path } = guard?.params ?? {}
  if (condition) return rootsOf(condition as Condition)
  return [name, list, path].filter((used) => typeof used === 'string').map(rootOf)
}

function rootsOf(condition: Condition): readonly string[] {
  return Object.entries(condition).flatMap(([path, expected]: [string, unknown]) => {
    if (Array.isArray(expected)) return expected.flatMap((part: Condition) => rootsOf(part))
    const bounds =
      typeof expected === 'object' && expected !== null
        ? Object.values(expected).filter((bound) => typeof bound === 'string')
        : []
    return [rootOf(path), ...bounds.map((bound) => rootOf(String(bound)))]
  })
}
