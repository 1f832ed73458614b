import { createKnowledgeBase, FaqError, formatProblem, parseFaq, readFaq, takeFaq } from '@comptoir/kb'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { bicycleShop } from './bicycle-shop.ts'

const text = JSON.stringify(bicycleShop, null, 2)

test('a good file gives its FAQ, and a bare array of articles too', () => {
  expect(parseFaq(text)).toEqual(bicycleShop)
  expect(
    parseFaq(
      bicycleShop.articles.map((article) => ({ ...article, category: 'x' })),
      { locale: 'en' },
    ).articles,
  ).toHaveLength(6)
})

describe('each fault is named with its place and the way out', () => {
  const said = (source: unknown): string[] =>
    readFaq(source, { file: 'faq.en.json' }).problems.map(formatProblem)

  test.each([
    ['', 'faq.en.json  KB-001  The file is empty. Expected a FAQ: { "locale", "categories", "articles" }.'],
    [
      '{"locale": "en" "articles": []}',
      'faq.en.json:1:17  KB-002  This is not JSON: expected "," or "}" here.',
    ],
    [
      '{"locale": "en",\n "articles": [1]}',
      'faq.en.json:2:15  KB-006  articles[0]: Expected an object, found a number.',
    ],
    [
      '{"locale": "en", "articles": [], "locale": "fr"}',
      'faq.en.json:1:34  KB-005  The key "locale" stands twice in the same object. Keep one.',
    ],
    [
      '{"articles": []}',
      'faq.en.json  KB-013  locale: The FAQ has no locale. Say which language it is in: "locale": "fr".',
    ],
    [
      '{"$schema": "./faq.9.schema.json", "locale": "en", "articles": []}',
      'faq.en.json:1:13  KB-012  $schema: The file is of FAQ version 9, and this release reads up to 1. Update @comptoir/kb.',
    ],
  ])('%j', (source, sentence) => {
    expect(said(source)).toEqual([sentence])
  })

  test('ids taken twice, ids that lead nowhere, parents in a circle, odd dates, foreign fields', () => {
    const one = { id: 'a', category: 'c', question: 'Q?', answer: 'A.' }
    const problems = readFaq({
      locale: 'en',
      categories: [
        { id: 'c', label: 'C', parent: 'd' },
        { id: 'd', label: 'D', parent: 'c' },
      ],
      articles: [
        one,
        one,
        { ...one, id: 'b', category: 'x', related: ['a', 'z'], validTo: 'soon' },
        { ...one, id: 'e', related: ['q'], colour: 1 },
      ],
    }).problems.map(({ code, path }) => `${code} ${path}`)
    expect(problems).toEqual([
      'KB-009 articles[1].id',
      'KB-014 articles[2].validTo',
      'KB-008 articles[3].colour',
      'KB-011 categories[0].parent',
      'KB-011 categories[1].parent',
    ])
  })

  test('articles related in a circle are fine', () => {
    expect(() => parseFaq(text)).not.toThrow()
  })

  test('too long and too deep', () => {
    expect(said('['.repeat(100_000))[0]).toContain('KB-004')
    expect(readFaq('x'.repeat(2000), { maxLength: 1000 }).problems[0]?.code).toBe('KB-003')
  })
})

test('the good articles of a bad file are usable where the caller asks for that', () => {
  const broken = { ...bicycleShop, articles: [...bicycleShop.articles, { id: 'broken', question: 3 }] }
  expect(() => parseFaq(broken)).toThrow(FaqError)
  const { faq, problems } = readFaq(broken)
  expect(problems.length).toBeGreaterThan(0)
  const answer = createKnowledgeBase(faq).ask('where is my parcel')
  expect(answer).toMatchObject({ kind: 'answer', article: { id: 'track' } })
})

