import { extendFlows, type Flow, type FlowLibrary } from '@comptoir/bot-engine'
import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { compileFlow } from '../src/flow/compile.ts'
import { preloadedFlows } from './preloaded-flows.ts'
import { talk } from './transcript.ts'

type Edit = (flow: Flow, place: number) => Flow['steps']

/** What editors do to a flow that is in use. */
const edits: readonly Edit[] = [
  ({ steps }, place) => steps.filter((_, index) => index !== place % steps.length),
  ({ steps }, place) => steps.toSpliced(place % steps.length, 0, { set: { edited: true } }),
  ({ steps }, place) => {
    const moved = steps[place % steps.length]
    return moved ? [moved, ...steps.filter((step) => step !== moved)] : steps
  },
  ({ steps }, place) =>
    steps.map((step, index) => (index === place % steps.length ? { ...step, id: `renamed-${index}` } : step)),
  ({ steps }) => steps.toReversed(),
]

/** The next version of a flow; `undefined` where the edit makes none that compiles. */
function edited(flow: Flow, changes: readonly (readonly [edit: number, place: number])[]): Flow | undefined {
  const steps = changes.reduce<Flow['steps']>(
    (before, [edit, place]) => edits[edit]?.({ ...flow, steps: before }, place) ?? before,
    flow.steps,
  )
  const next: Flow = { ...flow, version: flow.version + 1, steps }
  try {
    compileFlow(next)
    return next
  } catch {
    return undefined
  }
}

interface Stored {
  readonly state: {
    readonly mode: string
    readonly context: {
      readonly stack: readonly {
        readonly frame: {
          readonly flow: string
          readonly version: number
          readonly at: string
          readonly data: object
        }
      }[]
    }
  }
}

const WORDS = ['XKBKNABJK', 'julien.moreau@example.com', '14000', 'oui', 'non', '1'] as const

describe('a conversation on a flow that was edited meanwhile', () => {
  test.each(preloadedFlows.ids)(
    '%s: goes on at its step with its slots, or at the last one that is still there',
    async (id) => {
      const flow = await preloadedFlows.flow(id)
      await fc.assert(
        fc.asyncProperty(
          fc.array(fc.constantFrom(...WORDS), { maxLength: 4 }),
          fc.array(fc.tuple(fc.nat(edits.length - 1), fc.nat(40)), { minLength: 1, maxLength: 3 }),
          async (words, changes) => {
            const next = edited(flow, changes)
            fc.pre(next !== undefined)
            if (!next) return
            const t = await talk()
            t.conversation.send({ type: 'FLOW.START', flow: id })
            await t.settle()
            for (const word of words) await t.customer(word)
            const before = JSON.parse(JSON.stringify(t.conversation.snapshot())) as Stored
            const place = before.state.context.stack.findIndex(({ frame }) => frame.flow === id)
            const flows: FlowLibrary = extendFlows(preloadedFlows, { flows: [next], texts: {} })
            await t.reload({ flows })
            const slips = t.log.filter(({ code }) => code === 'BOT-202' || code === 'BOT-302')
            expect(slips.map(({ message }) => message)).toEqual([])
            const old = before.state.context.stack[place]?.frame
            const now = (t.conversation.snapshot() as Stored).state.context.stack[place]?.frame
            const { waits } = compileFlow(next)
            // Where the flow waited for the outside it may have gone on already.
            if (old && now?.flow === id && waits.get(old.at)?.by !== 'none' && waits.has(old.at)) {
              expect(now.version).toBe(next.version)
              expect(now.at).toBe(old.at)
              expect(now.data).toEqual(old.data)
            }
            if (t.view.waitingFor.kind === 'agent') return
            await t.customer('je veux parler à un conseiller')
            expect(['handoff', 'callback']).toContain(t.view.flow)
            t.conversation.stop()
          },
        ),
        { seed: 20_261_121, numRuns: process.env['COMPTOIR_LONG'] ? 500 : 6 },
      )
    },
    600_000,
  )
})
