import type { BrowserContext, Locator, Page } from 'playwright-core'
import type { DemoAgent } from '../../src/shop.ts'
import { takePicture } from './picture.ts'
import { plain } from './transcript.ts'
import type { Witness } from './witness.ts'

/** Somebody of the shop's at the console, signed in, in a window of their own. */
export interface Agent {
  readonly page: Page
  readonly name: string
  readonly witness: Witness
  /** Opens the conversation that waits under that subject, and takes it. */
  takes(topic: RegExp): Promise<void>
  /** Waits until the conversation shows what the customer wrote. */
  reads(words: RegExp): Promise<void>
  writes(text: string): Promise<void>
  /** Everything that people and the assistant said, as the console shows it, in order. */
  transcript(): Promise<readonly string[]>
  /** What stands beside the conversation. */
  readonly order: Locator
  closes(): Promise<void>
  /** The promised call with that number, as the list shows it; the newest where there are several. */
  callback(phone: RegExp): Promise<string>
  /** How many conversations wait. */
  waiting(): Promise<number>
  shows(name: string): Promise<void>
  leaves(): Promise<void>
}

export async function createAgent(
  context: BrowserContext,
  address: string,
  person: DemoAgent,
  witness: Witness,
): Promise<Agent> {
  const page = await context.newPage()
  const queue = page.getByRole('region', { name: 'Conversations' })
  const talk = page.getByRole('region', { name: 'Conversation', exact: true })
  const log = talk.getByRole('log', { name: 'Messages' })

  await page.goto(address)
  await page.getByLabel('Identifiant').fill(person.login)
  await page.getByLabel('Mot de passe').fill(person.password)
  await page.getByRole('button', { name: 'Se connecter' }).click()
  const chooses = page.getByLabel('Nouveau mot de passe')
  await queue.or(chooses).first().waitFor()
  if (await chooses.isVisible()) {
    await page.getByLabel('Mot de passe actuel').fill(person.password)
    await chooses.fill('choisi-par-moi-2026')
    await page.getByRole('button', { name: 'Enregistrer' }).click()
    await queue.waitFor()
  }
  // Whether somebody is signed in already is asked first, and nobody was.
  witness.expects(/401.*\/agent\/me/)

  return {
    page,
    name: person.name,
    witness,
    order: page
      .getByRole('complementary')
      .or(page.getByRole('region', { name: 'Commande' }))
      .first(),
    async takes(topic) {
      await queue.getByRole('button', { name: topic }).first().click()
      await talk.getByRole('button', { name: 'Prendre la conversation' }).click()
      await talk.getByLabel('Votre réponse').waitFor()
    },
    reads: (words) => log.getByText(words).last().waitFor(),
    async writes(text) {
      await talk.getByLabel('Votre réponse').fill(text)
      await talk.getByLabel('Votre réponse').press('Enter')
      await log.getByText(text).waitFor()
    },
    async transcript() {
      const texts = await log.getByRole('listitem').or(log.locator('[data-author]')).allInnerTexts()
      return texts.map(plain)
    },
    closes: () => talk.getByRole('button', { name: 'Clore la conversation' }).click(),
    async callback(phone) {
      await page
        .getByRole('navigation', { name: 'Rubriques' })
        .getByRole('button', { name: /Rappels/ })
        .click()
      const call = page.getByRole('article').filter({ hasText: phone }).last()
      await call.waitFor()
      return plain(await call.innerText())
    },
    waiting: () => queue.getByRole('list').first().getByRole('listitem').count(),
    shows: (name) => takePicture(page, `${name}-console`),
    leaves: () => context.close(),
  }
}
