import {
  connectDesk,
  createConversation,
  createMemoryStorage,
  type Conversation,
  type ConversationView,
  type FormField,
  type Knowledge,
  type LogEntry,
} from '@comptoir/bot-engine'
import { shippedFlows } from '@comptoir/bot-engine/flows'
import { createFakeClock } from '@comptoir/bot-engine/fakes'
import { describe, expect, it, onTestFinished } from 'vitest'
import { openDesk, origin, type Agent, type FrontDoor } from './front-door.ts'

// The engine as it runs in the page, its shipped flows, and the real service behind them.

interface Story {
  readonly door: FrontDoor
  readonly conversation: Conversation
  readonly view: ConversationView
  readonly log: readonly LogEntry[]
  customer(text: string): Promise<void>
  picks(label: RegExp): Promise<void>
  /** What the last message says. */
  said(text: RegExp): Promise<void>
  /** The desk has every message that the customer saw, in order, each once. */
  allDelivered(agent: Agent): Promise<void>
}

const kb: Knowledge = createKnowledge()

function tell(door = openDesk()): Story {
  const log: LogEntry[] = []
  const clock = createFakeClock()
  const storage = createMemoryStorage()
  const ports = connectDesk({
    url: `${origin}/desk`,
    storage,
    fetch: (input, init) => door.desk.fetch(new Request(input, init), { address: '192.0.2.10' }),
  })
  const conversation = createConversation({
    kb,
    flows: shippedFlows,
    ports,
    locale: 'fr',
    clock,
    storage,
    shop: { name: 'Atelier Nelvet', phone: '02 61 91 00 42' },
    log: (entry) => log.push(entry),
  })
  onTestFinished(() => conversation.stop())
  conversation.start()

  const settled = (done: () => boolean, what: string): Promise<void> =>
    expect
      .poll(() => (done() ? 'yes' : conversation.view.messages.map(({ text }) => text).slice(-3)), {
        message: what,
        timeout: 4000,
        interval: 10,
      })
      .toBe('yes')

  return {
    door,
    conversation,
    log,
    get view() {
      return conversation.view
    },
    customer: async (text) => {
      await settled(() => !conversation.view.busy, 'the bot is done')
      conversation.send({ type: 'MESSAGE.SEND', text })
    },
    picks: async (label) => {
      const choices = (): readonly { id: string; label: string }[] =>
        conversation.view.messages.flatMap(({ choices: replies = [], card }) =>
          card?.type === 'rating' ? [...card.options, ...replies] : replies,
        )
      await settled(() => choices().some((choice) => label.test(choice.label)), `${label} is offered`)
      const choice = choices().findLast((one) => label.test(one.label))
      conversation.send({ type: 'CHOICE.PICK', id: choice?.id ?? '' })
    },
    said: (text) =>
      settled(
        () => conversation.view.messages.slice(-6).some((message) => text.test(message.text)),
        String(text),
      ),
    allDelivered: async (agent) => {
      await settled(
        () => conversation.view.messages.every(({ delivery }) => delivery !== 'pending'),
        'all is sent',
      )
      // What the page itself notes (who joined) stays in the page.
      const seen = (): ConversationView['messages'] =>
        conversation.view.messages.filter(({ author }) => author !== 'system')
      const queue = (await agent.get('/queue')).body
      const callbacks = (await agent.get('/callbacks?show=all')).body.callbacks
      const id = [...queue.mine, ...queue.waiting, ...callbacks][0]?.conversationId
      // What the bot says last may still be on its way.
      await expect
        .poll(async () => {
          const { messages } = (await agent.get(`/conversations/${id}`)).body
          const onDesk: string[] = messages.map((message: { id: string }) => message.id)
          return {
            onDesk,
            isSame:
              onDesk.join() ===
              seen()
                .map((message) => message.id)
                .join(),
          }
        })
        .toMatchObject({ isSame: true })
      expect(seen().filter(({ delivery }) => delivery === 'failed')).toEqual([])
    },
  }
}

