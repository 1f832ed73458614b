import { readFile } from 'node:fs/promises'
import { describe, expect, test } from 'vitest'
import type { Customer } from '../browser/customer.ts'
import { type Setting, settings } from '../browser/setting.ts'
import { setStage } from '../browser/stage.ts'

const scene = await setStage()

const words = {
  fr: {
    wish: "je n'ai pas reçu ma facture",
    tile: 'Obtenir ma facture',
    security: /je vérifie d'abord que la commande est bien la vôtre/,
    isIt: /Il s'agit bien de la commande du .+, 3 articles/,
    yes: 'Oui',
    no: 'Non',
    mailFailed: /n'a pas pu vous être remis.+je vous prie de nous en excuser/,
    here: /Voici votre (facture|document) .+, au format PDF/,
    download: /^Télécharger/,
    nextTime: /La prochaine fois/,
    easy: /Avez-vous pu l'ouvrir facilement/,
    recap: /récapitulatif par e-mail/,
    idea: /Une idée, sans obligation/,
    notWanted: 'Non, merci',
    more: /Avez-vous d'autres questions/,
    rate: /était-ce facile/,
    wasEasy: 'Facile',
    sendRating: 'Envoyer mon avis',
    bye: /Merci de votre visite/,
    mismatch: /Je ne trouve pas de commande qui corresponde/,
    locked: /un conseiller peut prendre le relais/,
    human: 'Parler à un conseiller',
    callback: 'Être rappelé',
    unpaid: /HVNDSGKTB n'est pas encore payée/,
    notYet: /PZQMWTRLC est bien payée, mais pas encore expédiée/,
  },
  en: {
    wish: 'I never received my invoice',
    tile: 'Get my invoice',
    security: /I first check that the order is yours/,
    isIt: /Is it the order of .+, 3 items/,
    yes: 'Yes',
    no: 'No',
    mailFailed: /could not be delivered to you.+I apologise/,
    here: /Here is your (invoice|document) .+, as a PDF/,
    download: /^Download/,
    nextTime: /Next time/,
    easy: /Could you open it easily/,
    recap: /summary by e-mail/,
    idea: /An idea, with no obligation/,
    notWanted: 'No, thank you',
    more: /Do you have any other questions/,
    rate: /was that easy/,
    wasEasy: 'Easy',
    sendRating: 'Send my rating',
    bye: /Thank you for your visit/,
    mismatch: /I cannot find an order that fits/,
    locked: /an advisor can take over/,
    human: 'Talk to an advisor',
    callback: 'Be called back',
    unpaid: /HVNDSGKTB is not paid yet/,
    notYet: /PZQMWTRLC is paid, but not dispatched yet/,
  },
} as const

const gabriel = { reference: 'XKBKNABJK', email: 'gnelvet@example.fr', postcode: '14000' }

