import { readFile } from 'node:fs/promises'
import type { BrowserContext, Page } from 'playwright-core'
import { afterAll, afterEach, beforeEach, describe, expect, test } from 'vitest'
import { builtWidget } from './browser/built.ts'
import { launchChromium, leaveChromium, openChromium } from './browser/chromium.ts'
import type { ShopPage } from './browser/shop-page.ts'
import { openShopPage } from './browser/shop-page.ts'
import type { StubDesk } from './browser/stub-desk.ts'
import { createStubDesk, customer as known } from './browser/stub-desk.ts'

const widget = await builtWidget()
const browser = await openChromium()
let shop: ShopPage
let customer: BrowserContext

afterAll(leaveChromium)
beforeEach(async () => {
  shop = await openShopPage({ widget })
  customer = await browser.newContext()
})
afterEach(async () => {
  await customer.close()
  await shop.close()
})

/** A tab of the customer's browser with the panel open. */
async function tab(): Promise<Page> {
  const page = await customer.newPage()
  await page.goto(shop.url)
  await open(page)
  return page
}

async function open(page: Page): Promise<void> {
  await page.getByRole('button', { name: "Ouvrir l'aide" }).click()
  await page.getByRole('textbox', { name: 'Votre message' }).waitFor()
}

async function write(page: Page, text: string): Promise<void> {
  await page.getByRole('textbox', { name: 'Votre message' }).fill(text)
  await page.keyboard.press('Enter')
}

function said(page: Page): Promise<string[]> {
  return page.locator('[data-author=customer] .bubble').allInnerTexts()
}

test('opening and closing without a word leaves nothing on the device', async () => {
  const page = await tab()
  await page.getByRole('button', { name: 'Livraison' }).waitFor()
  await page.keyboard.press('Escape')
  expect(await page.evaluate(() => indexedDB.databases())).toEqual([])
  expect(await page.evaluate(() => [document.cookie, localStorage.length, sessionStorage.length])).toEqual([
    '',
    0,
    0,
  ])
})

test('the conversation goes on after a reload, and is not said anew', async () => {
  const page = await tab()
  await write(page, 'frais de port')
  await page.getByRole('log').getByText('4,90 €').waitFor()
  await page.waitForFunction(async () => (await indexedDB.databases()).length > 0)
  await page.reload()
  await open(page)
  await page.getByRole('log').getByText('4,90 €').waitFor()
  expect(await said(page)).toEqual(['frais de port'])
  expect(await page.locator('[aria-live=polite]').innerText()).toBe('')
})

test('the very first message survives a page that goes in the same moment', async () => {
  const page = await customer.newPage()
  // The page is gone before anything can be written to a database.
  await page.addInitScript(() =>
    addEventListener(
      'keydown',
      ({ key }) => {
        if (key === 'Enter' && window.name === '') setTimeout(() => location.reload(), 0)
        if (key === 'Enter') window.name = 'again'
      },
      true,
    ),
  )
  await page.goto(shop.url)
  await open(page)
  const loaded = page.waitForEvent('load')
  await write(page, 'frais de port')
  await loaded
  await open(page)
  await page.getByRole('log').getByText('4,90 €').waitFor()
  expect(await said(page)).toEqual(['frais de port'])
  await expect.poll(() => page.evaluate(() => localStorage.length)).toBe(0)
})

test('the last word of a tab that is closed at once is answered in the next one', async () => {
  const page = await tab()
  await write(page, 'frais de port')
  await page.close()
  const next = await tab()
  await next.getByRole('log').getByText('4,90 €').waitFor()
  expect(await said(next)).toEqual(['frais de port'])
})

