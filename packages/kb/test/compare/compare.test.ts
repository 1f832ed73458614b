import { expect, test } from 'vitest'
import { readQueries } from '../../src/compare/queries.ts'
import { garden, Session } from '../check/terminal.ts'

test('an edit that gives a phrasing away loses a question, and is told to whom and why', async () => {
  const editor = new Session()
  const faq = JSON.parse(garden('fr'))
  editor.write('old.json', garden('fr'))
  faq.articles[0].variants = []
  faq.articles[0].question = 'Quel est le chemin de mon envoi ?'
  faq.articles[0].keywords = []
  faq.articles[7].variants.push('suivre ma livraison')
  editor.write('new.json', JSON.stringify(faq, null, 2))
  const { code, out } = await editor.type('compare', 'old.json', 'new.json')
  expect(code).toBe(1)
  expect(out).toMatch(
    /^lost {5}"suivre ma livraison" should find track\. It was answered by track; now it is answered by gift\. Because gift says "suivre ma livraison" \(new\.json:\d+\): (?:livraison, suivre|suivre, livraison)\.$/m,
  )
})

test('nothing changed, nothing is said but the count', async () => {
  const editor = new Session()
  editor.write('faq.json', garden('en'))
  const { code, out } = await editor.typeWith(garden('en'), 'compare', '-', 'faq.json')
  expect({ code, out }).toEqual({ code: 0, out: 'en: 28 questions, 0 gained, 0 lost, 0 changed.\n' })
})

test('questions with and without the right article, out of scope, and in plain text', async () => {
  const editor = new Session()
  const faq = JSON.parse(garden('en'))
  editor.write('old.json', JSON.stringify(faq))
  faq.articles.push({
    id: 'beehive',
    category: 'shop',
    question: 'Do you sell beehives?',
    variants: ['honey bees hive'],
    answer: 'Yes, from April on, with the bees if you wish.',
  })
  editor.write('new.json', JSON.stringify(faq))
  editor.write(
    'q.jsonl',
    '{"q": "do you sell beehives", "intent": "beehive"}\n{"q": "honey bees hive"}\nwhere is my parcel\n',
  )
  const { code, out } = await editor.type('compare', 'old.json', 'new.json', '--queries', 'q.jsonl')
  expect(code).toBe(0)
  expect(out).toMatch(/^changed {2}"honey bees hive" was .*; now it is answered by beehive\. Because/m)
  expect(out).toMatch(/^gained {3}"do you sell beehives" should find beehive\./m)
  expect(out).toContain('en: 3 questions, 1 gained, 0 lost, 1 changed.')
})

test('questions are read from lines, lists and logs, and lines without one are counted', () => {
  expect(
    readQueries(
      '{"q":"a","intent":null}\n{"question":"b","locale":"fr","count":3}\n\nc d\n{broken\n{"n":1}\n',
    ),
  ).toEqual({
    queries: [
      { question: 'a', expected: null, line: 1 },
      { question: 'b', locale: 'fr', count: 3, line: 2 },
      { question: 'c d', line: 4 },
    ],
    bad: [5, 6],
  })
  expect(readQueries('[{"text":"a"}, "b"]').queries.map(({ question }) => question)).toEqual(['a', 'b'])
})