describe.each(settings)('an invoice that never came, in $locale on a $screen', (setting) => {
  const said = words[setting.locale]

  test('a guest proves whose order it is, and the PDF downloads through a link of this conversation that opens once', async () => {
    const customer = await scene.customer(setting)
    const { assistant } = customer
    await customer.visits('/')
    await customer.opens()
    await customer.types(said.wish)
    await assistant.says(said.security)
    await customer.shows('invoice-1-asked')
    await customer.proves(gabriel)
    await assistant.says(said.isIt)
    await customer.shows('invoice-2-is-it')
    await customer.picks(said.yes)
    await assistant.says(said.mailFailed)
    await assistant.says(said.here)
    await assistant.says(said.easy)
    await customer.shows('invoice-3-here')

    const download = await customer.downloads(said.download)
    expect(download.suggestedFilename()).toMatch(/\.pdf$/)
    const content = await readFile(await download.path())
    expect(content.subarray(0, 5).toString()).toBe('%PDF-')
    expect(content.length).toBeGreaterThan(2000)
    const again = await fetch(download.url())
    expect(again.status).toBe(404)

    // The document is bound to the conversation that proved itself: another one cannot mint a link to it.
    const minted = customer.witness.requests.find(
      ({ method, url }) => method === 'POST' && url.pathname.endsWith('/links'),
    )
    expect(minted?.body).toMatch(/invoice/)
    const desk = scene.demo.deskUrl
    const other = await post(`${desk}/conversations`, { locale: setting.locale })
    const { id, secret }: { id: string; secret: string } = await other.json()
    const refused = await post(`${desk}/conversations/${id}/links`, JSON.parse(minted?.body ?? '{}'), secret)
    expect(refused.status).toBe(403)
    expect(await refused.text()).not.toMatch(/href/)

    await customer.picks(said.yes)
    await assistant.says(said.recap)
    await customer.picks(said.no)
    await assistant.says(said.idea)
    await customer.picks(said.notWanted)
    await assistant.says(said.more)
    await customer.picks(said.no)
    await assistant.says(said.rate)
    await customer.shows('invoice-4-easy')
    await customer.panel.getByLabel(said.wasEasy, { exact: true }).check()
    await customer.presses(said.sendRating)
    await assistant.says(said.bye)
    await customer.shows('invoice-5-bye')
  })

  test.each([
    ['is not paid', 'HVNDSGKTB', 'unpaid'],
    ['is not dispatched yet', 'PZQMWTRLC', 'notYet'],
  ] as const)('of an order that %s the truth is told', async (_, reference, sentence) => {
    const customer = await asks(setting)
    await customer.proves({ ...gabriel, reference })
    await customer.assistant.says(
      setting.locale === 'fr' ? /Il s'agit bien de la commande/ : /Is it the order of/,
    )
    await customer.picks(said.yes)
    await customer.assistant.says(said[sentence])
    await customer.assistant.says(said.more)
    await customer.shows(`invoice-truth-${sentence}`)
  })

  test('every mismatch gets the same words, and the third a human', async () => {
    const claims = [
      { ...gabriel, reference: 'QQBKNABJQ' },
      { ...gabriel, reference: 'DHLQVTRMZ' },
      { ...gabriel, email: 'g.nelvet@example.fr' },
      { ...gabriel, postcode: '14200' },
    ]
    const heard: (readonly string[])[] = []
    for (const claim of claims) {
      const customer = await asks(setting)
      await customer.proves(claim)
      await customer.assistant.says(said.mismatch)
      const lines = await customer.assistant.finishes()
      heard.push([
        ...lines.filter(({ author }) => author !== 'customer').map(({ text }) => text),
        ...(await customer.assistant.offers()),
      ])
      if (claim !== claims[0]) {
        await customer.leaves()
        continue
      }
      await customer.proves(claim)
      await customer.assistant.says(said.mismatch)
      await customer.proves(claim)
      await customer.assistant.says(said.locked)
      await customer.assistant.finishes()
      expect(await customer.assistant.offers()).toEqual(expect.arrayContaining([said.human, said.callback]))
      await customer.shows('invoice-locked')
    }
    expect(heard[1]).toEqual(heard[0])
    expect(heard[2]).toEqual(heard[0])
    expect(heard[3]).toEqual(heard[0])
  })

  test('a customer who is logged in picks among their own orders', async () => {
    const customer = await scene.customer(setting)
    await customer.logsIn('gnelvet@example.fr')
    await customer.visits('/')
    await customer.opens()
    await customer.types(said.wish)
    const asked = await customer.assistant.says(
      setting.locale === 'fr' ? /Vous êtes connecté/ : /You are signed in/,
    )
    expect(asked.text).not.toMatch(/numéro|number/)
    await customer.assistant.finishes()
    const orders = (await customer.assistant.offers()).map((offer) => offer.slice(0, 9))
    expect(orders).toEqual(expect.arrayContaining(['XKBKNABJK', 'PZQMWTRLC', 'HVNDSGKTB', 'GNVLRTSPM']))
    await customer.shows('invoice-own-orders')
    await customer.picks(/XKBKNABJK/)
    await customer.assistant.says(said.here)
    await customer.assistant.says(said.easy)
    const download = await customer.downloads(said.download)
    expect((await readFile(await download.path())).subarray(0, 5).toString()).toBe('%PDF-')
  })
})

/** Opens the chat on the home page and presses what is there for invoices. */
async function asks(setting: Setting): Promise<Customer> {
  const said = words[setting.locale]
  const customer = await scene.customer(setting)
  await customer.visits('/')
  await customer.opens()
  await customer.presses(said.tile)
  await customer.assistant.says(said.security)
  return customer
}

function post(url: string, body: unknown, secret?: string): Promise<Response> {
  return fetch(url, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      ...(secret !== undefined && { authorization: `Bearer ${secret}` }),
    },
    body: JSON.stringify(body),
  })
}
