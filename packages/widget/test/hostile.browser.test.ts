import type { FrameLocator, Page } from 'playwright-core'
import { afterAll, expect, test } from 'vitest'
import { builtWidget } from './browser/built.ts'
import { leaveChromium, openChromium } from './browser/chromium.ts'
import type { ShopPageOptions } from './browser/shop-page.ts'
import { openShopPage } from './browser/shop-page.ts'
import { createStubDesk, customer } from './browser/stub-desk.ts'

const widget = await builtWidget()
const browser = await openChromium()
afterAll(leaveChromium)

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
    'a bind, a remove and promises of its own (old polyfills)',
    `(function (Own) {
       function Promise(run) { take(this, new Own(run)) }
       function take(promise, own) {
         promise.then = function (yes, no) { return take(Object.create(Promise.prototype), own.then(yes, no)) }
         promise['catch'] = function (no) { return promise.then(undefined, no) }
         return promise
       }
       ;['resolve', 'reject', 'all', 'race'].forEach(function (name) {
         Promise[name] = function (value) { return take(Object.create(Promise.prototype), Own[name](value)) } })
       window.Promise = Promise
     })(Promise)
     Function.prototype.bind = function (that) { var f = this, rest = [].slice.call(arguments, 1); return function () { return f.apply(that, rest.concat([].slice.call(arguments))) } }
     Element.prototype.remove = function () { if (this.parentNode) this.parentNode.removeChild(this); return this }`,
  ],
  ['globals that are elements', ``],
  [
    'a console that throws, and reactions to every node that is added',
    `console.log = console.warn = function () { throw new Error('patched') }
     new MutationObserver(function (all) { all.forEach(function (m) { m.addedNodes.forEach(function (n) { n.translated = true }) }) }).observe(document, { childList: true, subtree: true })`,
  ],
  [
    'no more than browsers had in July 2023 (Firefox 115, Safari 16.4, Chrome 111)',
    `[[URL, 'canParse parse'], [Object, 'groupBy'], [Map, 'groupBy'], [Promise, 'withResolvers try'], [Array, 'fromAsync'], [RegExp, 'escape'],
      [AbortSignal, 'any'], [String.prototype, 'isWellFormed toWellFormed'], [Set.prototype, 'union intersection difference isSubsetOf'],
      [window, 'Iterator'], [Math, 'sumPrecise f16round'], [IDBFactory.prototype, 'databases'], [Document.prototype, 'startViewTransition'],
      [Element.prototype, 'checkVisibility setHTML setHTMLUnsafe moveBefore ' + Object.keys(Object.getOwnPropertyDescriptors(Element.prototype)).filter(function (name) { return /^(aria|role$)/.test(name) }).join(' ')],
     ].forEach(function (pair) { pair[1].split(' ').forEach(function (name) { delete pair[0][name] }) })`,
  ],
]

test.each(realms)('tells where an order is on a page with %s', (_, script) =>
  tellsWhereTheOrderIs({
    head: `<script>${script}</script>`,
    body: `<h1>Atelier Nelvet</h1><form name="attributes"><input name="action"></form><img name="fetch" alt=""><a id="comptoir-chat">x</a><a id="Comptoir">y</a>`,
  }),
)

const line = '<script async="async" src="/comptoir/comptoir.js" data-config="/config.json"></script>'

