import type { BrowserContext, Page, Route } from 'playwright-core'
import { afterAll, expect, test } from 'vitest'
import { builtWidget } from './browser/built.ts'
import { leaveChromium, openChromium } from './browser/chromium.ts'
import { openShopPage } from './browser/shop-page.ts'
import { createStubDesk, customer as known } from './browser/stub-desk.ts'

const widget = await builtWidget()
const browser = await openChromium()
afterAll(leaveChromium)

/** What a network does to a request, by the name that people have for it. */
const faults: Readonly<Record<string, (route: Route) => Promise<void>>> = {
  'no connection': (route) => route.abort('connectionrefused'),
  'an ad blocker': (route) => route.abort('blockedbyclient'),
  'too many requests (429)': (route) =>
    route.fulfill({ status: 429, headers: { 'retry-after': '1' }, body: '{}' }),
  'an error of the server (500)': (route) =>
    route.fulfill({ status: 500, contentType: 'text/html', body: '<h1>500</h1>' }),
  'garbage with 200': (route) =>
    route.fulfill({ status: 200, contentType: 'application/json', body: '{"id":"c1' }),
  'the page of a captive portal with 200': (route) =>
    route.fulfill({ status: 200, contentType: 'text/html', body: '<h1>Welcome to our network</h1>' }),
  'a line that is half open': () => new Promise(() => {}),
}

const slow = async (route: Route): Promise<void> => {
  await new Promise((resolve) => setTimeout(resolve, 100))
  await route.continue()
}

