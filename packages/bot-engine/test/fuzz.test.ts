import type { ConversationEvent, FlowFigure } from '@comptoir/bot-engine'
import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { openLongRun } from './long-run.ts'
import { talk, type Talk } from './transcript.ts'

/** What may happen at any moment: people, pages, ports and the agent, in any order. */
type Happening =
  | { readonly kind: 'event'; readonly event: ConversationEvent }
  | { readonly kind: 'offered'; readonly index: number }
  | { readonly kind: 'form'; readonly right: boolean }
  | { readonly kind: 'agent'; readonly does: 'take' | 'say' | 'close' }
  | { readonly kind: 'ports'; readonly are: 'broken' | 'hanging' | 'well' }
  | { readonly kind: 'wait'; readonly seconds: number }
  | { readonly kind: 'reload' }

const texts = fc.constantFrom(
  'oui',
  'non',
  'XKBKNABJK',
  'ZZZZZZZZZ',
  'julien.moreau@example.com',
  '14000',
  'menu',
  'retour',
  'stop',
  'conseiller',
  'ma facture',
  'où est mon colis',
  'combien coûte la livraison ?',
  'rappelez-moi',
  '1',
  '',
  '???',
  '4111 1111 1111 1111',
)

const happenings: fc.Arbitrary<Happening> = fc.oneof(
  {
    weight: 8,
    arbitrary: texts.map((text): Happening => ({ kind: 'event', event: { type: 'MESSAGE.SEND', text } })),
  },
  { weight: 4, arbitrary: fc.nat(8).map((index): Happening => ({ kind: 'offered', index })) },
  {
    weight: 1,
    arbitrary: fc
      .string({ unit: 'grapheme', maxLength: 40 })
      .map((text): Happening => ({ kind: 'event', event: { type: 'MESSAGE.SEND', text } })),
  },
  {
    weight: 1,
    arbitrary: fc
      .constantFrom('human', 'menu', 'back', 'restart', 'stop', 'repeat')
      .map((name): Happening => ({ kind: 'event', event: { type: 'COMMAND', name } as ConversationEvent })),
  },
  {
    weight: 1,
    arbitrary: fc
      .constantFrom('get-invoice', 'track-order', 'callback', 'handoff', 'survey', 'verify', 'no-such-flow')
      .map((flow): Happening => ({ kind: 'event', event: { type: 'FLOW.START', flow } })),
  },
  { weight: 1, arbitrary: fc.boolean().map((right): Happening => ({ kind: 'form', right })) },
  {
    weight: 1,
    arbitrary: fc
      .constantFrom('take', 'say', 'close')
      .map((does): Happening => ({ kind: 'agent', does }) as Happening),
  },
  {
    weight: 1,
    arbitrary: fc
      .constantFrom('broken', 'hanging', 'well')
      .map((are): Happening => ({ kind: 'ports', are }) as Happening),
  },
  {
    weight: 1,
    arbitrary: fc.constantFrom(1, 7, 25).map((seconds): Happening => ({ kind: 'wait', seconds })),
  },
  { weight: 1, arbitrary: fc.constant<Happening>({ kind: 'reload' }) },
)

async function happen(t: Talk, happening: Happening): Promise<void> {
  switch (happening.kind) {
    case 'event':
      t.conversation.send(happening.event)
      break
    case 'offered': {
      const offered = t.view.messages.flatMap(({ choices = [] }) => choices)
      const choice = offered.at(-1 - (happening.index % Math.max(1, offered.length)))
      if (choice) t.conversation.send({ type: 'CHOICE.PICK', id: choice.id })
      break
    }
    case 'form': {
      const { waitingFor } = t.view
      const values = happening.right
        ? {
            phone: '0612345678',
            slot: t.view.messages
              .flatMap(({ card }) => (card?.type === 'form' ? card.fields : []))
              .find(({ name }) => name === 'slot')?.options?.[0]?.value,
            consent: true,
          }
        : {}
      if (waitingFor.kind === 'form') t.conversation.send({ type: 'FORM.SUBMIT', id: waitingFor.id, values })
      break
    }
    case 'agent':
      if (happening.does === 'say') t.desk.agent.say('Bonjour')
      else t.desk.agent[happening.does]()
      break
    case 'ports':
      for (const port of [t.shop, t.desk]) {
        port.mend()
        if (happening.are === 'broken') port.break()
        if (happening.are === 'hanging') port.hang()
      }
      break
    case 'wait':
      t.clock.advance(happening.seconds * 1000)
      break
    case 'reload':
      await t.reload()
  }
  await t.settle()
}