/** What pages are like, by what makes them hard. */
const pages: readonly (readonly [name: string, options: PageOptions])[] = [
  [
    'rules that hide, shrink, turn and recolour everything',
    {
      head: `<style>*{all:unset!important;font-size:50px!important;color:red!important}div,section,button,textarea,form{display:none!important}
        html{font-size:5px}body{transform:scale(.8);zoom:.8;filter:blur(1px)}comptoir-chat{opacity:0!important;visibility:hidden!important}
        ::part(panel){display:none}</style><div style="position:fixed;inset:0;z-index:2147483647;pointer-events:none"></div>`,
    },
  ],
  [
    'no doctype, no UTF-8, no language and another base',
    {
      type: 'text/html; charset=iso-8859-15',
      document: `<html><head><base href="/elsewhere/"><title>Caf\u00e9</title></head><body><center>Atelier</center>${line}</body></html>`,
    },
  ],
  [
    'XHTML',
    {
      type: 'application/xhtml+xml',
      document: `<?xml version="1.0" encoding="UTF-8"?><html xmlns="http://www.w3.org/1999/xhtml" lang="fr"><head><title>Atelier</title></head><body><main><h1>Atelier</h1></main>${line}</body></html>`,
    },
  ],
  [
    'the strictest policy there is',
    {
      headers: {
        'content-security-policy':
          "default-src 'none'; script-src 'self'; style-src 'none'; connect-src 'self'; base-uri 'none'; require-trusted-types-for 'script'; trusted-types 'none'; report-uri /report",
      },
    },
  ],
  [
    'a network, timers and a console that record everything, and an ad blocker',
    {
      head: `<script>window.calls = [];['fetch', 'setTimeout', 'requestAnimationFrame', 'queueMicrotask'].forEach(function (name) {
        var own = window[name]; window[name] = function () { calls.push(name); return own.apply(this, arguments) } })
        console.error = console.info = function () { throw new Error('patched') }</script>`,
      blocked: /chat(?!-)|widget|tracker|analytics|livechat|support/i,
    },
  ],
  [
    'a dialog that keeps the focus to itself, extensions that add to every field, and a hundred tags',
    {
      body: `<div id="banner"><button>Accepter</button></div>`,
      tag: `${line.repeat(100)}<script>document.addEventListener('focusin', function (event) {
          if (!banner.contains(event.target)) banner.firstChild.focus() })
        var dark = new CSSStyleSheet(); dark.replaceSync('p{filter:brightness(.9)}')
        setInterval(function () {
          var host = document.querySelector('comptoir-chat'), root = host && host.shadowRoot
          if (!root) return
          root.querySelectorAll('textarea, input').forEach(function (field) {
            if (field.dataset.gramm) return
            field.dataset.gramm = 'true'
            field.after(Object.assign(document.createElement('span'), { className: 'icon', textContent: 'key' }))
          })
          if (root.adoptedStyleSheets.indexOf(dark) < 0) root.adoptedStyleSheets.push(dark)
          if (!document.querySelector('grammarly-desktop')) document.documentElement.append(document.createElement('grammarly-desktop'))
        }, 20)</script>`,
    },
  ],
  [
    'a frame, right to left, whose tag comes from a tag manager after loading',
    {
      framed: true,
      lang: 'ar" dir="rtl',
      tag: `<script>addEventListener('load', function () { setTimeout(function () { var s = document.createElement('script')
        s.src = '/comptoir/comptoir.js'; s.setAttribute('data-config', '/config.json'); s.setAttribute('data-locale', 'fr')
        document.head.appendChild(s) }, 50) })</script>`,
    },
  ],
]

test.each(pages)('tells where an order is on a page with %s', (_, options) => tellsWhereTheOrderIs(options))

interface PageOptions extends Partial<ShopPageOptions> {
  /** Requests that a blocker stops. */
  readonly blocked?: RegExp
  /** The shop's page stands in a frame of another one. */
  readonly framed?: boolean
}

/** The whole story on that page, with a reload behind it: nothing goes wrong, nothing is reported, nothing is said twice. */
async function tellsWhereTheOrderIs({ blocked, framed = false, ...options }: PageOptions): Promise<void> {
  const desk = createStubDesk()
  const shop = await openShopPage({ widget, desk, ...options })
  const page = await (await browser.newContext({ locale: 'fr-FR' })).newPage()
  const troubles: string[] = []
  page.on('pageerror', (error) => troubles.push(String(error)))
  if (blocked) await page.route(blocked, (route) => route.abort())
  const visit = async (): Promise<Page | FrameLocator> => {
    if (!framed) {
      await page.goto(shop.url)
      return page
    }
    await page.goto(`${shop.url}config.json`)
    await page.setContent(`<iframe src="${shop.url}" title="shop" width="900" height="700"></iframe>`)
    return page.frameLocator('iframe')
  }

  let where = await visit()
  await where.getByRole('button', { name: "Ouvrir l'aide" }).click()
  const write = async (text: string, answer: RegExp): Promise<void> => {
    const field = where.locator('comptoir-chat textarea')
    await field.fill(text)
    await field.press('Enter')
    await where.getByRole('log').getByText(answer).last().waitFor()
  }
  await write('combien coûte la livraison', /4,90 €/)
  await where.getByRole('button', { name: "Retour à l'accueil" }).click()
  await where.getByRole('button', { name: 'Suivre ma commande' }).click()
  await where.getByText('Numéro de commande').waitFor()
  await write(customer.reference, /adresse e-mail/)
  await write(customer.email, /Il s'agit bien/)
  await where.getByRole('button', { name: 'Oui' }).click()
  const order = { name: 'Commande XKBKNABJK' }
  await where.getByRole('region', order).getByText('6A12345678901').waitFor()
  await expect.poll(() => desk.texts.filter((text) => text === customer.reference).length).toBe(1)
  where = await visit()
  await where.getByRole('button', { name: "Ouvrir l'aide" }).click()
  await where.getByRole('region', order).waitFor()
  expect(troubles).toEqual([])
  expect(shop.reports()).toEqual([])
  await page.context().close()
  await shop.close()
}

test('a page that is translated in place, node by node, keeps its conversation', async () => {
  const shop = await openShopPage({ widget })
  const page = await (await browser.newContext()).newPage()
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
