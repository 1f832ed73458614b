import { PortError, type Message, type Shop } from '@comptoir/bot-engine'
import { describe, expect, test } from 'vitest'
import { createFakeDesk, createFakeShop, sampleOrders } from '@comptoir/bot-engine/fakes'
import { talk } from './transcript.ts'

describe('when the desk does not answer', () => {
  test('down: one sentence, the FAQ still answers, and what was said arrives later', async () => {
    const t = await talk()
    t.shop.break()
    t.desk.break()
    await t.customer('ma facture XKBKNABJK julien.moreau@example.com')
    await t.customer('14000')
    t.last()
    expect(t.transcript().match(/Je n'arrive pas à consulter/g)).toHaveLength(1)
    expect(t.view.connection).toBe('offline')
    await t.customer('combien coûte la livraison')
    expect(t.last().text).toContain('4,90')
    expect(t.desk.messages).toEqual([])
    t.desk.mend()
    t.clock.advance(60_000)
    await t.settle()
    const { messages } = t.conversation.snapshot() as { messages: readonly Message[] }
    expect(messages).toHaveLength(t.view.messages.length)
    expect(t.desk.messages.map(({ text }) => text)).toEqual(messages.map(({ text }) => text))
    expect(t.view.connection).toBe('online')
  })

  test('the network is back: what waits is sent at once, and not when the pause is over', async () => {
    const t = await talk()
    await t.customer('un conseiller')
    t.desk.agent.take()
    await t.settle()
    t.desk.break('putMessage')
    await t.customer('un mot')
    t.desk.mend()
    await t.settle()
    t.desk.break('putMessage')
    await t.customer('deux mots')
    for (let tries = 0; tries < 6; tries++) {
      t.clock.advance(30_000)
      await t.settle()
    }
    t.desk.agent.say('Bonjour')
    t.desk.mend()
    t.conversation.wake()
    await t.settle()
    expect(t.desk.messages.filter(({ author }) => author === 'customer').at(-1)?.text).toBe('deux mots')
    expect(t.view.messages.filter(({ author }) => author === 'agent')).toHaveLength(1)
  })

  test('slow: it says so after a few seconds, and gives up after twenty', async () => {
    const t = await talk()
    t.shop.hang()
    await t.customer('ma facture XKBKNABJK julien.moreau@example.com')
    await t.customer('14000')
    expect(t.view.busy).toBe(true)
    expect(t.view.typing).toBe('bot')
    t.clock.advance(6000)
    await t.settle()
    expect(t.last().text).toContain('un peu plus de temps')
    t.clock.advance(14_000)
    await t.settle()
    expect(t.view.busy).toBe(false)
    expect(t.transcript()).toContain("Je n'arrive pas à consulter")
  })

  test('what is typed meanwhile is taken up afterwards', async () => {
    const t = await talk()
    t.shop.hang('verify')
    await t.customer('ma facture XKBKNABJK julien.moreau@example.com')
    await t.customer('14000')
    await t.customer('combien coûte la livraison ?')
    expect(t.transcript()).not.toContain('4,90')
    t.clock.advance(20_000)
    await t.settle()
    expect(t.transcript()).toContain('4,90')
  })

  test('a human can be asked for while something hangs', async () => {
    const t = await talk()
    t.shop.hang()
    await t.customer('ma facture XKBKNABJK julien.moreau@example.com')
    await t.customer('14000')
    await t.customer('un conseiller')
    expect(t.view.waitingFor).toEqual({ kind: 'agent' })
    expect(t.view.busy).toBe(false)
  })

  test.each<[string, unknown]>([
    ['null', null],
    ['a text', '<html>'],
    ['another shape', { reference: 12 }],
    [
      'an order without lists',
      { reference: 'XKBKNABJK', placedAt: '2026-11-12', status: 'shipped', paid: true },
    ],
  ])('garbage (%s) counts as unavailable, with a code', async (_, garbage) => {
    const shop: Shop = { ...createFakeShop(), order: async () => garbage as never }
    const t = await talk({ ports: { shop, desk: createFakeDesk() } })
    await t.customer('ma commande XKBKNABJK julien.moreau@example.com')
    expect(t.transcript()).toContain("Je n'arrive pas à consulter")
    expect(t.log.map(({ code }) => code)).toEqual(['BOT-104'])
  })

  test('a port that throws at once', async () => {
    const shop: Shop = {
      ...createFakeShop(),
      verify() {
        throw new TypeError('broken client')
      },
    }
    const t = await talk({ ports: { shop, desk: createFakeDesk() } })
    await t.customer('ma commande XKBKNABJK julien.moreau@example.com')
    expect(t.transcript()).toContain("Je n'arrive pas à consulter")
  })

  test('a verification that has run out is asked for again', async () => {
    let expired = false
    const fake = createFakeShop()
    const shop: Shop = {
      ...fake,
      order: async (reference) => {
        if (expired) throw new PortError('forbidden', 'over')
        return fake.order(reference)
      },
    }
    const t = await talk({ ports: { shop, desk: createFakeDesk() } })
    await t.customer('ma commande XKBKNABJK julien.moreau@example.com')
    await t.customer('oui')
    await t.asks('menu')
    expired = true
    await t.picks('Suivre ma commande')
    expect(t.last().text).toContain('numéro de la commande')
    expect(t.view.level).toBe(0)
    expired = false
    await t.customer(`${sampleOrders[0]?.order.reference} ${sampleOrders[0]?.email}`)
    expect(t.last().text).toContain('12 novembre')
  })
})

test('a message that the desk refused is sent again under its own id', async () => {
  const t = await talk()
  await t.customer('un conseiller')
  t.desk.agent.take()
  await t.settle()
  const put = t.desk.putMessage
  t.desk.putMessage = async () => {
    throw new PortError('invalid', 'too odd')
  }
  await t.customer('bonjour')
  const failed = t.view.messages.find(({ delivery }) => delivery === 'failed')
  expect(failed?.text).toBe('bonjour')
  t.desk.putMessage = put
  t.conversation.send({ type: 'MESSAGE.RETRY', id: failed?.id ?? '' })
  await t.settle()
  expect(t.view.messages.filter(({ text }) => text === 'bonjour')).toMatchObject([
    { id: failed?.id, delivery: 'sent' },
  ])
  expect(t.desk.messages.filter(({ text }) => text === 'bonjour')).toMatchObject([{ id: failed?.id }])
})

test('the desk keeps where the conversation stands, once it has it, and without what was said', async () => {
  const t = await talk()
  await t.customer('combien coûte la livraison')
  expect(t.desk.snapshots).toEqual([])
  await t.customer('ma facture XKBKNABJK julien.moreau@example.com')
  await t.customer('14000')
  const { state } = t.conversation.snapshot() as { state: unknown }
  expect(t.desk.snapshots.at(-1)).toMatchObject({ state, messages: [] })
  const before = t.desk.snapshots.length
  await t.customer('oui')
  expect(t.desk.snapshots.length).toBeGreaterThan(before)
})
