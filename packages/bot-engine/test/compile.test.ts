import { describe, expect, test } from 'vitest'
import type { Flow, Step } from '@comptoir/bot-engine'
import { compileFlow } from '../src/flow/compile.ts'
import { beginFlow, turnFlow } from '../src/flow/turn.ts'
import { preloadedFlows } from './preloaded-flows.ts'

const flow = (steps: readonly Step[], more: Partial<Flow> = {}): Flow => ({
  id: 'sample',
  version: 1,
  slots: { email: { type: 'email' }, count: { type: 'number' } },
  fail: 'over',
  steps: [...steps, { id: 'over', end: 'unresolved' }],
  ...more,
})

describe('a flow becomes a machine', () => {
  test.each(preloadedFlows.ids)('%s compiles, and is data only', async (id) => {
    const { config, machine } = compileFlow(await preloadedFlows.flow(id))
    expect(JSON.parse(JSON.stringify(config))).toEqual(config)
    const known = machine.implementations
    for (const state of Object.values(config.states)) {
      const edges = [
        ...(state.always ?? []),
        ...Object.values(state.on ?? {}).flat(),
        ...Object.values(config.on).flat(),
      ]
      for (const { guard, target } of edges) {
        if (guard) expect(Object.keys(known.guards)).toContain(guard.type)
        if (target) expect(Object.keys(config.states)).toContain(target.replace(/^\./, ''))
      }
      for (const { type } of [...(state.entry ?? []), ...edges.flatMap(({ actions = [] }) => actions)]) {
        expect(Object.keys(known.actions)).toContain(type)
      }
    }
  })

  test('a turn is pure: the same frame and event give the same turn, and the frame stays as it was', () => {
    const compiled = compileFlow(flow([{ collect: 'email' }, { confirm: 'sure' }, { end: 'resolved' }]))
    const { frame } = beginFlow(compiled, {}, {})
    const before = JSON.stringify(frame)
    const fill = { type: 'FILL', values: { email: 'me@example.com' } } as const
    const first = turnFlow(compiled, frame, fill, {})
    expect(turnFlow(compiled, frame, fill, {}).frame).toEqual(first.frame)
    expect(JSON.stringify(frame)).toBe(before)
    expect(first.frame.at).toBe('sure')
  })

  test('a value of another type is not kept', () => {
    const compiled = compileFlow(flow([{ collect: 'email' }]))
    const { frame } = beginFlow(compiled, {}, {})
    for (const email of [7, null, {}, 'no address', 'a'.repeat(5000)]) {
      expect(turnFlow(compiled, frame, { type: 'FILL', values: { email } }, {}).frame).toEqual(frame)
    }
  })

  test('tries are counted, and the last one leads to `fail`', () => {
    const compiled = compileFlow(flow([{ collect: 'email', tries: 2 }]))
    let turn = beginFlow(compiled, {}, {})
    turn = turnFlow(compiled, turn.frame, { type: 'MISS' }, {})
    expect(turn.effects.map(({ type }) => type)).toEqual(['askAgain'])
    turn = turnFlow(compiled, turn.frame, { type: 'MISS' }, {})
    expect(turn.done).toBe(true)
  })

  test('an answer from outside counts once, and only for what was asked', () => {
    const compiled = compileFlow(flow([{ call: 'shop.orders', as: 'orders' }, { confirm: 'sure' }]))
    const begun = beginFlow(compiled, {}, {})
    expect(begun.frame.pending).toBe('call-1#1')
    expect(turnFlow(compiled, begun.frame, { type: 'DONE', id: 'call-1#0', output: [] }, {}).frame).toEqual(
      begun.frame,
    )
    const done = turnFlow(compiled, begun.frame, { type: 'DONE', id: 'call-1#1', output: [] }, {})
    expect(done.frame.at).toBe('sure')
    expect(
      turnFlow(compiled, done.frame, { type: 'DONE', id: 'call-1#1', output: ['again'] }, {}).frame,
    ).toEqual(done.frame)
  })
})

describe('a flow that cannot be used is refused', () => {
  test.each<[string, Flow, RegExp]>([
    ['a step that leads nowhere', flow([{ go: 'nowhere' }]), /steps\[0\]: there is no step "nowhere"/],
    ['two steps with one id', flow([{ id: 'over', say: 'hello' }]), /"over" is the id of another step/],
    ['a slot that is not there', flow([{ collect: 'phone' }]), /there is no slot "phone"/],
    [
      'a call without a way out',
      flow([{ call: 'shop.orders' }], { fail: undefined as never }),
      /nothing says where to go when this fails/,
    ],
    ['an unknown verb', flow([{ dance: true } as never]), /"dance" is no verb/],
    ['running past the end', { ...flow([]), steps: [{ say: 'hello' }] }, /runs past its last step/],
    ['a loop that never waits', flow([{ id: 'a', say: 'a' }, { go: 'a' }]), /could go round for ever/],
    [
      'a loop of conditions',
      flow([{ id: 'a', when: { x: 1 }, go: 'b' }, { go: 'over' }, { id: 'b', say: 'b' }, { go: 'a' }]),
      /could go round for ever/,
    ],
    [
      'a loop through a question that may be skipped',
      flow([{ collect: 'email' }, { go: 'email' }], { input: ['email'] }),
      /could go round for ever/,
    ],
    ['an id that is no id', flow([{ id: '#x.y', say: 'x' }]), /is no id/],
  ])('%s', (_, broken, said) => {
    expect(() => compileFlow(broken)).toThrow(said)
  })
})
