import { createMachine } from 'xstate'
import { getAdjacencyMap, getShortestPaths, toDirectedGraph } from 'xstate/graph'
import { describe, expect, test } from 'vitest'
import { compileFlow } from '../src/flow/compile.ts'
import type { FlowContext } from '../src/flow/flow-context.ts'
import { guardsAndActions } from '../src/flow/guards-and-actions.ts'
import { preloadedFlows } from './preloaded-flows.ts'

const input: FlowContext = {
  data: {},
  before: {},
  tries: {},
  pending: null,
  count: 0,
  deadline: null,
  trail: [],
  world: { customer: { level: 0 }, facts: {}, now: '2026-11-21T10:00:00.000Z' },
}

describe('a compiled flow among the tools of XState', () => {
  test.each(preloadedFlows.ids)('%s opens as a graph with every state of its own', async (id) => {
    const { machine, config } = compileFlow(await preloadedFlows.flow(id))
    const { children } = toDirectedGraph(machine)
    expect(children.map(({ stateNode }) => stateNode.key).toSorted()).toEqual(
      Object.keys(config.states).toSorted(),
    )
  })

  test.each(preloadedFlows.ids)('%s is walked by xstate/graph', async (id) => {
    const { machine, config } = compileFlow(await preloadedFlows.flow(id))
    const walk = {
      input,
      events: ['YES', 'NO', 'MISS'].map((type) => ({ type })),
      serializeState: ({ value, context }: { value: unknown; context: FlowContext }) =>
        JSON.stringify([value, context.tries]),
      limit: 2000,
    }
    const map = getAdjacencyMap(machine, walk as never)
    expect(Object.keys(map).length).toBeGreaterThan(0)
    for (const { state } of getShortestPaths(machine, walk as never))
      expect(Object.keys(config.states)).toContain(state.value)
  })

  test.each(preloadedFlows.ids)('%s is plain JSON that makes the same machine again', async (id) => {
    const { config } = compileFlow(await preloadedFlows.flow(id))
    const again: unknown = JSON.parse(JSON.stringify(config))
    expect(again).toEqual(config)
    const machine = createMachine(again as never, guardsAndActions as never)
    expect(Object.keys(machine.states)).toEqual(Object.keys(config.states))
    // Stately's editor knows guards and actions by their names alone.
    for (const state of Object.values(config.states))
      for (const { type } of [...(state.entry ?? []), ...(state.exit ?? [])])
        expect(Object.keys(guardsAndActions.actions)).toContain(type)
  })
})
