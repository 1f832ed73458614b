import { readFileSync } from 'node:fs'
import { createKnowledgeBase } from '@comptoir/kb'
import type { Lexicon } from '@comptoir/kb'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { items, saidIn } from '../src/lexicon.ts'
import { wordsOf } from '../src/normalize.ts'
import { fingerprint, packLexicon } from '../src/pack-terms.ts'
import { stem } from '../src/stem.ts'
import { atOnce } from '../src/steps.ts'
import { bicycleShop } from './bicycle-shop.ts'

const read = (name: string): Lexicon =>
  JSON.parse(readFileSync(new URL(`../lexicon/${name}`, import.meta.url), 'utf8')) as Lexicon
const said = (lexicon: Lexicon): { topics: string[][]; absent: string[][] } => atOnce(saidIn(lexicon))

test.each(['fr', 'en'])(
  'the %s lexicon is made from its source as it stands, and says nothing else',
  (locale) => {
    const source = read(`source/${locale}.json`)
    const { terms, ...rest } = read(`${locale}.json`)
    const { topics, absent, ...written } = source
    expect(rest).toEqual(written)
    expect(terms?.source).toBe(fingerprint(source))
    const packed = said({ locale, ...(terms && { terms }) })
    for (const [lists, expressions] of [
      [topics, packed.topics],
      [absent, packed.absent],
    ] as const) {
      const matters = Object.values(lists ?? {})
      expect(expressions.length).toBe(matters.length)
      for (const [matter, list] of matters.entries()) {
        const stems = items(list).map((text) => new Set(wordsOf(text).map((word) => stem(word, locale))))
        const strange = expressions[matter]?.filter(
          (text) => !stems.some((known) => wordsOf(text).every((word) => known.has(stem(word, locale)))),
        )
        expect(strange).toEqual([])
      }
    }
  },
)

test('packed, expressions lose words of grammar and second forms, and each comes back once', () => {
  const source: Lexicon = {
    locale: 'fr',
    light: 'mon est ou',
    topics: { late: 'où est mon colis, colis perdus, perdu, mon colis perdu', invoice: 'ma facture perdu' },
    absent: { pets: 'mon chat' },
  }
  expect(said(packLexicon(source))).toEqual({
    topics: [['colis', 'colis perdu', 'perdu'], ['facture ma perdu']],
    absent: [['chat']],
  })
})

test('any expressions in any script survive packing', () => {
  const word = fc.oneof(fc.stringMatching(/^[a-z\d]{1,40}$/), fc.stringMatching(/^[α-ωб-яñø]{1,12}$/u))
  const expression = fc.array(word, { minLength: 1, maxLength: 6 }).map((words) => words.join(' '))
  const lists = fc.dictionary(
    fc.stringMatching(/^[a-z]{1,6}$/),
    fc.array(expression, { minLength: 1, maxLength: 9 }).map((list) => list.join(', ')),
    { maxKeys: 60 },
  )
  // In a language without endings each word is its own.
  const sorted = (list: string): string[] =>
    [...new Set(items(list).map((text) => [...new Set(wordsOf(text))].toSorted().join(' ')))].toSorted()
  fc.assert(
    fc.property(lists, lists, (topics, absent) => {
      const packed = said(packLexicon({ locale: 'x', topics, absent }))
      expect(packed.topics.map((list) => list.toSorted())).toEqual(Object.values(topics).map(sorted))
      expect(packed.absent.map((list) => list.toSorted())).toEqual(Object.values(absent).map(sorted))
    }),
    { seed: 3, numRuns: process.env['COMPTOIR_LONG'] === undefined ? 30 : 1000 },
  )
})

test('what does not fit goes where the rest says it too, and what cannot fit is refused in a sentence', () => {
  const source: Lexicon = {
    locale: 'x',
    topics: { late: 'parcel late, late, parcel, extraordinarily late', invoice: 'invoice, my invoice, my' },
  }
  const whole = packLexicon(source)
  const small = packLexicon(
    source,
    ({ terms }) => Number(terms?.code.length) < Number(whole.terms?.code.length),
  )
  const words = (lexicon: Lexicon): string[] => said(lexicon).topics.flat().join(' ').split(' ')
  expect(words(small).length).toBeLessThan(words(whole).length)
  expect(words(small)).toEqual(expect.arrayContaining(['parcel', 'late', 'invoice', 'my']))
  expect(() => packLexicon(source, () => false)).toThrow('The lexicon is too large')
})

test('a code that makes no sense is read as some words, in bounded time', () => {
  const anything = fc.record({
    letters: fc.string({ maxLength: 40 }),
    words: fc.oneof(fc.integer({ min: -3, max: 60 }), fc.constant(Number.NaN)),
    topics: fc.integer({ min: -1, max: 9 }),
    absent: fc.integer({ min: 0, max: 3 }),
    source: fc.constant(''),
    code: fc.string({ maxLength: 60 }),
  })
  fc.assert(
    fc.property(anything, (terms) => {
      const kb = createKnowledgeBase(bicycleShop, { lexicon: { locale: 'en', terms } })
      expect(kb.search('where is my parcel').length).toBeGreaterThan(0)
    }),
    { seed: 5, numRuns: process.env['COMPTOIR_LONG'] === undefined ? 20 : 500 },
  )
})
