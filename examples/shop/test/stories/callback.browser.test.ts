import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { openScene, type Scene } from '../browser/scene.ts'
import { settings } from '../browser/setting.ts'
import { plain } from '../browser/transcript.ts'

let scene: Scene
beforeAll(async () => {
  // The shop's real hours, whatever the time is now: the next slots lie within them.
  scene = await openScene({ hours: 'real' })
})
afterEach(() => scene.ends())
afterAll(() => scene.close())

const words = {
  fr: {
    wish: 'rappelez-moi',
    details: /Indiquez votre numéro et le créneau/,
    phone: 'Téléphone',
    slot: 'Créneau',
    name: /^Nom/,
    consent: /J'accepte d'être appelé à ce numéro, une seule fois/,
    commercial: /offres de la boutique/,
    send: 'Demander le rappel',
    needed: 'Ce champ est nécessaire.',
    incomplete: /Ce numéro semble incomplet/,
    premium: /Nous n'appelons pas les numéros surtaxés/,
    promised: /C'est noté, merci\. Un conseiller vous appelle/,
    more: /Avez-vous d'autres questions/,
  },
  en: {
    wish: 'call me back',
    details: /Give your number and the time/,
    phone: 'Telephone',
    slot: 'Time',
    name: /^Name/,
    consent: /I agree to be called on this number, once/,
    commercial: /shop's offers/,
    send: 'Request the call',
    needed: 'This field is needed.',
    incomplete: /This number seems incomplete/,
    premium: /We do not call premium-rate/,
    promised: /Noted, thank you\. An advisor will call you/,
    more: /Do you have any other questions/,
  },
} as const

describe.each(settings)('a callback, in $locale on a $screen', (setting) => {
  const said = words[setting.locale]

  test('takes a number that can be called, a slot within the hours and consent, and reaches the console', async () => {
    const agent = await scene.agent()
    const customer = await scene.customer(setting)
    const { assistant, panel } = customer
    await customer.visits('/contact')
    await customer.opens()
    await customer.types(said.wish)
    await assistant.says(said.details)
    await customer.shows('callback-1-form')

    // Nothing is filled in or ticked in the customer's place.
    const consent = panel.getByLabel(said.consent)
    const commercial = panel.getByLabel(said.commercial)
    expect(await consent.isChecked()).toBe(false)
    expect(await commercial.isChecked()).toBe(false)
    const slots = (await panel.getByLabel(said.slot, { exact: true }).locator('option').allInnerTexts()).map(
      plain,
    )
    expect(slots.length).toBeGreaterThan(5)
    for (const slot of slots.slice(1))
      expect(slot).toMatch(/(09|1[0-7])[:h]?(00|30)? – (09|1[0-8])[:h]?(00|30)?$/)

    await customer.presses(said.send)
    expect(await panel.getByText(said.needed).count()).toBe(3)
    await customer.shows('callback-2-missing')

    const slot = slots[2] ?? ''
    await customer.fills(said.slot, slot)
    await consent.check()
    await customer.fills(said.phone, '06 39 98')
    await customer.presses(said.send)
    await panel.getByText(said.incomplete).waitFor()
    await customer.fills(said.phone, '0899 12 34 56')
    await customer.presses(said.send)
    await panel.getByText(said.premium).waitFor()
    await customer.shows('callback-3-premium')
    await customer.fills(said.phone, '06 39 98 14 01')
    expect(await commercial.isChecked()).toBe(false)
    await customer.presses(said.send)
    const promise = await assistant.says(said.promised)
    await assistant.says(said.more)
    await customer.shows('callback-4-promised')
    expect(promise.text).toMatch(/14 ?01/)

    const sent = customer.witness.requests.find(
      ({ method, url }) => method === 'POST' && url.pathname.endsWith('/callbacks'),
    )
    expect(JSON.parse(sent?.body ?? '{}')).toMatchObject({
      phone: '+33639981401',
      consent: { service: true, commercial: false },
    })
    const due = await agent.callback(/06 ?39 ?98 ?14 ?01/)
    expect(due).toContain(/(\d\d:\d\d) –/.exec(slot)?.[1])
    await agent.shows('callback-5-due')
  })
})
