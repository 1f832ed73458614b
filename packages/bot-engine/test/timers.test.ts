import { describe, expect, test } from 'vitest'
import { playFlow } from './play-flow.ts'

const reference = { reference: { type: 'order-reference' } } as const

describe('time in a flow', () => {
  const patient = {
    slots: reference,
    steps: [{ collect: 'reference', silence: { after: 60, say: 'still' } }],
    texts: { reference: 'Le numéro ?', still: 'Prenez votre temps.' },
  } as const

  test('says something once when nothing comes', async () => {
    const { bot, clock, settle, view, silence } = await playFlow(patient)
    bot('Le numéro ?')
    expect(view.deadline).toBe('2026-11-21T10:01:00.000Z')
    clock.advance(59_999)
    await settle()
    silence()
    clock.advance(1)
    await settle()
    bot('Prenez votre temps.')
    clock.advance(600_000)
    await settle()
    silence()
  })

  test('begins anew after each answer that was not understood', async () => {
    const played = await playFlow(patient)
    played.bot('Le numéro ?')
    played.clock.advance(50_000)
    await played.customer('123')
    played.bot('9 lettres')
    expect(played.view.deadline).toBe('2026-11-21T10:01:50.000Z')
  })

  test('is gone with the question', async () => {
    const { customer, clock, settle, silence, last, conversation } = await playFlow({
      ...patient,
      slots: { ...reference, email: { type: 'email', pii: true, purpose: 'test' } },
      steps: [...patient.steps, { collect: 'email' }],
      texts: { ...patient.texts, email: 'L’adresse ?' },
    })
    await customer('XKBKNABJK')
    expect(last().text).toBe('L’adresse ?')
    expect(conversation.view.deadline).toBeUndefined()
    clock.advance(600_000)
    await settle()
    silence()
    expect(clock.alarms).toEqual([])
  })

  test('may lead away', async () => {
    const { bot, clock, settle } = await playFlow({
      slots: reference,
      steps: [
        { collect: 'reference', silence: { after: 60, go: 'gone' } },
        { go: 'done' },
        { id: 'gone', say: 'gone' },
      ],
      texts: { reference: 'Le numéro ?', gone: 'Je reste à votre disposition.' },
    })
    bot('Le numéro ?')
    clock.advance(60_000)
    await settle()
    bot('Je reste')
  })

  test('keeps its deadline through a reload, and rings once if it is over', async () => {
    const played = await playFlow(patient)
    played.bot('Le numéro ?')
    played.clock.advance(20_000)
    await played.reload()
    expect(played.view.deadline).toBe('2026-11-21T10:01:00.000Z')
    const snapshot: unknown = JSON.parse(JSON.stringify(played.conversation.snapshot()))
    played.conversation.stop()
    played.clock.advance(3_600_000)
    await played.reload({ snapshot })
    played.clock.advance(0)
    await played.settle()
    played.bot('Prenez votre temps.')
    await played.reload()
    played.clock.advance(3_600_000)
    await played.settle()
    played.silence()
  })

  test('waits between two sentences, and answers what is asked meanwhile', async () => {
    const { bot, clock, settle, silence, customer, view } = await playFlow({
      steps: [{ say: 'first' }, { wait: 'time', seconds: 5 }, { say: 'second' }],
      texts: { first: 'Un.', second: 'Deux.' },
    })
    bot('Un.')
    silence()
    expect(view.deadline).toBe('2026-11-21T10:00:05.000Z')
    await customer('merci')
    bot('plaisir')
    clock.advance(5000)
    await settle()
    bot('Deux.')
  })
})

describe('waiting for a page or a click', () => {
  const led = {
    steps: [
      { open: 'page' },
      { wait: 'page', ask: 'there', match: '/bons', seconds: 120, late: 'help' },
      { say: 'welcome' },
      { go: 'done' },
      { say: 'help' },
    ],
    texts: {
      page: 'Ouvrez vos bons.',
      'page.href': '/bons',
      there: 'Dites-moi quand vous y êtes.',
      welcome: 'Vous y êtes.',
      help: 'Voyons ensemble.',
    },
  } as const

  test('notices the page', async () => {
    const { bot, conversation, settle, silence } = await playFlow(led)
    bot('Ouvrez')
    bot('Dites-moi')
    conversation.send({ type: 'PAGE.CHANGE', url: 'https://shop.example/panier' })
    await settle()
    silence()
    conversation.send({ type: 'PAGE.CHANGE', url: 'https://shop.example/bons' })
    await settle()
    bot('Vous y êtes.')
  })

  test('takes the customer’s word', async () => {
    const { bot, customer } = await playFlow(led)
    bot('Ouvrez')
    bot('Dites-moi')
    await customer("c'est fait")
    bot('Vous y êtes.')
  })

  test('helps who does not find it, or takes long', async () => {
    const lost = await playFlow(led)
    lost.last()
    await lost.picks("Je n'y arrive pas")
    lost.bot('Voyons ensemble.')
    const late = await playFlow(led)
    late.last()
    late.clock.advance(120_000)
    await late.settle()
    late.bot('Voyons ensemble.')
  })

  test('notices a click', async () => {
    const { bot, conversation, settle } = await playFlow({
      ...led,
      steps: [{ open: 'page' }, { wait: 'click', ask: 'there' }, { say: 'welcome' }],
    })
    bot('Ouvrez')
    bot('Dites-moi')
    conversation.send({ type: 'LINK.OPEN', href: '/bons' })
    await settle()
    bot('Vous y êtes.')
  })
})

describe('a call', () => {
  test('is tried again while the shop is away', async () => {
    const { bot, shop, settle } = await playFlow(
      {
        steps: [
          { call: 'shop.orders', as: 'orders', tries: 2, fail: 'down' },
          { say: 'there' },
          { go: 'done' },
          { say: 'down' },
        ],
        texts: { there: 'Là.', down: 'Pas là.' },
      },
      { fakeShop: {} },
    )
    await settle()
    bot('Là.')
    expect(shop.calls).toEqual(['orders'])
  })

  test('gives up after its tries', async () => {
    const played = await playFlow({
      slots: reference,
      steps: [
        { collect: 'reference' },
        { call: 'shop.orders', as: 'orders', tries: 2, fail: 'down' },
        { go: 'done' },
        { say: 'down' },
      ],
      texts: { reference: 'Le numéro ?', down: 'Pas là.' },
    })
    played.shop.break('orders')
    played.bot('Le numéro')
    await played.customer('XKBKNABJK')
    played.bot('Pas là.')
    expect(played.shop.calls).toEqual(['orders', 'orders'])
  })
})

describe('what may come in between', () => {
  const asked = (interruption: 'return' | 'leave' | 'stay') =>
    playFlow({
      slots: reference,
      steps: [{ collect: 'reference', interruption }],
      texts: { reference: 'Le numéro ?' },
    })

  test('a question is answered, and the step comes back', async () => {
    const { customer, bot } = await asked('return')
    bot('Le numéro ?')
    await customer('quels sont les frais de livraison ?')
    bot('Colissimo')
    bot('Revenons')
    bot('Le numéro ?')
  })

  test('the step stays', async () => {
    const { customer, bot, silence } = await asked('stay')
    bot('Le numéro ?')
    await customer('quels sont les frais de livraison ?')
    bot('9 lettres')
    silence()
  })

  test('the flow is left', async () => {
    const { customer, bot, silence, conversation } = await asked('leave')
    bot('Le numéro ?')
    await customer('quels sont les frais de livraison ?')
    bot('Colissimo')
    silence()
    expect(conversation.view.flow).toBeUndefined()
  })
})
