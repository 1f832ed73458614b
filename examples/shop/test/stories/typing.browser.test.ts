import { describe, expect, test } from 'vitest'
import { settings } from '../browser/setting.ts'
import { setStage } from '../browser/stage.ts'

const scene = await setStage()

const words = {
  fr: {
    empty: "Écrivez votre question avant de l'envoyer.",
    tooLong: /Votre message compte 10\s000 caractères, le maximum est de 4\s000/,
    masked: /j'ai masqué un numéro bancaire/,
    human: 'Parler à un conseiller',
    waiting: /Je transmets votre demande/,
    card: 'ma carte est le 4242 4242 4242 4242, pourquoi le paiement est refusé ?',
  },
  en: {
    empty: 'Write your question before sending it.',
    tooLong: /Your message has 10,000 characters, the limit is 4,000/,
    masked: /I have hidden a bank/,
    human: 'Talk to an advisor',
    waiting: /I am passing your request/,
    card: 'my card is 4242 4242 4242 4242, why is the payment refused?',
  },
} as const

describe.each(settings)('whatever is typed, in $locale on a $screen', (setting) => {
  const said = words[setting.locale]

  test('nothing, and 10,000 characters: a sentence says why it cannot be sent, and the text stays', async () => {
    const customer = await scene.customer(setting)
    await customer.visits('/')
    await customer.opens()
    await customer.types('   ')
    await customer.panel.getByText(said.empty).waitFor()
    await customer.shows('typing-empty')
    const long = 'abcdefghi '.repeat(1000)
    await customer.types(long)
    await customer.panel.getByText(said.tooLong).waitFor()
    await customer.shows('typing-long')
    expect((await customer.composer.inputValue()).length).toBe(10_000)
    expect((await customer.assistant.transcript()).filter(({ author }) => author === 'customer')).toEqual([])
    await customer.types(long.slice(0, 4000))
    await customer.assistant.finishes()
  })

  test('HTML is shown as it was typed and never becomes part of the page', async () => {
    const customer = await scene.customer(setting)
    const attack = `<img src=x onerror="document.title='taken'"><script>document.title='taken'</script><b>gras</b>`
    await customer.visits('/')
    const title = await customer.page.title()
    await customer.opens()
    await customer.types(attack)
    await customer.assistant.finishes()
    const own = (await customer.assistant.transcript()).find(({ author }) => author === 'customer')
    expect(own?.text).toBe(attack)
    expect(await customer.panel.locator('img[src=x], script, b').count()).toBe(0)
    expect(await customer.page.title()).toBe(title)
    await customer.shows('typing-html')
  })

  test('a card number is hidden on the screen, and never leaves the page nor stays on the device', async () => {
    const customer = await scene.customer(setting)
    await customer.visits('/')
    await customer.opens()
    await customer.types(said.card)
    await customer.assistant.says(said.masked)
    await customer.shows('typing-card')
    // The desk gets the conversation: what was said before goes with it.
    const agent = await scene.agent()
    await customer.choosesFromMenu(said.human)
    await customer.assistant.says(said.waiting)
    await agent.takes(/./)
    await agent.reads(/•|x{4}|\*{2}|masqué|hidden/i)
    const onTheWire = customer.witness.requests.map(({ url, body }) => `${url.href} ${body}`).join('\n')
    expect(onTheWire).toMatch(/\/messages\//)
    expect(onTheWire.replaceAll(/[\s%20-]/g, '')).not.toMatch(/4242424242424242/)
    const lines = await customer.assistant.transcript()
    expect(JSON.stringify(lines)).not.toMatch(/4242 ?4242/)
    const kept = await customer.page.evaluate(
      () =>
        new Promise<string>((resolve) => {
          const opening = indexedDB.open('comptoir')
          opening.onsuccess = () => {
            const all = opening.result.transaction('kept').objectStore('kept').getAll()
            all.onsuccess = () => resolve(JSON.stringify(all.result))
          }
        }),
    )
    expect(kept.length).toBeGreaterThan(500)
    expect(kept).not.toMatch(/4242 ?4242/)
  })
})
