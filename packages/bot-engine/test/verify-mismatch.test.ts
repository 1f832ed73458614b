import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { talk } from './transcript.ts'

/** What somebody claims who does not know it all: at least one of the three is not that of the order. */
interface Claim {
  readonly reference: string
  readonly email: string
  readonly postcode: string
}

const RIGHT: Claim = { reference: 'XKBKNABJK', email: 'julien.moreau@example.com', postcode: '14000' }

const letters = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ']
const references = fc
  .array(fc.constantFrom(...letters), { minLength: 9, maxLength: 9 })
  .map((chosen) => chosen.join(''))
  // A word that ends the conversation, or an order of the sample shop, would be no mismatch.
  .filter((reference) => /[KQWXYZ]{2}/.test(reference))
const emails = fc.integer({ min: 1, max: 99_999 }).map((number) => `someone${number}@example.org`)
const postcodes = fc.integer({ min: 10_000, max: 95_999 }).map(String)

/** Every kind of mismatch: which of the three are wrong, or another customer's, or another order's of the same one. */
const mismatches: fc.Arbitrary<Claim> = fc.oneof(
  references.map((reference) => ({ ...RIGHT, reference })),
  emails.map((email) => ({ ...RIGHT, email })),
  fc.tuple(references, emails).map(([reference, email]) => ({ ...RIGHT, reference, email })),
  fc.record({ reference: references, email: emails, postcode: postcodes }),
  fc.constant({ ...RIGHT, email: 'amelie.duval@example.com', postcode: '35000' }),
  fc.constant({ ...RIGHT, reference: 'RELAYPNTZ' }),
)

/** For documents the postcode counts too. */
const mismatchesOfThree: fc.Arbitrary<Claim> = fc.oneof(
  mismatches,
  postcodes.filter((postcode) => postcode !== RIGHT.postcode).map((postcode) => ({ ...RIGHT, postcode })),
)

/** All that the customer can see, and all that the shop is asked, without the values that were typed. */
async function outcomeOf(wish: string, tries: readonly Claim[]): Promise<unknown> {
  const t = await talk()
  await t.picks(wish)
  for (const { reference, email, postcode } of tries) {
    await t.customer(reference)
    await t.customer(email)
    if (wish === 'Obtenir ma facture') await t.customer(postcode)
  }
  const bot = t.view.messages.filter(({ author }) => author !== 'customer')
  const outcome = {
    said: bot.map(({ text, card, choices }) => [text, card, choices]),
    asked: t.shop.calls.map((call) => {
      const [name, input = '{}'] = [call.split(' ')[0], call.slice(call.indexOf(' ') + 1)]
      return [name, Object.keys(input.startsWith('{') ? (JSON.parse(input) as object) : {})]
    }),
    view: [t.view.waitingFor, t.view.level, t.view.flow, t.view.busy],
    log: t.log.map(({ code }) => code),
  }
  t.conversation.stop()
  return outcome
}

describe('a failed verification says the same and asks the same, whatever was wrong', () => {
  const numRuns = process.env['COMPTOIR_LONG'] ? 2000 : 25

  test.each([
    ['Suivre ma commande', mismatches],
    ['Obtenir ma facture', mismatchesOfThree],
  ] as const)('%s, one try and up to three', async (wish, kinds) => {
    const typical = [1, 2, 3].map((count) =>
      Array.from({ length: count }, () => ({ ...RIGHT, reference: 'ZZZZZZZZZ' })),
    )
    const expected = await Promise.all(typical.map((tries) => outcomeOf(wish, tries)))
    await fc.assert(
      fc.asyncProperty(fc.array(kinds, { minLength: 1, maxLength: 3 }), async (tries) => {
        expect(await outcomeOf(wish, tries)).toEqual(expected[tries.length - 1])
      }),
      { seed: 20_261_121, numRuns },
    )
  })
})