describe('the four stories, through engine and service', () => {
  it('get my invoice: verified, found, opened by a link that works once', async () => {
    const story = tell()
    await story.customer('je n’ai pas reçu ma facture')
    await story.said(/numéro de la commande/)
    await story.customer('xkbknabjk')
    await story.said(/adresse e-mail/)
    await story.customer('jeanne.aubert@exemple.fr')
    await story.said(/code postal/)
    await story.customer('14000')
    await story.said(/commande du 16 novembre 2026/)
    await story.customer('oui')
    await story.said(/FA-2026-00031/)
    const file = story.view.messages.map(({ card }) => card).find((card) => card?.type === 'file')
    const ref = file?.type === 'file' ? file.ref : ''
    const { href } = await story.conversation.mintLink(ref)
    const open = (): Promise<Response> => story.door.desk.fetch(new Request(href))
    expect((await open()).headers.get('content-type')).toBe('application/pdf')
    expect((await open()).status).toBe(404)
    expect(story.log).toEqual([])
  })

  it('where is my order: its state and its timeline', async () => {
    const story = tell()
    await story.customer('où est mon colis ?')
    await story.said(/numéro de la commande/)
    await story.customer('XKBKNABJK')
    await story.customer('jeanne.aubert@exemple.fr')
    await story.said(/commande du 16 novembre 2026/)
    await story.customer('oui')
    await story.said(/Colissimo|expédiée/i)
    const card = story.view.messages.map((message) => message.card).find((one) => one?.type === 'order')
    expect(card?.type === 'order' && card.order).toMatchObject({ reference: 'XKBKNABJK', status: 'shipped' })
    expect(story.log).toEqual([])
  })

  it('talk to a human: both write, and the end is told', async () => {
    const story = tell()
    const camille = await story.door.agent()
    await story.customer('je veux parler à un conseiller')
    await expect
      .poll(async () => (await camille.get('/queue')).body.waiting.length, { timeout: 4000 })
      .toBe(1)
    const { conversationId } = (await camille.get('/queue')).body.waiting[0]
    await camille.post(`/conversations/${conversationId}/take`)
    await expect
      .poll(() => story.view.handoff, { timeout: 4000 })
      .toEqual({ state: 'live', agent: 'Camille, conseillère' })
    await camille.put(`/conversations/${conversationId}/messages/agent-message-1`, {
      text: 'Bonjour, je vous écoute.',
      at: '2026-11-21T10:01:00.000Z',
    })
    await story.said(/je vous écoute/)
    await story.customer('ma lampe est arrivée cassée')
    await expect
      .poll(async () => (await camille.get(`/conversations/${conversationId}`)).body.messages.at(-1)?.text, {
        timeout: 4000,
      })
      .toBe('ma lampe est arrivée cassée')
    await story.allDelivered(camille)
    await camille.post(`/conversations/${conversationId}/close`)
    await story.said(/autres questions/)
    expect(story.log).toEqual([])
  })

  it('call me back: a promise with consent, in the console with its due time', async () => {
    const story = tell()
    const camille = await story.door.agent()
    story.conversation.send({ type: 'FLOW.START', flow: 'callback' })
    await expect.poll(() => story.view.waitingFor.kind, { timeout: 4000 }).toBe('form')
    const form = story.view.messages.map(({ card }) => card).findLast((card) => card?.type === 'form')
    const fields = form?.type === 'form' ? form.fields : []
    const answers: Record<string, (field: FormField) => string | boolean> = {
      tel: () => '02 61 91 00 42',
      select: ({ options = [] }) => options[0]?.value ?? '',
      checkbox: ({ required }) => required === true,
    }
    const values = Object.fromEntries(
      fields.map((field) => [field.name, answers[field.kind]?.(field) ?? 'Jeanne Aubert']),
    )
    story.conversation.send({ type: 'FORM.SUBMIT', id: form?.type === 'form' ? form.id : '', values })
    await expect
      .poll(async () => (await camille.get('/callbacks')).body.callbacks.length, { timeout: 4000 })
      .toBe(1)
    const [promised] = (await camille.get('/callbacks')).body.callbacks
    expect(promised).toMatchObject({ phone: '+33261910042', state: 'due', consent: { commercial: false } })
    expect(promised.consent.textVersion).not.toBe('')
    await story.allDelivered(camille)
    expect(story.log).toEqual([])
  })
})

/** Two articles that start a flow are all that these stories ask of a knowledge base. */
function createKnowledge(): Knowledge {
  const articles = [
    {
      id: 'invoice.not-received',
      question: 'Je n’ai pas reçu ma facture',
      answer: 'La voici.',
      action: 'get-invoice',
      on: /facture/i,
    },
    {
      id: 'order.track',
      question: 'Où est ma commande ?',
      answer: 'La voici.',
      action: 'track-order',
      on: /colis|commande/i,
    },
  ]
  return {
    ask: (question) => {
      const article = articles.find(({ on }) => on.test(question))
      return article ? { kind: 'answer', article, confidence: 0.95 } : { kind: 'escalate' }
    },
    get: (id) => articles.find((article) => article.id === id),
  }
}