test('whatever is read, problems come back and nothing is polluted', () => {
  const key = fc.constantFrom(
    'locale',
    'articles',
    'categories',
    'id',
    'question',
    'answer',
    '__proto__',
    'constructor',
    'prototype',
  )
  const value = fc.letrec((tie) => ({
    any: fc.oneof(
      { maxDepth: 4 },
      fc.jsonValue(),
      fc.dictionary(key, tie('any'), { maxKeys: 6 }),
      fc.array(tie('any'), { maxLength: 4 }),
    ),
  })).any
  fc.assert(
    fc.property(
      fc.oneof(
        value,
        fc.string(),
        value.map((one) => JSON.stringify(one) ?? ''),
      ),
      (source) => {
        const { faq, problems } = readFaq(source)
        expect(Array.isArray(faq.articles)).toBe(true)
        for (const problem of problems) expect(problem.message).not.toBe('')
        expect(Object.keys({})).toEqual([])
        expect(Reflect.get({}, 'polluted')).toBeUndefined()
      },
    ),
    { seed: 11, numRuns: process.env['COMPTOIR_LONG'] === undefined ? 400 : 50_000 },
  )
  const hostile =
    '{"locale":"en","articles":[{"id":"a","category":"c","question":"q","answer":"a","__proto__":{"polluted":1}}]}'
  expect(readFaq(hostile).problems[0]?.path).toBe('articles[0].__proto__')
  expect(Reflect.get({}, 'polluted')).toBeUndefined()
})

test('JSON is told from what is not as JSON.parse does', () => {
  fc.assert(
    fc.property(
      fc.oneof(
        fc.json(),
        fc.string(),
        fc.json().map((json) => json.slice(1)),
      ),
      (source) => {
        let parsed = true
        try {
          JSON.parse(source)
        } catch {
          parsed = false
        }
        const notJson = readFaq(source).problems.some(({ code }) => code === 'KB-002' || code === 'KB-001')
        expect(notJson).toBe(!parsed)
      },
    ),
    { seed: 3, numRuns: 500 },
  )
})

describe('a page takes a FAQ that keeps to the format, and nothing else', () => {
  test('a good file, whole or as a bare array', () => {
    expect(takeFaq(text, 'fr')).toEqual(bicycleShop)
    const { articles } = bicycleShop
    expect(takeFaq(JSON.stringify(articles), 'en')).toEqual({ locale: 'en', categories: [], articles })
  })

  test.each(['', '{', '1', 'null', '{}', '[1]', '{ "articles": {} }', '{ "articles": [], "more": 1 }'])(
    'not %s',
    (source) => expect(takeFaq(source, 'fr')).toBeUndefined(),
  )

  test('not what a newer release wrote', () => {
    expect(takeFaq('{ "$schema": "x/faq.2.schema.json", "articles": [] }', 'fr')).toBeUndefined()
  })

  test('whatever is wrong in a file, it gives what the whole reading gives, or nothing', () => {
    const odd = fc.constantFrom<unknown>(null, 1, '', ' ', [], {}, ['a', 1], 'a b', '2026-02-31', 'draft')
    const field = fc.constantFrom(
      'id',
      'question',
      'answer',
      'variants',
      'steps',
      'when',
      'status',
      'validTo',
      'audience',
      'extra',
    )
    const runs = process.env['COMPTOIR_LONG'] ? 5000 : 200
    let taken = 0
    fc.assert(
      fc.property(fc.nat(5), field, odd, fc.boolean(), (at, name, value, spoil) => {
        const articles = bicycleShop.articles.map((article, index) =>
          spoil && index === at ? { ...article, [name]: value } : article,
        )
        const source = JSON.stringify({ ...bicycleShop, articles })
        const { faq, problems } = readFaq(source)
        const quick = takeFaq(source, 'fr')
        const faults = problems.filter(({ code }) => code !== 'KB-010')
        expect(quick).toEqual(faults.length === 0 ? faq : undefined)
        if (quick) taken++
      }),
      { seed: 7, numRuns: runs },
    )
    expect(taken).toBeGreaterThan(0.25 * runs)
    expect(taken).toBeLessThan(0.95 * runs)
  })
})
