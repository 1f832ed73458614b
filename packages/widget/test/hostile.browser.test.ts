import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { builtWidget } from './browser/built.ts'
import { launchChromium } from './browser/chromium.ts'
import { openShopPage } from './browser/shop-page.ts'
import { createStubDesk, customer } from './browser/stub-desk.ts'

let widget: string
let browser: Browser

beforeAll(async () => {
  widget = await builtWidget()
  browser = await launchChromium()
})
afterAll(() => browser.close())

/** What pages do to the realm that we share with them, by the library that taught them. */
const realms: readonly (readonly [name: string, script: string])[] = [
  [
    'Object.prototype with enumerable additions',
    `Object.prototype.foo = 'bar'; Object.prototype.each = function () {}`,
  ],
  [
    'Array.from that knows no iterables (Prototype 1.6)',
    `Array.from = function (it) { if (!it) return []; var n = it.length || 0, all = new Array(n); while (n--) all[n] = it[n]; return all }`,
  ],
  [
    'arrays, strings and numbers with a toJSON of their own (Prototype 1.7)',
    `Array.prototype.toJSON = function () { return '[' + this.map(function (x) { return JSON.stringify(x) }).join(', ') + ']' }
     String.prototype.toJSON = function () { return '"' + this + '"' }
     Object.toJSON = JSON.stringify`,
  ],
  [
    'Array.prototype with enumerable additions (MooTools)',
    `Array.prototype.each = Array.prototype.forEach; Array.prototype.include = function (x) { if (this.indexOf(x) < 0) this.push(x); return this }
     Array.prototype.clean = function () { return this.filter(Boolean) }; Function.prototype.extend = function (o) { for (var k in o) this[k] = o[k]; return this }`,
  ],
  [
    'a bind and a remove of its own (old polyfills)',
    `Function.prototype.bind = function (that) { var f = this, rest = [].slice.call(arguments, 1); return function () { return f.apply(that, rest.concat([].slice.call(arguments))) } }
     Element.prototype.remove = function () { if (this.parentNode) this.parentNode.removeChild(this); return this }`,
  ],
  ['globals that are elements', ``],
  [
    'a console and timers that throw',
    `console.log = console.warn = function () { throw new Error('patched') }`,
  ],
  [
    'reactions to every node that is added',
    `new MutationObserver(function (all) { all.forEach(function (m) { m.addedNodes.forEach(function (n) { n.translated = true }) }) }).observe(document, { childList: true, subtree: true })`,
  ],
]

test.each(realms)('tells where an order is on a page with %s', async (_, script) => {
  const desk = createStubDesk()
  const shop = await openShopPage({
    widget,
    desk,
    head: `<script>${script}</script>`,
    body: `<h1>Atelier Nelvet</h1><form name="attributes"><input name="action"></form><img name="fetch" alt=""><a id="comptoir-chat">x</a><a id="Comptoir">y</a>`,
  })
  const page = await (await browser.newContext()).newPage()
  page.setDefaultTimeout(8000)
  const troubles: string[] = []
  page.on('pageerror', (error) => troubles.push(String(error)))
  await page.goto(shop.url)
  await page.getByRole('button', { name: "Ouvrir l'aide" }).click()
  const field = page.locator('comptoir-chat textarea')
  const write = async (text: string, answer: RegExp): Promise<void> => {
    await field.fill(text)
    await page.keyboard.press('Enter')
    await page.getByRole('log').getByText(answer).last().waitFor()
  }
  await write('combien coûte la livraison', /4,90 €/)
  await page.getByRole('button', { name: "Retour à l'accueil" }).click()
  await page.getByRole('button', { name: 'Suivre ma commande' }).click()
  await page.getByText('Numéro de commande').waitFor()
  await write(customer.reference, /adresse e-mail/)
  await write(customer.email, /Il s'agit bien/)
  await page.getByRole('button', { name: 'Oui' }).click()
  await page.getByRole('region', { name: 'Commande XKBKNABJK' }).getByText('6A12345678901').waitFor()
  await expect.poll(() => desk.texts.filter((text) => text === customer.reference).length).toBe(1)
  await page.reload()
  await page.getByRole('button', { name: "Ouvrir l'aide" }).click()
  await page.getByRole('region', { name: 'Commande XKBKNABJK' }).waitFor()
  expect(troubles).toEqual([])
  await page.context().close()
  await shop.close()
})

test('a page that is translated in place, node by node, keeps its conversation', async () => {
  const shop = await openShopPage({ widget })
  const page = await (await browser.newContext()).newPage()
  page.setDefaultTimeout(8000)
  const troubles: string[] = []
  page.on('pageerror', (error) => troubles.push(String(error)))
  await page.goto(shop.url)
  await page.getByRole('button', { name: "Ouvrir l'aide" }).click()
  await page.getByRole('textbox', { name: 'Votre message' }).fill('frais de port')
  await page.keyboard.press('Enter')
  await page.getByRole('log').getByText('4,90 €').waitFor()
  // What a translator does: each text node is replaced by an element that holds another one.
  await page.evaluate(() => {
    const root = document.querySelector('comptoir-chat')?.shadowRoot
    const walker = document.createTreeWalker(root ?? document, NodeFilter.SHOW_TEXT)
    const texts: Text[] = []
    while (walker.nextNode()) if (walker.currentNode instanceof Text) texts.push(walker.currentNode)
    for (const text of texts) {
      const font = document.createElement('font')
      font.textContent = `[${text.data}]`
      text.replaceWith(font)
    }
  })
  await page.getByRole('textbox').last().fill('délai de livraison')
  await page.keyboard.press('Enter')
  await page
    .getByRole('log')
    .getByText(/quatre jours/)
    .waitFor()
  expect(troubles).toEqual([])
  await page.context().close()
  await shop.close()
})