test('a tab that leads and answers no more is led by another, and comes back to the same conversation', async () => {
  const [first, second, third] = [await tab(), await tab(), await tab()]
  await write(first, 'un')
  for (const page of [second, third]) await expect.poll(() => said(page)).toEqual(['un'])
  // Its one thread is busy for longer than anybody would wait.
  const frozen = first.evaluate(() => {
    const end = performance.now() + 4000
    while (performance.now() < end);
  })
  await write(second, 'deux')
  await expect.poll(() => said(third)).toEqual(['un', 'deux'])
  await frozen
  await write(first, 'trois')
  for (const page of [first, second, third])
    await expect.poll(() => said(page)).toEqual(['un', 'deux', 'trois'])
})

test('the next day the conversation is there, and after 24 hours it is not', async () => {
  const page = await tab()
  await write(page, 'frais de port')
  await page.getByRole('log').getByText('4,90 €').waitFor()
  await expect.poll(() => page.evaluate(kept)).toContain('4,90')
  await page.close()
  const later = async (hours: number): Promise<Page> => {
    const next = await customer.newPage()
    await next.addInitScript((ahead) => {
      const now = Date.now.bind(Date)
      Date.now = () => now() + ahead
    }, hours * 3_600_000)
    await next.goto(shop.url)
    await open(next)
    return next
  }
  const nextDay = await later(23)
  await nextDay.getByRole('log').getByText('4,90 €').waitFor()
  await nextDay.close()
  const tooLate = await later(24.1)
  await tooLate.getByRole('button', { name: 'Livraison' }).waitFor()
  expect(await said(tooLate)).toEqual([])
  await expect.poll(() => tooLate.evaluate(kept)).not.toContain('4,90')
})

test('tabs show one conversation, whichever is written in, and each message once', async () => {
  const [first, second] = [await tab(), await tab()]
  await write(first, 'un')
  await write(second, 'deux')
  await write(first, 'trois')
  for (const page of [first, second])
    await expect.poll(async () => (await said(page)).toSorted()).toEqual(['deux', 'trois', 'un'])
  // Two tabs may write in the same moment; which was first is settled once for both.
  const order = await said(first)
  expect(await said(second)).toEqual(order)
  expect(order.indexOf('un')).toBeLessThan(order.indexOf('trois'))
})

test('a page that the browser has kept goes on, also when more was said on another one meanwhile', async () => {
  const keeping = await launchChromium({ keepsPages: true })
  const page = await keeping.newPage()
  page.setDefaultTimeout(10_000)
  const goBack = async (): Promise<void> => {
    await page.evaluate(() => void setTimeout(() => history.back()))
    await expect.poll(() => page.url()).toBe(shop.url)
  }
  await page.goto(shop.url)
  await page.evaluate(() =>
    addEventListener('pageshow', ({ persisted }) => (document.title = `kept: ${persisted}`)),
  )
  await open(page)
  await write(page, 'un')
  await expect.poll(() => page.locator('[data-author=bot]').count()).toBeGreaterThan(1)

  // The counter keeps no page from being kept, and the panel is as it was left.
  await page.goto(`${shop.url}next`)
  await goBack()
  await expect.poll(() => page.title().catch(() => '')).toBe('kept: true')
  await write(page, 'deux')
  await expect.poll(() => said(page)).toEqual(['un', 'deux'])

  await page.goto(`${shop.url}next`)
  await open(page)
  await write(page, 'trois')
  await expect.poll(() => said(page)).toEqual(['un', 'deux', 'trois'])
  await goBack()
  const field = page.getByRole('textbox', { name: 'Votre message' })
  const launcher = page.getByRole('button', { name: "Ouvrir l'aide" })
  await field.or(launcher).first().waitFor()
  if (!(await field.isVisible())) await open(page)
  await write(page, 'quatre')
  await expect.poll(() => said(page)).toEqual(['un', 'deux', 'trois', 'quatre'])
  expect(await page.locator('comptoir-chat').count()).toBe(1)
  await keeping.close()
})

