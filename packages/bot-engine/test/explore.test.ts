import { explore } from '@comptoir/bot-engine/explorer'
import { extendFlows, type Flow } from '@comptoir/bot-engine'
import { describe, expect, test } from 'vitest'
import { compileFlow } from '../src/flow/compile.ts'
import './transcript.ts'
import { preloadedFlows } from './preloaded-flows.ts'

describe('walking through every situation', () => {
  test.each(preloadedFlows.ids)(
    '%s: every state and transition, and a way out of each situation',
    { timeout: 120_000 },
    async (flow) => {
      const { states, transitions, traps, cut, configurations } = await explore({
        flow,
        flows: preloadedFlows,
      })
      expect(traps).toEqual([])
      expect(states.missed).toEqual([])
      expect(transitions.missed).toEqual([])
      expect(cut).toBe(false)
      expect(configurations).toBeGreaterThan(3)
    },
  )
})

/** A flow of its own for each test, so that what is broken in one stays there. */
function sample(change: (flow: Flow) => Flow = (flow) => flow): Flow {
  return change({
    id: 'sample',
    version: 1,
    fail: 'stuck',
    slots: { reference: { type: 'order-reference' } },
    steps: [
      { collect: 'reference', ask: 'which' },
      { call: 'shop.order', in: ['reference'], as: 'order' },
      { show: 'order', of: 'order', say: 'here' },
      { confirm: 'well', no: 'stuck' },
      { end: 'resolved' },
      { id: 'stuck', end: 'unresolved' },
    ],
  })
}

const texts = { which: 'Quelle commande ?', here: 'Voici.', well: 'Bien ?' }

async function explored(
  flow: Flow,
  own: Readonly<Record<string, string>> = texts,
): Promise<{ traps: readonly string[]; missed: readonly string[] }> {
  const flows = extendFlows(preloadedFlows, { flows: [flow], texts: { fr: { [flow.id]: own } } })
  const { traps, states, transitions } = await explore({ flow: flow.id, flows })
  return { traps: traps.map(({ kind }) => kind), missed: [...states.missed, ...transitions.missed] }
}

describe('what the walk finds', { timeout: 60_000 }, () => {
  test('nothing in a sound flow', async () => {
    expect(await explored(sample())).toEqual({ traps: [], missed: [] })
  })

  test('each transition that the compiler leaves out', async () => {
    const { config } = compileFlow(sample())
    const removable = Object.entries(config.states).flatMap(([state, { on }]) =>
      Object.keys(on ?? {}).map((event) => [state, event] as const),
    )
    expect(removable.length).toBeGreaterThan(5)
    for (const [state, event] of removable) {
      const flow = sample()
      compileFlow(flow).machine.states[state]?.transitions.delete(event)
      const { traps, missed } = await explored(flow)
      expect([state, event, traps.length + missed.length]).not.toEqual([state, event, 0])
    }
  })

  test('a text that is missing', async () => {
    const { here: _here, ...others } = texts
    expect((await explored(sample(), others)).traps).toContain('missing-text')
  })

  test('a step that nothing leads to', async () => {
    const flow = sample((own) => ({
      ...own,
      steps: [...own.steps, { id: 'lost', say: 'here' }, { go: 'stuck' }],
    }))
    expect((await explored(flow)).missed).toContain('lost')
  })

  test('a branch that can never be taken', async () => {
    const flow = sample((own) => ({
      ...own,
      steps: [{ when: { 'shop.name': 'nobody' }, go: 'stuck' }, ...own.steps],
    }))
    expect((await explored(flow)).missed).toEqual(['when-1 → stuck'])
  })
})
