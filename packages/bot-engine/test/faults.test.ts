import { readFileSync } from 'node:fs'
import { checkFlow } from '@comptoir/bot-engine/checker'
import type { FlowTexts } from '@comptoir/bot-engine'
import { describe, expect, test } from 'vitest'
import { draftOf, plantedFaults } from '../src/checker/planted-faults.ts'
import { preloadedFlows } from './preloaded-flows.ts'
import { soundFlows } from './sound-flows.ts'

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

/** Kinds of mistakes that were planted somewhere. */
const places = new Set<string>()

describe('mistakes planted in the shipped flows', () => {
  test.each(preloadedFlows.ids)('%s: every one is found', async (id) => {
    const flow = await preloadedFlows.flow(id)
    const texts = await textsOf(id)
    for (const fault of plantedFaults) {
      const draft = draftOf(flow, texts)
      if (!fault.plant(draft)) continue
      places.add(fault.id)
      expect(rulesThatFind(draft.flow, draft.texts), fault.id).not.toEqual([])
    }
  })
})

describe('sound flows that others may write', () => {
  test('are more than twenty, and use every verb and kind of slot', () => {
    const verbs = soundFlows.flatMap(({ flow }) => flow.steps.flatMap((step) => Object.keys(step)))
    expect(soundFlows.length).toBeGreaterThan(20)
    expect(VERBS.filter((verb) => !verbs.includes(verb))).toEqual([])
  })

  test.each(soundFlows.map(({ flow, texts }) => [flow.id, flow, texts] as const))(
    '%s raises no alarm',
    (_, flow, texts) => {
      expect(rulesThatFind(flow, { fr: texts })).toEqual([])
    },
  )

  test.each(soundFlows.map(({ flow, texts }) => [flow.id, flow, texts] as const))(
    '%s hides no mistake',
    (_, flow, texts) => {
      const unseen = plantedFaults.filter((fault) => {
        const draft = draftOf(flow, new Map([['fr', texts]]))
        if (!fault.plant(draft)) return false
        places.add(fault.id)
        return rulesThatFind(draft.flow, draft.texts).length === 0
      })
      expect(unseen.map(({ id }) => id)).toEqual([])
    },
  )
})

test('more than forty kinds of mistakes were planted, each in some flow', () => {
  expect(new Set(plantedFaults.map(({ id }) => id)).size).toBe(plantedFaults.length)
  expect(plantedFaults.length).toBeGreaterThan(40)
  expect(plantedFaults.map(({ id }) => id).filter((id) => !places.has(id))).toEqual([])
})

const VERBS = [
  'say',
  'show',
  'open',
  'copy',
  'teach',
  'collect',
  'form',
  'choose',
  'confirm',
  'consent',
  'survey',
  'call',
  'ticket',
  'complaint',
  'recap',
  'use',
  'verify',
  'handoff',
  'callback',
  'wait',
  'when',
  'switch',
  'set',
  'go',
  'end',
  'silence',
  'quantities',
  'interruption',
]
