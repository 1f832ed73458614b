import { describe, expect, test } from 'vitest'
import { talk } from '../transcript.ts'

describe('the invoice that never arrived', () => {
  test('in French, from the complaint to the leave-taking', async () => {
    const t = await talk()
    t.bot(/assistant automatique/)
    await t.customer('g pa recu ma factur')
    t.bot('Pour votre sécurité')
    t.bot('numéro de la commande')
    await t.customer('xkbknabjk')
    t.bot('adresse e-mail')
    await t.customer('julien.moreau@example.com')
    t.bot('code postal')
    await t.customer('14000')
    t.bot('la commande du 12 novembre 2026, 3 articles')
    await t.customer('oui')
    t.bot(/n'a pas pu vous être remis.*excuser/)
    expect(t.bot('Voici votre document FA-2026-00031').card).toEqual({
      type: 'file',
      ref: 'invoice:XKBKNABJK:FA-2026-00031',
      name: 'facture-FA-2026-00031.pdf',
      mime: 'application/pdf',
      size: 48_213,
    })
    t.bot('Historique et détail des commandes')
    t.bot("l'ouvrir facilement")
    await t.picks('Oui')
    t.bot('récapitulatif par e-mail')
    await t.picks('Oui')
    t.bot('le récapitulatif vous sera envoyé')
    expect(t.desk.recaps).toMatchObject([{ order: 'XKBKNABJK' }])
    t.bot("Avez-vous d'autres questions")
    await t.picks('Non')
    t.bot(/était-ce facile/)
    await t.picks('Très facile')
    t.bot('Merci pour votre réponse')
    t.bot('à bientôt')
    t.silence()
    expect(t.desk.surveys).toEqual([{ scale: 'ces', value: 1, flow: 'get-invoice' }])
    expect(t.desk.outcomes).toEqual(['resolved'])
    expect(t.log).toEqual([])
  })

  test('in English', async () => {
    const t = await talk({ locale: 'en' })
    t.bot('automatic assistant')
    await t.customer('I have not received my invoice')
    t.bot('For your security')
    t.bot('order number')
    await t.customer('XKBKNABJK')
    t.bot('e-mail address')
    await t.customer('julien.moreau@example.com')
    t.bot('postcode')
    await t.customer('14000')
    t.bot('order of 12 November 2026, 3 items')
    await t.customer('yes, that one')
    t.bot('I apologise')
    expect(t.bot('Here is your document').card?.type).toBe('file')
    t.bot('Order history and details')
    t.bot('open it easily')
    await t.picks('Yes')
    t.bot('summary by e-mail')
    await t.picks('No')
    t.bot('any other questions')
    await t.customer('no thanks')
    t.bot('was that easy')
    await t.picks('Easy')
    t.bot('Thank you for your answer')
    t.bot('see you soon')
  })

  test('an order number in small letters is one when it can be no word, and the postcode beside it counts', async () => {
    const t = await talk()
    await t.customer('bjr ma factur xkbknabjk julien.moreau@example.com 14000 svp')
    expect(t.last().text).toContain('la commande du 12 novembre 2026')
    expect(t.transcript()).not.toContain('code postal')
  })

  test('several facts in one sentence are not asked for again', async () => {
    const t = await talk()
    await t.customer('facture de la commande XKBKNABJK, Julien.Moreau@example.com')
    expect(t.last().text).toContain('code postal')
    await t.customer('14000')
    expect(t.last().text).toContain('la commande du 12 novembre')
  })

  test('all three facts given when the first is asked for', async () => {
    const t = await talk()
    await t.picks('Obtenir ma facture')
    await t.customer('XKBKNABJK julien.moreau@example.com 14000')
    expect(t.last().text).toContain('la commande du 12 novembre')
  })

  test('not paid: no invoice, said at once, without an apology', async () => {
    const t = await talk()
    await t.customer('ma facture UNPAIDORD julien.moreau@example.com')
    await t.customer('14000')
    await t.customer('oui')
    expect(t.transcript()).toMatch(/n'est pas encore payée/)
    expect(t.transcript()).not.toMatch(/excuse/)
    expect(t.view.messages.some(({ card }) => card?.type === 'file')).toBe(false)
    expect(t.last().text).toContain("d'autres questions")
  })

  test('paid and not dispatched: no invoice yet', async () => {
    const t = await talk()
    await t.customer('ma facture QWERTYUIO julien.moreau@example.com')
    await t.customer('14000')
    await t.customer('oui')
    expect(t.transcript()).toMatch(/bien payée, mais pas encore expédiée/)
  })

  test('two documents: the customer picks, by a button or by its number', async () => {
    const t = await talk()
    await t.customer('ma facture RELAYPNTZ amelie.duval@example.com')
    await t.customer('35000')
    await t.customer('oui')
    expect(t.last().choices?.map(({ label }) => label)).toEqual([
      'Facture FA-2026-00028 du 12 novembre 2026',
      'Avoir AV-2026-00003 du 14 novembre 2026',
    ])
    await t.customer('2')
    expect(t.card('file').ref).toBe('invoice:RELAYPNTZ:AV-2026-00003')
  })

  test('it was not easy: a human takes over', async () => {
    const t = await talk()
    await t.customer('ma facture XKBKNABJK julien.moreau@example.com')
    await t.customer('14000')
    await t.customer('oui')
    await t.picks('Non')
    expect(t.view.waitingFor).toEqual({ kind: 'agent' })
    expect(t.desk.handoffs).toEqual([
      {
        topic: 'ma facture',
        facts: { reference: 'XKBKNABJK', email: 'julien.moreau@example.com' },
        locale: 'fr',
      },
    ])
  })

  test('the link is minted when it is clicked, and not before', async () => {
    const t = await talk()
    await t.customer('ma facture XKBKNABJK julien.moreau@example.com')
    await t.customer('14000')
    await t.customer('oui')
    expect(t.shop.calls.some((call) => call.startsWith('mintLink'))).toBe(false)
    const link = await t.conversation.mintLink(t.card('file').ref)
    expect(link.href).toMatch(/^https:/)
  })
})
