import { extendFlows, type ConversationEvent } from '@comptoir/bot-engine'
import { describe, expect, test } from 'vitest'
import { preloadedFlows } from './preloaded-flows.ts'
import { talk, type Talk } from './transcript.ts'

/** Both look something up first; one asks for two things then, the other takes any words for an answer. */
const flows = extendFlows(preloadedFlows, {
  flows: [
    {
      id: 'looking',
      version: 1,
      fail: 'stuck',
      slots: { count: { type: 'number' }, word: { type: 'text' } },
      steps: [
        { call: 'shop.orders', as: 'orders', within: 30, fail: 'asks' },
        { say: 'found', if: { orders: { known: true } } },
        { id: 'asks', collect: 'count' },
        { collect: 'word' },
        { say: 'both' },
        { end: 'resolved' },
        { id: 'stuck', end: 'unresolved' },
      ],
    },
    {
      id: 'listening',
      version: 1,
      fail: 'stuck',
      slots: { word: { type: 'text' } },
      steps: [
        { call: 'desk.availability', as: 'people' },
        { say: 'away', if: { 'people.open': false } },
        { collect: 'word' },
        { say: 'heard' },
        { end: 'resolved' },
        { id: 'stuck', end: 'unresolved' },
      ],
    },
  ],
  texts: {
    fr: {
      looking: {
        found: 'Voici vos commandes.',
        count: 'Combien ?',
        word: 'Lequel ?',
        both: 'Noté : {count}, {word}.',
      },
      listening: {
        away: 'Nos conseillers sont absents.',
        word: 'Dites-moi tout.',
        heard: 'Vous avez dit : {word}.',
      },
    },
  },
})

/** The shop hangs, and this was typed meanwhile. */
async function typedMeanwhile(...texts: readonly string[]): Promise<Talk> {
  const t = await talk({ flows })
  t.shop.hang('orders')
  await send(t, { type: 'FLOW.START', flow: 'looking' })
  expect(t.view.busy).toBe(true)
  for (const text of texts) await t.customer(text)
  expect(t.view.busy).toBe(true)
  return t
}

async function send(t: Talk, event: ConversationEvent): Promise<void> {
  t.conversation.send(event)
  await t.settle()
}

/** Until every call has been given up. */
async function muchLater(t: Talk): Promise<void> {
  for (let call = 0; call < 3; call++) {
    t.clock.advance(60_000)
    await t.settle()
  }
}

describe('what is typed while a call hangs', () => {
  test('gets its turn when the call is given up, in the order in which it was typed', async () => {
    const t = await typedMeanwhile('trois', 'le carnet rouge')
    t.clock.advance(30_000)
    await t.settle()
    expect(t.transcript()).toContain('Noté : 3, le carnet rouge.')
  })

  test('waits for the next question where the first is not answered by it', async () => {
    const t = await typedMeanwhile('le carnet rouge')
    t.clock.advance(30_000)
    await t.settle()
    expect(t.view.waitingFor).toMatchObject({ kind: 'text', slot: { type: 'number' } })
    expect(t.transcript()).not.toContain('Noté')
  })

  test.each<[string, readonly ConversationEvent[]]>([
    ['another flow', []],
    ['the menu, and there another flow', [{ type: 'COMMAND', name: 'menu' }]],
    ['to begin anew, and then another flow', [{ type: 'COMMAND', name: 'restart' }]],
    ['to stop, and later another flow', [{ type: 'COMMAND', name: 'stop' }]],
  ])('is no answer to what is chosen since: %s', async (_, before) => {
    const t = await typedMeanwhile('le carnet rouge', 'trois')
    for (const event of before) await send(t, event)
    await send(t, { type: 'FLOW.START', flow: 'listening' })
    await muchLater(t)
    expect(t.view.flow).toBe('listening')
    expect(t.transcript()).not.toContain('Vous avez dit')
    await t.customer('bonjour à tous')
    expect(t.transcript()).toContain('Vous avez dit : bonjour à tous.')
  })

  test('is no answer to what is asked after a button of the menu was chosen', async () => {
    const t = await typedMeanwhile('non')
    await t.picks('flow:get-invoice')
    await muchLater(t)
    for (const text of ['XKBKNABJK', 'julien.moreau@example.com', '14000']) await t.customer(text)
    expect(t.last().text).toContain("s'agit bien de la commande")
    expect(t.view).toMatchObject({ flow: 'verify', waitingFor: { kind: 'choice' } })
  })

  test('is not said to the advisor by itself; it stands in what they read', async () => {
    const t = await typedMeanwhile('le carnet rouge')
    await t.customer('un conseiller')
    await muchLater(t)
    expect(t.view.waitingFor).toEqual({ kind: 'agent' })
    const customer = t.desk.messages.filter(({ author }) => author === 'customer').map(({ text }) => text)
    expect(customer).toEqual(['le carnet rouge', 'un conseiller'])
  })

  test('may itself ask for something else, and what follows it is said to that', async () => {
    const t = await typedMeanwhile('ma facture', 'XKBKNABJK')
    t.clock.advance(30_000)
    await t.settle()
    expect(t.view).toMatchObject({ flow: 'verify', waitingFor: { kind: 'text', slot: { type: 'email' } } })
  })
})
