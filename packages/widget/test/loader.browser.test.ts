import type { Page } from 'playwright-core'
import { afterAll, afterEach, describe, expect, test } from 'vitest'
import type { Comptoir } from '../src/index.ts'
import { builtWidget } from './browser/built.ts'
import { leaveChromium, openChromium } from './browser/chromium.ts'
import { openPageByItself } from './browser/page-by-itself.ts'
import type { ShopPage, ShopPageOptions } from './browser/shop-page.ts'
import { openShopPage } from './browser/shop-page.ts'

const widget = await builtWidget()
const browser = await openChromium()
let shop: ShopPage
let page: Page
let troubles: string[]

afterAll(leaveChromium)
afterEach(async () => {
  await page.context().close()
  await shop.close()
})

/** Opens the shop in a fresh profile and waits until the page is quiet. */
async function visit(options: Partial<ShopPageOptions> = {}, path = ''): Promise<void> {
  shop = await openShopPage({ widget, ...options })
  page = await (await browser.newContext({ locale: 'fr-FR' })).newPage()
  troubles = []
  page.on('pageerror', (error) => troubles.push(String(error)))
  page.on('console', (message) => message.type() === 'error' && troubles.push(message.text()))
  await page.goto(shop.url + path, { waitUntil: 'networkidle' })
}

const launcher = () => page.getByRole('button', { name: "Ouvrir l'aide" })
const composer = () => page.getByRole('textbox', { name: 'Votre message' })

describe('before the customer touches it', () => {
  test('the page has fetched the script and nothing else, and nothing is stored', async () => {
    await visit()
    await launcher().waitFor()
    expect(shop.requests()).toEqual(['GET /', 'GET /comptoir/comptoir.js'])
    expect(await stored()).toEqual({ cookies: '', local: 0, session: 0, databases: 0, caches: 0 })
    expect(troubles).toEqual([])
  })

  test('it adds one element, in a landmark of its own, and one name to the window', async () => {
    await visit({ tag: false })
    const before = await names()
    await page.evaluate(() => {
      const script = document.createElement('script')
      script.src = '/comptoir/comptoir.js'
      script.dataset['config'] = '/config.json'
      document.body.append(script)
    })
    await page.getByRole('region', { name: 'Aide et contact' }).waitFor({ state: 'attached' })
    const added = (await names()).filter((name) => !before.includes(name))
    expect(added).toEqual(['comptoir'])
    expect(await page.locator('body > *').evaluateAll((all) => all.map((one) => one.localName))).toEqual([
      'main',
      'script',
      'comptoir-chat',
    ])
    // And none on paper.
    await page.emulateMedia({ media: 'print' })
    expect(await launcher().isVisible()).toBe(false)
  })

  test('hover fetches static files of the shop and still stores nothing', async () => {
    await visit()
    shop.requests()
    await launcher().hover()
    const fetched: string[] = []
    await expect.poll(() => fetched.push(...shop.requests())).toBeGreaterThan(0)
    await page.waitForLoadState('networkidle')
    fetched.push(...shop.requests())
    expect(fetched.filter((request) => !/^GET \/comptoir\/[\w.-]+\.js$/.test(request))).toEqual([])
    expect(await stored()).toEqual({ cookies: '', local: 0, session: 0, databases: 0, caches: 0 })
  })

  test('a page that is drawn before anybody goes there fetches the script alone, and works once it is shown', async () => {
    await visit({
      head: `<script>
        if (location.pathname === '/') {
          const rules = document.createElement('script')
          rules.type = 'speculationrules'
          rules.text = '{ "prerender": [{ "urls": ["/next"], "eagerness": "immediate" }] }'
          document.head.append(rules)
        }
      </script>`,
    })
    shop.requests()
    const own = await openPageByItself(shop.url)
    const fetched: string[] = []
    const scripts = (): number => {
      fetched.push(...shop.requests())
      return fetched.filter((request) => request.endsWith('comptoir.js')).length
    }
    await expect.poll(scripts).toBe(2)
    expect(fetched.filter((request) => !/^GET \/(next|comptoir\/comptoir\.js)?$/.test(request))).toEqual([])
    expect(await own.value(`indexedDB.databases().then((all) => all.length + localStorage.length)`)).toBe(0)

    await own.value(`void setTimeout(() => location.assign('/next'))`)
    const ahead = `location.pathname === '/next' && performance.getEntriesByType('navigation')[0].activationStart > 0`
    await expect.poll(() => own.value(ahead).catch(() => false)).toBe(true)
    expect(scripts()).toBe(2)
    const panel = `document.querySelector('comptoir-chat').shadowRoot`
    await own.value(`${panel}.querySelector('button').click()`)
    const field = `${panel}.querySelector('textarea')`
    await expect.poll(() => own.value(`${field} !== null && ${panel}.activeElement === ${field}`)).toBe(true)
    await own.value(`comptoir('ask', 'frais de port')`)
    await expect.poll(() => own.value(`${panel}.querySelector('[role=log]').textContent`)).toContain('4,90')
    await own.close()
  })
})

