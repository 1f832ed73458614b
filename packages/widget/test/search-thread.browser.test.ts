import type { Page } from 'playwright-core'
import { afterAll, expect, test } from 'vitest'
import { builtWidget } from './browser/built.ts'
import { leaveChromium, openChromium } from './browser/chromium.ts'
import type { ShopPageOptions } from './browser/shop-page.ts'
import { openShopPage, shopFiles } from './browser/shop-page.ts'

const widget = await builtWidget()
const browser = await openChromium()
afterAll(leaveChromium)

const config = shopFiles['/config.json'] as object
const faq = shopFiles['/faq.fr.json'] as { articles: object[] }
const withThread = { ...shopFiles, '/config.json': { ...config, worker: true } }
const large = {
  ...shopFiles,
  '/faq.fr.json': {
    ...faq,
    articles: [
      ...faq.articles,
      ...Array.from({ length: 500 }, (_, index) => ({
        id: `shelf.${index}`,
        category: 'invoices',
        question: `Que contient le rayon ${index} ?`,
        answer: `Le rayon ${index}.`,
      })),
    ],
  },
}

interface Visit {
  readonly page: Page
  readonly reports: () => string[]
  /** Who fetched the search: `worker` for a thread, `script` for the page. */
  readonly searches: readonly string[]
  readonly errors: readonly string[]
  close(): Promise<void>
}

async function visit(
  options: Omit<ShopPageOptions, 'widget'> & {
    /** A script that comes instead of the thread's own; a number is a status. */
    readonly planted?: string | number
    readonly prepare?: (page: Page) => Promise<unknown>
  } = {},
): Promise<Visit> {
  const { planted, prepare, ...rest } = options
  const searches: string[] = []
  const shop = await openShopPage({
    widget,
    files: withThread,
    plant(path, destination) {
      if (!path.includes('search-worker')) return undefined
      searches.push(destination)
      return destination === 'worker' ? planted : undefined
    },
    ...rest,
  })
  const page = await (await browser.newContext()).newPage()
  const errors: string[] = []
  page.on('console', (message) => message.type() === 'error' && errors.push(message.text()))
  await prepare?.(page)
  await page.goto(shop.url)
  await page.getByRole('button', { name: "Ouvrir l'aide" }).click()
  return {
    page,
    reports: shop.reports,
    searches,
    errors,
    async close() {
      await page.context().close()
      await shop.close()
    },
  }
}

/** Leafs through, writes, takes a suggestion, asks. */
async function converse(page: Page): Promise<void> {
  const field = page.getByRole('textbox', { name: 'Votre message' })
  await page.getByRole('button', { name: 'Livraison' }).waitFor()
  await field.pressSequentially('combien')
  // Others may be offered until the last letter is read.
  const suggestions = page.getByRole('group', { name: 'Suggestions' })
  await suggestions.getByRole('button', { name: 'Combien coûte la livraison ?' }).click()
  await page.getByRole('log').getByText('4,90 €').waitFor()
  await field.fill('quel est le délai de livraison')
  await field.press('Enter')
  await page.getByRole('log').getByText('deux à quatre jours').waitFor()
}

test('where the shop says so a thread of its own searches, and the page never loads the search', async () => {
  const { page, searches, errors, close } = await visit()
  await converse(page)
  expect(page.workers()).toHaveLength(1)
  expect({ searches, errors }).toEqual({ searches: ['worker'], errors: [] })
  await close()
})

test('a page with Trusted Types lets it by naming its policy', async () => {
  const { page, searches, reports, errors, close } = await visit({
    headers: {
      'content-security-policy':
        "script-src 'self'; require-trusted-types-for 'script'; trusted-types comptoir; report-uri /report",
    },
  })
  await converse(page)
  expect({ searches, errors, reports: reports() }).toEqual({ searches: ['worker'], errors: [], reports: [] })
  await close()
})

test.each([
  ['a large FAQ gets a thread by itself', {}, ['worker']],
  [
    'but not where a policy shows that might forbid it',
    { head: `<meta http-equiv="Content-Security-Policy" content="script-src 'self'; trusted-types 'none'">` },
    ['script'],
  ],
])('%s', async (_, options, expected) => {
  const { page, searches, errors, close } = await visit({ files: large, ...options })
  await converse(page)
  expect({ searches, errors }).toEqual({ searches: expected, errors: [] })
  await close()
})

test.each([
  ['the policy of the page forbids threads', { headers: { 'content-security-policy': "worker-src 'none'" } }],
  [
    'its Trusted Types have no room for ours',
    { headers: { 'content-security-policy': "trusted-types 'none'" } },
  ],
  ['the file is not there', { planted: 404 }],
  ['the file is another page', { planted: '<!doctype html>' }],
])('where %s the page searches, and says why', async (_, options) => {
  const { page, searches, errors, close } = await visit(options)
  await converse(page)
  expect(searches.at(-1)).toBe('script')
  expect(errors.join('\n')).toContain('WID-019')
  await close()
})

/** Answers what it is asked first, as ours does, and then dies of the next question. */
const dying = (death: string): string => `
addEventListener('message', ({ data }) => {
  if (data.method === 'contents') data.answer.postMessage({ value: {
    shelves: [{ categories: [{ id: 'delivery', label: 'Livraison' }], articles: [] }], news: [], size: 1 } })
  if (data.method === 'suggest') data.answer.postMessage({ value: [] })
  if (data.method === 'ask') { ${death} }
})`

test.each([
  ['breaks', 'throw new Error("out of memory")', false],
  ['goes without a word', 'close()', true],
])('a question that the thread %s over is answered by the page', async (_, death, silent) => {
  const { page, searches, errors, close } = await visit({
    planted: dying(death),
    prepare: (visited) => visited.clock.install(),
  })
  await page.getByRole('button', { name: 'Livraison' }).waitFor()
  const field = page.getByRole('textbox', { name: 'Votre message' })
  await field.fill('combien coûte la livraison')
  await field.press('Enter')
  if (silent) {
    await page.getByText('écrit').first().waitFor({ state: 'attached' })
    await page.clock.fastForward(6500)
  }
  await page.getByRole('log').getByText('4,90 €').waitFor()
  expect(searches).toEqual(['worker', 'script'])
  expect(errors.join('\n')).toContain('WID-019')
  await close()
})

test('scripts from another host search in the page: a thread may only come from its own', async () => {
  const host = await openShopPage({ widget })
  const { page, errors, close } = await visit({
    tag: `<script async src="${host.url}comptoir/comptoir.js" data-config="/config.json"></script>`,
  })
  await converse(page)
  expect(page.workers()).toEqual([])
  expect(errors).toEqual([])
  await close()
  await host.close()
})
