import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { talk, type Talk } from './transcript.ts'

/** What may stand where something of ours stood. */
const anything = fc.oneof(
  fc.constantFrom<unknown>(
    undefined,
    null,
    true,
    0,
    -1,
    7,
    1e308,
    '',
    'zzz',
    '__proto__',
    'constructor',
    [],
    {},
  ),
  fc.constantFrom<unknown>({ length: 3 }, [[[]]], { toString: 7 }, { value: 'leading', context: {} }),
  fc.jsonValue({ maxDepth: 2 }),
)

interface Spoilt {
  /** Which of the places in the snapshot, counted in the order of its JSON. */
  readonly place: number
  readonly by: unknown
}

/** The snapshot as it comes out of a storage, with one place of it made something else. */
function spoil(snapshot: unknown, { place, by }: Spoilt): unknown {
  const copy = JSON.parse(JSON.stringify({ snapshot })) as Record<string, unknown>
  const places: (() => void)[] = []
  const visit = (holder: Record<string, unknown>): void => {
    for (const key of Object.keys(holder)) {
      places.push(() => {
        if (by === undefined) Reflect.deleteProperty(holder, key)
        else holder[key] = by
      })
      const inside = holder[key]
      if (typeof inside === 'object' && inside !== null) visit(inside as Record<string, unknown>)
    }
  }
  visit(copy)
  places[place % places.length]?.()
  return copy['snapshot']
}

/** Conversations at rest in different places, each by what the customer did to get there. */
const walks: Readonly<Record<string, (t: Talk) => Promise<void>>> = {
  'asked for an e-mail': async (t) => {
    await t.customer('ma facture')
    await t.customer('XKBKNABJK')
  },
  'asked whether it went well': async (t) => {
    await t.customer('ma facture XKBKNABJK julien.moreau@example.com')
    await t.customer('14000')
    await t.customer('oui')
  },
  'filling in a form': async (t) => t.customer('rappelez-moi'),
  'waiting for an agent': async (t) => t.customer('conseiller'),
}

describe('a stored conversation in which something else stands somewhere', () => {
  test.each(Object.entries(walks))('%s: it goes on or greets, and the human is there', async (_, walk) => {
    const before = await talk()
    await walk(before)
    const snapshot = before.conversation.snapshot()
    before.conversation.stop()
    await fc.assert(
      fc.asyncProperty(fc.record<Spoilt>({ place: fc.nat(10_000), by: anything }), async (spoilt) => {
        const t = await talk({ snapshot: spoil(snapshot, spoilt) })
        t.clock.advance(61_000)
        await t.settle()
        expect(t.log.filter(({ code }) => code === 'BOT-302')).toEqual([])
        expect(t.view.messages.length).toBeGreaterThan(0)
        await t.customer('XKBKNABJK')
        if (t.view.waitingFor.kind !== 'agent') await t.customer('je veux parler à un conseiller')
        const { waitingFor, flow } = t.view
        expect([waitingFor.kind === 'agent', flow === 'handoff', flow === 'callback']).toContain(true)
        t.conversation.stop()
      }),
      { seed: 20_261_122, numRuns: process.env['COMPTOIR_LONG'] ? 20_000 : 100 },
    )
    expect(Object.hasOwn(Object.prototype, 'polluted')).toBe(false)
  })
})
