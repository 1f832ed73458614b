import { describe, expect, test } from 'vitest'
import type { Customer } from '../browser/customer.ts'
import { type Setting, settings } from '../browser/setting.ts'
import { setStage } from '../browser/stage.ts'

const scene = await setStage()

const words = {
  fr: {
    track: 'Suivre ma commande',
    security: /je vérifie d'abord que la commande est bien la vôtre/,
    down: /Je n'arrive pas à consulter les commandes pour le moment\. Ce que vous avez écrit est conservé/,
    isIt: /Il s'agit bien de la commande/,
    slow: /Cela prend un peu plus de temps que d'habitude/,
    browse: 'Livraison et retrait',
    question: /Combien coûte|frais|livraison/i,
    failed: "L'assistant n'est pas disponible pour le moment. Vous pouvez nous joindre ainsi :",
    phone: /02 61 91 00 42/,
    retry: 'Réessayer',
    draft: 'un texte que je ne veux pas retaper',
  },
  en: {
    track: 'Track my order',
    security: /I first check that the order is yours/,
    down: /I cannot look up orders at the moment\. What you have written is kept/,
    isIt: /Is it the order of/,
    slow: /This is taking a little longer than usual/,
    browse: 'Delivery and collection',
    question: /How much|cost|deliver/i,
    failed: 'The assistant is not available at the moment. You can reach us here:',
    phone: /02 61 91 00 42/,
    retry: 'Try again',
    draft: 'a text that I do not want to type again',
  },
} as const

const ines = { reference: 'DHLQVTRMZ', email: 'ines.marchand@example.fr' }

describe.each(settings)('when something does not work, in $locale on a $screen', (setting) => {
  const said = words[setting.locale]

  test('desk down from the start: one sentence, nothing lost, the FAQ answers, and it works again later', async () => {
    await scene.demo.stopDesk()
    const customer = await asksForAnOrder(setting)
    try {
      await customer.proves(ines)
      await customer.assistant.says(said.down)
      await customer.shows('trouble-1-down')
      const lines = await customer.assistant.finishes()
      expect(lines.filter(({ text }) => said.down.test(text))).toHaveLength(1)
      expect(lines.map(({ text }) => text)).toEqual(expect.arrayContaining([ines.reference, ines.email]))

      await customer.presses(setting.locale === 'fr' ? "Retour à l'accueil" : 'Back to start')
      await customer.presses(said.browse)
      const articles = customer.panel
        .getByRole('group', { name: new RegExp(said.browse) })
        .getByRole('button')
      await customer.presses(await articles.first().innerText())
      const answer = (await customer.assistant.finishes()).at(-1)
      expect(answer?.text.length).toBeGreaterThan(80)
      await customer.shows('trouble-2-faq-answers')
    } finally {
      scene.demo.startDesk()
    }
    await customer.presses(setting.locale === 'fr' ? "Retour à l'accueil" : 'Back to start')
    await customer.presses(said.track)
    // Number and e-mail address were kept: neither is asked again.
    await customer.assistant.says(said.isIt)
    customer.witness.expects(/status of 503|BOT-|desk/i)
  })

  test.each(setting === settings[0] ? badFiles(setting.locale) : badFiles(setting.locale).slice(0, 1))(
    '%s: the console says what and how to mend it, the page is unharmed, the contact links remain',
    async (_, file, answer, sentence) => {
      const customer = await scene.customer(setting)
      await customer.page.route(`**${file}`, (route) => route.fulfill(answer))
      await customer.visits('/')
      const heading = customer.page.getByRole('heading', { level: 1 })
      const title = await heading.innerText()
      await customer.page.getByRole('button', { name: /^(Ouvrir l'aide|Open help)/ }).click()
      await customer.panel.getByText(said.failed).waitFor()
      await customer.shows(`trouble-4-${file.includes('faq') ? 'faq' : 'config'}-${answer.status}`)
      await customer.panel.getByRole('link', { name: said.phone }).waitFor()
      expect(await customer.panel.getByRole('link', { name: said.phone }).getAttribute('href')).toBe(
        'tel:0261910042',
      )
      expect(customer.witness.troubles.join('\n')).toMatch(sentence)
      customer.witness.expects(sentence)
      if (answer.status === 404) customer.witness.expects(/Failed to load resource.*config\.json/)
      expect(await heading.innerText()).toBe(title)

      await customer.page.unroute(`**${file}`)
      await customer.presses(said.retry)
      await customer.composer.waitFor()
      await customer.presses(said.track)
      await customer.assistant.says(said.security)
    },
  )
})

describe('in one language and on one screen, since it is the same in all', () => {
  const setting: Setting = { locale: 'fr', screen: 'phone' }
  const said = words[setting.locale]

  test('desk slow: the customer hears that it takes longer, and then the answer', async () => {
    const customer = await asksForAnOrder(setting)
    const waiting: (() => void)[] = []
    await customer.page.route(/\/desk\/conversations\/[^/]+\/verifications$/, async (route) => {
      await new Promise<void>((resolve) => waiting.push(resolve))
      await route.continue()
    })
    await customer.proves(ines)
    await customer.assistant.says(said.slow)
    await customer.composer.fill(said.draft)
    await customer.shows('trouble-3-slow')
    for (const goOn of waiting) goOn()
    await customer.assistant.says(said.isIt)
    expect(await customer.composer.inputValue()).toBe(said.draft)
  })

  test('a FAQ with a broken article: the console names it, and the other articles answer', async () => {
    const customer = await scene.customer(setting)
    await customer.page.route(`**/comptoir/faq.${setting.locale}.json`, async (route) => {
      const response = await route.fetch()
      const faq = (await response.json()) as { articles: { id: string; answer: unknown }[] }
      const [first] = faq.articles
      if (first) first.answer = 42
      await route.fulfill({ response, json: faq })
    })
    await customer.visits('/')
    await customer.opens()
    await customer.panel.getByRole('button', { name: said.browse }).waitFor()
    expect(customer.witness.troubles.join('\n')).toMatch(
      /WID-015.*faq\.\w\w\.json.*\n?.*articles\[0\]\.answer.*text/s,
    )
    customer.witness.expects(/WID-015/)
  })
})

/** Files that are not as they should be, and what the console says of each. */
function badFiles(locale: Setting['locale']): readonly BadFile[] {
  return [
    [
      'a configuration that is missing',
      '/comptoir/config.json',
      { status: 404, body: 'Not found' },
      /WID-010.*config\.json answered with status 404/,
    ],
    [
      'a configuration that is not JSON',
      '/comptoir/config.json',
      { status: 200, body: '{ "shop": "Atelier Nelvet", }' },
      /WID-012.*config\.json is not JSON.*commas/,
    ],
    [
      'a FAQ without articles',
      `/comptoir/faq.${locale}.json`,
      { status: 200, body: '{"locale":"fr","categories":[],"articles":[]}' },
      /WID-016.*faq\.\w\w\.json.*at least one article/,
    ],
  ]
}

type BadFile = readonly [
  name: string,
  file: string,
  answer: { status: number; body: string },
  sentence: RegExp,
]

async function asksForAnOrder(setting: Setting): Promise<Customer> {
  const customer = await scene.customer(setting)
  await customer.visits('/')
  await customer.opens()
  await customer.presses(words[setting.locale].track)
  await customer.assistant.says(words[setting.locale].security)
  return customer
}
