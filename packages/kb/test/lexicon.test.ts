import { readFileSync } from 'node:fs'
import { brotliCompressSync } from 'node:zlib'
import { createKnowledgeBase, parseFaq } from '@comptoir/kb'
import type { Lexicon } from '@comptoir/kb'
import { describe, expect, test } from 'vitest'

const folder = new URL('../lexicon/', import.meta.url)
const faqs = new URL('../../../examples/shop/content/faq/', import.meta.url)
const read = (locale: string): Lexicon =>
  JSON.parse(readFileSync(new URL(`${locale}.json`, folder), 'utf8')) as Lexicon

describe.each(['fr', 'en'])('the %s lexicon', (locale) => {
  const lexicon = read(locale)

  test('weighs at most 14 kB', () => {
    expect(brotliCompressSync(readFileSync(new URL(`${locale}.json`, folder))).length).toBeLessThanOrEqual(
      14_000,
    )
  })

  test('has what the schema knows, and nothing else', () => {
    const schema = JSON.parse(
      readFileSync(new URL('../schema/lexicon.schema.json', import.meta.url), 'utf8'),
    ) as {
      properties: Record<string, unknown>
    }
    expect(Object.keys(lexicon).filter((key) => !Object.hasOwn(schema.properties, key))).toEqual([])
    expect(lexicon.locale).toBe(locale)
  })

  test('says no expression twice in one list', () => {
    for (const [id, list] of Object.entries({ ...lexicon.words, ...lexicon.topics, ...lexicon.absent })) {
      const all = list.split(',').map((item) => item.trim())
      expect([id, all.filter((item, index) => item === '' || all.indexOf(item) !== index)]).toEqual([id, []])
    }
  })

  test('speaks of the same matters, concepts of talk and shelves as the other language', () => {
    const other = read(locale === 'fr' ? 'en' : 'fr')
    expect(Object.keys(lexicon.topics ?? {}).toSorted()).toEqual(Object.keys(other.topics ?? {}).toSorted())
    expect(Object.keys(lexicon.talk ?? {}).toSorted()).toEqual(Object.keys(other.talk ?? {}).toSorted())
  })

  test(
    'helps the demo shop: each article is found by its own variants when one is left out',
    { timeout: 60_000 },
    () => {
      const faq = parseFaq(readFileSync(new URL(`faq.${locale}.json`, faqs), 'utf8'))
      const questions = faq.articles.map(({ id, variants = [] }, index) => ({
        id,
        question: variants[index % variants.length] ?? '',
      }))
      const without = {
        ...faq,
        articles: faq.articles.map((article, index) => ({
          ...article,
          variants: (article.variants ?? []).filter((variant) => variant !== questions[index]?.question),
        })),
      }
      const found = (options: { lexicon?: Lexicon }): number => {
        const kb = createKnowledgeBase(without, options)
        return questions.filter(({ id, question }) => kb.search(question, { limit: 1 })[0]?.article.id === id)
          .length
      }
      const helped = found({ lexicon })
      expect(helped).toBeGreaterThan(found({}))
      expect(helped / questions.length).toBeGreaterThan(0.75)
    },
  )
})