describe('opening', () => {
  test('a click shows the panel with the focus in the composer, Esc goes back to the launcher', async () => {
    await visit()
    await launcher().click()
    await composer().waitFor()
    expect(await focused()).toBe('Votre message')
    await page.keyboard.press('Escape')
    expect(await focused()).toBe("Ouvrir l'aide")
    await page.keyboard.press('Enter')
    expect(await focused()).toBe('Votre message')
    expect(troubles).toEqual([])
  })

  test('a greeting that comes after the panel was closed again is nothing unread', async () => {
    await visit()
    const held = Promise.withResolvers<void>()
    await page.route(/\/comptoir\/conversation-/, async (route) => {
      await held.promise
      await route.continue()
    })
    await launcher().click()
    await composer().waitFor()
    await page.keyboard.press('Escape')
    held.resolve()
    await page.getByRole('button', { name: 'Livraison', includeHidden: true }).waitFor({ state: 'attached' })
    await page.evaluate(() => new Promise((resolve) => setTimeout(() => requestAnimationFrame(resolve), 50)))
    expect(await focused()).toBe("Ouvrir l'aide")
  })

  test('what the page asked for before the script came is done', async () => {
    const stub = `<script>window.comptoir=window.comptoir||function(){(window.comptoir.q=window.comptoir.q||[]).push(arguments)};comptoir('on','open',()=>document.title='ouvert');comptoir('ask','frais de port')</script>`
    await visit({ head: stub })
    await page.getByText('frais de port', { exact: true }).waitFor()
    expect(await page.title()).toBe('ouvert')
  })

  test('speaks the language of the page', async () => {
    await visit({ lang: 'en-GB' })
    await page.getByRole('button', { name: 'Open help' }).click()
    await page.getByRole('textbox', { name: 'Your message' }).waitFor()
    expect(shop.requests().filter((request) => /\/fr-/.test(request))).toEqual([])
  })

  test('junk for commands is ignored', async () => {
    await visit()
    await page.evaluate(() => {
      const call = window.comptoir as Comptoir & ((...values: unknown[]) => void)
      for (const junk of [null, {}, '__proto__', 'constructor', 42]) call(junk, junk, junk)
      call('on', 'open', 'not a function')
      call('identify', { token: 1 })
    })
    expect(troubles).toEqual([])
  })
})

