import { describe, expect, test } from 'vitest'
import { sampleOrders } from '@comptoir/bot-engine/fakes'
import { preloadedFlows } from '../preloaded-flows.ts'
import { talk } from '../transcript.ts'

describe('where is my order', () => {
  test('in transit, in French', async () => {
    const t = await talk()
    await t.customer('ou est mon colis')
    t.last()
    await t.customer('TRANSITAB')
    t.bot('adresse e-mail')
    await t.customer('julien.moreau@example.com')
    t.bot('la commande du 17 novembre 2026, 1 article\u00A0?')
    await t.customer("oui c'est ça")
    const shown = t.bot('en route avec Colissimo')
    expect(shown.card?.type === 'order' && shown.card.order.shipments[0]?.trackingNumber).toBe(
      '6A98765432109',
    )
    expect(shown.card?.type === 'order' && shown.card.order.invoices).toBeUndefined()
    expect(t.bot('Que souhaitez-vous faire').choices?.map(({ label }) => label)).toEqual([
      'Obtenir la facture',
      'Parler à un conseiller',
      'Tout est clair, merci',
    ])
    await t.picks('Tout est clair, merci')
    t.bot('Suivi de commande')
    t.bot("d'autres questions")
    expect(t.view.level).toBe(1)
  })

  test('at the relay point, in English', async () => {
    const t = await talk({ locale: 'en' })
    await t.customer('where is my parcel? RELAYPNTZ amelie.duval@example.com')
    await t.customer('yes')
    expect(t.transcript()).toContain('waiting for you at the collection point')
  })

  test('only what the shop allows for the order is offered', async () => {
    const t = await talk()
    await t.customer('ma commande UNPAIDORD julien.moreau@example.com, où en est-elle ?')
    await t.customer('oui')
    expect(t.transcript()).toContain('attend son paiement')
    expect(t.last().choices?.map(({ label }) => label)).toEqual([
      'Parler à un conseiller',
      'Tout est clair, merci',
    ])
  })

  test('a problem with a delivered order is reported at once, and nobody is asked again which order it is', async () => {
    const t = await talk()
    await t.customer('ma commande XKBKNABJK julien.moreau@example.com')
    await t.customer('oui')
    await t.picks('Un problème avec un article')
    expect(t.view.flow).toBe('report-problem')
    expect(t.last().text).toContain('Que se passe-t-il avec cette commande')
  })

  test('a parcel that is lost is looked for from here', async () => {
    const t = await talk()
    await t.customer('ma commande LOSTPRCEL julien.moreau@example.com')
    await t.customer('oui')
    await t.picks("Je ne l'ai pas reçu")
    expect(t.transcript()).toContain('signale un incident')
    expect(t.last().text).toContain('que préférez-vous')
  })

  test('whoever asks for a human is handed over with their own question', async () => {
    const t = await talk()
    await t.customer('où est mon colis ? UNPAIDORD julien.moreau@example.com')
    await t.customer('oui')
    await t.picks(/^Parler à un conseiller$/)
    expect(t.desk.handoffs[0]?.topic).toBe('où est mon colis ?')
  })

  test.each(['fr', 'en'])('every status and every parcel has its sentence in %s', async (locale) => {
    const texts = await preloadedFlows.texts(locale, 'track-order')
    const statuses = [
      'awaiting-payment',
      'payment-accepted',
      'in-preparation',
      'partly-shipped',
      'shipped',
      'ready-in-store',
      'delivered',
      'cancelled',
      'refunded',
    ]
    const parcels = [
      'Pending',
      'InfoReceived',
      'InTransit',
      'OutForDelivery',
      'AttemptFail',
      'Delivered',
      'AvailableForPickup',
      'Exception',
      'Expired',
      'ReturnedToSender',
    ]
    const missing = [
      ...statuses.map((name) => `state.${name}`),
      ...parcels.map((name) => `parcel.${name}`),
    ].filter((key) => !(key in texts))
    expect(missing).toEqual([])
    expect(sampleOrders.length).toBeGreaterThan(3)
  })
})
