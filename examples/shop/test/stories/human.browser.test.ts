import { describe, expect, test } from 'vitest'
import type { Agent } from '../browser/agent.ts'
import { settings } from '../browser/setting.ts'
import { setStage } from '../browser/stage.ts'
import { plain } from '../browser/transcript.ts'

const scene = await setStage()

const words = {
  fr: {
    wish: 'je voudrais parler à un conseiller',
    track: 'Suivre ma commande',
    isIt: /Il s'agit bien de la commande/,
    yes: 'Oui',
    no: 'Non',
    next: /Que souhaitez-vous faire/,
    waiting: /Je transmets votre demande à un conseiller.+n° 1 dans la file/,
    joined: /Camille.* a rejoint la conversation/,
    online: /En ligne avec Camille/,
    ended: /La conversation avec votre conseiller est terminée/,
    more: /Avez-vous d'autres questions/,
    rate: /êtes-vous satisfait/,
    satisfied: 'Très satisfait',
    sendRating: 'Envoyer mon avis',
    bye: /Merci de votre visite/,
    closed: /Nos conseillers ne sont pas joignables|aucun conseiller n'est libre/,
    callInstead: /Préférez-vous être rappelé/,
    callMe: 'Oui, être rappelé',
    details: /Indiquez votre numéro et le créneau/,
    customerSays: 'Le vase est arrivé fêlé, que puis-je faire ?',
    agentSays: 'Bonjour, je vous en renvoie un dès lundi.',
    thanks: 'Merci beaucoup !',
  },
  en: {
    wish: 'I would like to talk to a human',
    track: 'Track my order',
    isIt: /Is it the order of/,
    yes: 'Yes',
    no: 'No',
    next: /What would you like to do/,
    waiting: /I am passing your request to an advisor.+number 1 in the queue/,
    joined: /Camille.* has joined the conversation/,
    online: /Online with Camille/,
    ended: /The conversation with your advisor has ended/,
    more: /Do you have any other questions/,
    rate: /are you satisfied/,
    satisfied: 'Very satisfied',
    sendRating: 'Send my rating',
    bye: /Thank you for your visit/,
    closed: /Our advisors cannot be reached|no advisor is free/,
    callInstead: /Would you rather be called back/,
    callMe: 'Yes, call me back',
    details: /Give your number and the time/,
    customerSays: 'The vase arrived cracked, what can I do?',
    agentSays: 'Hello, I am sending you another one on Monday.',
    thanks: 'Thank you very much!',
  },
} as const

describe.each(settings)('talking to a human, in $locale on a $screen', (setting) => {
  const said = words[setting.locale]

  test('with an agent there: both write and read live, the order beside, and a proper end', async () => {
    const agent = await scene.agent()
    const customer = await scene.customer(setting)
    const { assistant } = customer
    await customer.visits('/')
    await customer.opens()
    await customer.presses(said.track)
    await customer.proves({ reference: 'MRSZTKVLP', email: 'ines.marchand@example.fr' })
    await assistant.says(said.isIt)
    await customer.picks(said.yes)
    await assistant.says(said.next)
    await customer.types(said.wish)
    await assistant.says(said.waiting)
    await customer.shows('human-1-waiting')
    await agent.takes(/./)
    await agent.shows('human-2-taken')
    await assistant.informs(said.joined)
    await customer.panel.getByText(said.online).waitFor()

    await customer.types(said.customerSays)
    await agent.reads(exactly(said.customerSays))
    await agent.writes(said.agentSays)
    await assistant.agentSays(exactly(said.agentSays))
    await customer.types(said.thanks)
    await agent.reads(exactly(said.thanks))
    await customer.shows('human-3-live')
    await agent.shows('human-4-live')
    expect(plain(await agent.order.innerText())).toContain('MRSZTKVLP')

    await agent.closes()
    await assistant.informs(said.ended)
    await assistant.says(said.more)
    await customer.picks(said.no)
    await assistant.says(said.rate)
    await customer.panel.getByLabel(said.satisfied, { exact: true }).check()
    await customer.presses(said.sendRating)
    await assistant.says(said.bye)
    await customer.shows('human-5-bye')
  })

  test('out of hours it says so, and offers the callback instead', async () => {
    const agent: Agent = await scene.agent()
    scene.demo.shop.demo.setHours('closed')
    try {
      const customer = await scene.customer(setting)
      await customer.visits('/')
      await customer.opens()
      await customer.types(said.wish)
      await customer.assistant.says(said.closed)
      await customer.assistant.says(said.callInstead)
      await customer.shows('human-6-closed')
      await customer.picks(said.callMe)
      await customer.assistant.says(said.details)
      await customer.shows('human-7-call-instead')
      expect(await agent.waiting()).toBe(0)
    } finally {
      scene.demo.shop.demo.setHours('open')
    }
  })
})

function exactly(text: string): RegExp {
  return new RegExp(text.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`))
}
