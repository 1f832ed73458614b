import { describe, expect, test } from 'vitest'
import type { ConversationEvent, Flow, Knowledge } from '@comptoir/bot-engine'
import { extendFlows } from '@comptoir/bot-engine'
import { knowledge } from './knowledge.ts'
import { preloadedFlows } from './preloaded-flows.ts'
import { talk } from './transcript.ts'

describe('what people type', () => {
  test.each(['', '   ', '\u0000\u0007', '\u202E'])('nothing readable (%j)', async (text) => {
    const t = await talk()
    await t.customer(text)
    expect(t.last().text).toContain("Je n'ai rien reçu")
    expect(t.view.messages.some(({ author }) => author === 'customer')).toBe(false)
  })

  test('10,000 characters are cut to 4,000, and it says so', async () => {
    const t = await talk()
    await t.customer(`combien coûte la livraison ${'a'.repeat(10_000)}`)
    expect(t.view.messages.find(({ author }) => author === 'customer')?.text).toHaveLength(4000)
    expect(t.transcript()).toContain('les 4\u00A0000 premiers caractères')
    expect(t.last().text).toContain('4,90')
  })

  test('HTML stays text', async () => {
    const t = await talk()
    const html = '<img src=x onerror=alert(1)><script>alert(1)</script>'
    await t.customer(html)
    expect(t.view.messages.find(({ author }) => author === 'customer')?.text).toBe(html)
  })

  test('placeholders that a customer types are never filled in', async () => {
    const t = await talk({ fakeDesk: { agents: 0 } })
    await t.customer('{shop.phone} {{constructor}}')
    await t.customer('conseiller')
    expect(t.transcript()).toContain('{shop.phone} {{constructor}}')
  })

  test('a card number is masked before it becomes a message, said once, and never leaves', async () => {
    const t = await talk()
    await t.customer('ma carte 4111 1111 1111 1111 cvv 123, je veux un conseiller')
    await t.settle()
    expect(t.transcript()).toContain('customer: ma carte •••• 1111 cvv •••')
    expect(t.transcript().match(/masqué/g)).toHaveLength(1)
    expect(JSON.stringify([t.conversation.snapshot(), t.desk.messages, t.desk.handoffs])).not.toMatch(
      /4111|123/,
    )
  })

  test('a lone surrogate and control characters do not break the JSON', async () => {
    const t = await talk()
    await t.customer('combien \uD83D coûte\u0000 la livraison 🎁')
    const { text } = t.view.messages.find(({ author }) => author === 'customer') ?? { text: '' }
    expect(text).toBe('combien  coûte la livraison 🎁')
  })
})

