import { describe, expect, test } from 'vitest'
import { playFlow } from './play-flow.ts'
import { talk } from './transcript.ts'

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
