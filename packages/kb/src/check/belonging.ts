import type { Article } from '../faq.ts'
import { saidIn } from '../lexicon.ts'
import type { Lexicon } from '../lexicon.ts'
import { plainText } from '../markdown.ts'
import { posted, type Postings } from '../postings.ts'
import { Reader } from '../reader.ts'
import type { Features } from '../reader.ts'
import { atOnce } from '../steps.ts'
import { placeTopics } from '../topics.ts'
import type { Topic } from '../topics.ts'
import type { Phrase } from './closeness.ts'

/**
 * How well a phrasing goes with each article, were it in none of them: by the words of the FAQ, and by what the lexicon
 * knows customers to say about the same matters.
 *
 * Nothing is trained, so that one phrasing is left out by taking it away.
 */
export class Belonging {
  readonly #phrases: readonly Phrase[]
  readonly #read: readonly Features[]
  readonly #idf: (feature: number, without?: number) => number
  /** What each article says itself. */
  readonly #texts: readonly (readonly Text[])[]
  readonly #answers: Postings
  /** In how many texts an article says a word. */
  readonly #words: Postings
  readonly #topics: readonly Topic[]
  readonly #given: (Postings | undefined)[] = []
  readonly #wholes: Postings

  /** @param phrases every phrasing of these articles */
  constructor(articles: readonly Article[], phrases: readonly Phrase[], locale: string, lexicon?: Lexicon) {
    this.#phrases = phrases
    const reader = new Reader(locale, lexicon)
    this.#read = phrases.map(({ text }) => reader.learn(text))
    const answers = articles.map(({ answer, steps = [] }): Text => {
      const text = [answer, ...steps.flatMap((step) => [step.title, step.text])].map(plainText).join('\n')
      return { features: reader.learn(text, { grams: false }), weight: COUNT.answer }
    })
    const texts = articles.map(({ keywords = [] }, article): Text[] => [
      ...(answers[article] ? [answers[article]] : []),
      ...keywords.map((text) => ({ features: reader.learn(text), weight: COUNT.keyword })),
    ])
    phrases.forEach((phrase, index) => {
      const features = this.#read[index]
      if (features) texts[phrase.article]?.push({ features, weight: 1, part: partOf(phrase) })
    })
    this.#texts = texts
    const said = atOnce(saidIn(lexicon))
    const read = (foreign: boolean, says: readonly string[]): Topic => ({
      foreign,
      expressions: says.map((text) => ({ features: reader.learn(text), seed: 0 })),
    })
    this.#topics = [
      ...said.topics.map((says) => read(false, says)),
      ...said.absent.map((says) => read(true, says)),
    ]
    const counts = texts.map(counted)
    this.#words = posted(counts)
    const all = Math.max(FEWEST, articles.length)
    this.#idf = (id, without = -1) => {
      const articlesWith = (this.#words.get(id)?.length ?? 0) - (counts[without]?.get(id) === 1 ? 1 : 0)
      return Math.log(1 + all / Math.max(1, articlesWith))
    }
    this.#wholes = posted(texts.map((own) => this.#vector(own)))
    this.#answers = posted(answers.map((answer) => this.#vector([answer])))
  }

  /**
   * How well each article goes with a phrasing of the FAQ, which is left out of its own: the differences are logarithms of
   * odds.
   */
  of(phrase: number): Float64Array {
    const scores = new Float64Array(this.#texts.length)
    const read = this.#read[phrase]
    const own = this.#phrases[phrase]
    if (!read || !own) return scores
    const home = own.article
    const idf = (id: number): number => this.#idf(id, home)
    const vector = this.#vector([{ features: read, weight: 1 }], idf)
    const rest = this.#vector((this.#texts[home] ?? []).filter(({ features }) => features !== read))
    for (const [id, value] of vector) {
      const worth = value * idf(id) ** 2
      for (const { article, value: other } of this.#wholes.get(id) ?? [])
        if (article !== home) give(scores, article, WEIGHT.whole * worth * other)
      give(scores, home, WEIGHT.whole * worth * (rest.get(id) ?? 0))
      for (const { article, value: other } of this.#answers.get(id) ?? [])
        give(scores, article, WEIGHT.answer * worth * other)
    }
    const given = this.#without(partOf(own))
    const words = read.ids.filter((_, index) => (read.weights[index] ?? 0) >= WORDS)
    const all = words.reduce((sum, id) => sum + idf(id), 0)
    for (const id of words) {
      const share = idf(id) / all
      for (const { article, value: said } of this.#words.get(id) ?? [])
        if (said > (article === home ? 1 : 0)) give(scores, article, WEIGHT.words * share)
      for (const { article } of given.get(id) ?? []) give(scores, article, WEIGHT.topic * share)
    }
    return scores
  }

  /**
   * What the lexicon gives the articles to say when one part of the variants is left out: none may bring its own matter
   * along.
   */
  #without(part: number): Postings {
    return (this.#given[part] ??= this.#give(part))
  }

  #give(part: number): Postings {
    const asked = this.#texts.map((texts) =>
      texts
        .filter((text) => text.weight > COUNT.answer && text.part !== part)
        .map(({ features }) => features),
    )
    const { places, isShop } = atOnce(placeTopics(this.#topics, asked, this.#idf))
    const given = this.#texts.map(() => new Map<number, number>())
    // A shop's matters say nothing about the FAQ of another trade; its words still mean what they mean.
    for (const { topic, article } of isShop ? places : []) {
      if (article === 'absent') continue
      for (const { features } of topic.expressions) for (const id of features.ids) given[article]?.set(id, 1)
    }
    return posted(given)
  }

  /** What some texts say: with their idf, a vector of length one. */
  #vector(texts: readonly Text[], idf: (feature: number) => number = this.#idf): Map<number, number> {
    const vector = new Map<number, number>()
    for (const { features, weight } of texts) {
      features.ids.forEach((id, index) => {
        const value = (features.weights[index] ?? 0) * weight
        if (value > (vector.get(id) ?? 0)) vector.set(id, value)
      })
    }
    let square = 0
    for (const [id, weight] of vector) square += (weight * idf(id)) ** 2
    const length = Math.sqrt(square) || 1
    for (const [id, weight] of vector) vector.set(id, weight / length)
    return vector
  }
}

/** Variants are left out in so many parts, by their place in the article, so that each keeps two thirds of them. */
const PARTS = 3

function partOf({ path }: Phrase): number {
  const place = /\.variants\[(\d+)\]$/.exec(path)?.[1]
  return place === undefined ? -1 : Number(place) % PARTS
}

interface Text {
  readonly features: Features
  readonly weight: number
  /** The part of the variants that it is one of. */
  readonly part?: number
}

/** How much each source counts in what an article says as a whole. */
const COUNT = { keyword: 0.6, answer: 0.25 }

/**
 * How much it counts that a phrasing is like the article as a whole and like its answer, that the article says its words
 * (0 to 1, rare ones more), and that customers say them about its matter: fitted by conditional logit on FAQs of 6 to 150
 * articles, shops' and others' (docs/decisions/0019-two-proofs-for-a-stolen-phrasing.md).
 */
const WEIGHT = { whole: 9.5, answer: 8, words: 4, topic: 8 }

/** Weight from which a feature is a whole word or a concept. */
const WORDS = 0.6

/** In a FAQ of fewer articles a word is no rarer than in one of so many. */
const FEWEST = 20

function give(scores: Float64Array, article: number, worth: number): void {
  scores[article] = (scores[article] ?? 0) + worth
}

/** In how many texts each feature is. */
function counted(texts: readonly Text[]): Map<number, number> {
  const counts = new Map<number, number>()
  for (const { features } of texts) for (const id of features.ids) counts.set(id, (counts.get(id) ?? 0) + 1)
  return counts
}
