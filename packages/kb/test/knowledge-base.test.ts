import { createKnowledgeBase } from '@comptoir/kb'
import type { Answer, Faq, Lexicon } from '@comptoir/kb'
import { describe, expect, test } from 'vitest'
import en from '../lexicon/en.json' with { type: 'json' }
import fr from '../lexicon/fr.json' with { type: 'json' }
import { bicycleShop } from './bicycle-shop.ts'

const english: Lexicon = en as Lexicon
const french: Lexicon = fr as Lexicon
const kb = createKnowledgeBase(bicycleShop, { lexicon: english })

describe('a customer of the bicycle shop asks', () => {
  test.each([
    ['where is my parcel', 'track'],
    ['WHERE IS MY PARCELL???', 'track'],
    ['i need the invoise for my order', 'invoice'],
    ['howmuch are new brake pads', 'brakes'],
    ['my tyre is flat', 'puncture'],
    ['the box was completely crushed when it came', 'damaged'],
  ])('%s', (question, article) => {
    const answer = kb.ask(question)
    expect(answer.kind === 'escalate' ? answer.reason : articlesOf(answer)[0]).toBe(article)
  })

  test('what the shop has nothing about goes to a human', () => {
    expect(kb.ask('what is the capital of Australia')).toMatchObject({ kind: 'escalate', reason: 'unknown' })
  })

  test('a greeting, an insult and a test get a sentence in return', () => {
    expect(kb.ask('Hello!')).toMatchObject({
      kind: 'escalate',
      reason: 'small-talk',
      reply: en.talk.greeting.reply,
    })
    expect(kb.ask('you suck, idiots')).toMatchObject({ reason: 'insult', reply: en.talk.insult.reply })
    expect(kb.ask('test')).toMatchObject({ reason: 'test' })
  })

  test('nothing, only signs, and another script have a reason of their own', () => {
    expect(kb.ask('  \n ')).toMatchObject({ kind: 'escalate', reason: 'empty' })
    expect(kb.ask('🚲 🚲 !!!')).toMatchObject({ kind: 'escalate', reason: 'unreadable' })
    expect(kb.ask('我的包裹在哪里')).toMatchObject({ kind: 'escalate', reason: 'unreadable' })
  })

  test('two requests in one message: the second is not forgotten', () => {
    const answer = kb.ask('Where is my parcel? And also, how do I download my invoice?')
    const heard = [
      ...articlesOf(answer),
      ...(answer.kind === 'answer' ? answer.alsoAsked.map(({ id }) => id) : []),
    ]
    expect(heard).toEqual(expect.arrayContaining(['track', 'invoice']))
  })

  test.each([
    [
      'By the way, how do I download my invoice? My brakes squeak, how much is a service',
      'invoice',
      'brakes',
    ],
    ["my tyre is flat\nwhere's my parcel", 'puncture', 'track'],
    ['- where is my parcel\n- how much are brake pads', 'track', 'brakes'],
    ['i need the invoice for my order, while I am at it how much are new brake pads', 'invoice', 'brakes'],
  ])('two requests, however they are parted: %s', (message, ...both) => {
    const answer = kb.ask(message)
    const also = answer.kind === 'answer' ? answer.alsoAsked.map(({ id }) => id) : []
    expect([...articlesOf(answer).slice(0, answer.kind === 'clarify' ? 4 : 1), ...also]).toEqual(
      expect.arrayContaining(both),
    )
  })

  test.each(['where is my parcel, thanks for sending it', 'my parcel was 4.90, where is it'])(
    'one request stays one: %s',
    (message) => expect(kb.ask(message)).not.toMatchObject({ alsoAsked: [expect.anything()] }),
  )

  test('the same question gets the same answer from another knowledge base, and again', () => {
    const again = createKnowledgeBase(bicycleShop, { lexicon: english })
    expect(again.ask('my brakes squeak')).toEqual(kb.ask('my brakes squeak'))
    expect(kb.ask('my brakes squeak')).toEqual(kb.ask('my brakes squeak'))
  })
})

test('a cautious shop answers less than a talkative one', () => {
  const questions = [
    'parcel and brakes and bill',
    'the order of the tyre was crushed',
    'service for the frame or the tube',
    'tell me about photos, pads, and packing my order',
    'the price and the arrival',
    'what about a mistake with the box',
  ]
  const answered = (decision: 'cautious' | 'talkative'): number => {
    const shop = createKnowledgeBase(bicycleShop, { lexicon: english, decision })
    return questions.filter((question) => shop.ask(question).kind === 'answer').length
  }
  expect(answered('cautious')).toBeLessThan(answered('talkative'))
})

test('clarifying offers two to four articles, the likeliest first', () => {
  const shop = createKnowledgeBase(bicycleShop, { decision: { answer: 1.1, apart: 0, clarify: 0 } })
  const answer = shop.ask('parcel')
  expect(answer.kind).toBe('clarify')
  expect(articlesOf(answer).length).toBeGreaterThanOrEqual(2)
  expect(articlesOf(answer).length).toBeLessThanOrEqual(4)
  expect(articlesOf(answer)[0]).toBe('track')
})

