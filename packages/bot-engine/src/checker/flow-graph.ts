import type { CompiledFlow } from '../flow/compile-with.ts'
import type { StateConfig } from '../flow/machine-config.ts'

/** A way from one state to another. */
export interface GraphEdge {
  readonly from: string
  readonly to: string
  /** The event that takes it, none for a way that is taken at once. */
  readonly event?: string
  readonly guard?: { readonly type: string; readonly params?: Readonly<Record<string, unknown>> }
  readonly actions: readonly { readonly type: string; readonly params?: Readonly<Record<string, unknown>> }[]
}

/** The compiled machine as states and ways between them, without going back and resuming. */
export interface FlowGraph {
  readonly initial: string
  readonly states: ReadonlyMap<string, StateConfig>
  readonly edges: readonly GraphEdge[]
  edgesFrom(state: string): readonly GraphEdge[]
  /** States that can be reached from one, itself included. */
  reachableFrom(state: string): ReadonlySet<string>
  /** The step that a state belongs to, as its index. */
  stepOf(state: string): number
  /** States, from the beginning, that lead to one. */
  wayTo(state: string): readonly string[]
}

export function graphOf({ config }: CompiledFlow): FlowGraph {
  const states = new Map(Object.entries(config.states))
  const edges = [...states].flatMap(([from, state]) => [
    ...(state.always ?? []).map((edge) => edgeOf(from, undefined, edge)),
    ...Object.entries(state.on ?? {}).flatMap(([event, list]) =>
      list.map((edge) => edgeOf(from, event, edge)),
    ),
  ])
  const edgesFrom = (state: string): readonly GraphEdge[] => edges.filter(({ from }) => from === state)
  const walk = (start: string): Map<string, string | undefined> => {
    const cameFrom = new Map<string, string | undefined>([[start, undefined]])
    const open = [start]
    for (let state = open.shift(); state !== undefined; state = open.shift()) {
      for (const { to } of edgesFrom(state)) {
        if (cameFrom.has(to)) continue
        cameFrom.set(to, state)
        open.push(to)
      }
    }
    return cameFrom
  }
  return {
    initial: config.initial,
    states,
    edges,
    edgesFrom,
    reachableFrom: (state) => new Set(walk(state).keys()),
    stepOf: (state) => states.get(state)?.meta?.step ?? 0,
    wayTo(state) {
      const cameFrom = walk(config.initial)
      const way: string[] = []
      for (let at: string | undefined = state; at !== undefined; at = cameFrom.get(at)) way.unshift(at)
      return way
    },
  }
}

function edgeOf(
  from: string,
  event: string | undefined,
  edge: NonNullable<StateConfig['always']>[number],
): GraphEdge {
  const { target, guard, actions = [] } = edge
  return { from, to: target ?? from, actions, ...(event ? { event } : {}), ...(guard ? { guard } : {}) }
}
