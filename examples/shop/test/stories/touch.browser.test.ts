import { describe, expect, test } from 'vitest'
import { settings } from '../browser/setting.ts'
import { setStage } from '../browser/stage.ts'
import { nothing, storedBy } from '../browser/stored.ts'

const scene = await setStage()

/** Pages of every kind. */
const pages = ['/', '/produits/lampe-falaise', '/panier', '/contact']

describe.each(settings)('before anybody touches the launcher, in $locale on a $screen', (setting) => {
  test('the page has asked for the script and nothing else of ours, and nothing is stored', async () => {
    const customer = await scene.customer(setting)
    for (const path of pages) {
      await customer.visits(path)
      await customer.launcher.waitFor()
      await customer.page.waitForLoadState('networkidle')
      expect(await storedBy(customer.page, customer.page.context()), path).toEqual(nothing)
    }
    const ours = customer.witness.requests.filter(({ url }) => /^\/(comptoir|desk)\b/.test(url.pathname))
    expect(new Set(ours.map(({ method, url }) => `${method} ${url.pathname}`))).toEqual(
      new Set(['GET /comptoir/comptoir.js']),
    )
    const hosts = new Set(customer.witness.requests.map(({ url }) => url.host))
    expect([...hosts]).toEqual([new URL(scene.demo.url).host])
    await customer.shows('touch-page')
  })

  test('opening the panel and looking around stores nothing; the first word does, and no cookie ever', async () => {
    const customer = await scene.customer(setting)
    await customer.visits('/')
    await customer.opens()
    await customer.page.waitForLoadState('networkidle')
    await customer.shows('touch-opened')
    expect(await storedBy(customer.page, customer.page.context())).toEqual(nothing)
    expect(customer.witness.requests.filter(({ url }) => url.pathname.startsWith('/desk'))).toEqual([])
    await customer.types(setting.locale === 'fr' ? 'quels sont les frais de port ?' : 'how much is delivery?')
    await customer.assistant.finishes()
    await expect
      .poll(() => storedBy(customer.page, customer.page.context()))
      .toEqual({ ...nothing, databases: ['comptoir'] })
    // The FAQ answers in the page: the desk has not heard of this customer.
    expect(customer.witness.requests.filter(({ url }) => url.pathname.startsWith('/desk'))).toEqual([])
  })
})

test('no third party is ever asked for anything, whatever a customer does in the shop', async () => {
  const customer = await scene.customer({ locale: 'fr', screen: 'desktop' })
  await customer.logsIn('gnelvet@example.fr')
  for (const path of ['/', '/mon-compte', '/mon-compte/commandes', '/mon-compte/commandes/XKBKNABJK'])
    await customer.visits(path)
  await customer.opens()
  await customer.types('où est ma commande XKBKNABJK')
  await customer.assistant.finishes()
  const hosts = new Set(customer.witness.requests.map(({ url }) => url.host))
  expect([...hosts]).toEqual([new URL(scene.demo.url).host])
})
