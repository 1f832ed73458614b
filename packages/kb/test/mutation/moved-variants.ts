import { checkFaqs, FaqFile } from '@comptoir/kb/check'
import type { Lexicon } from '@comptoir/kb'
import { randomOf } from './operator.ts'

/** How many variants were moved to any other article, and how many of them the check names. */
export interface Moved {
  readonly moved: number
  readonly found: number
  /** Variants that it names and nobody moved. */
  readonly wrong: number
}

/**
 * Moves variants of a FAQ to any other article, some at a time, and asks the check which phrasings stand wrong.
 *
 * @param text one FAQ file
 * @param atOnce how many are moved together; of a small FAQ at most one in twelve
 * @param seeds one round each
 */
export function moveVariants(
  text: string,
  atOnce: number,
  seeds: readonly number[],
  settings: { readonly now: Date; readonly lexicons: readonly Lexicon[] },
): Moved {
  const told = (content: string): string[] =>
    checkFaqs([new FaqFile('faq.json', content)], { ...settings, only: ['stolen-variant'] }).map(
      ({ sentence }) => sentence,
    )
  const before = told(text).length
  const all = (JSON.parse(text) as Articles).articles.reduce(
    (sum, { variants = [] }) => sum + variants.length,
    0,
  )
  const most = Math.min(atOnce, Math.floor(all / 12))
  let [moved, found, wrong] = [0, 0, 0]
  for (const seed of seeds) {
    const faq = JSON.parse(text) as Articles
    const random = randomOf(seed)
    const taken: string[] = []
    for (let tries = 0; taken.length < most && tries < 1000; tries++) {
      const [from, to] = [random.pick(faq.articles), random.pick(faq.articles)]
      if (from === to || (from.variants?.length ?? 0) < 3) continue
      const [variant] = from.variants?.splice(random.below(from.variants.length), 1) ?? []
      if (variant === undefined) continue
      ;(to.variants ??= []).push(variant)
      taken.push(variant)
    }
    const sentences = told(JSON.stringify(faq))
    const named = taken.filter((variant) =>
      sentences.some((sentence) => sentence.includes(`"${variant}"`) || sentence.includes(`« ${variant} »`)),
    ).length
    moved += taken.length
    found += named
    wrong += Math.max(0, sentences.length - named - before)
  }
  return { moved, found, wrong }
}

interface Articles {
  readonly articles: { readonly id: string; variants?: string[] }[]
}
