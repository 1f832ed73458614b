import type { AxeResults } from 'axe-core'
import { mkdirSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { Page } from 'playwright-core'
import { afterAll, afterEach, beforeEach, describe, expect, it, onTestFinished } from 'vitest'
import { leaveChromium, openChromium } from '../../../widget/test/browser/chromium.ts'
import { buildConsole, customerOf, serveDesk, type ServedDesk } from './console-page.ts'

const axe = createRequire(import.meta.url).resolve('axe-core/axe.min.js')
/** With COMPTOIR_SHOTS=folder each state is drawn there too. */
const shots = process.env['COMPTOIR_SHOTS']

await buildConsole()
const browser = await openChromium()
let served: ServedDesk

afterAll(leaveChromium)
beforeEach(async () => {
  served = await serveDesk()
})
afterEach(() => served.close())

interface Look {
  readonly width?: number
  readonly locale?: string
}

/** A page whose every complaint is kept: script errors and breaches of the policy. */
async function openConsole({ width = 1280, locale = 'fr-FR' }: Look = {}): Promise<{
  page: Page
  complaints: string[]
}> {
  // The service runs in this process: the policy that counts is the one it sends.
  const context = await browser.newContext({
    viewport: { width, height: 800 },
    locale,
    reducedMotion: 'reduce',
  })
  onTestFinished(() => context.close())
  const page = await context.newPage()
  const complaints: string[] = []
  page.on('pageerror', (error) => complaints.push(String(error)))
  page.on('console', (line) => {
    if (/Content Security Policy|Refused to|TrustedHTML/.test(line.text())) complaints.push(line.text())
  })
  await page.goto(`${served.url}/console`)
  return { page, complaints }
}

async function signIn(page: Page): Promise<void> {
  await page.getByLabel('Identifiant').fill('camille')
  await page.getByLabel('Mot de passe').fill('les quais de Caen')
  await page.keyboard.press('Enter')
  await page.getByText('Camille').waitFor()
}

/** What axe finds. It is run by the debugger, which no policy of the page holds back. */
async function faultsOf(page: Page): Promise<string[]> {
  const session = await page.context().newCDPSession(page)
  const { readFile } = await import('node:fs/promises')
  await session.send('Runtime.evaluate', { expression: await readFile(axe, 'utf8') })
  const { violations }: AxeResults = await page.evaluate("axe.run(document, { resultTypes: ['violations'] })")
  return violations.map(
    ({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 120)).join(' | ')}`,
  )
}

async function draw(page: Page, name: string): Promise<void> {
  if (!shots) return
  mkdirSync(shots, { recursive: true })
  await page.screenshot({ path: `${shots}/${name}-${page.viewportSize()?.width}.png` })
}

describe.each([1280, 390])('at %i pixels', (width) => {
  it('every state is free of faults that axe can see, and of breaches of the strict policy', async () => {
    const { page, complaints } = await openConsole({ width })
    await page.getByRole('heading', { name: 'Connexion à la console' }).waitFor()
    await draw(page, '1-sign-in')
    expect(await faultsOf(page)).toEqual([])

    await signIn(page)
    await page.getByText('Personne n’attend.').waitFor()
    await draw(page, '2-nobody')
    expect(await faultsOf(page)).toEqual([])

    const customer = await customerOf(served)
    await customer.asksForAHuman()
    const entry = page.getByRole('button', { name: /Facture à corriger/ })
    await entry.waitFor()
    await draw(page, '3-waiting')
    await entry.click()
    await page.getByRole('log', { name: 'Messages' }).waitFor()
    await draw(page, '4-read')
    expect(await faultsOf(page)).toEqual([])

    await page.getByRole('button', { name: 'Prendre la conversation' }).click()
    await page
      .getByRole('textbox', { name: 'Votre réponse' })
      .fill('Bonjour, je prépare une facture au nom de votre association.')
    await page.keyboard.press('Enter')
    await page.getByText('Bonjour, je prépare').waitFor()
    await customer.says('super merci')
    await page.getByRole('log').getByText('super merci').waitFor()
    await draw(page, '5-live')
    expect(await faultsOf(page)).toEqual([])
    expect(await page.evaluate('document.documentElement.scrollWidth <= innerWidth')).toBe(true)
    await page.getByRole('button', { name: 'Clore la conversation' }).click()
    await page.getByText('Mise en relation terminée').waitFor()

    await customer.asksForACall()
    await page.getByRole('button', { name: /Rappels/ }).click()
    await page.getByRole('article').first().waitFor()
    await draw(page, '6-callbacks')
    expect(await faultsOf(page)).toEqual([])
    await page.getByRole('button', { name: 'Terminé' }).click()
    await page.getByText('Résultat enregistré').waitFor()
    expect(complaints).toEqual([])
  })
})

it('axe finds a fault that was planted', async () => {
  const { page } = await openConsole()
  await page.getByLabel('Identifiant').waitFor()
  await page.evaluate(`document.querySelector('label').replaceWith(document.createElement('input'))`)
  expect((await faultsOf(page)).join()).toContain('label')
})

it('is worked with the keyboard alone: sign in, take, answer, close', async () => {
  const { page } = await openConsole()
  await page.getByLabel('Identifiant').waitFor()
  const tabTo = async (name: RegExp): Promise<void> => {
    for (let press = 0; press < 40; press++) {
      await page.keyboard.press('Tab')
      const here = await page.evaluate(
        `document.activeElement === document.body ? '' : (document.activeElement.labels?.[0] ?? document.activeElement).textContent`,
      )
      if (name.test(String(here))) return
    }
    throw new Error(`No way to ${name} with Tab.`)
  }
  await tabTo(/Identifiant/)
  await page.keyboard.type('camille')
  await tabTo(/Mot de passe/)
  await page.keyboard.type('les quais de Caen')
  await page.keyboard.press('Enter')
  await page.getByText('Camille').waitFor()
  const customer = await customerOf(served)
  await customer.asksForAHuman()
  await page.getByRole('button', { name: /Facture à corriger/ }).waitFor()
  await tabTo(/Facture à corriger/)
  await page.keyboard.press('Enter')
  await page.getByRole('log').waitFor()
  await tabTo(/Prendre la conversation/)
  await page.keyboard.press('Enter')
  await page.getByRole('textbox', { name: 'Votre réponse' }).waitFor()
  await page.keyboard.type('Bonjour')
  await page.keyboard.press('Enter')
  await expect.poll(() => customer.hears()).toContain('Bonjour')
  await tabTo(/Clore la conversation/)
  await page.keyboard.press('Enter')
  await page.getByText('Mise en relation terminée').waitFor()
})

it('speaks the language that the browser asks for, and keeps the one that was chosen', async () => {
  const { page } = await openConsole({ locale: 'en-GB' })
  await page.getByRole('heading', { name: 'Sign in to the console' }).waitFor()
  expect(await page.evaluate('document.documentElement.lang')).toBe('en')
  await page.getByLabel('Login').fill('camille')
  await page.getByLabel('Password').fill('les quais de Caen')
  await page.keyboard.press('Enter')
  await page.getByRole('button', { name: 'Français' }).click()
  await page.reload()
  await page.getByRole('button', { name: 'English' }).waitFor()
})
