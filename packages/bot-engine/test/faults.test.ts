import { readFileSync } from 'node:fs'
import { checkFlow } from '@comptoir/bot-engine/checker'
import type { Flow, FlowTexts, Step } from '@comptoir/bot-engine'
import { describe, expect, test } from 'vitest'
import { draftOf, plantedFaults } from '../src/checker/planted-faults.ts'
import { preloadedFlows } from './preloaded-flows.ts'

const schema = JSON.parse(
  readFileSync(new URL('../schema/flow.schema.json', import.meta.url), 'utf8'),
) as object
const others = await Promise.all(preloadedFlows.ids.map((id) => preloadedFlows.flow(id)))
const shared = new Map<string, FlowTexts>()
for (const locale of ['fr', 'en']) shared.set(locale, await preloadedFlows.texts(locale, 'conversation'))

function rulesThatFind(flow: object, texts: Readonly<Record<string, FlowTexts>>): readonly string[] {
  const files = Object.entries(texts).map(
    ([locale, own]) => [locale, { file: locale, text: JSON.stringify(own) }] as const,
  )
  const problems = checkFlow(JSON.stringify(flow), {
    file: 'flow',
    schema,
    others,
    shared,
    texts: new Map(files),
  })
  return problems.map(({ rule, sentence }) => `${rule}: ${sentence}`)
}

async function textsOf(id: string): Promise<ReadonlyMap<string, FlowTexts>> {
  return new Map([
    ['fr', await preloadedFlows.texts('fr', id)],
    ['en', await preloadedFlows.texts('en', id)],
  ])
}

describe('mistakes planted in the shipped flows', () => {
  const places = new Map<string, number>()

  test.each(preloadedFlows.ids)('%s: every one is found', async (id) => {
    const flow = await preloadedFlows.flow(id)
    const texts = await textsOf(id)
    for (const fault of plantedFaults) {
      const draft = draftOf(flow, texts)
      if (!fault.plant(draft)) continue
      places.set(fault.id, (places.get(fault.id) ?? 0) + 1)
      expect(rulesThatFind(draft.flow, draft.texts), fault.id).not.toEqual([])
    }
  })

  test('of more than forty kinds, each with a place in some flow', () => {
    expect(new Set(plantedFaults.map(({ id }) => id)).size).toBe(plantedFaults.length)
    expect(plantedFaults.length).toBeGreaterThan(40)
    expect(plantedFaults.map(({ id }) => id).filter((id) => !places.has(id))).toEqual([])
  })
})

/** Endings, questions and detours that fit together in any order. */
const questions: readonly (readonly [steps: readonly Step[], slots: Flow['slots']])[] = [
  [[{ collect: 'count' }], { count: { type: 'number' } }],
  [[{ collect: 'day', tries: 2 }], { day: { type: 'date' } }],
  [[{ confirm: 'sure', no: 'stuck' }], {}],
  [[{ choose: 'way', options: { left: 'goodbye', right: 'goodbye' } }], {}],
  [
    [
      { call: 'shop.orders', as: 'orders' },
      { choose: 'mine', from: 'orders', label: 'entry', none: 'stuck' },
      { show: 'order', of: 'mine', say: 'shown' },
    ],
    {},
  ],
]
const detours: readonly (readonly Step[])[] = [
  [],
  [{ say: 'hello', phase: 'welcome' }],
  [
    { when: { 'customer.level': { atLeast: 1 } }, go: 'goodbye' },
    { verify: 1 },
    { show: 'order', of: 'order', say: 'shown' },
  ],
  [{ set: { seen: true } }, { say: 'hello', if: { seen: true } }],
]
const sentences: FlowTexts = {
  count: 'How many items is it about?',
  day: 'Which day was that?',
  sure: 'Is that right?',
  way: 'Which way would you like to go?',
  'way.left': 'To the left',
  'way.right': 'To the right',
  mine: 'Which order is it about?',
  entry: '{item.reference}',
  shown: 'Here is your order.',
  hello: 'Welcome.',
  goodbye: 'Thank you for your visit.',
}

describe('sound flows that others may write', () => {
  const all = questions.flatMap(([asked, slots], question) =>
    detours.map((detour, index): Flow => ({
      id: `sound-${question}-${index}`,
      version: 1,
      fail: 'stuck',
      ...(slots ? { slots } : {}),
      steps: [
        ...detour,
        ...asked,
        { say: 'goodbye' },
        { end: 'resolved' },
        { id: 'stuck', end: 'unresolved' },
      ],
    })),
  )

  test.each(all.map((flow) => [flow.id, flow] as const))('%s raises no alarm', (_, flow) => {
    const written = JSON.stringify(flow.steps)
    const own = Object.fromEntries(
      Object.entries(sentences).filter(([key]) => written.includes(`"${key.split('.')[0]}"`)),
    )
    expect(rulesThatFind(flow, { en: own })).toEqual([])
  })
})
