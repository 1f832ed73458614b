import type { FlowRule } from '../flow-rule.ts'

/** A step that no way leads to. */
export const unreachable: FlowRule = {
  id: 'unreachable',
  find({ flow, graph, ids }) {
    if (!graph) return []
    const reached = new Set([...graph.reachableFrom(graph.initial)].map((state) => graph.stepOf(state)))
    return flow.steps.flatMap((_, index) =>
      reached.has(index)
        ? []
        : [
            {
              path: `steps[${index}]`,
              sentence: `No way leads to "${ids[index]}": let a step go there, or take it out.`,
            },
          ],
    )
  },
}
