import type { Page } from 'playwright-core'
import { setStage } from '../browser/stage.ts'
import { expect, test } from 'vitest'

const scene = await setStage()

test('from the launcher to the state of an order by keyboard alone, in as few keys as it takes to write', async () => {
  const customer = await scene.customer({ locale: 'fr', screen: 'desktop' })
  const { page, assistant } = customer
  let keys = 0
  const press = async (key: string): Promise<void> => {
    keys += 1
    await page.keyboard.press(key)
  }
  const write = async (text: string): Promise<void> => {
    await page.keyboard.type(text)
    await press('Enter')
  }
  await customer.visits('/')
  await customer.launcher.waitFor()
  // From the end of the page the launcher is the last stop: one step back.
  await press('Shift+Tab')
  expect(await focused(page)).toBe("Ouvrir l'aide")
  await press('Enter')
  await customer.composer.waitFor()
  expect(await focused(page)).toBe('Votre message')
  await write('suivre ma commande DHLQVTRMZ')
  await assistant.says(/Quelle adresse e-mail/)
  expect(await focused(page)).toBe('Adresse e-mail')
  await write('ines.marchand@example.fr')
  await assistant.says(/Il s'agit bien de la commande/)
  await write('oui')
  await assistant.says(/est en route avec Colissimo/)
  await assistant.says(/Que souhaitez-vous faire/)
  // Shift+Tab, Enter, and Enter after each of three texts: nothing but the words themselves.
  expect(keys).toBe(5)
  await customer.shows('keyboard-order')

  // The card is reached and read by keyboard too, and Esc gives the page back.
  await press('Escape')
  expect(await focused(page)).toMatch(/^Ouvrir l'aide/)
  expect(await customer.panel.isVisible()).toBe(false)
})

test('every reply, field and button of a conversation is a tab stop, in the order it is read', async () => {
  const customer = await scene.customer({ locale: 'en', screen: 'phone' })
  const { page, assistant } = customer
  await customer.visits('/')
  await customer.opens()
  await customer.types('call me back')
  await assistant.says(/Give your number/)
  await customer.panel.getByRole('button', { name: 'Close help' }).focus()
  const stops: string[] = []
  for (let step = 0; step < 16 && stops.at(-1) !== 'Send'; step += 1) {
    await page.keyboard.press('Tab')
    stops.push(await focused(page))
  }
  // The way down is there for as long as something lies below.
  expect(stops.filter((stop) => stop !== 'Read on')).toEqual([
    'Conversation',
    'Telephone',
    'Time',
    'Name (optional)',
    expect.stringMatching(/^I agree to be called/),
    expect.stringMatching(/^I also agree/),
    'Request the call',
    'Your message',
    'Send',
  ])
})

/** The name of what has the focus, inside of shadow roots too. */
function focused(page: Page): Promise<string> {
  return page.evaluate(() => {
    let element = document.activeElement
    while (element?.shadowRoot?.activeElement) element = element.shadowRoot.activeElement
    const label =
      element && 'labels' in element && element.labels instanceof NodeList ? element.labels[0] : undefined
    return (element?.getAttribute('aria-label') ?? label?.textContent ?? element?.textContent ?? '').trim()
  })
}
