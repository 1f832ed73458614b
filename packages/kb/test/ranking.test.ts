import { readFileSync } from 'node:fs'
import { createKnowledgeBase, parseFaq } from '@comptoir/kb'
import type { Answer, Faq, Lexicon } from '@comptoir/kb'
import { expect, test } from 'vitest'
import fr from '../lexicon/fr.json' with { type: 'json' }

const lexicon = fr as Lexicon
const shop: Faq = parseFaq(
  readFileSync(new URL('../../../examples/shop/content/faq/faq.fr.json', import.meta.url), 'utf8'),
)
const kb = createKnowledgeBase(shop, { lexicon })
const best = (text: string): string | undefined => kb.search(text, { limit: 1 })[0]?.article.id

test('one variant more moves what it is about, and nothing else', { timeout: 60_000 }, () => {
  const asked = shop.articles.map(({ variants = [], question }) => `dites, ${variants[0] ?? question}`)
  const before = asked.map((text) => outcome(kb.ask(text)))
  const articles = shop.articles.map((article) =>
    article.id === 'store.hours'
      ? { ...article, variants: [...(article.variants ?? []), 'êtes-vous là pendant le festival'] }
      : article,
  )
  const edited = createKnowledgeBase({ ...shop, articles }, { lexicon })
  const moved = asked.filter((text, index) => outcome(edited.ask(text)) !== before[index])
  expect(moved.length).toBeLessThanOrEqual(3)
  expect(edited.search('vous êtes là pendant le festival ?')[0]?.article.id).toBe('store.hours')
})

test('what somebody wrote for an article finds it, grammar and all, whatever else is like it', () => {
  const phrasing = 'où est la commande'
  const articles = shop.articles.map((article) =>
    article.id === 'store.address' ? { ...article, variants: [phrasing] } : article,
  )
  const odd = createKnowledgeBase({ ...shop, articles }, { lexicon })
  expect(odd.search('Où est la commande ?')[0]?.article.id).toBe('store.address')
  expect(odd.search('Où est ma commande ?')[0]?.article.id).toBe('order.track')
})

test.each([
  [
    "Bonjour madame, j'espère que vous allez bien. Je me permets de vous écrire car mon mari a cassé le pied de sa lampe " +
      'en la nettoyant dimanche ; existe-t-il une pièce détachée que je pourrais acheter ? Bien cordialement.',
    'warranty.spare-parts',
  ],
  [
    'Franchement c’est honteux, je suis cliente depuis dix ans et je reçois trois newsletters par jour, désinscrivez-moi !',
    'account.newsletter',
  ],
  [
    'Bonjour, ma petite-fille fête ses six ans samedi, je voulais lui faire plaisir, mais mon code promo est refusé au ' +
      'moment de payer, pouvez-vous m’aider s’il vous plaît ?',
    'payment.promo-code',
  ],
])('the request is heard among all that surrounds it: %s', (text, article) => {
  expect(best(text)).toBe(article)
})

test('a message about nothing of the shop is less sure than any question about it', () => {
  const sure = (text: string): number => kb.search(text, { limit: 1 })[0]?.confidence ?? 0
  const inside = ['je veux la facture', 'mon colis est perdu', 'comment retourner un article']
  const outside = [
    'quelle est la capitale du Pérou',
    'recette de la tarte aux pommes',
    'qui a gagné le match hier',
  ]
  expect(Math.max(...outside.map(sure))).toBeLessThan(Math.min(...inside.map(sure)))
})

test('two requests in one message are both heard', () => {
  const answer = kb.ask('Comment supprimer mon compte ? Et aussi, quels sont vos horaires ?')
  const heard = answer.kind === 'answer' ? [answer.article, ...answer.alsoAsked] : []
  expect(heard.map(({ id }) => id).toSorted()).toEqual(['account.delete', 'store.hours'])
})

function outcome(answer: Answer): string {
  if (answer.kind === 'answer') return answer.article.id
  return answer.kind === 'clarify' ? answer.articles.map(({ id }) => id).join(' or ') : answer.reason
}