/** On the way to the state of an order: what is written, and what it is answered with. */
const story: readonly (readonly [text: string, answer: RegExp])[] = [
  ['suivre ma commande', /numéro de (?:la )?commande/i],
  [known.reference, /adresse e-mail/],
  [known.email, /Il s'agit bien/],
  ['oui', /est en route avec/],
]
const written = ['suivre ma commande', known.reference]

test('whatever stands between the page and the desk: it is said in a sentence, nothing is lost, and it goes on afterwards', () =>
  throughEach(async (fault, { page, desk }) => {
    await open(page)
    for (const [text, answer] of story.slice(0, 2)) await write(page, text, answer)
    await page.route('**/desk/**', fault)
    await write(page, known.email, /Je n'arrive pas à consulter les commandes pour le moment/)
    expect(await said(page)).toEqual([...written, expect.stringContaining('gnelvet')])
    await page.unroute('**/desk/**')
    // The turn is over once there is something to choose.
    await page.getByRole('log').getByRole('button', { name: 'Parler à un conseiller' }).waitFor()
    await page.getByRole('button', { name: "Retour à l'accueil" }).click()
    await page.getByRole('button', { name: 'Suivre ma commande' }).click()
    await page
      .getByRole('log')
      .getByText(/Il s'agit bien/)
      .waitFor()
    await write(page, 'oui', /est en route avec/)
    await page.getByRole('region', { name: 'Commande XKBKNABJK' }).waitFor()
    const own = [...written, 'Suivre ma commande', 'oui']
    await expect.poll(() => desk.texts.filter((text) => own.includes(text))).toEqual(own)
  }))

test('whatever stands between the page and the files of the shop: the ways of contact remain, and it goes on afterwards', () =>
  throughEach(async (fault, { page }) => {
    const retry = page.getByRole('button', { name: 'Réessayer' })
    for (const [files, sentence] of [
      [/\/comptoir\/(?!comptoir\.js)/, "L'aide en ligne ne répond pas."],
      [/\.json$/, "L'assistant n'est pas disponible pour le moment."],
    ] as const) {
      await page.reload()
      await page.route(files, fault)
      await page.getByRole('button', { name: "Ouvrir l'aide" }).click()
      await page.getByRole('dialog').getByText(sentence).waitFor()
      await page.getByRole('link', { name: '02 61 91 00 42' }).waitFor()
      await page.unroute(files)
      // A script that is still on its way is asked for once, however often one tries.
      if (fault === faults['a line that is half open']) continue
      await retry.click()
      await write(page, 'frais de port', /4,90 €/)
    }
  }))

test('slow at every step, it comes to the state of the order all the same', async () => {
  const { page, desk, leave } = await visit()
  await page.route(/\/desk\/|\/comptoir\/|\.json$/, slow)
  await page.reload()
  await page.getByRole('button', { name: "Ouvrir l'aide" }).click()
  for (const [text, answer] of story) await write(page, text, answer)
  await expect.poll(() => desk.texts.filter((text) => written.includes(text))).toEqual(written)
  await leave()
})

test('offline at every step, it waits or says so, and comes to the state of the order with nothing lost or doubled', async () => {
  const { page, desk, customer, leave } = await visit()
  const offline = (work: () => Promise<void>): Promise<void> => cutOff(customer, work)

  await offline(async () => {
    await page.getByRole('button', { name: "Ouvrir l'aide" }).click()
    await page.getByText("L'aide en ligne ne répond pas.").waitFor()
  })
  await page.getByRole('button', { name: 'Réessayer' }).click()
  await page.getByRole('button', { name: 'Suivre ma commande' }).waitFor()
  // What is fetched with the first question is not there yet; afterwards the desk is what cannot be reached.
  for (const [step, [text, answer]] of story.entries()) {
    const before = await answers(page)
    await offline(async () => {
      await write(page, text, /./)
      await expect.poll(() => answers(page)).toBeGreaterThan(before)
    })
    await expect.poll(() => page.locator('comptoir-chat .typing').count()).toBe(0)
    const isThere = await page.getByRole('log').getByText(answer).count()
    if (isThere === 0) await write(page, step === 3 ? 'oui' : 'suivre ma commande', answer)
  }
  await page.getByRole('region', { name: 'Commande XKBKNABJK' }).waitFor()
  const own = [...written, 'oui']
  await expect.poll(() => own.filter((text) => desk.texts.includes(text))).toEqual(own)
  expect(desk.texts.filter((text) => text === known.reference)).toHaveLength(1)
  await leave()
})

interface Visit {
  readonly page: Page
  readonly customer: BrowserContext
  readonly desk: ReturnType<typeof createStubDesk>
  readonly leave: () => Promise<void>
}

/** A page of a shop of its own, whose limits of time are a tenth of what they are. */
async function visit(): Promise<Visit> {
  const desk = createStubDesk()
  const attributes = 'data-config="/config.json" data-phone="02 61 91 00 42"'
  const shop = await openShopPage({ widget, desk, attributes })
  const customer = await browser.newContext({ reducedMotion: 'reduce' })
  const page = await customer.newPage()
  await page.addInitScript(() => {
    const { setTimeout: own } = window
    const limit = AbortSignal.timeout.bind(AbortSignal)
    window.setTimeout = ((work: () => void, wait = 0, ...rest: unknown[]) =>
      own(work, wait > 5000 ? wait / 10 : wait, ...rest)) as typeof own
    AbortSignal.timeout = (wait) => limit(wait / 10)
  })
  await page.goto(shop.url)
  return {
    page,
    customer,
    desk,
    async leave() {
      await customer.close()
      await shop.close()
    },
  }
}

/** Plays it under every fault, all at once: what takes time is the waiting. */
async function throughEach(play: (fault: (route: Route) => Promise<void>, visit: Visit) => Promise<void>) {
  await Promise.all(
    Object.entries(faults).map(async ([name, fault]) => {
      const visited = await visit()
      await play(fault, visited).catch((cause: unknown) => {
        throw new Error(`With ${name}`, { cause })
      })
      await visited.leave()
    }),
  )
}

async function cutOff(customer: BrowserContext, work: () => Promise<void>): Promise<void> {
  await customer.setOffline(true)
  await work()
  await customer.setOffline(false)
}

async function open(page: Page): Promise<void> {
  await page.getByRole('button', { name: "Ouvrir l'aide" }).click()
  await page.getByRole('button', { name: 'Suivre ma commande' }).waitFor()
}

/** Writes into the composer, whatever it asks for at the moment. */
async function write(page: Page, text: string, answer: RegExp): Promise<void> {
  const field = page.locator('comptoir-chat textarea')
  await field.fill(text)
  await field.press('Enter')
  await page.getByRole('log').getByText(answer).last().waitFor()
}

function said(page: Page): Promise<string[]> {
  return page.locator('[data-author=customer] .bubble').allInnerTexts()
}

function answers(page: Page): Promise<number> {
  return page.locator('[data-author=bot]').count()
}
