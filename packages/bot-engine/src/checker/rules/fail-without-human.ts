import type { Flow } from '../../flow/flow.ts'
import type { Named, StateConfig } from '../../flow/machine-config.ts'
import type { FlowRule } from '../flow-rule.ts'
import { leadsToPeople } from '../people.ts'

/**
 * What could not be done has to lead to people: to a handoff, a callback, the ways of contact, or an end as
 * `unresolved` or `escalated`, after which they are offered. An end as `resolved` would send the customer away.
 */
export const failWithoutHuman: FlowRule = {
  id: 'fail-without-human',
  find({ flow, graph, ids, others }) {
    if (!graph || flow.id === 'survey') return []
    // A summary is a courtesy, unless it is all that the flow does.
    const doesMore = [...graph.states.values()].some((state) => !isCourtesy(state) && asksOutside(state))
    const failing = graph.edges.filter(
      ({ event, guard, from }) =>
        (event === 'MISS' && !guard) ||
        ((event === 'FAILED' || (event === 'RETURN' && guard?.type === 'isAwaited')) &&
          !(doesMore && isCourtesy(graph.states.get(from)))) ||
        event === 'AGENT.LOST',
    )
    const reached = graph.reachableFrom(graph.initial)
    const wrong = failing.filter(({ from, to }) => reached.has(from) && !reachesPeople(to))
    return [...new Map(wrong.map((edge) => [graph.stepOf(edge.from), edge])).entries()].map(
      ([index, { from }]) => ({
        path: `steps[${index}]`,
        sentence: `When "${ids[index]}" cannot be done, every way ends as if all were well: lead it to a handoff, a callback or { "end": "unresolved" }.`,
        conversation: graph.wayTo(from),
      }),
    )

    function reachesPeople(state: string): boolean {
      return [...(graph?.reachableFrom(state) ?? [])].some((each) => {
        const step = flow.steps[graph?.stepOf(each) ?? 0]
        return step !== undefined && leadsToPeople(step, others)
      })
    }
  },
}

/** A summary by mail, a survey, or something that goes with the order. */
function isCourtesy(state: StateConfig | undefined): boolean {
  return (
    entryOf(state, 'call')?.params?.['name'] === 'desk.sendRecap' ||
    COURTESIES.has(String(entryOf(state, 'use')?.params?.['flow']))
  )
}

const COURTESIES: ReadonlySet<Flow['id']> = new Set(['recap', 'survey', 'rebound'])

function asksOutside(state: StateConfig): boolean {
  return entryOf(state, 'call') !== undefined || entryOf(state, 'use') !== undefined
}

function entryOf(state: StateConfig | undefined, type: string): Named | undefined {
  return state?.entry?.find((named) => named.type === type)
}
