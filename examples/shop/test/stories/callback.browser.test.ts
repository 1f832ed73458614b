import { describe, expect, test } from 'vitest'
import { settings } from '../browser/setting.ts'
import { setStage } from '../browser/stage.ts'

// The shop's real hours, whatever the time is now: the next slots lie within them.
const scene = await setStage({ hours: 'real' })

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
    tick: 'Cochez cette case pour que nous puissions vous appeler.',
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
    tick: 'Tick this box so that we may call you.',
    incomplete: /This number seems incomplete/,
    premium: /We do not call premium-rate/,
    promised: /Noted, thank you\. An advisor will call you/,
    more: /Do you have any other questions/,
  },
} as const

describe.each(settings)('a callback, in $locale on a $screen', (setting) => {
  const said = words[setting.locale]
  const phone = `06 12 34 56 7${settings.indexOf(setting)}`

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
    const slots = await panel
      .getByLabel(said.slot, { exact: true })
      .locator('option')
      .evaluateAll((options) =>
        options.slice(1).map((option) => ({
          label: option.textContent ?? '',
          from: option instanceof HTMLOptionElement ? option.value : '',
        })),
      )
    expect(slots.length).toBeGreaterThan(5)
    for (const { from } of slots) expect(withinHours(from), from).toBe(true)

    await customer.presses(said.send)
    await panel.getByText(said.tick).waitFor()
    expect(await panel.getByText(said.needed).count()).toBe(2)
    await customer.shows('callback-2-missing')

    const slot = slots[1] ?? { label: '', from: '' }
    await customer.fills(said.slot, slot.label)
    await consent.check()
    await customer.fills(said.phone, '06 12 34')
    await customer.presses(said.send)
    await panel.getByText(said.incomplete).waitFor()
    await customer.fills(said.phone, '0899 12 34 56')
    await customer.presses(said.send)
    await panel.getByText(said.premium).waitFor()
    await customer.shows('callback-3-premium')
    await customer.fills(said.phone, phone)
    expect(await commercial.isChecked()).toBe(false)
    await customer.presses(said.send)
    const promise = await assistant.says(said.promised)
    await assistant.says(said.more)
    await customer.shows('callback-4-promised')
    expect(promise.text).toContain(phone.slice(-2))

    const sent = customer.witness.requests.find(
      ({ method, url }) => method === 'POST' && url.pathname.endsWith('/callbacks'),
    )
    expect(JSON.parse(sent?.body ?? '{}')).toMatchObject({
      phone: phone.replaceAll(' ', '').replace('0', '+33'),
      consent: { service: true, commercial: false },
    })
    const due = await agent.callback(new RegExp(phone.replaceAll(' ', ' ?')))
    expect(due).toContain(`${inParis(slot.from).slice(11, 16)} –`)
    await agent.shows('callback-5-due')
  })
})

/** Half an hour that begins and ends while the shop's people are there: 9 to 18, Saturdays 10 to 17. */
function withinHours(from: string): boolean {
  const [, hour = 0, minute = 0] = (/T(\d\d):(\d\d)/.exec(inParis(from)) ?? []).map(Number)
  const begins = hour + minute / 60
  const day = new Date(from).toLocaleDateString('en', { weekday: 'short', timeZone: 'Europe/Paris' })
  if (day === 'Sun') return false
  return day === 'Sat' ? begins >= 10 && begins <= 16.5 : begins >= 9 && begins <= 17.5
}

/** `2026-11-23T09:00:00` on the clocks of Paris. */
function inParis(moment: string): string {
  return new Date(moment).toLocaleString('sv', { timeZone: 'Europe/Paris' }).replace(' ', 'T')
}
