import { describe, expect, test } from 'vitest'
import { playFlow } from './play-flow.ts'
import { talk, type Talk } from './transcript.ts'

describe('what was said before can be taken back', () => {
  test('"c\'est pas 14000 c\'est 14200": after a mismatch only that is other, and it is tried at once', async () => {
    const { customer, bot, last, shop } = await talk()
    await customer('ma facture XKBKNABJK julien.moreau@example.com')
    await customer('14200')
    last()
    await customer("pardon, c'est pas 14200 c'est 14000")
    bot('je corrige')
    bot('12 novembre 2026')
    expect(shop.calls.filter((call) => call.startsWith('verify'))).toEqual([
      'verify {"reference":"XKBKNABJK","email":"julien.moreau@example.com","postcode":"14200"}',
      'verify {"reference":"XKBKNABJK","email":"julien.moreau@example.com","postcode":"14000"}',
    ])
  })

  test('an e-mail address alone, after a mismatch, is the one that was wrong', async () => {
    const { customer, bot, last } = await talk()
    await customer('ma facture XKBKNABJK julie.moreau@example.com')
    await customer('14000')
    last()
    await customer('julien.moreau@example.com')
    bot('je corrige')
    bot('12 novembre 2026')
  })

  test('"non, l\'autre commande": another order is another verification, the address is kept', async () => {
    const { customer, bot, last, conversation } = await talk()
    await customer('ma facture XKBKNABJK julien.moreau@example.com')
    await customer('14000')
    await customer('oui')
    last()
    await customer("non, l'autre commande")
    bot('je corrige')
    bot('Pour votre sécurité')
    bot('numéro de la commande')
    expect(conversation.view.level).toBe(0)
    await customer('RELAYTWOX')
    bot('code postal')
  })

  test('a reference, while the next question is open: nothing came of it yet, the question stays', async () => {
    const { customer, bot, last, conversation } = await talk()
    await customer('ma facture')
    await customer('XKBKNABJZ')
    last()
    await customer("non pardon c'est XKBKNABJK")
    bot('je corrige')
    bot('adresse e-mail')
    await customer('julien.moreau@example.com')
    await customer('14000')
    expect(conversation.view.messages.at(-1)?.text).toContain('12 novembre 2026')
  })

  test('a postcode told before it was asked: the open question stays, and nothing is tried without its answer', async () => {
    const { customer, bot, last, shop } = await talk()
    await customer('ma facture')
    await customer('XKBKNABJK')
    await customer('14200')
    last()
    await customer("pardon, c'est 14000")
    bot('je corrige')
    bot('adresse e-mail')
    expect(shop.calls.filter((call) => call.startsWith('verify'))).toEqual([])
    await customer('julien.moreau@example.com')
    bot('12 novembre 2026')
  })

  test('what does not depend on it is not asked again', async () => {
    const small = {
      slots: {
        reference: { type: 'order-reference' },
        why: { type: 'text' },
        postcode: { type: 'postcode', pii: true, purpose: 'test' },
        count: { type: 'number' },
      },
      steps: [
        { collect: 'reference' },
        { collect: 'why' },
        { collect: 'postcode' },
        { call: 'shop.verify', in: { reference: 'reference', email: 'postcode' }, as: 'found' },
        { collect: 'count' },
        { say: 'all' },
      ],
      texts: {
        reference: 'La commande ?',
        why: 'La raison ?',
        postcode: 'Le code postal ?',
        count: 'Combien ?',
        all: '{reference}, {why}, {count}.',
      },
    } as const
    const { customer, bot, shop } = await playFlow(small)
    bot('La commande ?')
    await customer('XKBKNABJK')
    bot('La raison ?')
    await customer('trop petite')
    bot('Le code postal ?')
    await customer('14000')
    bot('Combien ?')
    await customer("je me suis trompé, c'est la commande RELAYPNTZ")
    bot('je corrige')
    bot('Combien ?')
    expect(shop.calls).toHaveLength(2)
    await customer('2')
    bot('RELAYPNTZ, trop petite, 2.')
  })

  test.each([
    ['quels sont les frais de livraison ?', 'Colissimo'],
    ["j'ai une autre question sur ma commande", /.*/],
  ])('"%s" corrects nothing', async (words, said) => {
    const { customer, last, transcript } = await talk()
    await customer('ma facture')
    await customer('XKBKNABJK')
    last()
    await customer(words)
    expect(transcript()).not.toContain('je corrige')
    expect(transcript()).toMatch(said)
  })
})

describe('what was chosen before can be chosen otherwise', () => {
  async function returning(): Promise<Talk> {
    const t = await talk()
    t.conversation.send({ type: 'FLOW.START', flow: 'start-return' })
    await t.settle()
    await t.customer('XKBKNABJK julien.moreau@example.com 14000')
    await t.customer('oui')
    return t
  }

  /** What the flow keeps under a name. */
  function kept(t: Talk, name: string): unknown {
    const { state } = t.conversation.snapshot() as {
      readonly state: {
        readonly context: { readonly stack: readonly { frame: { data: Record<string, unknown> } }[] }
      }
    }
    return state.context.stack.at(-1)?.frame.data[name]
  }

  test.each([
    ['la lampe', 'non pas la lampe, le carnet', { 'NOTE-04': 2 }],
    ['la lampe', "je me suis trompé, l'autre article", { 'NOTE-04': 2 }],
    ['un carnet', 'en fait 2 carnets, pas 1', { 'NOTE-04': 2 }],
    ['les deux', 'non juste un carnet', { 'NOTE-04': 1 }],
    ['2 carnets', 'pardon, 1 et pas 2', { 'NOTE-04': 1 }],
  ])('items: "%s", then "%s"', async (first, then, items) => {
    const t = await returning()
    await t.customer(first)
    await t.customer(then)
    expect(t.last().text).toContain('ne convient pas')
    const picked = kept(t, 'items') as readonly { readonly sku: string; readonly quantity: number }[]
    expect(Object.fromEntries(picked.map(({ sku, quantity }) => [sku, quantity]))).toEqual(items)
  })

  test('a wish that leads elsewhere is led there, and what was said besides is kept', async () => {
    const t = await returning()
    await t.customer('la lampe')
    await t.customer('elle est trop grande')
    await t.customer('remboursement')
    await t.customer('ah non finalement un échange')
    expect(t.last().text).toContain("Par quoi souhaitez-vous l'échanger")
    await t.customer('la petite')
    expect(t.last().text).toContain('Lampe Falaise')
    expect(t.last().text).toContain('échange')
  })

  test('a sentence that takes nothing back changes nothing', async () => {
    const t = await returning()
    await t.customer('la lampe')
    await t.customer('le carnet est très joli')
    expect(kept(t, 'items')).toMatchObject([{ sku: 'LAMP-01' }])
  })
})

describe('two requests in one message', () => {
  test('the second has its turn when the first is done, also after a reload', async () => {
    const t = await talk()
    await t.customer('je veux ma facture et aussi savoir où en est mon colis, commande TRANSITAB')
    await t.customer('julien.moreau@example.com')
    await t.reload()
    await t.customer('14000')
    await t.customer('oui')
    await t.customer('oui')
    await t.customer('non merci')
    expect(t.transcript()).toContain('savoir où en est mon colis\u00A0»')
    expect(t.last().text).toContain('Que souhaitez-vous faire')
  })
})
