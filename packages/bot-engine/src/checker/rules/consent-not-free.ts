import type { FlowFinding, FlowRule } from '../flow-rule.ts'

/** A consent without which nothing is done is none (RGPD, art. 7(4)): who says no is served all the same. */
export const consentNotFree: FlowRule = {
  id: 'consent-not-free',
  find({ flow, graph, ids }) {
    if (!graph) return []
    return flow.steps.flatMap((step, index): readonly FlowFinding[] => {
      const state = ids[index] ?? ''
      if (!('consent' in step)) return []
      const no = graph.edgesFrom(state).find(({ event }) => event === 'NO')
      const ends = [...graph.reachableFrom(no?.to ?? state)].flatMap((each) => {
        const entry = graph.states.get(each)?.entry ?? []
        return entry.flatMap(({ type, params }) => (type === 'finish' ? [params?.['outcome']] : []))
      })
      return ends.length === 0 || ends.some((outcome) => outcome !== 'unresolved')
        ? []
        : [
            {
              path: `steps[${index}]`,
              sentence:
                'Whoever does not consent is sent away: lead "no" to the same service, or to an end as "resolved".',
              conversation: graph.wayTo(state),
            },
          ]
    })
  },
}
