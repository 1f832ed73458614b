import type { FlowRule } from '../flow-rule.ts'

/** A step from which the flow can never end. */
export const noEnd: FlowRule = {
  id: 'no-end',
  find({ graph, ids }) {
    if (!graph) return []
    const ends = (state: string): boolean => graph.states.get(state)?.type === 'final'
    const stuck = [...graph.reachableFrom(graph.initial)].filter(
      (state) => ![...graph.reachableFrom(state)].some(ends),
    )
    const steps = [...new Set(stuck.map((state) => graph.stepOf(state)))]
    return steps.map((index) => ({
      path: `steps[${index}]`,
      sentence: `From "${ids[index]}" no way leads to an "end": the customer could never get out.`,
      conversation: graph.wayTo(stuck[0] ?? graph.initial),
    }))
  },
}
