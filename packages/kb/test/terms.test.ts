import { readFileSync } from 'node:fs'
import { createKnowledgeBase } from '@comptoir/kb'
import type { Lexicon } from '@comptoir/kb'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { saidByTopic } from '../src/lexicon.ts'
import { packLexicon } from '../src/pack-terms.ts'
import { bicycleShop } from './bicycle-shop.ts'
import { Session } from './check/terminal.ts'

const read = (name: string): string => readFileSync(new URL(`../lexicon/${name}`, import.meta.url), 'utf8')

test.each(['fr', 'en'])('the %s lexicon is packed from its source as it stands', async (locale) => {
  const editor = new Session()
  editor.write('source.json', read(`source/${locale}.json`))
  const { code } = await editor.type('lexicon', 'source.json', '--out', 'packed.json')
  expect(code).toBe(0)
  expect(editor.read('packed.json')).toBe(read(`${locale}.json`))
})

test('packed, each topic keeps its words, and loses the words of grammar and the second form', () => {
  const source: Lexicon = {
    locale: 'fr',
    light: 'mon est ou',
    topics: { late: 'où est mon colis, colis perdus, perdu', invoice: 'ma facture perdu' },
  }
  expect(saidByTopic(packLexicon(source))).toEqual({
    late: ['colis', 'perdu'],
    invoice: ['facture', 'ma', 'perdu'],
  })
})

test('any words survive packing', () => {
  const word = fc.stringMatching(/^[a-z\d]{1,40}$/)
  const topics = fc.dictionary(
    fc.stringMatching(/^[a-z]{1,6}$/),
    fc.array(word, { minLength: 1, maxLength: 9 }),
    {
      maxKeys: 150,
    },
  )
  fc.assert(
    fc.property(topics, (said) => {
      const lists = Object.fromEntries(Object.entries(said).map(([id, words]) => [id, words.join(', ')]))
      // In a language without endings each word is its own.
      const packed = saidByTopic(packLexicon({ locale: 'x', topics: lists }))
      for (const [id, words] of Object.entries(said)) {
        const expected = [...new Set(words.map((one) => one.replace(/(.)\1{2,}/g, '$1')))].toSorted()
        expect(packed[id]?.toSorted()).toEqual(expected)
      }
    }),
    { seed: 3, numRuns: process.env['COMPTOIR_LONG'] === undefined ? 30 : 1000 },
  )
})

test('what does not fit goes from the rarest on, and what cannot fit is refused in a sentence', () => {
  const source: Lexicon = { locale: 'x', topics: { a: 'often, often, extraordinarily, once', b: 'often' } }
  const small = packLexicon(source, (packed) => (packed.terms?.words.length ?? 0) < 12)
  expect(saidByTopic(small)).toEqual({ a: ['often', 'once'], b: ['often'] })
  expect(() => packLexicon(source, () => false)).toThrow('The lexicon is too large')
})

test('packed marks that make no sense are read as nothing', () => {
  const lexicon: Lexicon = { locale: 'en', terms: { topics: 'a b', words: 'AparcelZx', marks: '~ÿ! ' } }
  expect(createKnowledgeBase(bicycleShop, { lexicon }).ask('where is my parcel').kind).toBe('answer')
})
