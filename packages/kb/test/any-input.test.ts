import { createKnowledgeBase, parseFaq } from '@comptoir/kb'
import type { Answer, Article, Faq, KnowledgeBase, Lexicon, News } from '@comptoir/kb'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import en from '../lexicon/en.json' with { type: 'json' }
import { bicycleShop } from './bicycle-shop.ts'

const runs = process.env['COMPTOIR_LONG'] === undefined ? 1 : 100
const kb = createKnowledgeBase(bicycleShop, { lexicon: en as Lexicon })

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
  'and also',
  ', by the way',
  '- ',
  '我的包裹',
  'أين طلبي',
  'где заказ',
  'e\u0301\u0301',
  '\ud800',
  'ﬁ',
  'İ',
  'x'.repeat(999),
)
const message = fc.oneof(
  fc.string({ maxLength: 200 }),
  fc.string({ unit: 'grapheme', maxLength: 60 }),
  fc.string({ unit: 'binary', maxLength: 60 }),
  fc
    .array(fc.integer({ min: 0, max: 0xffff }), { maxLength: 40 })
    .map((units) => String.fromCharCode(...units)),
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

describe('any FAQ that passes the schema', () => {
  const line = fc
    .oneof(
      fc.string({ minLength: 1, maxLength: 80 }),
      fc.string({ unit: 'grapheme', minLength: 1, maxLength: 40 }),
      fc.constantFrom(
        'Where is my parcel?',
        '…',
        '🚲📦',
        '[x](javascript:y)',
        'constructor __proto__ toString',
        'Où est « mon » colis ?',
        '我的包裹在哪里',
        'أين طلبي؟',
        '\ud83d',
        'w'.repeat(5000),
        'the of and to a',
        '12 34',
      ),
    )
    .filter((text) => text.trim() !== '')
  const id = fc.oneof(
    fc.stringMatching(/^[\w.:-]{1,12}$/),
    fc.constantFrom('__proto__', 'constructor', 'toString', 'hasOwnProperty', '0', '-1'),
  )
  const day = fc.constantFrom('0001-01-01', '2026-01-01', '2026-11-21T08:00:00Z', '2099-12-31', '2024-02-29')
  const visitors = fc.subarray(['visitor', 'customer', 'business', 'agent'] as const)
  const when = fc.record({
    pages: fc.array(fc.constantFrom('*', '/a*b', '/', '**', '*a*a*a*'), { maxLength: 2 }),
  })
  const step = fc.record(
    { title: line, text: line, image: line, alt: line, link: line },
    { requiredKeys: ['title', 'text'] },
  )
  const article: fc.Arbitrary<Article> = fc.record(
    {
      id,
      category: id,
      question: line,
      answer: line,
      variants: fc.array(line, { maxLength: 3 }),
      keywords: fc.array(line, { maxLength: 3 }),
      steps: fc.array(step, { maxLength: 2 }),
      action: id,
      audience: visitors,
      when,
      status: fc.constantFrom('draft' as const, 'published' as const),
      validFrom: day,
      validTo: day,
      owner: line,
      reviewBy: day,
      examples: fc.array(line, { maxLength: 2 }),
    },
    { requiredKeys: ['id', 'category', 'question', 'answer'] },
  )
  const news: fc.Arbitrary<News> = fc.record(
    {
      id,
      text: line,
      kind: fc.constantFrom('news' as const, 'incident' as const),
      audience: visitors,
      when,
      validTo: day,
    },
    { requiredKeys: ['id', 'text'] },
  )
  const faqs: fc.Arbitrary<Faq> = fc
    .record({
      locale: fc.constantFrom('en', 'en-GB', 'EN', 'fr', 'fr-BE', 'de', 'x', 'zh-Hant-TW', '__proto__'),
      articles: fc.uniqueArray(article, { maxLength: 14, selector: (one) => one.id }),
      news: fc.uniqueArray(news, { maxLength: 3, selector: (one) => one.id }),
      empty: fc.uniqueArray(id, { maxLength: 3 }),
    })
    .map(({ locale, articles, news: posted, empty }) => ({
      locale,
      news: posted,
      // Each related to the next, the last to the first: a circle.
      articles: articles.map((one, at) => ({
        ...one,
        related: [articles[(at + 1) % articles.length]?.id ?? one.id],
      })),
      // A tree as deep as it is long, with branches that no article is on.
      categories: [...new Set([...articles.map(({ category }) => category), ...empty])].map(
        (one, at, all) => ({
          id: one,
          label: one,
          ...(at > 0 && { parent: all[at - 1] ?? one }),
        }),
      ),
    }))

  test.each([
    ['with a lexicon', en as Lexicon],
    ['without one', undefined],
  ])('can be asked, %s', (_, lexicon) => {
    fc.assert(
      fc.property(faqs, message, fc.constantFrom('/', '/a/b', ''), (faq, text, page) => {
        const shop: KnowledgeBase = createKnowledgeBase(parseFaq(faq), lexicon ? { lexicon } : {})
        const context = { page, visitor: 'agent' as const }
        expectGood(shop.ask(text))
        expectGood(shop.ask(text, context))
        expectGood(shop.ask(faq.articles[0]?.question ?? ''))
        for (const { article: found } of shop.search(text, { context }))
          expect(shop.get(found.id)).toBe(found)
        shop.suggest(text)
        for (const { id: category } of faq.categories) shop.browse(category)
        expect(shop.browse().path).toEqual([])
        expect(shop.news(context).length).toBeLessThanOrEqual(faq.news?.length ?? 0)
        expect(Object.keys({})).toEqual([])
        expect(Reflect.get({}, 'id')).toBeUndefined()
      }),
      { seed: 9, numRuns: (lexicon ? 6 : 60) * runs },
    )
  })

  test('of no article at all, or of one, can be asked', () => {
    const one = { id: 'a', category: 'c', question: 'Where is my parcel?', answer: 'On its way.' }
    const categories = [{ id: 'c', label: 'C' }]
    for (const articles of [[], [one]]) {
      for (const lexicon of [undefined, en as Lexicon]) {
        const shop = createKnowledgeBase({ locale: 'en', categories, articles }, lexicon ? { lexicon } : {})
        for (const text of ['where is my parcel', 'sushi', '?', '', 'hello']) expectGood(shop.ask(text))
      }
    }
  })
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
