import { createKnowledgeBase } from '@comptoir/kb'
import type { Lexicon } from '@comptoir/kb'
import { expect, test } from 'vitest'
import en from '../lexicon/en.json' with { type: 'json' }
import { bicycleShop } from './bicycle-shop.ts'

const lexicon = en as Lexicon
const questions = ['where is my parcel', 'the frame is bent', 'sushi', 'parcle not arived']

test('the index is built in small steps, and the page has a turn whenever it asks for one', async () => {
  const kb = createKnowledgeBase(bicycleShop, { lexicon })
  let turns = 0
  let steps = 0
  await kb.prepare(() => {
    if (++steps % 10 !== 0) return undefined
    return Promise.resolve(turns++)
  })
  expect(steps).toBeGreaterThan(100)
  expect(turns).toBe(Math.floor(steps / 10))

  let more = 0
  await kb.prepare(() => {
    more++
    return undefined
  })
  expect(more).toBe(0)
})

test.each([1, 20, 200])(
  'a question that comes after %i steps is answered at once, as it would be later, and nothing is built twice',
  async (when) => {
    const later = createKnowledgeBase(bicycleShop, { lexicon })
    const expected = questions.map((question) => later.ask(question))
    const kb = createKnowledgeBase(bicycleShop, { lexicon })
    let steps = 0
    let asked: unknown
    await kb.prepare(() => {
      if (++steps === when) asked = questions.map((question) => kb.ask(question))
      return undefined
    })
    expect(asked).toEqual(expected)
    expect(steps).toBe(when)
  },
)

test('made ready twice at the same time, it is built once', async () => {
  const kb = createKnowledgeBase(bicycleShop, { lexicon })
  let steps = 0
  const pause = (): Promise<void> => {
    steps++
    return Promise.resolve()
  }
  await Promise.all([kb.prepare(pause), kb.prepare(pause)])
  const alone = createKnowledgeBase(bicycleShop, { lexicon })
  let once = 0
  await alone.prepare(() => {
    once++
    return undefined
  })
  expect(steps).toBe(once)
})

test('without being told when to rest, it is ready all the same', async () => {
  const kb = createKnowledgeBase(bicycleShop)
  await kb.prepare()
  expect(kb.ask('where is my parcel').kind).toBe('answer')
})
