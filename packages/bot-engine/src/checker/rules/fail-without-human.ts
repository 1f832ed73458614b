import type { Named, StateConfig } from '../../flow/machine-config.ts'
import type { FlowRule } from '../flow-rule.ts'

const HUMAN = new Set(['handoff', 'callback'])

/**
 * What could not be done has to lead to people: to a handoff, a callback, or an end as `unresolved` or
 * `escalated`, after which they are offered. An end as `resolved` would send the customer away.
 */
export const failWithoutHuman: FlowRule = {
  id: 'fail-without-human',
  find({ flow, graph, ids }) {
    if (!graph || flow.id === 'survey') return []
    // A summary is a courtesy, unless it is all that the flow does.
    const doesMore = [...graph.states.values()].some((state) => !isRecap(state) && calls(state))
    const failing = graph.edges.filter(
      ({ event, guard, from }) =>
        (event === 'MISS' && !guard) ||
        (event === 'FAILED' && !(doesMore && isRecap(graph.states.get(from)))) ||
        event === 'AGENT.LOST',
    )
    const reached = graph.reachableFrom(graph.initial)
    const wrong = failing.filter(({ from, to }) => reached.has(from) && !leadsToPeople(to))
    return [...new Map(wrong.map((edge) => [graph.stepOf(edge.from), edge])).entries()].map(
      ([index, { from }]) => ({
        path: `steps[${index}]`,
        sentence: `When "${ids[index]}" cannot be done, every way ends as if all were well: lead it to a handoff, a callback or { "end": "unresolved" }.`,
        conversation: graph.wayTo(from),
      }),
    )

    function leadsToPeople(state: string): boolean {
      return [...(graph?.reachableFrom(state) ?? [])].some((each) => {
        const entry = graph?.states.get(each)?.entry ?? []
        return entry.some(
          ({ type, params }) =>
            (type === 'finish' && params?.['outcome'] !== 'resolved') ||
            (type === 'use' && HUMAN.has(String(params?.['flow']))),
        )
      })
    }
  },
}

function isRecap(state: StateConfig | undefined): boolean {
  return callIn(state)?.params?.['name'] === 'desk.sendRecap'
}

function calls(state: StateConfig): boolean {
  return callIn(state) !== undefined
}

function callIn(state: StateConfig | undefined): Named | undefined {
  return state?.entry?.find(({ type }) => type === 'call')
}
