import type { Range, Suggestion } from './answer.ts'
import type { Article } from './faq.ts'
import { tokenize } from './normalize.ts'

/** Completes questions while they are typed: every word typed must begin a word of the article. */
export class Suggestions {
  readonly #articles: readonly Article[]
  /** Words in order, for a search by their beginning, and the articles of each with what it is worth. */
  readonly #words: readonly string[]
  readonly #found: ReadonlyMap<string, ReadonlyMap<number, number>>

  constructor(articles: readonly Article[]) {
    this.#articles = articles
    const found = new Map<string, Map<number, number>>()
    articles.forEach((article, index) => {
      const say = (text: string, worth: number): void => {
        for (const { word } of tokenize(text)) {
          let list = found.get(word)
          if (!list) found.set(word, (list = new Map()))
          list.set(index, Math.max(list.get(index) ?? 0, worth))
        }
      }
      say(article.question, 3)
      for (const keyword of article.keywords ?? []) say(keyword, 2)
      for (const variant of article.variants ?? []) say(variant, 1)
    })
    this.#found = found
    this.#words = [...found.keys()].toSorted()
  }

  /** Best first; `accept` says which articles exist for this reader. */
  complete(prefix: string, limit: number, accept: (article: Article) => boolean): Suggestion[] {
    const typed = tokenize(prefix)
      .slice(-8)
      .map(({ word }) => word)
    if (typed.length === 0) return []
    let scores: Map<number, number> | undefined
    for (const word of typed) {
      const here = this.#beginning(word)
      const before: Map<number, number> | undefined = scores
      scores = before
        ? new Map(
            [...before].flatMap(([index, score]) =>
              here.has(index) ? [[index, score + (here.get(index) ?? 0)]] : [],
            ),
          )
        : here
    }
    return [...(scores ?? [])]
      .toSorted(([a, left], [b, right]) => right - left || a - b)
      .flatMap(([index]) => this.#articles[index] ?? [])
      .filter(accept)
      .slice(0, limit)
      .map((article) => ({ article, text: article.question, ranges: underline(article.question, typed) }))
  }

  /** The articles with a word that begins so. A word that is whole is worth more than a beginning. */
  #beginning(typed: string): Map<number, number> {
    const articles = new Map<number, number>()
    for (let at = this.#first(typed); at < this.#words.length; at++) {
      const word = this.#words[at] ?? ''
      if (!word.startsWith(typed)) break
      for (const [index, worth] of this.#found.get(word) ?? []) {
        const here = worth * (word === typed ? 2 : 1)
        if (here > (articles.get(index) ?? 0)) articles.set(index, here)
      }
    }
    return articles
  }

  #first(typed: string): number {
    let low = 0
    let high = this.#words.length
    while (low < high) {
      const middle = (low + high) >> 1
      if ((this.#words[middle] ?? '') < typed) low = middle + 1
      else high = middle
    }
    return low
  }
}

function underline(text: string, typed: readonly string[]): Range[] {
  return tokenize(text).flatMap(({ word, start, end }): Range[] => {
    const begun = typed.filter((one) => word.startsWith(one)).toSorted((a, b) => b.length - a.length)[0]
    return begun === undefined ? [] : [[start, Math.min(end, start + begun.length)]]
  })
}
