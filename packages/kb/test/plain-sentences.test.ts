import { createKnowledgeBase } from '@comptoir/kb'
import type { Faq, KnowledgeBase, Lexicon } from '@comptoir/kb'
import { describe, expect, test } from 'vitest'
import enLexicon from '../lexicon/en.json' with { type: 'json' }
import frLexicon from '../lexicon/fr.json' with { type: 'json' }

/** A shoe shop's FAQ: titles alone, in other words than the demo's and without a variant. */
const shoes: Record<string, Record<string, string>> = {
  fr: {
    tracking: 'Où se trouve ma commande et comment la suivre ?',
    lost: "Je n'ai pas reçu mon colis",
    history: 'Retrouver mes commandes précédentes',
    address: "Modifier l'adresse de livraison d'une commande",
    billing: "Corriger l'adresse de facturation",
    broken: 'Mon article est arrivé cassé ou abîmé',
    sales: 'Dates des soldes et offres du moment',
    invoice: 'Obtenir ma facture',
    unsent: 'Ma facture ne m’est pas parvenue',
    refund: 'Mon remboursement se fait attendre',
    returns: 'Renvoyer une paire de chaussures',
    exchange: 'Échanger contre une autre pointure',
    fees: 'Prix de la livraison',
    password: 'Mot de passe perdu',
    pay: 'Payer : cartes et autres moyens',
    hours: "Heures d'ouverture du magasin",
    human: 'Joindre un conseiller',
    welcome: 'Remise sur le premier achat',
  },
  en: {
    tracking: 'Follow an order: where it is now',
    lost: 'My parcel has not come',
    history: 'See earlier orders',
    address: 'Change the address that an order is delivered to',
    billing: 'Correct the address on an invoice',
    broken: 'My item came broken or damaged',
    sales: 'Dates of the sales and current offers',
    invoice: 'Get an invoice',
    refund: 'My refund has not come',
    returns: 'Send a pair of shoes back',
    exchange: 'Exchange for another size',
    fees: 'Price of delivery',
    password: 'Forgotten password',
    pay: 'Paying: cards and other means',
    hours: 'Opening hours of the shop',
    human: 'Reach an adviser',
    welcome: 'Discount on a first purchase',
  },
}

const asked: Record<string, [string, string][]> = {
  fr: [
    ['où est ma commande ?', 'tracking'],
    ['elle en est où ma commande', 'tracking'],
    ["je n'ai pas reçu mon colis", 'lost'],
    ["j'ai toujours pas reçu ma commande", 'lost'],
    ['bonjour, mon paquet n’est jamais arrivé', 'lost'],
    ['comment changer mon adresse de livraison', 'address'],
    ['article cassé à l’arrivée', 'broken'],
    ['je veux renvoyer mes chaussures', 'returns'],
    ['combien coûte la livraison', 'fees'],
    ["j'ai oublié mon mot de passe", 'password'],
    ['suivre ma commande', 'tracking'],
    ['mon colis est perdu', 'lost'],
    ['voir mes anciennes commandes', 'history'],
    ["changer l'adresse sur ma facture", 'billing'],
    ['mes chaussures sont arrivées abîmées', 'broken'],
    ['quand commencent les soldes', 'sales'],
    ['je voudrais ma facture', 'invoice'],
    ["je n'ai pas reçu ma facture", 'unsent'],
    ["je n'ai pas été remboursé", 'refund'],
    ['où est mon remboursement', 'refund'],
    ['échanger mes chaussures', 'exchange'],
    ['frais de port', 'fees'],
    ['quels moyens de paiement acceptez-vous', 'pay'],
    ['horaires du magasin', 'hours'],
    ['parler à quelqu’un', 'human'],
    ['code promo première commande', 'welcome'],
  ],
  en: [
    ["I haven't received my parcel", 'lost'],
    ['my package never arrived', 'lost'],
    ['how do I change my delivery address', 'address'],
    ['it arrived broken', 'broken'],
    ['could you send me my invoice please', 'invoice'],
    ["I haven't been refunded", 'refund'],
    ['I want to return my shoes', 'returns'],
    ['they are too small', 'exchange'],
    ['how much is delivery', 'fees'],
    ['I forgot my password', 'password'],
    ['where is my order', 'tracking'],
    ['track my order', 'tracking'],
    ['my parcel is lost', 'lost'],
    ['delivery is late', 'lost'],
    ['order history', 'history'],
    ['change the billing address', 'billing'],
    ['my shoes are damaged', 'broken'],
    ['when do the sales start', 'sales'],
    ['download my invoice', 'invoice'],
    ['where is my refund', 'refund'],
    ['how do I return an item', 'returns'],
    ['I need a different size', 'exchange'],
    ['shipping cost', 'fees'],
    ['reset my password', 'password'],
    ['which cards do you accept', 'pay'],
    ['what time do you close', 'hours'],
    ['new customer discount', 'welcome'],
  ],
}

