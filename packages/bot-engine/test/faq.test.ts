import { createConversation } from '@comptoir/bot-engine'
import { describe, expect, test } from 'vitest'
import { knowledge } from './knowledge.ts'
import { preloadedFlows } from './preloaded-flows.ts'
import { talk, type Talk } from './transcript.ts'

function unanswered(t: Talk): readonly (readonly string[])[] {
  return t.desk.unanswered.map((question) => [question.text, question.proposed.join(), question.then])
}

describe('a question of the FAQ', () => {
  test('is looked up once, however short it is', async () => {
    const { ask, ...shelf } = knowledge('fr')
    const asked: string[] = []
    const counting = { ...shelf, ask: (question: string) => (asked.push(question), ask(question)) }
    const conversation = createConversation({ kb: counting, flows: preloadedFlows, locale: 'fr' })
    await conversation.send({ type: 'MESSAGE.SEND', text: 'frais de livraison' })
    expect(conversation.view.messages.at(-1)?.card?.type).toBe('article')
    expect(asked).toEqual(['frais de livraison'])
    await conversation.send({ type: 'MESSAGE.SEND', text: 'frais de livraison' })
    expect(asked).toHaveLength(2)
  })

  test('gets its answer, and the desk hears nothing of it', async () => {
    const t = await talk()
    await t.customer('combien coûte la livraison ?')
    const answer = t.last()
    expect(answer.text).toBe('La livraison Colissimo coûte **4,90 €**.')
    expect(answer.card).toEqual({
      type: 'article',
      articleId: 'delivery.costs',
      title: 'Combien coûte la livraison\u00A0?',
    })
    expect(answer.choices?.map(({ label }) => label)).toEqual(['Parler à un conseiller'])
    expect(t.desk.calls).toEqual([])
    expect(t.shop.calls).toEqual([])
    expect(t.view.connection).toBe('none')
  })

  test('offers the flow of its article when nothing says it is about an own order', async () => {
    const t = await talk()
    await t.customer('comment avoir une facture')
    const answer = t.last()
    expect(answer.card?.type).toBe('article')
    expect(answer.choices?.map(({ label }) => label)).toEqual([
      'Obtenir ma facture',
      'Parler à un conseiller',
    ])
    await t.picks('Obtenir ma facture')
    expect(t.view.flow).toBe('verify')
  })

  test.each([
    ['oui svp', 'Quel est le numéro de la commande'],
    ["le numéro c'est XKBKNABJK", 'Quelle adresse e-mail'],
    ['XKBKNABJK', 'Quelle adresse e-mail'],
  ])('"%s" under that article takes the flow it offers', async (words, asked) => {
    const t = await talk()
    await t.customer('comment avoir une facture')
    await t.customer(words)
    expect(t.view.flow).toBe('verify')
    expect(t.last().text).toContain(asked)
  })

  test('the number of an order without a question is noted, and asked what for', async () => {
    const t = await talk()
    await t.customer("la commande, c'est XKBKNABJK")
    expect(t.last().text).toContain('la commande XKBKNABJK')
    expect(t.last().choices?.map(({ id }) => id)).toContain('flow:get-invoice')
    await t.customer('non merci c’est bon')
    expect(t.last().text).toContain('Je reste ici')
  })

  test('starts the flow when it is about an own order', async () => {
    const t = await talk()
    await t.customer('ou est ma commande ?')
    expect(t.view.flow).toBe('verify')
  })

  test('shows the steps of an article, and no flow that is not there', async () => {
    const t = await talk()
    await t.customer('mon retour')
    const answer = t.last()
    expect(answer.card).toMatchObject({
      type: 'article',
      steps: [{ title: 'Choisir', text: "Choisissez l'article." }],
    })
    expect(answer.choices?.map(({ id }) => id)).toEqual(['command:human'])
    expect(t.log).toEqual([])
  })

  test('that is close to several is asked back, with a way out', async () => {
    const t = await talk()
    await t.customer('le prix ou un rappel')
    const asked = t.last()
    expect(asked.choices?.map(({ label }) => label)).toEqual([
      'Combien coûte la livraison\u00A0?',
      'Puis-je être rappelé par téléphone\u00A0?',
      'Autre chose',
    ])
    await t.picks('Combien coûte la livraison\u00A0?')
    expect(t.last().text).toContain('4,90')
    expect(t.desk.unanswered).toEqual([])
  })

  test('and none of them: the question is kept for the editors', async () => {
    const t = await talk()
    await t.customer('le prix ou un rappel')
    await t.picks('Autre chose')
    expect(t.last().choices?.map(({ label }) => label)).toEqual(['Parler à un conseiller', 'Être rappelé'])
    expect(unanswered(t)).toEqual([['le prix ou un rappel', 'delivery.costs,contact.callback', 'other']])
  })

  test('without an answer: says so, offers people, and records what came next', async () => {
    const t = await talk()
    await t.customer('vendez-vous des éléphants')
    expect(t.last().text).toContain("Je n'ai pas la réponse")
    expect(t.last().choices?.map(({ label }) => label)).toEqual([
      'Parler à un conseiller',
      'Être rappelé',
      'Menu',
    ])
    await t.picks('Parler à un conseiller')
    expect(unanswered(t)).toEqual([['vendez-vous des éléphants', '', 'human']])
  })

  test.each([
    ['non', 'Je reste ici'],
    ['oui', 'Que puis-je faire pour vous'],
  ])('"%s" alone is no question, whatever came before', async (word, sentence) => {
    const t = await talk()
    await t.customer(word)
    expect(t.last().text).toContain(sentence)
    await t.customer('le prix ou un rappel')
    await t.customer(word)
    expect(t.last().text).toContain("avec d'autres mots")
    expect(unanswered(t)).toEqual([['le prix ou un rappel', 'delivery.costs,contact.callback', 'other']])
  })

  test.each([
    ['merci beaucoup', 'Avec plaisir'],
    ['Bonsoir !', 'Que puis-je faire'],
  ])('"%s" is answered in kind', async (words, sentence) => {
    const t = await talk()
    await t.customer(words)
    expect(t.last().text).toContain(sentence)
    expect(t.desk.calls).toEqual([])
  })

  test('two questions in one message: both answered, the ways on from both under the last', async () => {
    const t = await talk()
    t.last()
    await t.customer('une facture et le suivi')
    expect(t.bot('La facture part au moment').choices).toBeUndefined()
    expect(t.bot('Suivez-la').choices?.map(({ id }) => id)).toEqual([
      'flow:get-invoice',
      'flow:track-order',
      'command:human',
    ])
  })

  test('two close articles that lead to one flow start it', async () => {
    const t = await talk()
    await t.customer('pas recu la facture ou facture perdue')
    expect(t.view.flow).toBe('verify')
  })

  test('small talk gets its sentence and the menu', async () => {
    const t = await talk()
    await t.customer('bonjour')
    expect(t.last().text).toBe('Bonjour\u00A0!')
    expect(t.last().choices?.length).toBeGreaterThan(2)
  })

  test('an article opened from the search is shown', async () => {
    const t = await talk()
    t.conversation.send({ type: 'ARTICLE.OPEN', id: 'delivery.costs' })
    await t.settle()
    expect(t.last().text).toContain('4,90')
  })

  test('in the middle of a flow: answered, and back to the same question', async () => {
    const t = await talk()
    await t.picks('Obtenir ma facture')
    await t.customer('XKBKNABJK')
    const question = t.last().text
    await t.customer('combien coûte la livraison ?')
    t.conversation.send({ type: 'ARTICLE.OPEN', id: 'return.how' })
    await t.settle()
    expect(t.last().text).toBe(question)
    await t.customer('julien.moreau@example.com')
    expect(t.last().text).toContain('code postal')
  })

  test('at "other questions?" a question is simply answered', async () => {
    const t = await talk()
    await t.customer('ma facture UNPAIDORD julien.moreau@example.com')
    await t.customer('14000')
    await t.customer('oui')
    await t.customer('combien coûte la livraison ?')
    expect(t.last().text).toContain('4,90')
    expect(t.view.flow).toBeUndefined()
  })
})

describe('without a desk', () => {
  test('the FAQ answers, and people are reached by the contact links', async () => {
    const t = await talk({ alone: true })
    expect(t.last().choices?.map(({ label }) => label)).toEqual(['Parler à un conseiller'])
    await t.customer('combien coûte la livraison ?')
    expect(t.last().text).toContain('4,90')
    await t.customer('où est ma commande ?')
    expect(t.last().text).toBe('Suivez-la dans votre compte.')
    await t.customer('un conseiller')
    expect(t.card('links').links).toEqual([
      { label: 'Appeler le 02 61 91 00 42', href: 'tel:0261910042' },
      { label: 'Écrire à service@shop.example', href: 'mailto:service@shop.example' },
      { label: 'Page de contact', href: '/contact' },
    ])
    expect(t.view.connection).toBe('none')
  })
})
