import { describe, expect, test } from 'vitest'
import {
  createMemoryStorage,
  PortError,
  type ConversationEvent,
  type FlowLibrary,
} from '@comptoir/bot-engine'
import { preloadedFlows } from './preloaded-flows.ts'
import { talk, type Talk } from './transcript.ts'

let count = 0

/** What was said, but for what was hidden in it on its way. */
const spoken = (t: Talk): readonly string[] =>
  t.view.messages.map(({ author, text }) => (author === 'bot' ? text : author))

const said = (t: Talk): string[] =>
  t.view.messages.filter(({ author }) => author === 'customer').map(({ text }) => text)

async function send(t: Talk, text: string, act: string): Promise<void> {
  await t.conversation.send({ type: 'MESSAGE.SEND', text }, act)
  await t.settle()
}

describe('an act with an id', () => {
  test('becomes a message of that id, and counts once however often it is given', async () => {
    const t = await talk()
    await send(t, 'combien coûte la livraison', 'act-00001')
    const before = t.transcript()
    await send(t, 'combien coûte la livraison', 'act-00001')
    await t.reload()
    await send(t, 'combien coûte la livraison', 'act-00001')
    expect(t.transcript()).toBe(before)
    expect(t.view.messages.find(({ author }) => author === 'customer')?.id).toBe('act-00001')
  })

  test('said, but not answered before the page went, is answered', async () => {
    const t = await talk()
    const whole = await talk()
    await send(whole, 'combien coûte la livraison', 'act-00001')
    // The page goes between the customer's word and the answer.
    const stored = whole.conversation.snapshot() as { messages: { author: string }[]; acts: string[] }
    const { messages } = stored
    const cut = messages.findIndex(({ author }) => author === 'customer') + 1
    await t.reload({ snapshot: { ...stored, messages: messages.slice(0, cut), acts: [] } })
    await send(t, 'combien coûte la livraison', 'act-00001')
    expect(t.transcript()).toBe(whole.transcript())
  })

  test('of a choice is not taken for the answer to the next question when it is given again', async () => {
    const t = await talk()
    const pick = t.view.messages[0]?.choices?.find(({ id }) => id === 'flow:track-order')
    await t.conversation.send({ type: 'CHOICE.PICK', id: pick?.id ?? '' }, 'act-00002')
    await t.settle()
    const before = t.transcript()
    await t.conversation.send({ type: 'CHOICE.PICK', id: pick?.id ?? '' }, 'act-00002')
    await t.settle()
    expect(t.transcript()).toBe(before)
  })

  test('under an id that the desk would refuse is done without one', async () => {
    const t = await talk()
    await send(t, 'bonjour', 'é <b>')
    expect(said(t)).toEqual(['bonjour'])
  })

  test('that the desk has refused is the same message when it is sent again', async () => {
    const t = await talk()
    await t.customer('un conseiller')
    t.desk.agent.take()
    await t.settle()
    const { putMessage } = t.desk
    t.desk.putMessage = () => Promise.reject(new PortError('invalid', 'not now'))
    await send(t, 'un mot', 'act-00003')
    expect(t.view.messages.at(-1)).toMatchObject({ id: 'act-00003', delivery: 'failed' })
    t.desk.putMessage = putMessage
    await send(t, 'un mot', 'act-00003')
    expect(t.view.messages.at(-1)).toMatchObject({ id: 'act-00003', delivery: 'sent' })
    expect(said(t).filter((text) => text === 'un mot')).toHaveLength(1)
    expect(t.desk.messages.filter(({ id }) => id === 'act-00003')).toHaveLength(1)
  })
})