describe('on any page', () => {
  const tag = '<script async src="/comptoir/comptoir.js" data-config="/config.json"></script>'

  test.each([
    ['twice', tag + tag],
    ['as a module', '<script type="module" src="/comptoir/comptoir.js" data-config="/config.json"></script>'],
    ['deferred', '<script defer src="/comptoir/comptoir.js" data-config="/config.json"></script>'],
    [
      'beside an element that was placed by hand',
      `<comptoir-chat data-position="start"></comptoir-chat>${tag}`,
    ],
  ])('a tag that stands there %s gives one launcher', async (_, given) => {
    await visit({ tag: given })
    await launcher().waitFor()
    expect(await page.locator('comptoir-chat').count()).toBe(1)
    await launcher().click()
    await composer().waitFor()
    expect(troubles).toEqual([])
  })

  test('a tag in the head, before there is a body, waits for it', async () => {
    await visit({
      tag: false,
      head: '<script src="/comptoir/comptoir.js" data-config="/config.json"></script>',
    })
    await launcher().waitFor()
  })

  test.each(['paiement', 'checkout/step-2', 'en/payment'])(
    'not on the payment page /%s, unless it is told to',
    async (path) => {
      await visit({}, path)
      expect(await page.locator('comptoir-chat').count()).toBe(0)
      await page.context().close()
      await shop.close()
      await visit({ attributes: 'data-config="/config.json" data-anywhere' }, path)
      await launcher().waitFor()
    },
  )

  test('a page that swaps or empties its body keeps the launcher, and the panel as it was', async () => {
    await visit()
    await launcher().click()
    await composer().fill('un brouillon')
    await page.evaluate(() => {
      const body = document.createElement('body')
      body.textContent = 'Another page'
      document.body.replaceWith(body)
    })
    await composer().waitFor()
    expect(await composer().inputValue()).toBe('un brouillon')
    await page.evaluate(() => document.body.replaceChildren())
    await composer().waitFor()
    expect(await page.locator('comptoir-chat').count()).toBe(1)
  })

  test('destroy leaves nothing, and a new tag begins again', async () => {
    await visit()
    await launcher().click()
    await composer().waitFor()
    await page.evaluate(() => window.comptoir?.('destroy'))
    expect(await page.locator('comptoir-chat').count()).toBe(0)
    expect(await page.evaluate(() => 'comptoir' in window)).toBe(false)
    await page.evaluate(() => {
      const script = document.createElement('script')
      script.src = '/comptoir/comptoir.js'
      document.body.append(script)
    })
    await launcher().waitFor()
    expect(troubles).toEqual([])
  })

  test('a page in windows-1252 without a charset reads the scripts right', async () => {
    await visit({ type: 'text/html; charset=windows-1252' })
    await launcher().click()
    await composer().waitFor()
    await page.getByText('Réessayer').waitFor({ state: 'detached' })
    expect(
      await page.getByText('Être rappelé').or(page.getByText('Parcourir les réponses')).first().textContent(),
    ).toMatch(/Être rappelé|Parcourir les réponses/)
    expect(troubles).toEqual([])
  })

  test('rules of the page that hide, shrink and recolour everything do not reach it', async () => {
    await visit()
    const fair = await look()
    await page.context().close()
    await shop.close()
    await visit({
      head: `<style>*{all:unset!important;font-size:50px!important;color:red!important}div,section,button{display:none!important}
        comptoir-chat{display:none!important;opacity:0!important;transform:scale(3)!important}html{font-size:5px}</style>`,
    })
    expect(await look()).toEqual(fair)
  })

  test('keys that are pressed in it are not heard by the page', async () => {
    await visit({ head: '<script>window.heard=[];addEventListener("keydown",e=>heard.push(e.key))</script>' })
    // Nor does a character mean anything to it that is pressed anywhere else.
    await page.keyboard.type('?/h a')
    expect(await page.getByRole('dialog').count()).toBe(0)
    await page.evaluate(() => (window as unknown as { heard: string[] }).heard.splice(0))
    await launcher().click()
    await composer().pressSequentially('/j')
    await page.keyboard.press('Escape')
    expect(await page.evaluate(() => (window as unknown as { heard: string[] }).heard)).toEqual([])
  })
})

describe('in a browser too old for it', () => {
  /** Safari before 16.4 and its contemporaries. */
  const takeAway = `<script>delete Document.prototype.adoptedStyleSheets;delete ShadowRoot.prototype.adoptedStyleSheets
    delete CSSStyleSheet.prototype.replaceSync</script>`
  const links = () =>
    page.locator('comptoir-chat a').evaluateAll((all) => all.map((link) => link.getAttribute('href')))

  test('the ways of contact stand in the page as links, once, and nothing else happens', async () => {
    const attributes = 'data-phone="02 61 91 00 42" data-email="a@shop.example" data-page="/contact"'
    const tag = `<script async src="/comptoir/comptoir.js" ${attributes}></script>`
    await visit({ head: takeAway, tag: tag + tag })
    await page.getByRole('link', { name: 'Nous contacter' }).waitFor()
    expect(await links()).toEqual(['tel:0261910042', 'mailto:a@shop.example', '/contact'])
    expect(shop.requests().filter((request) => request.endsWith('.js'))).toEqual([
      'GET /comptoir/comptoir.js',
    ])
    expect(troubles).toEqual([])
  })

  test('a link that the shop has put into the element stays, also without any script', async () => {
    const placed = '<comptoir-chat data-page="/contact"><a href="/aide">Aide</a></comptoir-chat>'
    await visit({ head: takeAway, body: placed })
    expect(await links()).toEqual(['/aide'])
    await page.context().close()
    await shop.close()
    await visit({ body: placed, tag: '<script>import.meta; this is no script</script>' })
    await page.getByRole('link', { name: 'Aide' }).click()
    expect(shop.requests()).toContain('GET /aide')
  })
})

