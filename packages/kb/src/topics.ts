import { posted } from './postings.ts'
import type { Features } from './reader.ts'
import type { Steps } from './steps.ts'
import { numbered } from './numbered.ts'

/** A matter of the lexicon, read. */
export interface Topic {
  readonly expressions: readonly { readonly features: Features; readonly seed: number }[]
  /** True for what shops do not answer for. */
  readonly foreign: boolean
}

/** Where a topic goes: to the article that it is about, out of scope, or nowhere. */
export type Place =
  | { readonly topic: Topic; readonly article: number }
  | { readonly topic: Topic; readonly article: 'absent' }

/**
 * Gives each topic of the lexicon to the article of this FAQ that is about it. Nothing is known of the FAQ's ids: a topic
 * and an article match when their words do, and when no other topic claims the article better.
 *
 * @param idf how rare a feature is among articles, and in a FAQ of a dozen or more among topics too
 * @returns also whether this is a shop's FAQ at all: articles of a shop are near to a topic, of a bank they are not
 */
export function* placeTopics(
  topics: readonly Topic[],
  articles: readonly (readonly Features[])[],
  idf: (id: number) => number,
): Steps<{ readonly places: readonly Place[]; readonly isShop: boolean }> {
  if (articles.length === 0) return { places: [], isShop: false }
  const likeness = yield* likenessOf(topics, articles, idf)
  return articles.length < FEWEST_ARTICLES
    ? { places: placeBeyondDoubt(topics, likeness), isShop: true }
    : yield* placeByOrder(topics, articles, likeness)
}

/**
 * So few articles are too few to tell by, or to say what the shop does not do: whoever gives a shop's lexicon has a
 * shop, and most topics have no article there. Only the topics closest to an article are its own.
 */
export const FEWEST_ARTICLES = 12

function placeBeyondDoubt(topics: readonly Topic[], likeness: readonly (readonly number[])[]): Place[] {
  const claims = (likeness[0] ?? []).map((_, article) =>
    Math.max(...likeness.map((row) => row[article] ?? 0)),
  )
  return topics.flatMap((topic, index): Place[] => {
    const row = likeness[index] ?? []
    const worth = (article: number): number => (row[article] ?? 0) / Math.sqrt((claims[article] ?? 0) + 1e-9)
    let article = 0
    for (let other = 1; other < row.length; other++) if (worth(other) > worth(article)) article = other
    const like = row[article] ?? 0
    if (topic.foreign) return like < 0.12 ? [{ topic, article: 'absent' }] : []
    return like > 0.2 && like >= 0.85 * (claims[article] ?? 0) ? [{ topic, article }] : []
  })
}

/** A topic goes to an article when it is at least so near to it as this share of the nearest topic. */
const NEAR = 0.7
/** … and is what this shop does not do when it is no nearer to any, … */
const FAR = 0.45
/** … or no nearer than this when it is what shops do not answer for. */
const FOREIGN = 0.5
/** Articles of a shop are this near to a topic in the mean, those of banks and authorities are not: by title alone … */
const SHOP = 0.235
/** … and so much nearer when there are many phrasings of each. */
const SHOP_IN_MANY_WORDS = 0.04

/**
 * How near a topic is to its article differs with how much the FAQ says, in titles alone or in fifty phrasings each:
 * only the order counts, and the share of the nearest. Topics of a shop which this shop has no article for are what
 * its customers will ask in vain.
 */
function* placeByOrder(
  topics: readonly Topic[],
  articles: readonly (readonly Features[])[],
  likeness: readonly (readonly number[])[],
): Steps<{ readonly places: readonly Place[]; readonly isShop: boolean }> {
  // For each article how near each topic of a shop is, the nearest first.
  const nearest = articles.map((_, article) =>
    likeness
      .flatMap((row, index) => (topics[index]?.foreign ? [] : (row[article] ?? 0)))
      .toSorted((a, b) => b - a),
  )
  yield
  const places = topics.flatMap((topic, index): Place[] => {
    let best = 0
    let most = 0
    let share = 0
    for (const [article, like] of numbered(likeness[index] ?? [])) {
      if (like === 0) continue
      const order = nearest[article] ?? []
      const near = like / (order[0] || like)
      const nearer = order.findLastIndex((other) => other > like) + 1
      const worth = (near * Math.sqrt(like)) / (1 + nearer)
      if (worth <= most) continue
      best = article
      most = worth
      share = near
    }
    if (share >= NEAR) return topic.foreign ? [] : [{ topic, article: best }]
    return share < (topic.foreign ? FOREIGN : FAR) ? [{ topic, article: 'absent' }] : []
  })
  const texts = articles.reduce((count, own) => count + own.length, 0) / articles.length
  const near = nearest.reduce((total, order) => total + (order[0] ?? 0), 0) / articles.length
  const isShop = near > SHOP + SHOP_IN_MANY_WORDS * (1 - 1 / texts)
  return { places, isShop }
}

/** Weight from which a feature is a whole word or a concept: parts of words are alike everywhere. */
const WORDS = 0.6

/** Cosine of each topic with each article, over words and concepts. */
function* likenessOf(
  topics: readonly Topic[],
  articles: readonly (readonly Features[])[],
  idf: (id: number) => number,
): Steps<number[][]> {
  const vectors: Map<number, number>[] = []
  for (const texts of articles) {
    vectors.push(sum(texts, idf))
    yield
  }
  const postings = posted(vectors)
  const common = Math.max(40, articles.length / 10)
  const rows: number[][] = []
  for (const topic of topics) {
    yield
    const row = articles.map(() => 0)
    for (const [id, value] of sum(
      topic.expressions.map(({ features }) => features),
      idf,
    )) {
      const list = postings.get(id) ?? []
      // What many articles say tells none of them apart, and costs the most.
      if (list.length > common) continue
      for (const posting of list) {
        row[posting.article] = (row[posting.article] ?? 0) + value * posting.value
      }
    }
    rows.push(row)
  }
  return rows
}

/** What some texts say together, as one vector of length one; what is said often counts with its root. */
function sum(texts: readonly Features[], idf: (id: number) => number): Map<number, number> {
  const vector = new Map<number, number>()
  for (const { ids, weights } of texts) {
    ids.forEach((id, index) => {
      const weight = weights[index] ?? 0
      if (weight >= WORDS) vector.set(id, (vector.get(id) ?? 0) + weight)
    })
  }
  let square = 0
  for (const [id, weight] of vector) {
    const value = Math.sqrt(weight) * idf(id)
    vector.set(id, value)
    square += value * value
  }
  const length = Math.sqrt(square) || 1
  for (const [id, value] of vector) vector.set(id, value / length)
  return vector
}
