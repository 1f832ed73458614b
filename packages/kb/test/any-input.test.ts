import { createKnowledgeBase, parseFaq } from '@comptoir/kb'
import type { Answer, Article, Faq, KnowledgeBase } from '@comptoir/kb'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import en from '../lexicon/en.json' with { type: 'json' }
import { bicycleShop } from './bicycle-shop.ts'

const runs = process.env['COMPTOIR_LONG'] === undefined ? 1 : 100
const kb = createKnowledgeBase(bicycleShop, { lexicon: en as import('@comptoir/kb').Lexicon })

const words = fc.constantFrom(
  'parcel',
  'invoice',
  'brake',
  'hello',
  'idiot',
  'where',
  'et',
  '__proto__',
  'constructor',
  'toString',
  '👋',
  '\u0000',
  '12',
  "l'",
  'a',
  '.',
  '?',
  '\n',
)
const message = fc.oneof(
  fc.string({ maxLength: 200 }),
  fc.string({ unit: 'grapheme', maxLength: 60 }),
  fc.array(words, { maxLength: 40 }).map((list) => list.join(' ')),
)

test('any message at all gets an answer, and the same one each time', () => {
  fc.assert(
    fc.property(message, (text) => {
      const answer = kb.ask(text)
      expectGood(answer)
      expect(kb.ask(text)).toEqual(answer)
      for (const { confidence } of kb.search(text)) expect(confidence).toSatisfy(isShare)
      for (const { text: shown, ranges } of kb.suggest(text)) {
        for (const [start, end] of ranges) expect(shown.slice(start, end)).not.toBe('')
      }
    }),
    { seed: 5, numRuns: 400 * runs },
  )
})

test.each([
  ['ten thousand letters', 'a'.repeat(10_000)],
  ['ten thousand words', 'parcle '.repeat(1500).slice(0, 10_000)],
  [
    'ten thousand unknown words',
    Array.from({ length: 1600 }, (_, index) => `w${index.toString(36)}xy`)
      .join(' ')
      .slice(0, 10_000),
  ],
  ['ten thousand signs', '?!.;'.repeat(2500)],
  ['markup', '<img src=x onerror=alert(1)>'.repeat(300)],
  ['control characters', '\u0000\u0007\u202e\ufeff'.repeat(500)],
  ['accents on accents', `e${'\u0301'.repeat(9000)}`],
])('%s get an answer', (_, text) => {
  expectGood(kb.ask(text))
})

test('what is no text at all is an empty message', () => {
  for (const odd of [null, undefined, 12, {}, ['parcel'], Symbol('x')]) {
    expect(kb.ask(odd as string)).toMatchObject({ kind: 'escalate', reason: 'empty' })
    expect(kb.search(odd as string)).toBeInstanceOf(Array)
    expect(kb.suggest(odd as string)).toEqual([])
  }
})

test('any FAQ that passes the schema can be asked', () => {
  const line = fc
    .oneof(
      fc.string({ minLength: 1, maxLength: 80 }),
      fc.constantFrom('Where is my parcel?', '…', '[x](javascript:y)'),
    )
    .filter((text) => text.trim() !== '')
  const id = fc.stringMatching(/^[\w.:-]{1,12}$/)
  const article: fc.Arbitrary<Article> = fc.record(
    {
      id,
      category: id,
      question: line,
      answer: line,
      variants: fc.array(line, { maxLength: 3 }),
      keywords: fc.array(line, { maxLength: 3 }),
      related: fc.constant([]),
      audience: fc.subarray(['visitor', 'customer', 'business', 'agent'] as const),
      when: fc.record({ pages: fc.array(fc.constantFrom('*', '/a*b', '/', '**'), { maxLength: 2 }) }),
      status: fc.constantFrom('draft' as const, 'published' as const),
      validTo: fc.constantFrom('2026-01-01', '2099-12-31'),
    },
    { requiredKeys: ['id', 'category', 'question', 'answer'] },
  )
  const faqs: fc.Arbitrary<Faq> = fc
    .record({
      locale: fc.constantFrom('en', 'fr', 'de', 'x'),
      articles: fc.uniqueArray(article, { maxLength: 8, selector: (one) => one.id }),
    })
    .map(({ locale, articles }) => ({
      locale,
      articles,
      categories: [...new Set(articles.map(({ category }) => category))].map((one) => ({
        id: one,
        label: one,
      })),
    }))
  fc.assert(
    fc.property(faqs, message, (faq, text) => {
      const shop: KnowledgeBase = createKnowledgeBase(parseFaq(faq))
      expectGood(shop.ask(text))
      shop.suggest(text)
      for (const { id: category } of shop.browse().categories) shop.browse(category)
      expect(shop.news()).toEqual([])
    }),
    { seed: 9, numRuns: 60 * runs },
  )
})

function expectGood(answer: Answer): void {
  expect(['answer', 'clarify', 'escalate']).toContain(answer.kind)
  const candidates = answer.kind === 'answer' ? [answer, ...answer.others] : answer.candidates
  for (const { confidence } of candidates) expect(confidence).toSatisfy(isShare)
  const sorted = candidates.map(({ confidence }) => confidence)
  expect(sorted).toEqual(sorted.toSorted((a, b) => b - a))
  if (answer.kind === 'clarify')
    expect(answer.articles.length).toSatisfy((count: number) => count >= 1 && count <= 4)
}

function isShare(value: number): boolean {
  return value >= 0 && value <= 1
}
