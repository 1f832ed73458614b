import { describe, expect, test } from 'vitest'
import type { Flow, Message } from '@comptoir/bot-engine'
import { extendFlows } from '@comptoir/bot-engine'
import { preloadedFlows } from './preloaded-flows.ts'
import { talk, type Talk } from './transcript.ts'

/** The walk of the invoice, one act a line. */
const walk: readonly ((t: Talk) => Promise<void>)[] = [
  (t) => t.customer('ma facture'),
  (t) => t.customer('XKBKNABJK'),
  (t) => t.customer('julien.moreau@example.com'),
  (t) => t.customer('14000'),
  (t) => t.customer('oui'),
  (t) => t.customer('oui'),
  (t) => t.customer('oui'),
  (t) => t.customer('non'),
  (t) => t.picks('Facile'),
]

/** The messages as they are kept. */
function kept(t: Talk): readonly unknown[] {
  const { messages } = t.conversation.snapshot() as { messages: readonly Message[] }
  return messages.map(({ author, text, card, choices }) => ({ author, text, card, choices }))
}

describe('the page is loaded again', () => {
  test('after any act: the same conversation as without', async () => {
    const whole = await talk()
    for (const act of walk) await act(whole)
    for (let cut = 0; cut < walk.length; cut++) {
      const t = await talk()
      for (const [index, act] of walk.entries()) {
        if (index === cut) await t.reload()
        await act(t)
      }
      expect(kept(t), `loaded again before act ${cut + 1}`).toEqual(kept(whole))
      expect(t.view.waitingFor).toEqual(whole.view.waitingFor)
    }
  })

  test('while something is being looked up: it is asked for again', async () => {
    const t = await talk()
    t.shop.hang('verify')
    await t.customer('ma facture XKBKNABJK julien.moreau@example.com')
    await t.customer('14000')
    t.shop.mend()
    await t.reload()
    expect(t.last().text).toContain('12 novembre')
  })

  test('a stored conversation is small', async () => {
    const t = await talk()
    for (const act of walk.slice(0, 4)) await act(t)
    const { state } = t.conversation.snapshot() as { state: unknown }
    const withoutOrder = JSON.stringify(state, (key, value: unknown) => (key === 'order' ? undefined : value))
    expect(withoutOrder.length).toBeLessThan(1200)
  })
})

interface Stored {
  readonly state: { readonly context: { readonly stack: readonly { readonly frame: object }[] } }
}

async function stored(): Promise<Stored> {
  const t = await talk()
  await t.customer('ma facture')
  await t.customer('XKBKNABJK')
  return JSON.parse(JSON.stringify(t.conversation.snapshot())) as Stored
}

function edited(snapshot: Stored, context: object): unknown {
  return { ...snapshot, state: { ...snapshot.state, context: { ...snapshot.state.context, ...context } } }
}

function question(version: number, steps: Flow['steps']): Flow {
  return {
    id: 'order-question',
    version,
    fail: 'over',
    slots: { reference: { type: 'order-reference' }, email: { type: 'email' }, count: { type: 'number' } },
    steps: [...steps, { id: 'over', end: 'resolved' }],
  }
}

describe('a snapshot that is not ours', () => {
  test.each<[string, (snapshot: Stored) => unknown]>([
    ['another version', (snapshot) => ({ ...snapshot, version: 2 })],
    ['no version', (snapshot) => ({ ...snapshot, version: undefined })],
    ['no state', (snapshot) => ({ ...snapshot, state: undefined })],
    ['an unknown mode', (snapshot) => ({ ...snapshot, state: { ...snapshot.state, mode: 'zzz' } })],
    ['a mode that is a number', (snapshot) => ({ ...snapshot, state: { ...snapshot.state, mode: 7 } })],
    ['no context', (snapshot) => ({ ...snapshot, state: { mode: 'leading' } })],
    ['a stack that is no list', (snapshot) => edited(snapshot, { stack: {} })],
    [
      'a stack too deep',
      (snapshot) => edited(snapshot, { stack: Array(50).fill(snapshot.state.context.stack[0]) }),
    ],
    ['leading without a flow', (snapshot) => edited(snapshot, { stack: [] })],
    ['a level of 9', (snapshot) => edited(snapshot, { level: 9 })],
    ['facts with __proto__', (snapshot) => edited(snapshot, { facts: JSON.parse('{"__proto__":{"x":1}}') })],
    [
      'tries below zero',
      (snapshot) =>
        edited(snapshot, {
          stack: [{ aside: false, frame: { ...snapshot.state.context.stack[0]?.frame, tries: { a: -1 } } }],
        }),
    ],
    [
      'a frame without a state',
      (snapshot) => edited(snapshot, { stack: [{ aside: false, frame: { flow: 'verify' } }] }),
    ],
  ])('%s: starts afresh, keeps the transcript', async (_, spoil) => {
    const snapshot = spoil(await stored())
    const t = await talk({ snapshot })
    expect(t.log.map(({ code }) => code)).toContain('BOT-102')
    expect(t.transcript()).toContain('customer: XKBKNABJK')
    await t.customer('conseiller')
    expect(t.view.waitingFor).toEqual({ kind: 'agent' })
  })

  test.each([null, undefined, 7, 'text', [], {}, { messages: 'no' }, { messages: [{ id: 1 }], version: 1 }])(
    '%j: greets',
    async (snapshot) => {
      const t = await talk({ snapshot })
      expect(t.last().text).toContain('assistant automatique')
    },
  )
})

describe('a flow that was edited meanwhile', () => {
  const texts = {
    reference: 'Which order?',
    email: 'Which e-mail?',
    count: 'How many?',
    welcome: 'Welcome.',
    done: 'Thank you {reference} {count}.',
  }
  const library = (flow: Flow): typeof preloadedFlows =>
    extendFlows(preloadedFlows, { flows: [flow], texts: { en: { [flow.id]: texts } } })
  const before = library(
    question(1, [{ collect: 'reference' }, { collect: 'email' }, { collect: 'count' }, { say: 'done' }]),
  )

  async function upToTheEmail(): Promise<Talk> {
    const t = await talk({ locale: 'en', flows: before })
    t.conversation.send({ type: 'FLOW.START', flow: 'order-question' })
    await t.settle()
    await t.customer('XKBKNABJK')
    expect(t.last().text).toBe('Which e-mail?')
    return t
  }

  test('goes on at the same step when it is still there', async () => {
    const t = await upToTheEmail()
    await t.reload({
      flows: library(
        question(2, [{ say: 'welcome' }, { collect: 'reference' }, { collect: 'email' }, { say: 'done' }]),
      ),
    })
    await t.customer('me@example.com')
    expect(t.transcript()).toContain('Thank you XKBKNABJK')
  })

  test('goes on at the last checkpoint when its step is gone, with what is known', async () => {
    const t = await upToTheEmail()
    await t.reload({
      flows: library(question(2, [{ collect: 'reference' }, { collect: 'count' }, { say: 'done' }])),
    })
    expect(t.log.map(({ code }) => code)).toContain('BOT-204')
    await t.customer('XKBKNABJK')
    await t.customer('2')
    expect(t.transcript()).toContain('Thank you XKBKNABJK 2.')
  })

  test('is gone altogether: the human is offered', async () => {
    const t = await upToTheEmail()
    await t.reload({ flows: preloadedFlows })
    expect(t.last().choices?.map(({ id }) => id)).toContain('command:human')
  })
})
