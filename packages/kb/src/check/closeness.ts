import type { Article } from '../faq.ts'
import { tokenize } from '../normalize.ts'
import type { Placed } from './faq-file.ts'

/**
 * From this cosine on, the same customers would have asked either phrasing. In a FAQ of a hundred articles that are
 * well kept apart, the closest pair of phrasings has 0.64 in French and 0.70 in English.
 */
export const SAME = 0.8
const STRAY = 0.72
const MARGIN = 0.4

/** A phrasing of an article: its question or one of its variants. */
export interface Phrase {
  readonly text: string
  /** Place in the list of articles. */
  readonly article: number
  /** e.g. `articles[3].variants[0]` */
  readonly path: string
  /** Its words alone: the same for phrasings that differ in capitals, accents and signs. */
  readonly key: string
}

/** The phrasing of another article that is most like a text. */
export interface Nearest {
  readonly phrase: Phrase
  /** Cosine, 0 to 1. */
  readonly score: number
}

/** The article that competes for a phrasing. */
export interface Rival {
  readonly article: number
  readonly nearest: Nearest
  /** How like the phrasing its own article's other phrasings are. */
  readonly own: number
}

/**
 * How alike phrasings are, by their words and parts of words: TF-IDF vectors and their cosine.
 *
 * Deliberately plainer than the ranking that answers customers: it finds the few pairs worth asking the knowledge
 * base about, in a second for a thousand articles.
 */
export class Closeness {
  readonly articles: readonly Placed<Article>[]
  readonly phrases: readonly Phrase[]
  readonly #vectors: readonly ReadonlyMap<number, number>[]
  readonly #features = new Map<string, number>()
  readonly #idf: number[] = []
  readonly #postings: { phrases: number[]; weights: number[] }[] = []
  readonly #scores: Float64Array
  readonly #nearest: ReadonlyMap<number, Nearest>[] = []