describe('what another version of the counter left on the device', () => {
  test('an older one, in the middle of a question: goes on with it, and nothing is said twice', async () => {
    const { page, desk } = await leftBy('asking')
    expect(await said(page)).toEqual(['combien coûte la livraison', 'Suivre ma commande', known.reference])
    const field = page.getByRole('textbox').last()
    await field.fill(known.email)
    await field.press('Enter')
    await page.getByRole('button', { name: 'Oui' }).click()
    await page.getByRole('region', { name: 'Commande XKBKNABJK' }).getByText('6A12345678901').waitFor()
    const words = ['combien coûte la livraison', 'Suivre ma commande', known.reference, 'Oui']
    await expect.poll(() => desk.texts.filter((text) => words.includes(text))).toEqual(words)
  })

  test('a newer one, that this one does not understand: what was said stands, and what was not sent leaves', async () => {
    const { page, desk, entries } = await leftBy('unsent', (text) =>
      text.replaceAll('"version":1', '"version":2').replaceAll('"mode":"', '"hologram":true,"kind":"'),
    )
    await page.getByRole('log').getByText('4,90 €').waitFor()
    expect(await said(page)).toHaveLength(4)
    const unsent = entries.find(([key]) => key.endsWith('outbox'))?.[1] as readonly { text: string }[]
    expect(unsent).toHaveLength(11)
    await write(page, 'délai de livraison')
    await page
      .getByRole('log')
      .getByText(/quatre jours/)
      .waitFor()
    await expect.poll(() => desk.texts.slice(0, 11)).toEqual(unsent.map(({ text }) => text))
  })

  /**
   * A page whose device holds what an earlier version was recorded to keep there: in the middle of a question, or
   * with nothing of it sent yet.
   */
  async function leftBy(
    state: 'asking' | 'unsent',
    change = (text: string): string => text,
  ): Promise<{ page: Page; desk: StubDesk; entries: Entries }> {
    const recorded: Record<typeof state, Entries> & { at: string } = JSON.parse(
      await readFile(new URL('kept-by-last-version.json', import.meta.url), 'utf8'),
    )
    const desk = createStubDesk()
    await shop.close()
    shop = await openShopPage({ widget, desk })
    const page = await customer.newPage()
    await page.addInitScript(
      (ahead) => {
        const now = Date.now.bind(Date)
        Date.now = () => now() + ahead
      },
      Date.parse(recorded.at) + 60_000 - Date.now(),
    )
    const entries: Entries = JSON.parse(
      change(JSON.stringify(recorded[state])).replaceAll('https://shop.example/', shop.url),
    )
    await page.goto(`${shop.url}config.json`)
    await page.evaluate(keep, entries)
    await page.goto(shop.url)
    await open(page)
    await page.getByRole('log').getByText('4,90 €').waitFor()
    return { page, desk, entries }
  }
})

test('when the tab that leads is closed, another goes on with nothing lost', async () => {
  const [first, second] = [await tab(), await tab()]
  await write(first, 'un')
  await expect.poll(() => said(second)).toEqual(['un'])
  await first.close()
  await write(second, 'deux')
  await expect.poll(() => said(second)).toEqual(['un', 'deux'])
  const third = await tab()
  await expect.poll(() => said(third)).toEqual(['un', 'deux'])
})

test('the last word of a tab that dies before the device keeps it is said by the one that stays open', async () => {
  const first = await tab()
  // It leads: the conversation is there before the second tab opens.
  await first.getByRole('button', { name: 'Livraison' }).waitFor()
  const second = await tab()
  await write(second, 'un')
  await expect.poll(() => said(first)).toEqual(['un'])
  await expect.poll(() => second.evaluate(kept)).toContain('"un"')
  // From now on the database of the first tab never says that it has written, and nobody loses patience with it.
  await first.evaluate(() => {
    const own = window.setTimeout
    window.setTimeout = ((work: () => void, wait = 0) => (wait < 100 ? own(work, wait) : 0)) as typeof own
    IDBObjectStore.prototype.put = () => ({}) as IDBRequest<IDBValidKey>
    Object.defineProperty(IDBTransaction.prototype, 'oncomplete', { set() {} })
  })
  await write(first, 'deux')
  await expect.poll(() => said(first)).toEqual(['un', 'deux'])
  expect(await second.evaluate(() => Object.values(localStorage).join())).toContain('deux')
  await first.close()
  await expect.poll(() => said(second)).toEqual(['un', 'deux'])
  await expect.poll(() => second.evaluate(() => localStorage.length)).toBe(0)
  expect(await second.evaluate(kept)).toContain('"deux"')
})