/** What was entered and neither left nor dropped: the flows, each with the one step that it is at. */
function stillOpen(figures: readonly FlowFigure[]): readonly string[] {
  const flows = new Map<string, number>()
  const steps = new Map<string, number>()
  for (const { run, flow, step, what } of figures) {
    const [counts, key] = step === undefined ? [flows, `${run} ${flow}`] : [steps, `${run} ${flow} ${step}`]
    counts.set(key, (counts.get(key) ?? 0) + (what === 'entered' ? 1 : -1))
  }
  const open = (counts: ReadonlyMap<string, number>): readonly string[] =>
    [...counts].flatMap(([key, count]) => Array.from({ length: Math.abs(count) }, () => key))
  expect(open(flows)).toHaveLength(open(steps).length)
  return open(steps)
}

/** Slips that the engine survives but should never need to. */
const SLIPS = ['BOT-202', 'BOT-203', 'BOT-302']

/** Events in all; the long run is known by its million. */
const EVENTS = process.env['COMPTOIR_LONG'] ? 1_000_000 : 2000

describe('whatever happens, in any order', () => {
  test(
    'nothing throws or hangs, the depth is bounded, and a human is one wish away',
    { timeout: 7_200_000 },
    async () => {
      const long = openLongRun('fuzz', EVENTS)
      while (long.done < EVENTS) {
        await fc.assert(
          fc.asyncProperty(fc.array(happenings, { minLength: 5, maxLength: 40 }), async (all) => {
            await live(all)
            long.count(all.length)
          }),
          { seed: 20_261_121 + long.portion, numRuns: 100 },
        )
        long.portionIsOver()
      }
    },
  )
})

test('whoever left matter after matter for another still reaches a human, and the oldest is given up', async () => {
  const figures: FlowFigure[] = []
  const t = await talk({ onFigure: (figure) => void figures.push(figure) })
  await t.picks('flow:get-invoice')
  await t.customer('rappelez-moi')
  await t.picks('flow:cases')
  await t.picks('cases.topic=goods')
  await t.picks('cases.goods=refund-status')
  expect(t.view.flow).toBe('verify')
  await t.customer('je veux parler à un conseiller')
  expect(t.view.flow).toBe('handoff')
  expect(
    figures.filter(({ what, step }) => what === 'dropped' && !step).map(({ flow, cause }) => [flow, cause]),
  ).toEqual([
    ['verify', 'depth'],
    ['get-invoice', 'depth'],
  ])
})

/** A conversation in which all of this happens. */
async function live(all: readonly Happening[]): Promise<void> {
  const figures: FlowFigure[] = []
  const t = await talk({ fakeShop: { tries: 50 }, onFigure: (figure) => void figures.push(figure) })
  for (const happening of all) {
    await happen(t, happening)
    const { state } = t.conversation.snapshot() as {
      state: { context: { stack: readonly { run: number; frame: { flow: string; at: string } }[] } }
    }
    expect(state.context.stack.length).toBeLessThanOrEqual(6)
    expect(stillOpen(figures)).toEqual(
      state.context.stack.map(({ run, frame }) => `${run} ${frame.flow} ${frame.at}`),
    )
  }
  expect(t.log.filter(({ code }) => SLIPS.includes(code))).toEqual([])
  t.shop.mend()
  t.desk.mend()
  for (let call = 0; call < 5; call++) {
    t.clock.advance(61_000)
    await t.settle()
  }
  expect(t.view.busy).toBe(false)
  if (t.view.waitingFor.kind !== 'agent') {
    await t.customer('je veux parler à un conseiller')
    expect(t.view.flow === 'handoff' || t.view.flow === 'callback').toBe(true)
  }
  t.conversation.stop()
}