describe('where something is missing', () => {
  test('without its chunks it shows the contact links, says why in the console, and tries again', async () => {
    await visit({
      attributes:
        'data-config="/config.json" data-phone="02 61 91 00 42" data-email="a@shop.example" data-page="/contact"',
    })
    await page.route(/\/comptoir\/(app|fr)-/, (route) => route.abort())
    await launcher().click()
    await page.getByRole('link', { name: '02 61 91 00 42' }).waitFor()
    expect(
      await page
        .getByRole('dialog')
        .getByRole('link')
        .evaluateAll((links) => links.map((link) => link.getAttribute('href'))),
    ).toEqual(['tel:0261910042', 'mailto:a@shop.example', '/contact'])
    expect(troubles.join('\n')).toMatch(/WID-001.*script-src/)
    // Nothing of them is outside of a narrow screen, and a finger finds the buttons.
    await page.setViewportSize({ width: 320, height: 640 })
    const { x = -1, width = 999 } = (await page.getByRole('dialog').boundingBox()) ?? {}
    expect([x >= 0, x + width <= 320]).toEqual([true, true])
    const retry = page.getByRole('button', { name: 'Réessayer' })
    expect((await retry.boundingBox())?.height).toBeGreaterThanOrEqual(44)
    await page.unroute(/\/comptoir\/(app|fr)-/)
    await retry.click()
    await composer().waitFor()
  })

  test.each([
    ['no configuration named', { attributes: '' }, /WID-003.*data-config/],
    [
      'a configuration that is not there',
      { attributes: 'data-config="/nowhere.json"' },
      /WID-010.*nowhere\.json answered with status 404/,
    ],
    [
      'a configuration that is not JSON',
      { files: { '/config.json': '{ "shop": "A", }' } },
      /WID-012.*config\.json is not JSON/,
    ],
    [
      'a FAQ that is not there',
      { files: { '/config.json': { faq: '/faq.json' } } },
      /WID-010.*faq\.json answered with status 404/,
    ],
    [
      'a FAQ without an article',
      {
        files: {
          '/config.json': { faq: '/faq.json' },
          '/faq.json': { locale: 'fr', categories: [], articles: [] },
        },
      },
      /WID-016.*faq\.json/,
    ],
  ] as const)(
    '%s: the customer has the contact links, the console the reason',
    async (_, options, reason) => {
      const attributes = `${'attributes' in options ? options.attributes : 'data-config="/config.json"'} data-phone="02 61 91 00 42"`
      await visit({ ...options, attributes })
      await launcher().click()
      await page.getByRole('link', { name: /02 61 91 00 42/ }).waitFor()
      expect(troubles.filter((trouble) => trouble.includes('[comptoir]')).join('\n')).toMatch(reason)
      expect(await page.getByRole('heading', { name: 'Atelier Nelvet', level: 1 }).count()).toBe(1)
    },
  )
})

/** How the launcher looks: place, size and colours. */
async function look() {
  await launcher().waitFor()
  return {
    box: await launcher().boundingBox(),
    style: await launcher().evaluate((button) => {
      const { color, fontSize, backgroundColor, opacity } = getComputedStyle(button)
      return { color, fontSize, backgroundColor, opacity }
    }),
  }
}

function names(): Promise<string[]> {
  return page.evaluate(() => Object.getOwnPropertyNames(window))
}

/** The name of what has the focus, inside of shadow roots too. */
function focused(): Promise<string | null | undefined> {
  return page.evaluate(() => {
    let element = document.activeElement
    while (element?.shadowRoot?.activeElement) element = element.shadowRoot.activeElement
    const label = element?.id
      ? (element.getRootNode() as ShadowRoot).querySelector(`label[for="${element.id}"]`)
      : null
    return element?.getAttribute('aria-label') ?? label?.textContent
  })
}

async function stored() {
  return page.evaluate(async () => ({
    cookies: document.cookie,
    local: localStorage.length,
    session: sessionStorage.length,
    databases: (await indexedDB.databases()).length,
    caches: (await caches.keys()).length,
  }))
}
