import { readFileSync } from 'node:fs'
import { brotliCompressSync } from 'node:zlib'
import { createKnowledgeBase, loadIndex, parseFaq, prebuildIndex } from '@comptoir/kb'
import type { Lexicon, PrebuiltIndex } from '@comptoir/kb'
import { expect, test } from 'vitest'
import fr from '../lexicon/fr.json' with { type: 'json' }
import { bicycleShop } from './bicycle-shop.ts'

const written = JSON.stringify(prebuildIndex(bicycleShop))
const index = JSON.parse(written) as PrebuiltIndex

test('a prebuilt index, written to a file and read again, gives the same answers', () => {
  const built = createKnowledgeBase(bicycleShop)
  const loaded = createKnowledgeBase(bicycleShop, { index: loadIndex(index) })
  for (const question of [
    'where is my parcel',
    'brake pads',
    'invoyce please',
    'the frame is bent',
    'sushi',
    '',
  ]) {
    expect(loaded.ask(question)).toEqual(built.ask(question))
  }
})

test('the same FAQ gives the same index, to the letter', () => {
  expect(JSON.stringify(prebuildIndex(bicycleShop))).toBe(written)
})

test(
  "the demo shop's index weighs less than 140 kB, trains nothing, and answers as the one that a page builds",
  { timeout: 60_000 },
  async () => {
    const faq = parseFaq(
      readFileSync(new URL('../../../examples/shop/content/faq/faq.fr.json', import.meta.url), 'utf8'),
    )
    const lexicon = fr as Lexicon
    const file = JSON.stringify(prebuildIndex(faq, { lexicon }))
    expect(brotliCompressSync(file).length).toBeLessThan(140_000)

    const built = createKnowledgeBase(faq, { lexicon })
    const loaded = createKnowledgeBase(faq, { lexicon, index: loadIndex(JSON.parse(file) as PrebuiltIndex) })
    const [whole, read] = [await stepsOf(built), await stepsOf(loaded)]
    expect(read).toBeLessThan(whole / 2)
    for (const { question, variants = [] } of faq.articles.filter((_, at) => at % 4 === 0)) {
      for (const asked of [question, ...variants.slice(0, 1)])
        expect(loaded.ask(asked)).toEqual(built.ask(asked))
    }
  },
)

test('an index of another FAQ, of another lexicon, or of another version, is refused with the way out', () => {
  const other = { ...bicycleShop, articles: bicycleShop.articles.slice(1) }
  const foreign =
    'The prebuilt index does not fit: it was made from another FAQ or lexicon. Build it again with `comptoir-kb build`.'
  expect(() => createKnowledgeBase(other, { index: loadIndex(index) })).toThrow(foreign)
  const english = { locale: 'en', words: { bike: 'bicycle, bike' } }
  expect(() => createKnowledgeBase(bicycleShop, { lexicon: english, index: loadIndex(index) })).toThrow(
    foreign,
  )
  const later = { ...index, version: 5 } as unknown as PrebuiltIndex
  expect(() => createKnowledgeBase(bicycleShop, { index: loadIndex(later) })).toThrow('it is of version 5')
  for (const junk of [null, 42, [], {}, { version: 4 }]) {
    expect(() => createKnowledgeBase(bicycleShop, { index: loadIndex(junk as PrebuiltIndex) })).toThrow(
      'does not fit',
    )
  }
})

test('weights that another release has other features for are not used: the page trains its own', () => {
  const kb = createKnowledgeBase(bicycleShop, { index: loadIndex({ ...index, features: 3 }) })
  expect(kb.ask('where is my parcel')).toEqual(createKnowledgeBase(bicycleShop).ask('where is my parcel'))
})

/** In how many steps a knowledge base makes itself ready. */
async function stepsOf(kb: ReturnType<typeof createKnowledgeBase>): Promise<number> {
  let steps = 0
  await kb.prepare(() => {
    steps++
    return undefined
  })
  return steps
}
