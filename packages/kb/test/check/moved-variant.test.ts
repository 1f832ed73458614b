import { readFileSync } from 'node:fs'
import type { Lexicon } from '@comptoir/kb'
import { checkFaqs, FaqFile } from '@comptoir/kb/check'
import { expect, test } from 'vitest'
import en from '../../lexicon/en.json' with { type: 'json' }
import fr from '../../lexicon/fr.json' with { type: 'json' }
import { randomOf } from '../mutation/operator.ts'

const lexicons = { fr: fr as Lexicon, en: en as Lexicon }
const now = new Date('2026-11-21T12:00:00Z')

const draws = [7, 11, 23, 40]

test.each(process.env['COMPTOIR_LONG'] ? (['fr', 'en'] as const) : (['fr'] as const))(
  'of the variants of the demo shop (%s) moved to any other article, half at least are found',
  { timeout: 240_000 },
  (locale) => {
    const path = `../../../../examples/shop/content/faq/faq.${locale}.json`
    const text = readFileSync(new URL(path, import.meta.url), 'utf8')
    const told = (content: string): string[] =>
      checkFaqs([new FaqFile('faq.json', content)], {
        now,
        only: ['stolen-variant'],
        lexicons: [lexicons[locale]],
      }).map(({ sentence }) => sentence)
    expect(told(text)).toEqual([])

    const found = draws.slice(0, process.env['COMPTOIR_LONG'] ? 4 : 2).map((seed) => {
      const faq = JSON.parse(text) as { articles: { id: string; variants: string[] }[] }
      const random = randomOf(seed)
      const moved: { text: string; home: string }[] = []
      while (moved.length < 8) {
        const [from, to] = [random.pick(faq.articles), random.pick(faq.articles)]
        if (from === to || from.variants.length < 3) continue
        const [taken] = from.variants.splice(random.below(from.variants.length), 1)
        if (taken === undefined) continue
        to.variants.push(taken)
        moved.push({ text: taken, home: from.id })
      }
      const sentences = told(JSON.stringify(faq))
      return moved.filter(({ text: variant }) =>
        sentences.some(
          (sentence) => sentence.includes(`"${variant}"`) || sentence.includes(`« ${variant} »`),
        ),
      ).length
    })
    expect(found.reduce((sum, count) => sum + count, 0)).toBeGreaterThanOrEqual(found.length * 4)
  },
)
