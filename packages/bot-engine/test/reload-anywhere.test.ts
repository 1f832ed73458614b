import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Message } from '@comptoir/bot-engine'
import { preloadedFlows } from './preloaded-flows.ts'
import { talk, type Talk } from './transcript.ts'

/** What a customer does next, chosen among what is possible then. */
interface Move {
  readonly kind: 'answer' | 'offered' | 'form' | 'wait' | 'shop'
  readonly choice: number
}

const TEXTS = [
  'XKBKNABJK',
  'julien.moreau@example.com',
  '14000',
  'oui',
  'non',
  '2',
  'tout',
  'zzz',
  'combien coûte la livraison ?',
  'retour',
  "pardon, c'est pas ça, c'est RELAYPNTZ",
] as const

const moves = fc.array(
  fc.record<Move>({
    kind: fc.constantFrom('answer', 'answer', 'answer', 'offered', 'offered', 'form', 'wait', 'shop'),
    choice: fc.nat(20),
  }),
  { minLength: 4, maxLength: 10 },
)

async function make(t: Talk, { kind, choice }: Move): Promise<void> {
  const { waitingFor, messages } = t.view
  if (kind === 'answer') return t.customer(TEXTS[choice % TEXTS.length] ?? 'oui')
  if (kind === 'wait') t.clock.advance([1000, 8000, 60_000][choice % 3] ?? 1000)
  if (kind === 'shop') {
    if (choice % 3 === 0) t.shop.mend()
    else if (choice % 3 === 1) t.shop.break()
    else t.shop.hang()
  }
  const offered = messages.flatMap(({ choices = [], card }) =>
    card?.type === 'rating' ? [...card.options, ...choices] : choices,
  )
  const picked = offered.at(-1 - (choice % Math.max(1, Math.min(4, offered.length))))
  if (kind === 'offered' && picked) t.conversation.send({ type: 'CHOICE.PICK', id: picked.id })
  if (kind === 'form' && waitingFor.kind === 'form') {
    const card = messages.findLast((message) => message.card?.type === 'form')?.card
    const fields = card?.type === 'form' ? card.fields : []
    const values = fields.map(({ name, kind: field, options }) => [
      name,
      field === 'checkbox' || (options?.[0]?.value ?? (field === 'number' ? '1' : '06 12 34 56 78')),
    ])
    await t.fills(choice % 4 === 0 ? {} : Object.fromEntries(values))
  }
  await t.settle()
}

/** All that the customer notices, and when it goes on by itself. */
function noticed(t: Talk): unknown {
  const { messages } = t.conversation.snapshot() as { messages: readonly Message[] }
  const { waitingFor, deadline, busy, flow, level } = t.view
  return {
    messages: messages.map(({ author, text, card, choices }) => ({ author, text, card, choices })),
    waitingFor,
    deadline,
    busy,
    flow,
    level,
  }
}

describe('persisted after every act, and taken up in a new process', () => {
  test.each(preloadedFlows.ids)(
    '%s says the same, and keeps its deadline',
    async (flow) => {
      await fc.assert(
        fc.asyncProperty(moves, async (all) => {
          const [whole, cut] = [await talk({ now: '2026-11-21T10:00:00Z' }), await talk()]
          const begin = { type: 'FLOW.START', flow } as const
          for (const t of [whole, cut]) {
            t.conversation.send(begin)
            await t.settle()
          }
          for (const move of all) {
            await cut.reload()
            expect(noticed(cut)).toEqual(noticed(whole))
            await make(whole, move)
            await make(cut, move)
          }
          await cut.reload()
          expect(noticed(cut)).toEqual(noticed(whole))
          whole.conversation.stop()
          cut.conversation.stop()
        }),
        { seed: 20_261_121, numRuns: process.env['COMPTOIR_LONG'] ? 500 : 4 },
      )
    },
    600_000,
  )
})
