import type { BrowserContext, Download, Locator, Page } from 'playwright-core'
import { demoPassword } from '../../src/seed/customers.ts'
import { type Assistant, createAssistant } from './assistant.ts'
import { takePicture } from './picture.ts'
import { pageIn, type Setting } from './setting.ts'
import type { Witness } from './witness.ts'

/** Somebody in the shop, who uses the chat by what it says and by nothing else. */
export interface Customer {
  readonly page: Page
  readonly locale: Setting['locale']
  readonly assistant: Assistant
  readonly witness: Witness
  /** Goes to a page of the shop, in the customer's language. */
  visits(path: string): Promise<void>
  /** Signs in on the shop's own page. */
  logsIn(email: string): Promise<void>
  /** Opens the chat by its launcher. */
  opens(): Promise<void>
  closes(): Promise<void>
  /** Writes into the composer and sends it. */
  types(text: string): Promise<void>
  /** Presses a quick reply. */
  picks(reply: string | RegExp): Promise<void>
  /** Presses any button of the panel. */
  presses(name: string | RegExp): Promise<void>
  /** Chooses an entry of the panel's menu. */
  choosesFromMenu(name: string | RegExp): Promise<void>
  /** Fills a field of a form, or chooses in a list. */
  fills(label: string | RegExp, value: string): Promise<void>
  ticks(label: RegExp): Promise<void>
  /** Presses what downloads a document and waits for the file. */
  downloads(name: RegExp): Promise<Download>
  /** Answers what the assistant asks to know whose order it is. */
  proves(order: {
    readonly reference: string
    readonly email: string
    readonly postcode?: string
  }): Promise<void>
  /** The panel, by its accessible role. */
  readonly panel: Locator
  readonly composer: Locator
  readonly launcher: Locator
  /** Keeps a picture of what is on the screen, where `COMPTOIR_PICTURES` names a folder for it. */
  shows(name: string): Promise<void>
  leaves(): Promise<void>
}

const words = {
  fr: {
    open: "Ouvrir l'aide",
    close: "Fermer l'aide",
    menu: "Plus d'options",
    account: 'E-mail',
    password: 'Mot de passe',
    signIn: 'Se connecter',
    reference: /numéro de la commande|numéro de commande/,
    email: /adresse e-mail/,
    postcode: /code postal/,
  },
  en: {
    open: 'Open help',
    close: 'Close help',
    menu: 'More options',
    account: 'E-mail',
    password: 'Password',
    signIn: 'Sign in',
    reference: /order number/,
    email: /e-mail address/,
    postcode: /postcode/,
  },
} as const

export async function createCustomer(
  context: BrowserContext,
  shop: string,
  setting: Setting,
  witness: Witness,
): Promise<Customer> {
  const { locale, screen } = setting
  const page = await context.newPage()
  const assistant = createAssistant(page)
  const said = words[locale]
  const launcher = page.getByRole('button', { name: new RegExp(`^(${said.open}|${said.close})`) }).first()
  const panel = page.getByRole('dialog', { name: /^(Aide|Help)$/ })
  const composer = panel.locator('textarea#comptoir-message')
  const replies = panel.getByRole('group', { name: /^(Réponses proposées|Suggested replies)$/ })

  const customer: Customer = {
    page,
    locale,
    assistant,
    witness,
    panel,
    composer,
    launcher,
    async visits(path) {
      await page.goto(shop + pageIn(locale, path))
    },
    async logsIn(email) {
      await customer.visits('/connexion')
      const form = page.getByRole('main')
      await form.getByLabel(said.account).fill(email)
      await form.getByLabel(said.password).fill(demoPassword)
      await form.getByRole('button', { name: said.signIn }).click()
      await page.waitForURL(/mon-compte/)
    },
    async opens() {
      await page.getByRole('button', { name: new RegExp(`^${said.open}`) }).click()
      await composer.waitFor()
    },
    async closes() {
      await panel.getByRole('button', { name: said.close }).click()
      await panel.waitFor({ state: 'hidden' })
    },
    async types(text) {
      await composer.fill(text)
      await assistant.listens()
      await composer.press('Enter')
    },
    async picks(reply) {
      await assistant.listens()
      await replies.getByRole('button', { name: reply, exact: typeof reply === 'string' }).click()
    },
    async presses(name) {
      await assistant.listens()
      await panel.getByRole('button', { name, exact: typeof name === 'string' }).click()
    },
    async choosesFromMenu(name) {
      await assistant.listens()
      await panel.getByRole('button', { name: said.menu }).click()
      await panel.getByRole('banner').or(panel.locator('header')).getByRole('button', { name }).click()
    },
    async fills(label, value) {
      const field = panel.getByLabel(label, { exact: typeof label === 'string' })
      const isList = await field.evaluate((element) => element.localName === 'select')
      if (isList) await field.selectOption({ label: value })
      else await field.fill(value)
    },
    ticks: (label) => panel.getByLabel(label).check(),
    async downloads(name) {
      const [download] = await Promise.all([
        page.waitForEvent('download'),
        panel.getByRole('button', { name }).last().click(),
      ])
      return download
    },
    async proves({ reference, email, postcode }) {
      await assistant.says(said.reference)
      await customer.types(reference)
      await assistant.says(said.email)
      await customer.types(email)
      if (postcode === undefined) return
      await assistant.says(said.postcode)
      await customer.types(postcode)
    },
    shows: (name) => takePicture(page, `${name}-${locale}-${screen}`),
    leaves: () => context.close(),
  }
  return customer
}