describe('a flow that cannot be used', () => {
  const broken: readonly (readonly [string, object, string])[] = [
    [
      'leads nowhere',
      { steps: [{ say: 'hello' }, { go: 'nowhere' }, { end: 'resolved' }] },
      'steps[1]: there is no step "nowhere"',
    ],
    [
      'goes round for ever',
      { steps: [{ id: 'a', say: 'hello' }, { go: 'a' }, { end: 'resolved' }] },
      'could go round for ever',
    ],
    [
      'has a verb that is none',
      { steps: [{ dance: true }, { end: 'resolved' }] },
      'steps[0]: "dance" is no verb',
    ],
    [
      'asks for a slot that it has not',
      {
        steps: [
          { collect: 'size', fail: 'over' },
          { id: 'over', end: 'resolved' },
        ],
      },
      'there is no slot "size"',
    ],
    ['has no steps', {}, 'steps: expected a list of steps'],
    ['has none at all', { steps: [] }, 'steps'],
    ['has steps that are no list', { steps: { 0: { end: 'resolved' } } }, 'steps'],
    ['has a step that is none', { steps: [null] }, 'steps[0]'],
    ['is nothing', null as never, 'expected an object'],
  ]

  test.each(broken)(
    '%s: it never starts, it is said where and why, the human is there',
    async (_, flow, why) => {
      const own = flow === null ? flow : { id: 'own', version: 1, ...flow }
      const flows = { ...preloadedFlows, ids: [...preloadedFlows.ids, 'own'] }
      const t = await talk({
        flows: {
          ...flows,
          flow: (id) => (id === 'own' ? (own as unknown as Flow) : flows.flow(id)),
          texts: (locale, id) => (id === 'own' ? { hello: 'hello' } : flows.texts(locale, id)),
        },
      })
      t.conversation.send({ type: 'FLOW.START', flow: 'own' })
      await t.settle()
      expect(t.log.map(({ code }) => code)).toEqual(['BOT-202'])
      expect(t.log[0]?.message).toContain('"own" cannot be used')
      expect(t.log[0]?.message).toContain(why)
      expect(t.transcript()).not.toContain('hello')
      expect(t.view.flow).toBeUndefined()
      expect(t.last().choices?.map(({ id }) => id)).toContain('command:human')
      await t.customer('conseiller')
      expect(t.view.waitingFor).toEqual({ kind: 'agent' })
    },
  )

  test('whose file cannot be fetched: the same, and it starts once it can be', async () => {
    let there = false
    const t = await talk({
      flows: {
        ...preloadedFlows,
        flow(id) {
          if (id === 'callback' && !there) throw new Error('404')
          return preloadedFlows.flow(id)
        },
      },
    })
    await t.customer('rappelez-moi')
    expect(t.log.map(({ code }) => code)).toEqual(['BOT-202'])
    expect(t.last().choices?.map(({ id }) => id)).toContain('command:human')
    there = true
    await t.customer('rappelez-moi')
    expect(t.view.flow).toBe('callback')
  })

  test('calls the shop again and again without asking anybody: it is left', async () => {
    const flows = extendFlows(preloadedFlows, {
      flows: [
        {
          id: 'own',
          version: 1,
          fail: 'again',
          steps: [{ id: 'again', call: 'shop.orders' }, { go: 'again' }, { end: 'resolved' }],
        },
      ],
      texts: { fr: { own: {} } },
    })
    const t = await talk({ flows })
    t.conversation.send({ type: 'FLOW.START', flow: 'own' })
    for (let round = 0; round < 60; round++) {
      t.clock.advance(1000)
      await t.settle()
    }
    expect(t.log.map(({ code }) => code)).toContain('BOT-205')
    expect(t.view).toMatchObject({ busy: false })
    expect(t.last().choices?.map(({ id }) => id)).toContain('command:human')
  })
})

describe('a value of another type', () => {
  test.each<{ reference: unknown }>(
    [7, null, true, [], {}, { toString: 'x' }, 'x'.repeat(10_000)].map((reference) => ({ reference })),
  )('handed to a flow (%j) is asked for as if nothing had been said', async ({ reference }) => {
    const t = await talk()
    t.conversation.send({ type: 'FLOW.START', flow: 'verify', input: { reference, email: reference } })
    await t.settle()
    expect(t.last().text).toContain('numéro de la commande')
    await t.customer('XKBKNABJK')
    expect(t.last().text).toContain('adresse e-mail')
  })

  test('in a form is said at its field', async () => {
    const t = await talk()
    await t.customer('rappelez-moi')
    await t.fills({ phone: { number: '0612345678' }, slot: 7, consent: 'yes' })
    expect(t.view.waitingFor.kind).toBe('form')
    expect(t.card('form').fields.filter(({ error }) => error).length).toBeGreaterThan(0)
    expect(t.log).toEqual([])
  })

  test('in a stored conversation is asked for again', async () => {
    const before = await talk()
    await before.customer('ma facture')
    await before.customer('XKBKNABJK')
    const kept = JSON.stringify(before.conversation.snapshot()).replaceAll(
      '"reference":"XKBKNABJK"',
      '"reference":12',
    )
    const t = await talk({ snapshot: JSON.parse(kept) as unknown })
    expect(t.log.map(({ code }) => code)).toEqual(['BOT-105'])
    await t.customer('XKBKNABJK')
    await t.customer('julien.moreau@example.com')
    expect(t.last().text).toContain('code postal')
  })
})

