import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { demoPassword } from '../src/seed/customers.ts'
import { faults, plantFault } from './browser/accessibility.ts'
import { leaveChromium, openChromium } from '../../../packages/widget/test/browser/chromium.ts'
import { type Demo, startDemo } from './fixture.ts'

const pages = [
  '/',
  '/en/lampes',
  '/produits/lampe-falaise',
  '/en/recherche?q=lamp',
  '/cgv',
  '/en/contact',
  '/retractation',
  '/suivi-commande',
  '/en/demo',
  '/inscription',
  '/en/nothing-here',
]
const signedIn = [
  '/mon-compte',
  '/mon-compte/commandes/XKBKNABJK',
  '/en/mon-compte/commandes',
  '/mon-compte/adresses',
  '/mon-compte/retours',
  '/mon-compte/donnees',
  '/mon-compte/commandes/XKBKNABJK/retour',
  '/mon-compte/commandes/XKBKNABJK/probleme',
  '/retractation?commande=XKBKNABJK',
]
const widths = [1280, 390] as const

let demo: Demo
let browser: Browser
beforeAll(async () => {
  ;[demo, browser] = await Promise.all([startDemo(), openChromium()])
})
afterAll(async () => {
  await leaveChromium()
  await demo.stop()
})

describe.each(widths)('the shop at %i pixels', (width) => {
  test('has nothing that axe would mend, and nothing that sticks out', async () => {
    const page = await open(width)
    for (const path of pages) await look(page, path)
    await page.close()
  })

  test('nor has the account', async () => {
    const page = await open(width)
    await page.goto(`${demo.url}/connexion`)
    await page.getByLabel('E-mail').fill('gnelvet@example.fr')
    await page.getByLabel('Mot de passe', { exact: true }).fill(demoPassword)
    await page.getByRole('main').getByRole('button', { name: 'Se connecter' }).click()
    for (const path of signedIn) await look(page, path)
    await page.close()
  })

  test('nor has the back office', async () => {
    const page = await open(width)
    await page.goto(`${demo.url}/back-office`)
    await page.getByLabel('Mot de passe', { exact: true }).fill('arriere-boutique')
    await page.getByRole('main').getByRole('button').click()
    for (const path of ['/back-office/demandes', '/back-office/commandes/RTVKLMZWP']) await look(page, path)
    await page.close()
  })

  test('nor has the way to the payment', async () => {
    const page = await open(width)
    await page.goto(`${demo.url}/produits/liseuse-estran`)
    await page.getByRole('button', { name: 'Ajouter au panier' }).click()
    await expectClean(page)
    await page.getByRole('button', { name: 'Commander' }).click()
    await expectClean(page)
    await page.getByLabel('E-mail').fill('alix@example.fr')
    await page.getByLabel('Nom et prénom').first().fill('Alix Durand')
    await page.getByLabel('Adresse', { exact: true }).first().fill('5 rue Froide')
    await page.getByLabel('Code postal').first().fill('14000')
    await page.getByLabel('Ville').first().fill('Caen')
    await page.getByRole('button', { name: 'Continuer vers la livraison' }).click()
    await expectClean(page)
    await page.getByRole('button', { name: 'Continuer vers le paiement' }).click()
    expect(await page.evaluate(() => document.scripts.length)).toBe(0)
    await expectClean(page)
    await page.getByLabel("J'ai lu").check()
    await page.getByLabel('Numéro de carte').fill('4242 4242 4242 4242')
    await page.getByRole('button', { name: 'Commander avec obligation de paiement' }).click()
    await page.getByRole('heading', { name: 'Commande enregistrée' }).waitFor()
    await expectClean(page)
    await page.close()
  })
})

test('axe finds a fault that was planted', async () => {
  const page = await open(1280)
  await page.goto(`${demo.url}/cgv`)
  const takeAway = await plantFault(page)
  expect((await faults(page)).join()).toContain('image-alt')
  await takeAway()
  await page.close()
})

async function open(width: number): Promise<Page> {
  return browser.newPage({ viewport: { width, height: 844 } })
}

async function look(page: Page, path: string): Promise<void> {
  await page.goto(demo.url + path)
  await expectClean(page)
}

async function expectClean(page: Page): Promise<void> {
  const path = new URL(page.url()).pathname
  const outside = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)
  expect([path, ...(await faults(page)), Math.max(0, outside)]).toEqual([path, 0])
}
