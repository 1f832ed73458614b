import { describe, expect, test } from 'vitest'
import { preloadedFlows } from './preloaded-flows.ts'

describe.each(['conversation', 'repair'])('the shared texts of %s', (id) => {
  test('are the same in French and English', async () => {
    const [fr, en] = await Promise.all(['fr', 'en'].map((locale) => preloadedFlows.texts(locale, id)))
    expect(Object.keys(fr ?? {}).sort()).toEqual(Object.keys(en ?? {}).sort())
  })

  test.each(['fr', 'en'])('hold no empty word in a list, in %s', async (locale) => {
    const texts = await preloadedFlows.texts(locale, id)
    const empty = Object.entries(texts).filter(
      ([key, text]) => key.startsWith('words.') && /\|\s*(\||$)/.test(text),
    )
    expect(empty).toEqual([])
  })
})

test('what is fetched at once and what is fetched later share no text', async () => {
  for (const locale of ['fr', 'en']) {
    const now = Object.keys(await preloadedFlows.texts(locale, 'conversation'))
    const later = new Set(Object.keys(await preloadedFlows.texts(locale, 'repair')))
    expect(now.filter((key) => later.has(key))).toEqual([])
  }
})