test('the first word is in the other tab before the browser has made a database for it', async () => {
  const [first, second] = [await tab(), await tab()]
  for (const page of [first, second]) {
    await page.getByRole('button', { name: 'Livraison' }).waitFor()
    // The tab that leads makes it; it takes its time here until somebody says otherwise.
    await page.evaluate(() => {
      const own = indexedDB.open.bind(indexedDB)
      Object.assign(window, { databaseAnswers: () => {} })
      indexedDB.open = (...which) => {
        const opening = own(...which)
        const heard = new Promise<void>((resolve) => Object.assign(window, { databaseAnswers: resolve }))
        opening.addEventListener('success', (event) => {
          event.stopImmediatePropagation()
          void heard.then(() => opening.onsuccess?.(event))
        })
        return opening
      }
    })
  }
  await write(second, 'un')
  await expect.poll(() => said(first)).toEqual(['un'])
  for (const page of [first, second])
    await page.evaluate(() => (window as unknown as { databaseAnswers: () => void }).databaseAnswers())
  await expect.poll(() => first.evaluate(() => localStorage.length)).toBe(0)
  for (const page of [first, second]) expect(await said(page)).toEqual(['un'])
})

test('erasing takes the conversation from every tab and from the device', async () => {
  const [first, second] = [await tab(), await tab()]
  await write(first, 'un secret')
  await expect.poll(() => said(second)).toEqual(['un secret'])
  await second.getByRole('button', { name: "Plus d'options" }).click()
  await second.getByRole('button', { name: 'Effacer la conversation' }).click()
  await second.getByRole('button', { name: 'Effacer', exact: true }).click()
  for (const page of [first, second]) await expect.poll(() => said(page)).toEqual([])
  await expect.poll(() => first.evaluate(kept)).not.toContain('un secret')
})

test('what is written before the engine has arrived is answered when it does', async () => {
  const page = await customer.newPage()
  const arrivals = new EventTarget()
  const arrived = new Promise((resolve) => {
    arrivals.addEventListener('arrive', resolve)
  })
  await page.route(/\/comptoir\/conversation-/, async (route) => {
    await arrived
    await route.continue()
  })
  await page.goto(shop.url)
  await open(page)
  await write(page, 'frais de port')
  await page.getByText('frais de port').waitFor()
  arrivals.dispatchEvent(new Event('arrive'))
  await page.getByRole('log').getByText('4,90 €').waitFor()
  expect(await said(page)).toEqual(['frais de port'])
})

test.each(['denied', 'never answering'])(
  'a database that is %s costs the memory, not the conversation',
  async (how) => {
    const page = await customer.newPage()
    await page.addInitScript((kind) => {
      const broken = {
        databases: () =>
          kind === 'denied'
            ? Promise.reject(new DOMException('denied', 'SecurityError'))
            : new Promise(() => {}),
        open() {
          if (kind === 'denied') throw new DOMException('denied', 'SecurityError')
          return {}
        },
      }
      Object.defineProperty(window, 'indexedDB', { get: () => broken })
    }, how)
    await page.goto(shop.url)
    await open(page)
    await write(page, 'frais de port')
    await page.getByRole('log').getByText('4,90 €').waitFor()
    await page.getByText(/Ce navigateur ne garde pas la conversation/).waitFor()
  },
)