describe('what a page sends', () => {
  test.each([
    { type: 'xstate.stop' },
    { type: 'xstate.init' },
    { type: 'xstate.done.actor.verify', output: { level: 3 } },
    { type: 'DONE', id: 'verify', output: { level: 3 } },
    { type: 'RESUME' },
    { type: 'constructor' },
    { type: 'toString' },
    { type: '__proto__' },
    { type: '' },
    { type: 'MESSAGE.SEND' },
    { type: 'MESSAGE.SEND', text: { toString: 'x' } },
    { type: 'CHOICE.PICK', id: 'never.offered=1' },
    { type: 'FORM.SUBMIT', id: 'callback.details', values: { phone: '0612345678' } },
    { type: 'COMMAND', name: 'sudo' },
    { type: 'ARTICLE.OPEN', id: 'no.such' },
    null,
    'MESSAGE.SEND',
    [],
  ])('%j is refused with a code, and nothing happens', async (event) => {
    const t = await talk()
    const before = t.transcript()
    t.conversation.send(event as ConversationEvent)
    await t.settle()
    expect(t.log.map(({ code }) => code)).toEqual(['BOT-101'])
    expect(t.transcript()).toBe(before)
    await t.customer('conseiller')
    expect(t.view.waitingFor).toEqual({ kind: 'agent' })
  })

  test('an old button picked again does nothing', async () => {
    const t = await talk()
    await t.customer('ma commande TRANSITAB julien.moreau@example.com')
    await t.customer('oui')
    const before = t.transcript()
    t.conversation.send({ type: 'CHOICE.PICK', id: 'verify.isIt=no' })
    await t.settle()
    expect(t.transcript()).toBe(before)
  })

  test('a flow that does not exist offers the human', async () => {
    const t = await talk()
    t.conversation.send({ type: 'FLOW.START', flow: 'constructor' })
    await t.settle()
    expect(t.last().choices?.map(({ id }) => id)).toContain('command:human')
    expect(t.log.map(({ code }) => code)).toEqual(['BOT-201'])
  })

  test('nothing gets onto Object.prototype', async () => {
    const t = await talk()
    t.conversation.send(
      JSON.parse(
        '{"type":"FLOW.START","flow":"callback","input":{"__proto__":{"polluted":1}}}',
      ) as ConversationEvent,
    )
    await t.settle()
    await t.fills(JSON.parse('{"__proto__":{"polluted":1},"phone":"0612345678"}') as Record<string, unknown>)
    expect(Object.hasOwn(Object.prototype, 'polluted')).toBe(false)
  })

  test('a listener that throws does not stop the conversation', async () => {
    const t = await talk()
    let calls = 0
    t.conversation.subscribe(() => {
      if (calls++ > 0) throw new Error('broken page')
    })
    await t.customer('combien coûte la livraison')
    expect(t.last().text).toContain('4,90')
    expect(t.log.every(({ code }) => code === 'BOT-302')).toBe(true)
  })

  test('a knowledge base elsewhere: the customer sees that an answer is coming, and gets it', async () => {
    const here = knowledge('fr')
    let hear: (() => void) | undefined
    const heard = new Promise<void>((resolve) => (hear = resolve))
    const kb: Knowledge = {
      get: async (id) => here.get(id),
      async ask(question) {
        await heard
        return here.ask(question)
      },
    }
    const t = await talk({ kb })
    await t.customer('combien coûte la livraison')
    expect(t.view).toMatchObject({ busy: true, typing: 'bot' })
    hear?.()
    await t.settle()
    expect(t.last().text).toContain('4,90')
    expect(t.view.busy).toBe(false)
    await t.conversation.send({ type: 'ARTICLE.OPEN', id: 'order.track' })
    expect(t.last().card).toMatchObject({ articleId: 'order.track' })
  })

  test('a knowledge base elsewhere that says nothing: a human is offered before long', async () => {
    const kb: Knowledge = { get: () => undefined, ask: () => new Promise(() => {}) }
    const t = await talk({ kb })
    await t.customer('combien coûte la livraison')
    t.clock.advance(60_000)
    await t.settle()
    expect(t.last().choices?.map(({ id }) => id)).toContain('command:human')
    expect(t.log[0]?.message).toContain('The knowledge base')
  })

  test('a knowledge base that throws: a human is offered', async () => {
    const kb: Knowledge = {
      get: () => undefined,
      ask() {
        throw new Error('broken index')
      },
    }
    const t = await talk({ kb })
    await t.customer('combien coûte la livraison')
    expect(t.last().choices?.map(({ id }) => id)).toContain('command:human')
    expect(t.log[0]?.message).toContain('broken index')
  })
})
