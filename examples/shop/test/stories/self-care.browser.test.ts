import { readFile } from 'node:fs/promises'
import { describe, expect, test } from 'vitest'
import { type Setting, settings } from '../browser/setting.ts'
import { setStage } from '../browser/stage.ts'

const scene = await setStage()

const words = {
  fr: {
    cases: 'Retour, problème, autre demande',
    goods: 'Un article à rendre ou un souci',
    withdraw: 'Renoncer au contrat ici',
    name: 'Votre nom',
    contract: /^Numéro de la commande/,
    receipt: /accusé de réception$/,
    go: 'Continuer',
    declare: /Voici votre déclaration/,
    confirm: 'Confirmer la rétractation',
    received: /Votre déclaration est reçue le .+ sous le numéro (W-\d{4}-\d+)/,
    more: /Avez-vous d'autres questions/,
    sendBack: 'Retourner un article',
    yes: 'Oui',
    items: /Quels articles voulez-vous retourner/,
    reason: "J'ai changé d'avis",
    refund: 'Un remboursement',
    open: 'Oui, ouvrir le retour',
    opened: /le retour (\S+) est ouvert/,
    download: /^Télécharger/,
  },
  en: {
    cases: 'Return, problem, other request',
    goods: 'An item to return, or a problem',
    withdraw: 'Withdraw from contract here',
    name: 'Your name',
    contract: /^Order number/,
    receipt: /acknowledgement$/,
    go: 'Continue',
    declare: /This is your statement/,
    confirm: 'Confirm withdrawal',
    received: /Your statement was received on .+ under number (W-\d{4}-\d+)/,
    more: /Do you have any other questions/,
    sendBack: 'Return an item',
    yes: 'Yes',
    items: /Which items would you like to send back/,
    reason: 'I changed my mind',
    refund: 'A refund',
    open: 'Yes, open the return',
    opened: /return (\S+) is open/,
    download: /^Download/,
  },
} as const

/** An order for each setting, so that what one did is not in the way of the next. */
const returned: Readonly<Record<Setting['locale'], { reference: string; email: string; postcode: string }>> =
  {
    fr: { reference: 'DWLKTZRPM', email: 'amina.benali@example.fr', postcode: '69002' },
    en: { reference: 'XKBKNABJK', email: 'gnelvet@example.fr', postcode: '14000' },
  }

describe.each(settings)('what customers get done alone, in $locale on a $screen', (setting) => {
  const said = words[setting.locale]

  test('a guest withdraws from the contract in two steps from the first screen', async () => {
    const customer = await scene.customer(setting)
    const { assistant } = customer
    await customer.visits('/')
    await customer.opens()
    await customer.presses(said.cases)
    await customer.picks(said.goods)
    await customer.picks(said.withdraw)
    await customer.panel.getByLabel(said.name).waitFor()
    await customer.shows('withdraw-1-statement')
    await customer.fills(said.name, 'Zoé Martin')
    await customer.fills(said.contract, 'la lampe du 3 novembre')
    await customer.fills(said.receipt, 'zoe.martin@example.fr')
    await customer.presses(said.go)
    await assistant.says(said.declare)
    await customer.shows('withdraw-2-confirm')
    await customer.picks(said.confirm)
    await assistant.says(said.received)
    await assistant.says(said.more)
    await customer.shows('withdraw-3-received')
  })

  test('a guest sends an article back, and the label downloads', async () => {
    const customer = await scene.customer(setting)
    const { assistant } = customer
    await customer.visits('/')
    await customer.opens()
    await customer.presses(said.cases)
    await customer.picks(said.goods)
    await customer.picks(said.sendBack)
    await customer.proves(returned[setting.locale])
    await customer.picks(said.yes)
    await assistant.says(said.items)
    await customer.panel.locator('form').getByRole('checkbox').last().check()
    await customer.shows('return-1-items')
    await customer.presses(said.go)
    await customer.picks(said.reason)
    await customer.picks(said.refund)
    await customer.picks(said.open)
    await assistant.says(said.opened)
    const label = await customer.downloads(said.download)
    expect(label.suggestedFilename()).toMatch(/\.pdf$/)
    expect((await readFile(await label.path())).subarray(0, 5).toString()).toBe('%PDF-')
    await customer.shows('return-2-label')
  })
})