describe('who may read what', () => {
  const faq: Faq = {
    ...bicycleShop,
    articles: bicycleShop.articles.map((article) => {
      if (article.id === 'invoice') return { ...article, status: 'draft' }
      if (article.id === 'brakes') return { ...article, audience: ['agent'] }
      if (article.id === 'cancel') return { ...article, when: { pages: ['/orders/*'] } }
      return article.id === 'puncture'
        ? { ...article, validFrom: '2026-05-01', validTo: '2026-05-31' }
        : article
    }),
  }
  const shop = createKnowledgeBase(faq, { context: { now: new Date('2026-04-10T12:00:00Z'), page: '/' } })
  const found = (text: string, context = {}): string[] =>
    shop.search(text, { context }).map(({ article }) => article.id)

  test('drafts, other audiences, other pages and other days are not found', () => {
    expect(found('invoice brake cancel puncture parcel').toSorted()).toEqual(['damaged', 'track'])
  })

  test('and each is, where it applies', () => {
    expect(found('brake', { visitor: 'agent' })[0]).toBe('brakes')
    expect(found('cancel', { page: '/orders/12' })[0]).toBe('cancel')
    expect(found('puncture', { now: new Date('2026-05-31T20:00:00Z') })[0]).toBe('puncture')
    expect(found('puncture', { now: new Date('2026-06-01T00:00:00Z') })).not.toContain('puncture')
  })

  test('an article can be read by its id, visible or not', () => {
    expect(shop.get('invoice')?.question).toBe('How do I download my invoice?')
    expect(shop.get('__proto__')).toBeUndefined()
  })
})

test('incidents come before news, while they last', () => {
  const ids = (day: string): string[] => kb.news({ now: new Date(day) }).map(({ id }) => id)
  expect(ids('2026-04-05')).toEqual(['strike', 'sale'])
  expect(ids('2026-03-20')).toEqual(['sale'])
  expect(ids('2026-04-12T23:00:00Z')).toEqual(['strike', 'sale'])
  expect(ids('2026-04-13')).toEqual(['strike'])
})

test('the tree of categories is walked from the top', () => {
  expect(kb.browse().categories.map(({ id }) => id)).toEqual(['orders', 'workshop'])
  const delivery = kb.browse('delivery')
  expect(delivery.path.map(({ id }) => id)).toEqual(['orders', 'delivery'])
  expect(delivery.articles.map(({ id }) => id)).toEqual(['track', 'damaged'])
  expect(kb.browse('nowhere')).toMatchObject({ path: [], categories: [], articles: [] })
})

test('questions are completed while one types, with what was typed underlined', () => {
  const [first] = kb.suggest('brake ser')
  expect(first?.text).toBe('How much does a brake service cost?')
  expect(first?.ranges.map(([start, end]) => first.text.slice(start, end))).toEqual(['brake', 'ser'])
  expect(kb.suggest('')).toEqual([])
  expect(kb.suggest('zzz')).toEqual([])
})

test('search underlines what it recognised in the question', () => {
  const hit = kb.search('cancelling orders').find(({ article }) => article.id === 'cancel')
  expect(hit?.ranges.map(([start, end]) => hit.article.question.slice(start, end))).toEqual([
    'cancel',
    'order',
  ])
})

describe('languages', () => {
  const frenchFaq: Faq = {
    locale: 'fr',
    categories: [],
    articles: [
      {
        id: 'track',
        category: 'delivery',
        question: 'Où est mon colis ?',
        answer: 'Chaque colis a sa page de suivi.',
      },
    ],
  }

  test('what is missing in one language comes from the fallback', () => {
    const shop = createKnowledgeBase([frenchFaq, bicycleShop], { locale: 'fr-BE', fallback: 'en' })
    expect(shop.locale).toBe('fr')
    expect(shop.get('track')?.question).toBe('Où est mon colis ?')
    expect(shop.get('brakes')?.question).toBe('How much does a brake service cost?')
  })

  test('a language without a FAQ is refused in a sentence', () => {
    expect(() => createKnowledgeBase([frenchFaq], { locale: 'de' })).toThrow(
      'There is no FAQ for the language "de". There is: fr.',
    )
  })
})

test('a French lexicon understands what the FAQ does not say', () => {
  const faq: Faq = {
    locale: 'fr',
    categories: [],
    articles: [
      ['invoice', 'Comment télécharger ma facture ?', 'facture en PDF', 'imprimer la facture'],
      ['invoice-missing', "Je n'ai pas reçu ma facture", 'facture pas arrivée', 'aucune facture reçue'],
      [
        'missed',
        "J'étais absent lors de la livraison",
        'avis de passage du livreur',
        'livreur passé pendant mon absence',
      ],
      ['twice', "J'ai été débité deux fois", 'double débit', 'deux prélèvements pour une commande'],
      ['hours', 'Quels sont vos horaires ?', "heures d'ouverture", 'ouvert le dimanche'],
    ].map(([id = '', question = '', ...variants]) => ({
      id,
      category: 'all',
      question,
      variants,
      answer: question,
    })),
  }
  const shop = createKnowledgeBase(faq, { lexicon: french })
  expect(articlesOf(shop.ask('g pa recu ma factur'))[0]).toBe('invoice-missing')
  expect(articlesOf(shop.ask('vous m’avez pris 2 fois les sous'))[0]).toBe('twice')
  expect(articlesOf(shop.ask("le livreur est passé j'étais au boulot"))[0]).toBe('missed')
})

function articlesOf(answer: Answer): string[] {
  if (answer.kind === 'answer') return [answer.article.id]
  return answer.kind === 'clarify' ? answer.articles.map(({ id }) => id) : []
}
