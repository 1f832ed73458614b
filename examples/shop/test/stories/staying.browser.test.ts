import { describe, expect, test } from 'vitest'
import { settings } from '../browser/setting.ts'
import { setStage } from '../browser/stage.ts'

const scene = await setStage()

const words = {
  fr: {
    track: 'Suivre ma commande',
    email: /Quelle adresse e-mail/,
    isIt: /Il s'agit bien de la commande/,
    yes: 'Oui',
    state: /est en route avec Colissimo/,
    next: /Que souhaitez-vous faire/,
    invoice: 'Obtenir la facture',
    postcode: /code postal/,
    here: /Voici votre (facture|document)/,
    easy: /Avez-vous pu l'ouvrir/,
  },
  en: {
    track: 'Track my order',
    email: /Which e-mail address/,
    isIt: /Is it the order of/,
    yes: 'Yes',
    state: /is on its way with Colissimo/,
    next: /What would you like to do/,
    invoice: 'Get the invoice',
    postcode: /postcode/,
    here: /Here is your (invoice|document)/,
    easy: /Could you open it/,
  },
} as const

describe.each(settings)('the conversation stays, in $locale on a $screen', (setting) => {
  const said = words[setting.locale]

  test('through a reload in the middle of a question and the next page, and leads on to the invoice', async () => {
    const customer = await scene.customer(setting)
    const { assistant, page } = customer
    await customer.visits('/')
    await customer.opens()
    await customer.presses(said.track)
    await assistant.finishes()
    await customer.types('DHLQVTRMZ')
    await assistant.says(said.email)
    const before = await assistant.transcript()

    await page.reload()
    await customer.opens()
    await assistant.finishes()
    expect(texts(await assistant.transcript())).toEqual(texts(before))
    await customer.shows('staying-reloaded')
    await customer.types('ines.marchand@example.fr')
    await assistant.says(said.isIt)

    await customer.visits('/lampes')
    await customer.opens()
    await customer.picks(said.yes)
    await assistant.says(said.state)
    await assistant.says(said.next)
    const ids = (await assistant.transcript()).map(({ id }) => id)
    expect(new Set(ids).size).toBe(ids.length)

    // The invoice opens one level higher: only what is still missing is asked.
    await customer.picks(said.invoice)
    await assistant.says(said.postcode)
    await customer.types('75010')
    await assistant.says(said.here)
    // Which order it is was settled before.
    const asked = texts(await assistant.transcript()).filter((text) => said.isIt.test(text))
    expect(asked).toHaveLength(1)
    await assistant.says(said.easy)
    await customer.shows('staying-invoice')
  })
})

function texts(lines: readonly { author: string; text: string }[]): readonly string[] {
  return lines.map(({ author, text }) => `${author}: ${text}`)
}
