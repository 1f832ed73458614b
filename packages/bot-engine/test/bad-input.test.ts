import { describe, expect, test } from 'vitest'
import type { ConversationEvent, Knowledge } from '@comptoir/bot-engine'
import { knowledge } from './knowledge.ts'
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

describe('what a page sends', () => {
  test.each([
    { type: 'xstate.stop' },
    { type: 'xstate.init' },
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
