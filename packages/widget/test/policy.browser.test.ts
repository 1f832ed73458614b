import type { Page } from 'playwright-core'
import { afterAll, expect, test } from 'vitest'
import { builtWidget } from './browser/built.ts'
import { leaveChromium, openChromium } from './browser/chromium.ts'
import { openShopPage } from './browser/shop-page.ts'

const widget = await builtWidget()
const browser = await openChromium()
afterAll(leaveChromium)

/** The strictest page we promise to work on: no style from anywhere, scripts by nonce, no Trusted Types policy. */
const STRICTEST = [
  "default-src 'none'",
  "script-src 'nonce-r4nd0m'",
  "style-src 'none'",
  "connect-src 'self'",
  "base-uri 'none'",
  "object-src 'none'",
  "require-trusted-types-for 'script'",
  "trusted-types 'none'",
  'report-uri /report',
].join('; ')

const HOSTED = STRICTEST.replace("'nonce-r4nd0m'", "'self'")

const tag = (nonce: string) =>
  `<script async nonce="${nonce}" src="/comptoir/comptoir.js" data-config="/config.json"></script>`

async function converse(page: Page): Promise<void> {
  await page.getByRole('button', { name: "Ouvrir l'aide" }).click()
  await page.getByRole('button', { name: 'Livraison' }).click()
  await page.getByRole('button', { name: 'Combien coûte la livraison ?' }).click()
  await page.getByRole('log').getByText('4,90 €').waitFor()
  await page.getByRole('button', { name: "Plus d'options" }).click()
  await page.getByRole('button', { name: 'Effacer la conversation' }).click()
  await page.getByRole('button', { name: 'Effacer', exact: true }).click()
}

test.each([
  ['scripts by nonce', STRICTEST],
  ["scripts from the shop's own host", HOSTED],
])('works without a single report under the strictest policy, %s', async (_, policy) => {
  const shop = await openShopPage({
    widget,
    tag: tag('r4nd0m'),
    headers: { 'content-security-policy': policy },
  })
  const page = await (await browser.newContext()).newPage()
  const troubles: string[] = []
  page.on('pageerror', (error) => troubles.push(String(error)))
  page.on('console', (message) => message.type() === 'error' && troubles.push(message.text()))
  await page.goto(shop.url)
  await converse(page)
  // It is seen as it is meant to be: the adopted style sheets are in force.
  expect(await page.getByRole('dialog').evaluate((panel) => getComputedStyle(panel).display)).toBe('flex')
  await page.waitForLoadState('networkidle')
  expect(shop.reports()).toEqual([])
  expect(troubles).toEqual([])

  // The policy does hold, and does report: what it forbids is planted.
  await page.evaluate(() => document.body.setAttribute('style', 'color:red'))
  await expect.poll(() => shop.reports().join('')).toContain('style-src')
  await page.context().close()
  await shop.close()
})

test('no request leaves for anybody but the shop', async () => {
  const shop = await openShopPage({ widget })
  const page = await (await browser.newContext()).newPage()
  const hosts = new Set<string>()
  page.on('request', (request) => hosts.add(new URL(request.url()).host))
  await page.goto(shop.url)
  await converse(page)
  await page.waitForLoadState('networkidle')
  expect([...hosts]).toEqual([new URL(shop.url).host])
  await page.context().close()
  await shop.close()
})
