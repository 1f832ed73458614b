import { createKnowledgeBase, loadIndex, prebuildIndex } from '@comptoir/kb'
import type { PrebuiltIndex } from '@comptoir/kb'
import { expect, test } from 'vitest'
import { bicycleShop } from './bicycle-shop.ts'

const index = JSON.parse(JSON.stringify(prebuildIndex(bicycleShop))) as PrebuiltIndex

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
  expect(prebuildIndex(bicycleShop)).toEqual(index)
})

test('an index of another FAQ, or of a later version, is refused with the way out', () => {
  const other = { ...bicycleShop, articles: bicycleShop.articles.slice(1) }
  expect(() => createKnowledgeBase(other, { index: loadIndex(index) })).toThrow(
    'The prebuilt index does not fit: it was made from another FAQ or lexicon. Build it again with `comptoir-kb build`.',
  )
  const later = { ...index, version: 2 } as unknown as PrebuiltIndex
  expect(() => createKnowledgeBase(bicycleShop, { index: loadIndex(later) })).toThrow('it is of version 2')
})
