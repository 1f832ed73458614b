import { describe, expect, test } from 'vitest'
import { buy } from '../browser/checkout.ts'
import type { Customer } from '../browser/customer.ts'
import { settings } from '../browser/setting.ts'
import { setStage } from '../browser/stage.ts'
import { plain } from '../browser/transcript.ts'

const scene = await setStage()

const words = {
  fr: {
    wish: 'où est ma commande ?',
    tile: 'Suivre ma commande',
    security: /je vérifie d'abord que la commande est bien la vôtre/,
    isIt: /Il s'agit bien de la commande/,
    yes: 'Oui',
    title: /^Commande [A-Z]{9}$/,
    timeline: 'Suivi de la commande',
    next: /Que souhaitez-vous faire/,
    fine: 'Tout est clair, merci',
    nextTime: /Vous retrouvez ce suivi à tout moment/,
    more: /Avez-vous d'autres questions/,
    done: ['Commande passée', 'Paiement accepté', 'En préparation', 'Expédiée'],
    home: /est en route avec Colissimo/,
    relay: /vous attend au point de retrait/,
    parts: /voyage en plusieurs colis/,
    accepted: /Le paiement de la commande [A-Z]{9} est accepté/,
    preparing: /est en préparation dans notre atelier/,
    outForDelivery: /est en cours de livraison/,
    events: 'Étapes du transporteur',
    arrived: 'Disponible au retrait',
    parcel: 'Colis 1',
    carrier: 'Transporteur',
    tracking: 'Numéro de suivi',
  },
  en: {
    wish: 'where is my order?',
    tile: 'Track my order',
    security: /I first check that the order is yours/,
    isIt: /Is it the order of/,
    yes: 'Yes',
    title: /^Order [A-Z]{9}$/,
    timeline: 'Order timeline',
    next: /What would you like to do/,
    fine: 'All clear, thank you',
    nextTime: /You can follow it at any time/,
    more: /Do you have any other questions/,
    done: ['Order placed', 'Payment accepted', 'Being prepared', 'Dispatched'],
    home: /is on its way with Colissimo/,
    relay: /is waiting for you at the collection point/,
    parts: /travels in several parcels/,
    accepted: /The payment of order [A-Z]{9} is accepted/,
    preparing: /is being prepared in our workshop/,
    outForDelivery: /is out for delivery/,
    events: 'Carrier events',
    arrived: 'Ready for pick-up',
    parcel: 'Parcel 1',
    carrier: 'Carrier',
    tracking: 'Tracking number',
  },
} as const

describe.each(settings)('where is my order, in $locale on a $screen', (setting) => {
  const said = words[setting.locale]

  test('on its way home: state, dated timeline, carrier and number, with no personal data', async () => {
    const customer = await scene.customer(setting)
    await customer.visits('/')
    await customer.opens()
    await customer.types(said.wish)
    await customer.assistant.says(said.security)
    await proves(customer, { reference: 'DHLQVTRMZ', email: 'ines.marchand@example.fr' })
    await customer.assistant.says(said.home)
    const card = cardOf(customer, said.title)
    await customer.assistant.says(said.next)
    await customer.shows('order-1-home')
    const rows = await card.getByRole('list', { name: said.timeline }).getByRole('listitem').allInnerTexts()
    const past = rows.map(plain).filter((row) => said.done.some((name) => row.startsWith(name)))
    expect(past).toHaveLength(said.done.length)
    for (const row of past) expect(row).toMatch(/\d{1,2}/)
    const text = plain(await card.innerText())
    expect(text).toContain('Colissimo')
    expect(text).toContain('6A55120983374')
    expect(text).not.toMatch(/Marchand|Inès|rue|75010|@/)
    await card.getByText(said.events).click()
    await customer.shows('order-2-events')
    await customer.picks(said.fine)
    await customer.assistant.says(said.nextTime)
    await customer.assistant.says(said.more)
    await customer.shows('order-3-over')
  })

  test('at a relay point, and in several parcels', async () => {
    const customer = await scene.customer(setting)
    await customer.visits('/cgv')
    await customer.opens()
    await customer.presses(said.tile)
    await customer.assistant.says(said.security)
    await proves(customer, { reference: 'BTRVMQLKS', email: 'ines.marchand@example.fr' })
    await customer.assistant.says(said.relay)
    await customer.assistant.says(said.next)
    await customer.shows('order-4-relay')
    const relay = plain(await cardOf(customer, said.title).innerText())
    expect(relay).toContain('Mondial Relay')
    expect(relay).toContain('74299120')
    expect(relay).toContain(said.arrived)

    await customer.choosesFromMenu(/Recommencer|Start over/)
    await customer.assistant.says(/Recommençons|start again/)
    await customer.picks(said.tile)
    await customer.assistant.says(said.security)
    await proves(customer, { reference: 'VSKGTMRPD', email: 'marc.fontaine@example.fr' })
    await customer.assistant.says(said.parts)
    await customer.assistant.says(said.next)
    await customer.shows('order-5-parts')
    const parts = plain(await cardOf(customer, said.title).last().innerText())
    expect(parts).toContain('6A31877204455')
  })

  test('an order placed in the shop and moved on in the back office is seen as it is', async () => {
    const customer = await scene.customer(setting)
    const email = `camille.durand.${setting.locale}.${setting.screen}@example.fr`
    const scripts: string[] = []
    const reference = await buy(
      customer,
      { article: '/produits/lampe-falaise', email, postcode: '14000' },
      async () => {
        scripts.push(...(await customer.page.locator('script').allTextContents()))
        expect(await customer.page.locator('comptoir-chat').count()).toBe(0)
        await customer.shows('order-6-payment')
      },
    )
    expect(scripts).toEqual([])
    await customer.opens()
    await customer.presses(said.tile)
    await customer.assistant.says(said.security)
    await proves(customer, { reference, email })
    await customer.assistant.says(said.accepted)
    await customer.assistant.says(said.next)

    const workshop = await scene.backOffice()
    await workshop.opensOrder(reference)
    await workshop.does('Mettre en préparation')
    await asksAgain(customer, said.tile)
    await customer.assistant.says(said.preparing)

    await workshop.sendsParcel('6A12345678901')
    await workshop.notes({
      status: 'En cours de livraison',
      words: 'Votre colis est en tournée',
      town: 'Caen',
    })
    await asksAgain(customer, said.tile)
    await customer.assistant.says(said.outForDelivery)
    await customer.assistant.says(said.next)
    expect(plain(await cardOf(customer, said.title).last().innerText())).toContain('6A12345678901')
    await customer.shows('order-7-moved-on')
  })
})

/** Says which order, and that it is the one. */
async function proves(customer: Customer, claim: { reference: string; email: string }): Promise<void> {
  const said = words[customer.locale]
  await customer.proves(claim)
  await customer.assistant.says(said.isIt)
  await customer.picks(said.yes)
}

/** The same order once more: what was proven holds for half an hour. */
async function asksAgain(customer: Customer, tile: string): Promise<void> {
  await customer.presses(customer.locale === 'fr' ? "Retour à l'accueil" : 'Back to start')
  await customer.presses(tile)
}

function cardOf({ panel }: Customer, title: RegExp) {
  return panel.getByRole('region', { name: title })
}
