import { describe, expect, test } from 'vitest'
import { faults, plantFault } from '../browser/accessibility.ts'
import type { Customer } from '../browser/customer.ts'
import { settings } from '../browser/setting.ts'
import { setStage } from '../browser/stage.ts'

const scene = await setStage()

const words = {
  fr: {
    browse: 'Livraison et retrait',
    menu: "Plus d'options",
    restart: 'Recommencer la conversation',
    callback: 'Être rappelé',
    send: 'Demander le rappel',
    details: /Indiquez votre numéro/,
    invoice: 'Obtenir ma facture',
    track: 'Suivre ma commande',
    isIt: /Il s'agit bien de la commande/,
    yes: 'Oui',
    no: 'Non',
    easy: /Avez-vous pu l'ouvrir/,
    recap: /récapitulatif par e-mail/,
    next: /Que souhaitez-vous faire/,
    events: 'Étapes du transporteur',
    idea: /Une idée, sans obligation/,
    notWanted: 'Non, merci',
    more: /d'autres questions/,
    rate: /était-ce facile/,
    delivery: 'combien coûte la livraison ?',
    home: "Retour à l'accueil",
  },
  en: {
    browse: 'Delivery and collection',
    menu: 'More options',
    restart: 'Start over',
    callback: 'Be called back',
    send: 'Request the call',
    details: /Give your number/,
    invoice: 'Get my invoice',
    track: 'Track my order',
    isIt: /Is it the order of/,
    yes: 'Yes',
    no: 'No',
    easy: /Could you open it/,
    recap: /summary by e-mail/,
    next: /What would you like to do/,
    events: 'Carrier events',
    idea: /An idea, with no obligation/,
    notWanted: 'No, thank you',
    more: /other questions/,
    rate: /was that easy/,
    delivery: 'how much is delivery?',
    home: 'Back to start',
  },
} as const

describe.each(settings)('axe finds nothing in any state, in $locale on a $screen', (setting) => {
  const said = words[setting.locale]

  test('and finds the fault that is planted in the same run', async () => {
    const customer = await scene.customer(setting)
    const { assistant } = customer
    const found: Record<string, readonly string[]> = {}
    const look = async (state: string): Promise<void> => {
      found[state] = await faults(customer.page)
    }

    await customer.visits('/')
    await customer.launcher.waitFor()
    await look('launcher')
    await customer.opens()
    await customer.panel.getByRole('button', { name: said.browse }).waitFor()
    await look('first screen')
    await customer.presses(said.menu)
    await look('menu')
    await customer.page.keyboard.press('Escape')
    await customer.presses(said.browse)
    await look('a category')

    await customer.types(said.delivery)
    await assistant.finishes()
    await look('an answer')
    await customer.composer.fill(said.delivery.slice(0, 12))
    await customer.page.getByRole('group', { name: 'Suggestions' }).waitFor()
    await look('suggestions')
    await customer.composer.fill('')

    await customer.presses(said.home)
    await customer.presses(said.callback)
    await assistant.says(said.details)
    await look('a form')
    await customer.presses(said.send)
    await look('a form with errors')

    await customer.choosesFromMenu(said.restart)
    await customer.picks(said.invoice)
    await proves(customer, { reference: 'XKBKNABJK', email: 'gnelvet@example.fr', postcode: '14000' }, said)
    await assistant.says(said.easy)
    await look('a document')
    await customer.picks(said.yes)
    await assistant.says(said.recap)
    await customer.picks(said.no)
    await assistant.says(said.idea)
    await look('idea')
    await customer.picks(said.notWanted)
    await assistant.says(said.more)
    await customer.picks(said.no)
    await assistant.says(said.rate)
    await look('survey')

    await customer.choosesFromMenu(said.restart)
    await customer.picks(said.track)
    await proves(customer, { reference: 'BTRVMQLKS', email: 'ines.marchand@example.fr' }, said)
    await assistant.says(said.next)
    await customer.panel.getByText(said.events).last().click()
    await look('an order')

    const takeAway = await plantFault(customer.page)
    const planted = await faults(customer.page)
    await takeAway()
    expect(planted.join('\n')).toMatch(/^image-alt: .*comptoir-planted/m)
    expect(found).toEqual(Object.fromEntries(Object.keys(found).map((state) => [state, []])))
    expect(Object.keys(found)).toHaveLength(12)
  })
})

test('axe finds nothing in the console: signing in, the queue, a conversation with its order, the callbacks', async () => {
  const agent = await scene.agent()
  const found: Record<string, readonly string[]> = { queue: await faults(agent.page) }
  const customer = await scene.customer({ locale: 'fr', screen: 'desktop' })
  const said = words.fr
  await customer.visits('/')
  await customer.opens()
  await customer.presses(said.track)
  await proves(customer, { reference: 'MRSZTKVLP', email: 'ines.marchand@example.fr' }, said)
  await customer.assistant.says(said.next)
  await customer.choosesFromMenu('Parler à un conseiller')
  await agent.takes(/./)
  found['conversation'] = await faults(agent.page)
  await agent.page
    .getByRole('navigation', { name: 'Rubriques' })
    .getByRole('button', { name: /Rappels/ })
    .click()
  found['callbacks'] = await faults(agent.page)
  const takeAway = await plantFault(agent.page)
  expect((await faults(agent.page)).join('\n')).toMatch(/^image-alt: /m)
  await takeAway()
  expect(found).toEqual({ queue: [], conversation: [], callbacks: [] })
})

async function proves(
  customer: Customer,
  claim: Parameters<Customer['proves']>[0],
  said: (typeof words)[keyof typeof words],
): Promise<void> {
  await customer.proves(claim)
  await customer.assistant.says(said.isIt)
  await customer.picks(said.yes)
}
