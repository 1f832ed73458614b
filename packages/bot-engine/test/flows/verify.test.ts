import { describe, expect, test } from 'vitest'
import { talk, type Talk } from '../transcript.ts'

async function claim(reference: string, email: string, postcode: string): Promise<Talk> {
  const t = await talk()
  await t.picks('Obtenir ma facture')
  await t.customer(reference)
  await t.customer(email)
  await t.customer(postcode)
  return t
}

/** What anybody can see of a try, but for what the customer typed. */
function seen(t: Talk): unknown {
  return {
    said: t.view.messages
      .filter(({ author }) => author !== 'customer')
      .map(({ at, author, text, card, choices, seq }) => ({ at, author, text, card, choices, seq })),
    asked: t.shop.calls.map((call) => call.split(' ')[0]),
    waitingFor: t.view.waitingFor,
    level: t.view.level,
    busy: t.view.busy,
  }
}

describe('who is it', () => {
  test('every mismatch looks the same, whatever was wrong', async () => {
    const wrongEmail = seen(await claim('XKBKNABJK', 'someone@example.com', '14000'))
    const wrongPostcode = seen(await claim('XKBKNABJK', 'julien.moreau@example.com', '75001'))
    const wrongOrder = seen(await claim('TRANSITAB', 'amelie.duval@example.com', '14000'))
    const unknownOrder = seen(await claim('ZZZZZZZZZ', 'julien.moreau@example.com', '14000'))
    const allWrong = seen(await claim('ZZZZZZZZZ', 'nobody@example.com', '99999'))
    expect(wrongPostcode).toEqual(wrongEmail)
    expect(wrongOrder).toEqual(wrongEmail)
    expect(unknownOrder).toEqual(wrongEmail)
    expect(allWrong).toEqual(wrongEmail)
  })

  test('after three tries the bot stops and offers a human', async () => {
    const t = await claim('ZZZZZZZZZ', 'nobody@example.com', '99999')
    for (const email of ['a@example.com', 'b@example.com']) {
      await t.customer('ZZZZZZZZZ')
      await t.customer(email)
      await t.customer('14000')
    }
    expect(t.transcript()).toContain('Pour protéger vos données')
    expect(t.last().choices?.map(({ label }) => label)).toEqual([
      'Parler à un conseiller',
      'Être rappelé',
      'Menu',
    ])
    await t.picks('Obtenir ma facture')
    expect(t.transcript().match(/Pour protéger vos données/g)).toHaveLength(2)
    expect(t.shop.calls.filter((call) => call.startsWith('verify'))).toHaveLength(3)
  })

  test('level 1 for the order, then only the postcode for its invoice', async () => {
    const t = await talk()
    await t.customer('où est mon colis, commande XKBKNABJK, julien.moreau@example.com')
    await t.customer('oui')
    expect(t.view.level).toBe(1)
    await t.picks('Obtenir la facture')
    expect(t.last().text).toContain('code postal')
    await t.customer('14000')
    expect(t.view.level).toBe(2)
    expect(t.transcript().match(/Il s'agit bien de la commande/g)).toHaveLength(1)
    expect(t.card('file').name).toBe('facture-FA-2026-00031.pdf')
  })

  test('the postcode and then the mailed code, where the shop insists on that', async () => {
    const t = await talk({ fakeShop: { insistsOnCode: true } })
    await t.picks('Obtenir ma facture')
    await t.customer('XKBKNABJK')
    await t.customer('julien.moreau@example.com')
    await t.customer('14000')
    expect(t.last().text).toContain('un code à 6 chiffres')
    await t.customer('123456')
    await t.customer('oui')
    expect(t.view.level).toBe(3)
    expect(t.card('file').name).toBe('facture-FA-2026-00031.pdf')
  })

  test('what is verified is not asked for again', async () => {
    const t = await claim('XKBKNABJK', 'julien.moreau@example.com', '14000')
    await t.customer('oui')
    await t.picks('Oui')
    await t.picks('Oui')
    await t.picks('Suivre ma commande')
    expect(t.last().text).toContain('Que souhaitez-vous faire')
    expect(t.card('order').order.reference).toBe('XKBKNABJK')
  })

  test('another order is asked about in its turn, also after a reload', async () => {
    const t = await talk()
    await t.customer('où est mon colis, commande XKBKNABJK, julien.moreau@example.com')
    await t.customer('oui')
    await t.reload()
    await t.asks('menu')
    await t.customer('ma facture RELAYPNTZ amelie.duval@example.com')
    await t.customer('35000')
    expect(t.last().text).toMatch(/Il s'agit bien de la commande du 10 novembre/)
  })

  test('not this order: the question comes again, and it is no failed try', async () => {
    const t = await claim('XKBKNABJK', 'julien.moreau@example.com', '14000')
    await t.customer('non')
    expect(t.last().text).toContain('numéro de la commande')
  })

  test('who is signed in at the shop picks among their orders', async () => {
    const t = await talk({ fakeShop: { tokens: { signed: 'amelie.duval@example.com' } } })
    t.conversation.send({ type: 'CUSTOMER.IDENTIFY', token: 'signed' })
    await t.picks('Suivre ma commande')
    expect(t.view.level).toBe(3)
    expect(t.card('order').order.reference).toBe('RELAYPNTZ')
    expect(t.transcript()).not.toContain('adresse e-mail')
  })

  test('a token that the shop does not know falls back to the questions', async () => {
    const t = await talk()
    t.conversation.send({ type: 'CUSTOMER.IDENTIFY', token: 'forged' })
    await t.picks('Suivre ma commande')
    expect(t.last().text).toContain('numéro de la commande')
    expect(t.view.level).toBe(0)
  })

  test('a reference of the wrong form is explained, and a third time ends with a human', async () => {
    const t = await talk()
    await t.picks('Obtenir ma facture')
    await t.customer('123')
    expect(t.last().text).toContain('9 lettres')
    expect(t.last().choices?.map(({ label }) => label)).toContain('Parler à un conseiller')
    await t.customer('1234')
    await t.customer('12')
    expect(t.last().text).toContain('Comment souhaitez-vous continuer')
  })

  test('personal data is masked where it is said again', async () => {
    const t = await claim('XKBKNABJK', 'julien.moreau@example.com', '14000')
    const said = t.view.messages.filter(({ author }) => author === 'bot').map(({ text }) => text)
    expect(said.join('\n')).not.toMatch(/julien|14000/)
  })
})

test('an e-mail address with five digits in it is an address, and no postcode', async () => {
  const t = await claim('XKBKNABJK', 'marie14000@example.fr', '14000')
  expect(t.shop.calls.find((call) => call.startsWith('verify'))).toBe(
    'verify {"reference":"XKBKNABJK","email":"marie14000@example.fr","postcode":"14000"}',
  )
})
