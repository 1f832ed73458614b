import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { brotliCompressSync } from 'node:zlib'
import type { Page } from 'playwright-core'
import { afterAll, expect, test } from 'vitest'
import { ORDER_STORY } from '../build/size-report.ts'
import { builtWidget } from './browser/built.ts'
import { leaveChromium, openChromium } from './browser/chromium.ts'
import { openShopPage } from './browser/shop-page.ts'
import { createStubDesk, customer } from './browser/stub-desk.ts'

const widget = await builtWidget()
const browser = await openChromium()
afterAll(leaveChromium)

test('from the launcher to the state of an order: twelve key presses at most, and no secret in any address', async () => {
  const desk = createStubDesk()
  const shop = await openShopPage({ widget, desk })
  const page = await (await browser.newContext({ viewport: { width: 360, height: 740 } })).newPage()
  await page.goto(shop.url)
  let presses = 0
  const press = async (key: string): Promise<void> => {
    presses++
    await page.keyboard.press(key)
  }
  const write = async (text: string, answer: RegExp): Promise<void> => {
    await page.keyboard.type(text)
    await press('Enter')
    await page.getByRole('log').getByText(answer).last().waitFor()
  }

  await press('Tab')
  await press('Enter')
  await page.getByRole('button', { name: 'Suivre ma commande' }).waitFor()
  await write('suivre ma commande', /numéro de (?:la )?commande/i)
  await write(customer.reference, /adresse e-mail/)
  await write(customer.email, /Il s'agit bien/)
  await page.keyboard.type('oui')
  await press('Enter')
  await page.getByRole('region', { name: 'Commande XKBKNABJK' }).waitFor()
  expect(presses).toBeLessThanOrEqual(12)

  await expect.poll(() => desk.texts).toContain(customer.reference)
  // What proved whose order it is went to the desk once, as a proof, and not as something that was said.
  expect(desk.texts.join()).not.toContain(customer.email)
  expect(shop.addresses().filter((address) => /secret|@|14000/.test(decodeURIComponent(address)))).toEqual([])
  // What the browser fetched for all that, chunks of the language spoken and nothing of the other.
  const scripts = new Set(shop.addresses().filter((address) => address.startsWith('/comptoir/')))
  expect([...scripts].filter((address) => /[/.]en-/.test(address))).toEqual([])
  let bytes = 0
  for (const address of scripts) {
    if (!address.includes('/lexicon.'))
      bytes += brotliCompressSync(await readFile(join(widget, address.slice('/comptoir/'.length)))).length
  }
  expect(bytes).toBeLessThanOrEqual(ORDER_STORY)
  await page.context().close()
  await shop.close()
})

test('closed it is three elements at most, open and idle sixty', async () => {
  const shop = await openShopPage({ widget, desk: createStubDesk() })
  const page = await (await browser.newContext()).newPage()
  await page.goto(shop.url)
  await page.getByRole('button', { name: "Ouvrir l'aide" }).waitFor()
  expect(await elements(page)).toBeLessThanOrEqual(3)
  await page.getByRole('button', { name: "Ouvrir l'aide" }).click()
  await page.getByRole('button', { name: 'Livraison' }).waitFor()
  expect(await elements(page)).toBeLessThanOrEqual(60)
  await page.context().close()
  await shop.close()
})

test('nothing of the page moves, and what is thrown by a listener stays the page’s', async () => {
  const shop = await openShopPage({ widget })
  const page = await (await browser.newContext()).newPage()
  const errors: string[] = []
  page.on('pageerror', (error) => errors.push(error.message))
  await page.addInitScript(() => {
    Object.assign(window, { shift: 0 })
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries())
        if ('value' in entry && typeof entry.value === 'number')
          Object.assign(window, { shift: Number(Reflect.get(window, 'shift')) + entry.value })
    }).observe({ type: 'layout-shift', buffered: true })
  })
  await page.route(/faq\.fr\.json|config\.json/, async (route) => {
    await new Promise((resolve) => setTimeout(resolve, 600))
    await route.continue()
  })
  await page.goto(shop.url)
  await page.evaluate(() =>
    window.comptoir?.('on', 'open', () => {
      throw new Error('of the page')
    }),
  )
  await page.getByRole('button', { name: "Ouvrir l'aide" }).click()
  await page.getByRole('textbox', { name: 'Votre message' }).waitFor()
  // Also when what the first screen shows arrives long after it was opened.
  await page.getByRole('button', { name: 'Livraison' }).waitFor()
  await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve, 50))))
  expect(await page.evaluate(() => (window as unknown as { shift: number }).shift)).toBe(0)
  expect(errors).toEqual(['of the page'])
  await page.context().close()
  await shop.close()
})

/** How many elements the widget adds to the page. */
function elements(page: Page): Promise<number> {
  return page.evaluate(() => {
    const host = document.querySelector('comptoir-chat')
    return 1 + (host?.shadowRoot?.querySelectorAll('*').length ?? 0)
  })
}

test('the example of one line on a page answers, wherever its folder stands', async () => {
  const folder = fileURLToPath(new URL('../../../examples/script-tag/', import.meta.url))
  const file = (name: string): Promise<string> => readFile(join(folder, name), 'utf8')
  const shop = await openShopPage({
    widget,
    document: await file('index.html'),
    files: { '/config.json': await file('config.json'), '/faq.fr.json': await file('faq.fr.json') },
  })
  const page = await (await browser.newContext()).newPage()
  const troubles: string[] = []
  page.on('pageerror', (error) => troubles.push(String(error)))
  page.on('console', (message) => message.type() === 'error' && troubles.push(message.text()))
  await page.goto(shop.url)
  await page.getByRole('button', { name: "Ouvrir l'aide" }).click()
  await page.getByRole('textbox', { name: 'Votre message' }).fill('frais de port')
  await page.keyboard.press('Enter')
  await page
    .getByRole('log')
    .getByText(/4,90 €/)
    .waitFor()
  expect(troubles).toEqual([])
  await page.context().close()
  await shop.close()
})
