import { readFileSync } from 'node:fs'
import type { Lexicon } from '@comptoir/kb'
import { checkFaqs, FaqFile } from '@comptoir/kb/check'
import { describe, expect, test } from 'vitest'
import en from '../../lexicon/en.json' with { type: 'json' }
import fr from '../../lexicon/fr.json' with { type: 'json' }
import { moveVariants } from '../mutation/moved-variants.ts'

const lexicons = { fr: fr as Lexicon, en: en as Lexicon }
const now = new Date('2026-11-21T12:00:00Z')
const demo = (locale: string): string =>
  readFileSync(new URL(`../../../../examples/shop/content/faq/faq.${locale}.json`, import.meta.url), 'utf8')

interface Faq {
  readonly articles: readonly { readonly id: string; readonly related?: readonly string[] }[]
}

/** A small FAQ: every fourth article of a large one. */
function quarter(text: string): string {
  const faq = JSON.parse(text) as Faq
  return JSON.stringify({ ...faq, articles: faq.articles.filter((_, index) => index % 4 === 1) })
}

const long = process.env['COMPTOIR_LONG'] !== undefined

describe.each(long ? (['fr', 'en'] as const) : (['fr'] as const))(
  'variants of the demo shop (%s) moved to any other article',
  (locale) => {
    const settings = { now, lexicons: [lexicons[locale]] }
    const quiet = (text: string): void =>
      expect(
        checkFaqs([new FaqFile('faq.json', text)], { ...settings, only: ['stolen-variant'] }).map(
          ({ sentence }) => sentence,
        ),
      ).toEqual([])

    test('of the whole FAQ, eight at a time, more than half are found', { timeout: 240_000 }, () => {
      quiet(demo(locale))
      const { moved, found, wrong } = moveVariants(demo(locale), 8, long ? [7, 11, 23, 40] : [7], settings)
      expect(found / moved).toBeGreaterThan(0.5)
      expect(wrong).toBe(0)
    })

    test('of a quarter of it, two thirds and more are found', { timeout: 240_000 }, () => {
      quiet(quarter(demo(locale)))
      const { moved, found, wrong } = moveVariants(quarter(demo(locale)), 4, [7, 11, 23, 40], settings)
      expect(found / moved).toBeGreaterThanOrEqual(2 / 3)
      expect(wrong).toBe(0)
    })
  },
)
