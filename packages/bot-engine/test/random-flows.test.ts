import { readFileSync } from 'node:fs'
import { extendFlows, type FlowTexts } from '@comptoir/bot-engine'
import { checkFlow } from '@comptoir/bot-engine/checker'
import { explore } from '@comptoir/bot-engine/explorer'
import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import './transcript.ts'
import { preloadedFlows } from './preloaded-flows.ts'
import { randomFlows } from './random-flows.ts'

const schema = JSON.parse(
  readFileSync(new URL('../schema/flow.schema.json', import.meta.url), 'utf8'),
) as object
const shared = new Map<string, FlowTexts>([['fr', await preloadedFlows.texts('fr', 'conversation')]])
const long = process.env['COMPTOIR_LONG'] !== undefined

describe('flows put together from sound parts', () => {
  test('raise no alarm', () => {
    fc.assert(
      fc.property(randomFlows, ({ flow, texts }) => {
        const problems = checkFlow(JSON.stringify(flow), {
          file: 'random.flow.json',
          schema,
          shared,
          texts: new Map([['fr', { file: 'random.json', text: JSON.stringify(texts) }]]),
        })
        expect(problems).toEqual([])
      }),
      { seed: 20_261_121, numRuns: long ? 5000 : 200 },
    )
  })

  test('are walked to the last way, without a dead end', { timeout: 1_800_000 }, async () => {
    await fc.assert(
      fc.asyncProperty(randomFlows, async ({ flow, texts }) => {
        const flows = extendFlows(preloadedFlows, { flows: [flow], texts: { fr: { random: texts } } })
        const { traps, states, transitions, promises } = await explore({ flow: 'random', flows })
        expect(traps).toEqual([])
        expect([...states.missed, ...transitions.missed, ...promises.missed]).toEqual([])
      }),
      { seed: 20_261_121, numRuns: long ? 300 : 4 },
    )
  })
})