describe('the page goes between two writings', () => {
  test('a message that stands in the conversation but not in the outbox is sent all the same', async () => {
    const storage = createMemoryStorage()
    const t = await talk({ storage })
    await t.customer('un conseiller')
    t.desk.break()
    await t.customer('un mot')
    await storage.delete('comptoir:outbox')
    t.desk.mend()
    await t.reload()
    expect(t.desk.messages.filter(({ text }) => text === 'un mot')).toHaveLength(1)
    expect(said(t).filter((text) => text === 'un mot')).toHaveLength(1)
  })

  test('a message that stands in the outbox but not in the conversation was said', async () => {
    const t = await talk()
    await t.customer('un conseiller')
    t.desk.break()
    const before: unknown = t.conversation.snapshot()
    await send(t, 'un mot', 'act-00004')
    t.desk.mend()
    await t.reload({ snapshot: before })
    await send(t, 'un mot', 'act-00004')
    expect(said(t)).toEqual(['un conseiller', 'un mot'])
    expect(t.desk.messages.filter(({ text }) => text === 'un mot')).toHaveLength(1)
  })

  test('whenever it goes, what was asked meanwhile is said once, and answered once', async () => {
    const kept = { snapshot: undefined as unknown, outbox: [] as unknown }
    const moments: string[] = []
    const writes = async (what: Partial<typeof kept>): Promise<void> => {
      // A database takes its time: what is being written when the page goes is not kept.
      const whole: unknown = JSON.parse(JSON.stringify(what))
      await new Promise((resolve) => setImmediate(resolve))
      moments.push(JSON.stringify(Object.assign(kept, whole)))
    }
    let saved = Promise.resolve()
    const storage = {
      ...createMemoryStorage(),
      set: (_: string, outbox: unknown) => (saved = saved.then(() => writes({ outbox }))),
    }
    const whole = await talk({ storage })
    whole.conversation.subscribe(() => {
      const snapshot = whole.conversation.snapshot()
      saved = saved.then(() => writes({ snapshot }))
    })
    const words = ['Suivre ma commande', 'XKBKNABJK', 'julien.moreau@example.com', 'Oui']
    for (const [index, word] of words.entries()) {
      const choice = whole.view.messages.at(-1)?.choices?.find(({ label }) => label === word)
      const act: ConversationEvent = choice
        ? { type: 'CHOICE.PICK', id: choice.id }
        : { type: 'MESSAGE.SEND', text: word }
      await saved
      moments.length = 0
      await whole.conversation.send(act, `act-0000${index}`)
      await whole.settle()
      await saved
      const lines = spoken(whole)
      for (const moment of new Set(moments)) {
        const { snapshot, outbox } = JSON.parse(moment)
        const left = createMemoryStorage()
        await left.set('comptoir:outbox', outbox)
        const ports = { shop: whole.shop, desk: whole.desk }
        const next = await talk({ ports, storage: left, snapshot, newId: () => `n${++count}` })
        await next.conversation.send(act, `act-0000${index}`)
        await next.settle()
        expect(spoken(next)).toEqual(lines)
        next.conversation.stop()
      }
    }
    expect(whole.transcript()).toContain('est livrée')
  })

  test('what cannot be fetched when it comes back is fetched later, and nothing is given up meanwhile', async () => {
    const t = await talk()
    await t.picks('Suivre ma commande')
    let away = true
    const texts: FlowLibrary['texts'] = (locale, id) =>
      away ? Promise.reject(new TypeError('Failed to fetch')) : preloadedFlows.texts(locale, id)
    const flows = { ...preloadedFlows, texts }
    await t.reload({ flows })
    const act = t.conversation.send({ type: 'MESSAGE.SEND', text: 'XKBKNABJK' }, 'act-00006')
    await t.settle()
    away = false
    t.conversation.wake()
    await act
    expect(said(t)).toEqual(['Suivre ma commande', 'XKBKNABJK'])
    expect(t.last().text).toContain('adresse e-mail')
  })

  test('nothing is sent before it is kept', async () => {
    const order: string[] = []
    const inner = createMemoryStorage()
    const storage = {
      ...inner,
      set: async (key: string, value: unknown) => {
        await inner.set(key, value)
        order.push(`kept ${(value as { text: string }[]).map(({ text }) => text).join()}`)
      },
    }
    const t = await talk({ storage })
    await t.customer('un conseiller')
    const { putMessage } = t.desk
    t.desk.putMessage = (message) => {
      order.push(`sent ${message.text}`)
      return putMessage(message)
    }
    order.length = 0
    await t.customer('un mot')
    expect(order.slice(0, 2)).toEqual(['kept un mot', 'sent un mot'])
  })
})