test('a device that is full keeps what it has room for: it is said once, and kept again when there is room', async () => {
  const page = await tab()
  const browserOf = await customer.newCDPSession(page)
  const origin = new URL(shop.url).origin
  await browserOf.send('Storage.overrideQuotaForOrigin', { origin, quotaSize: 1 })
  await write(page, 'frais de port')
  await page.getByRole('log').getByText('4,90 €').waitFor()
  await page.getByText(/Ce navigateur ne garde pas la conversation/).waitFor()
  await browserOf.send('Storage.overrideQuotaForOrigin', { origin })
  await write(page, 'délai de livraison')
  await page
    .getByRole('log')
    .getByText(/quatre jours/)
    .waitFor()
  await expect.poll(() => page.evaluate(kept)).toContain('quatre jours')
  await page.reload()
  await open(page)
  await page
    .getByRole('log')
    .getByText(/quatre jours/)
    .waitFor()
  expect(await said(page)).toEqual(['frais de port', 'délai de livraison'])
})

test('a database that somebody else has made costs the memory, not the conversation', async () => {
  const page = await customer.newPage()
  await page.goto(`${shop.url}config.json`)
  await page.evaluate(
    () =>
      new Promise((resolve) => {
        const opening = indexedDB.open('comptoir', 7)
        opening.addEventListener('upgradeneeded', () => opening.result.createObjectStore('elsewhere'))
        opening.addEventListener('success', () => resolve(opening.result.close()))
      }),
  )
  await page.goto(shop.url)
  await open(page)
  await write(page, 'frais de port')
  await page.getByRole('log').getByText('4,90 €').waitFor()
  await page.getByText(/Ce navigateur ne garde pas la conversation/).waitFor()
})

test.each([
  ['nothing of the sort', 'garbage'],
  ['a date without a conversation', { savedAt: Date.now() }],
  [
    'a conversation that is none',
    { savedAt: Date.now(), snapshot: { version: 1, messages: 7, context: [] } },
  ],
])('what is kept is broken (%s): a new conversation begins, and is kept', async (_, value) => {
  const page = await customer.newPage()
  await page.goto(`${shop.url}config.json`)
  await page.evaluate(keep, [
    [`${shop.url}config.json conversation`, value],
    [`${shop.url}config.json outbox`, value],
  ] as Entries)
  await page.goto(shop.url)
  await open(page)
  await write(page, 'frais de port')
  await page.getByRole('log').getByText('4,90 €').waitFor()
  expect(await said(page)).toEqual(['frais de port'])
  await expect.poll(() => page.evaluate(kept)).toContain('4,90')
})

test('card numbers do not reach the device', async () => {
  const page = await tab()
  await write(page, 'ma carte est 4970 1000 0000 0014 merci')
  await page
    .getByRole('log')
    .getByText(/ma carte est/)
    .first()
    .waitFor()
  await expect.poll(() => page.evaluate(kept)).toContain('ma carte est')
  expect(await page.evaluate(kept)).not.toMatch(/4970 ?1000/)
  expect((await said(page)).join()).not.toContain('4970 1000')
})

/** Keys and values of the counter's database. */
type Entries = readonly (readonly [key: string, value: unknown])[]

/** Puts them where the counter keeps its own. */
function keep(entries: Entries): Promise<void> {
  return new Promise((resolve, reject) => {
    const opening = indexedDB.open('comptoir')
    opening.addEventListener('upgradeneeded', () => opening.result.createObjectStore('kept'))
    opening.addEventListener('error', () => reject(opening.error))
    opening.addEventListener('success', () => {
      const writing = opening.result.transaction('kept', 'readwrite')
      for (const [key, value] of entries) writing.objectStore('kept').put(value, key)
      writing.addEventListener('complete', () => {
        opening.result.close()
        resolve()
      })
    })
  })
}

/** Everything that the device keeps, as text. */
async function kept(): Promise<string> {
  if ((await indexedDB.databases()).length === 0) return ''
  return new Promise((resolve, reject) => {
    const opening = indexedDB.open('comptoir')
    opening.addEventListener('error', () => reject(opening.error))
    opening.addEventListener('success', () => {
      const reading = opening.result.transaction('kept').objectStore('kept').getAll()
      reading.addEventListener('success', () => {
        opening.result.close()
        resolve(JSON.stringify(reading.result))
      })
    })
  })
}
