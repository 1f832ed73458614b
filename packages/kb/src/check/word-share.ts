import type { Article } from '../faq.ts'
import { plainText } from '../markdown.ts'
import { stem } from './closeness.ts'
import { tokenize } from '../normalize.ts'
import type { Placed } from './faq-file.ts'

/** How much of a phrasing an article says itself, in whatever field: rare words weigh more. */
export class WordShare {
  /** For each article, how many of its texts have a word: the one that is asked about does not count. */
  readonly #counts: readonly ReadonlyMap<string, number>[]
  readonly #articlesWith = new Map<string, number>()

  constructor(articles: readonly Placed<Article>[]) {
    this.#counts = articles.map(({ value }) => {
      const counts = new Map<string, number>()
      const texts = [
        value.question,
        plainText(value.answer),
        ...(value.keywords ?? []),
        ...(value.variants ?? []),
      ]
      for (const text of texts)
        for (const word of wordsOf(text)) counts.set(word, (counts.get(word) ?? 0) + 1)
      return counts
    })
    for (const counts of this.#counts) {
      for (const word of counts.keys()) this.#articlesWith.set(word, (this.#articlesWith.get(word) ?? 0) + 1)
    }
  }

  /**
   * The share of a phrasing's words that an article has, 0 to 1.
   *
   * @param own the phrasing is one of this article's variants, and must not vouch for itself
   */
  of(phrasing: string, article: number, own: boolean): number {
    let [all, shared] = [0, 0]
    for (const word of wordsOf(phrasing)) {
      const weight = Math.log(1 + this.#counts.length / (this.#articlesWith.get(word) ?? 1))
      all += weight
      if ((this.#counts[article]?.get(word) ?? 0) > (own ? 1 : 0)) shared += weight
    }
    return all === 0 ? 0 : shared / all
  }
}

function wordsOf(text: string): Set<string> {
  return new Set(
    tokenize(text)
      .filter(({ word }) => word.length > 2)
      .map(({ word }) => stem(word)),
  )
}