const lexicons: Record<string, Lexicon> = { fr: frLexicon as Lexicon, en: enLexicon as Lexicon }

function open(locale: string): KnowledgeBase {
  const faq: Faq = {
    locale,
    categories: [{ id: 'all', label: 'All' }],
    articles: Object.entries(shoes[locale] ?? {}).map(([id, question]) => ({
      id,
      category: 'all',
      question,
      answer: question,
    })),
  }
  const lexicon = lexicons[locale]
  return createKnowledgeBase(faq, lexicon ? { lexicon } : {})
}

describe.each(['fr', 'en'])('a shoe shop whose FAQ has titles alone, in %s', (locale) => {
  const kb = open(locale)

  test.each(asked[locale] ?? [])('%s', (question, article) => {
    expect(kb.search(question, { limit: 1 })[0]?.article.id).toBe(article)
  })
})

/** What customers of a shop ask, and this one has no article for. */
const askedInVain: Record<string, string[]> = {
  fr: [
    'où trouver un code de parrainage',
    'vous recrutez ?',
    'comment supprimer mon compte',
    'la garantie couvre quoi',
    'comment avoir des points de fidélité',
    'je veux parrainer une amie',
    'je veux me désabonner de la newsletter',
    'comment laisser un avis',
    'on a piraté mon compte',
    'guide des tailles',
  ],
  en: [
    'are you hiring',
    'can i pay in instalments',
    'delete my account',
    'what does the warranty cover',
    'how do loyalty points work',
    'refer a friend',
    'unsubscribe from the newsletter',
    'how to leave a review',
    'my account was hacked',
    'can i order by phone',
  ],
}

test.each(['fr', 'en'])('what such a shop has no article for gets none in its place, in %s', (locale) => {
  const kb = open(locale)
  const answered = (askedInVain[locale] ?? []).filter((question) => kb.ask(question).kind === 'answer')
  expect(answered).toEqual([])
})

test.each([
  ['fr', 'vous êtes vraiment des voleurs', 'insult'],
  ['fr', 'super, merci et bonne fin de journée', 'small-talk'],
  ['fr', 'ceci est un test', 'test'],
  ['en', 'are you a bot?', 'small-talk'],
  ['en', 'thanks a lot, have a nice day', 'small-talk'],
  ['en', 'you are all scammers', 'insult'],
])(
  'what holds nothing but talk is heard as talk, words of grammar among it: %s, %s',
  (locale, text, reason) => {
    expect(open(locale).ask(text)).toMatchObject({ kind: 'escalate', reason })
  },
)

test.each([
  ['fr', 'où est ma commande ?', 'où est ma commande XKBKNABJK ?'],
  ['fr', 'où est ma commande ?', 'où est ma commande 2026-11458 du 03/11, 49,90 € ?'],
  ['fr', 'je veux renvoyer mes chaussures', 'je veux renvoyer mes chaussures FR2210457'],
  ['fr', 'parler à un conseiller', 'parler à un conseiller demain à 14h30 au 06 12 34 56 78'],
  ['en', 'where is my order', 'where is my order XKBKNABJK'],
  ['en', 'I want to return my shoes', 'I want to return my shoes 10247 and 10248'],
])(
  'which order it is, when, and how much, says nothing of the matter: %s, %s',
  (locale, plain, withNumbers) => {
    const [known] = open(locale).search(plain, { limit: 1 })
    const [found] = open(locale).search(withNumbers, { limit: 1 })
    expect(found?.article.id).toBe(known?.article.id)
    expect(found?.confidence).toBeGreaterThan((known?.confidence ?? 1) - 0.3)
  },
)

test.each([
  ['fr', 'où est ma commande ça fait dix jours', 'tracking'],
  ['fr', 'ma commande elle est où svp, pour samedi prochain au plus tard', 'tracking'],
  ['fr', 'facture commande n° 10458', 'invoice'],
  ['en', 'where is my order, it has been ten days now', 'tracking'],
])('what stands around a plain request does not hide it: %s, %s', (locale, text, article) => {
  expect(open(locale).search(text, { limit: 1 })[0]?.article.id).toBe(article)
})
