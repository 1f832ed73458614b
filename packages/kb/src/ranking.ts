import type { Article } from './faq.ts'
import { tokenize } from './normalize.ts'

/** The articles for a question, best first. */
export interface Ranked {
  readonly article: number
  readonly score: number
}

/** Ranks articles by the words and parts of words that they share with a question. */
export class Ranking {
  readonly #size: number
  readonly #postings = new Map<string, { article: number; weight: number }[]>()

  constructor(articles: readonly Article[]) {
    this.#size = articles.length
    articles.forEach((article, index) => {
      const weights = new Map<string, number>()
      const add = (text: string, weight: number): void => {
        for (const feature of features(text)) {
          weights.set(feature, Math.max(weights.get(feature) ?? 0, weight))
        }
      }
      add(article.question, 1)
      for (const variant of article.variants ?? []) add(variant, 1)
      for (const keyword of article.keywords ?? []) add(keyword, 0.7)
      add(article.answer, 0.15)
      const norm = Math.sqrt(weights.size)
      for (const [feature, weight] of weights) {
        const posting = this.#postings.get(feature) ?? []
        posting.push({ article: index, weight: weight / norm ** 0.3 })
        this.#postings.set(feature, posting)
      }
    })
  }

  rank(text: string): Ranked[] {
    const scores = new Map<number, number>()
    let whole = 0
    for (const feature of new Set(features(text))) {
      const posting = this.#postings.get(feature)
      const idf = Math.log(1 + this.#size / (1 + (posting?.length ?? 0)))
      whole += idf
      for (const { article, weight } of posting ?? []) {
        scores.set(article, (scores.get(article) ?? 0) + idf * weight)
      }
    }
    return [...scores]
      .map(([article, score]) => ({ article, score: score / (whole || 1) }))
      .toSorted((a, b) => b.score - a.score || a.article - b.article)
  }
}

function features(text: string): string[] {
  const found: string[] = []
  for (const { word } of tokenize(text)) {
    found.push(word)
    const framed = `^${word}$`
    for (let size = 3; size <= 4; size++) {
      for (let at = 0; at + size <= framed.length; at++) found.push(framed.slice(at, at + size))
    }
  }
  return found
}