  constructor(articles: readonly Placed<Article>[]) {
    this.articles = articles
    this.phrases = articles.flatMap(({ value, path }, article) => [
      { text: value.question, article, path: `${path}.question`, key: keyOf(value.question) },
      ...(value.variants ?? []).map((text, index) => ({
        text,
        article,
        path: `${path}.variants[${index}]`,
        key: keyOf(text),
      })),
    ])
    const counts: number[] = []
    const lists = this.phrases.map(({ text }) =>
      [...featuresOf(text)].map(([name, weight]): [number, number] => {
        let feature = this.#features.get(name)
        if (feature === undefined) {
          feature = this.#features.size
          this.#features.set(name, feature)
        }
        counts[feature] = (counts[feature] ?? 0) + 1
        return [feature, weight]
      }),
    )
    for (let feature = 0; feature < counts.length; feature++) {
      this.#idf.push(Math.log(1 + this.phrases.length / (counts[feature] ?? 1)))
      this.#postings.push({ phrases: [], weights: [] })
    }
    this.#vectors = lists.map((list) => this.#normalised(list))
    // What half of the phrasings have tells nothing apart, and costs the most.
    const common = Math.max(60, this.phrases.length / 12)
    this.#vectors.forEach((vector, phrase) => {
      for (const [feature, weight] of vector) {
        const posting = this.#postings[feature]
        if (!posting || (counts[feature] ?? 0) > common) continue
        posting.phrases.push(phrase)
        posting.weights.push(weight)
      }
    })
    this.#scores = new Float64Array(this.phrases.length)
  }

  /** The phrasings most like a phrasing of the FAQ (0.3 or more), the best one of each article, itself left out. */
  nearest(phrase: number): ReadonlyMap<number, Nearest> {
    this.#nearest[phrase] ??= this.#best(this.#vectors[phrase] ?? new Map(), phrase, 0.3)
    return this.#nearest[phrase]
  }

  /** The closest other article of a phrasing, and how close its own article's other phrasings are. */
  rival(phrase: number): Rival | undefined {
    const mine = this.phrases[phrase]?.article
    const near = this.nearest(phrase)
    let rival: { article: number; nearest: Nearest } | undefined
    for (const [article, nearest] of near) {
      if (article !== mine && nearest.score > (rival?.nearest.score ?? 0)) rival = { article, nearest }
    }
    return rival && { ...rival, own: near.get(mine ?? -1)?.score ?? 0 }
  }

  /** Does a variant belong to its rival: much more like the rival's phrasings than like any of its own article? */
  isStray(phrase: number): boolean {
    const rival = this.rival(phrase)
    const variant = this.phrases[phrase]?.path.endsWith('.question') === false
    return (
      variant &&
      rival !== undefined &&
      rival.nearest.score >= STRAY &&
      rival.nearest.score - rival.own >= MARGIN
    )
  }

  /** The phrasings most like any text, the best one of each article. */
  nearestTo(text: string): ReadonlyMap<number, Nearest> {
    const list: [number, number][] = []
    let unknown = 0
    for (const [name, weight] of featuresOf(text)) {
      const feature = this.#features.get(name)
      if (feature === undefined) unknown += (weight * Math.log(1 + this.phrases.length)) ** 2
      else list.push([feature, weight])
    }
    return this.#best(this.#normalised(list, unknown), -1, 0.1)
  }

  /** The words that two texts share, rarest first, as the first of them writes them. */
  sharedWords(text: string, other: string): string[] {
    const words = new Set(tokenize(other).map(({ word }) => stem(word)))
    const rarity = (word: string): number => this.#idf[this.#features.get(`=${stem(word)}`) ?? -1] ?? 0
    return [...new Map(tokenize(text).map((token) => [stem(token.word), token])).values()]
      .filter(({ word }) => word.length > 3 && words.has(stem(word)))
      .sort((a, b) => rarity(b.word) - rarity(a.word))
      .map(({ start, end }) => text.slice(start, end))
  }

  #normalised(list: readonly (readonly [number, number])[], unknown = 0): Map<number, number> {
    const weighted = list.map(([feature, weight]): [number, number] => [
      feature,
      weight * (this.#idf[feature] ?? 0),
    ])
    const length = Math.sqrt(weighted.reduce((sum, [, weight]) => sum + weight * weight, unknown)) || 1
    return new Map(weighted.map(([feature, weight]) => [feature, weight / length]))
  }

  #best(vector: ReadonlyMap<number, number>, except: number, least: number): Map<number, Nearest> {
    const scores = this.#scores.fill(0)
    for (const [feature, weight] of vector) {
      const posting = this.#postings[feature]
      if (!posting) continue
      const { phrases, weights } = posting
      for (let at = 0; at < phrases.length; at++) {
        const phrase = phrases[at] ?? 0
        scores[phrase] = (scores[phrase] ?? 0) + weight * (weights[at] ?? 0)
      }
    }
    const best = new Map<number, Nearest>()
    for (let index = 0; index < scores.length; index++) {
      const score = scores[index] ?? 0
      const phrase = score > least && index !== except ? this.phrases[index] : undefined
      if (phrase && score > (best.get(phrase.article)?.score ?? 0))
        best.set(phrase.article, { phrase, score })
    }
    return best
  }
}

/** The words of a phrasing, as they are compared. */
export function keyOf(text: string): string {
  return tokenize(text)
    .map(({ word }) => word)
    .join(' ')
}

/** Words without their endings count one, parts of words of four letters a third. */
function featuresOf(text: string): Map<string, number> {
  const features = new Map<string, number>()
  for (const { word } of tokenize(text)) {
    features.set(`=${stem(word)}`, 1)
    const framed = `^${word}$`
    for (let at = 0; at + 4 <= framed.length; at++) features.set(framed.slice(at, at + 4), 0.33)
  }
  return features
}

/** Enough for plurals and verb endings in French and English; the parts of words see to the rest. */
export function stem(word: string): string {
  return word.length < 5
    ? word
    : word.replace(/(?:ements?|ations?|ations|ees?|ers?|ing|ed|es|ez|ent|s|e|x)$/, '')
}
