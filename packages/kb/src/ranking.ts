import { hash } from './hash.ts'
import { MOST_CLASSES, softmax, train } from './classifier.ts'
import type { Classifier, Example } from './classifier.ts'
import type { Article } from './faq.ts'
import { items, saidIn } from './lexicon.ts'
import type { Lexicon } from './lexicon.ts'
import { matterOf, Reader } from './reader.ts'
import type { Features, Word } from './reader.ts'
import { Repair } from './repair.ts'
import type { Steps } from './steps.ts'
import { FEWEST_ARTICLES, placeTopics } from './topics.ts'
import type { Topic } from './topics.ts'
import { numbered } from './numbered.ts'

/** How much unknown words count beside the known ones, and how much a message of nothing else is out of scope. */
const UNKNOWN = { beside: 1, alone: 3 }
/** … in a shop, where goods are named by the thousand. */
const UNKNOWN_GOODS = { beside: 0.5, alone: 4 }

/**
 * How much being in scope at all counts in confidence, beside being the best. Close articles take belief from each
 * other, not from the question being the shop's (docs/kb/measures.md).
 */
const IN_SCOPE = 0.75
/** How much it counts that a text speaks against most articles, as one does that is clearly about something. */
const AGAINST = 0.5

/** What it adds to an article's score that somebody wrote just this for it: next to certainty. */
const VERBATIM = 6
/** With at most so many words around it: "ça fait dix jours", "pour l'anniversaire de ma mère". */
const MOST_AROUND = 6

/** What it adds that somebody said just these words, in any order and among words of grammar. */
const ALIKE = 4
/** … that one of several clauses is said so. */
const CLAUSE_ALIKE = 3
/** … that some of the words in a row are said so, by their share of all. */
const PART_ALIKE = 2

/** How much each source counts; measured in docs/kb/measures.md. */
const WEIGHT = {
  keyword: 0.6,
  answer: 0.25,
  topic: 0.8,
  foreign: 2,
  entry: 4,
  untrained: 14,
  repaired: 0.8,
}

/** By so much a score is less for a matter that the shop has no article for: its FAQ says what it is asked most. */
const RARE = 2

/** After so many texts, building may rest. */
const TEXTS_A_STEP = 128

/** The articles for a question. */
export interface Ranked {
  /** Best first: index of the article, and the share of belief that it has, out of scope included. */
  readonly best: readonly { readonly article: number; readonly share: number }[]
  /** Log odds that the best article is it: what it is worth among the others, and the text as a question in scope. */
  readonly odds: number
  /** The words that were understood, for highlighting. */
  readonly words: readonly Word[]
}

/** Everything that ranking needs, plain enough to be written to a file. */
export interface Ranking {
  readonly reader: Reader
  readonly classifier: Classifier
  readonly idf: Float32Array
  readonly entries: Entries
  readonly repair: Repair
  /** How many articles there are. Scores have one more for out of scope, and one for each matter without an article. */
  readonly size: number
  readonly classes: number
  /** Articles by what is said for them: by the words that carry the matter, and by {@link spelling}. */
  readonly said: ReadonlyMap<string, ReadonlySet<number>>
  /** Whether the lexicon was taken for this FAQ. */
  readonly isShop: boolean
  /** How much an article as a whole counts beside its phrasings: the more phrasings, the less. */
  readonly whole: number
}

/** Row of feature `f`: articles and weights from `rows[f]` to `rows[f + 1]`. */
export interface Entries {
  readonly rows: Uint32Array
  readonly articles: Uint16Array
  readonly weights: Float32Array
}

/** Gives what training would yield, if it is known: what a prebuilt index holds. */
export type Trained = (reach: Float32Array) => Steps<Classifier> | undefined

/** Learns to rank these articles, from their own texts and the lexicon alone. */
export function* buildRanking(
  articles: readonly Article[],
  locale: string,
  lexicon?: Lexicon,
  trained?: Trained,
): Steps<Ranking> {
  const reader = new Reader(locale, lexicon)
  yield
  const examples: Example[] = []
  const said = new Map<string, Set<number>>()
  const remember = (text: string, label: number): void => {
    const same = said.get(text)
    if (same) same.add(label)
    else if (text !== '') said.set(text, new Set([label]))
  }
  let phrasings = 0
  const own: Features[][] = []
  const entries: Map<number, number>[] = []
  for (const [label, article] of numbered(articles)) {
    const entry = new Map<number, number>()
    const texts: Features[] = []
    own.push(texts)
    entries.push(entry)
    const say = (text: string, weight: number): void => {
      const features = reader.learn(text)
      texts.push(features)
      remember(features.matter, label)
      if (weight === 1) remember(spelling(reader.words(text)), label)
      examples.push({ features, label, weight, seed: hash(text) })
      add(entry, features, weight)
    }
    phrasings += 1 + (article.variants?.length ?? 0)
    say(article.question, 1)
    for (const variant of article.variants ?? []) say(variant, 1)
    for (const keyword of article.keywords ?? []) say(keyword, WEIGHT.keyword)
    yield
  }
  for (const [label, article] of numbered(articles)) {
    const steps = (article.steps ?? []).map((step) => `${step.title} ${step.text}`)
    const text = [article.answer, ...steps].join('\n').replace(ADDRESS, ' ')
    const entry = entries[label]
    if (entry) add(entry, reader.learn(text, { grams: false }), WEIGHT.answer)
    yield
  }

  const topics: Topic[] = []
  const expressions = yield* saidIn(lexicon)
  for (const [matters, foreign] of [
    [expressions.topics, false],
    [expressions.absent, true],
  ] as const) {
    for (const says of matters) {
      topics.push({
        foreign,
        expressions: says.map((text) => ({ features: reader.learn(text), seed: hash(text) })),
      })
      yield
    }
  }
  yield
  const others = articles.length < FEWEST_ARTICLES ? [] : topics.map(entryOf)
  const among = yield* idfOf([...entries, ...others], reader.size)
  const { places, isShop } = yield* placeTopics(topics, own, (id) => among[id] ?? 0)
  // A shop's words would spoil the FAQ of another trade: it is read without them.
  if (lexicon && !isShop) return { ...(yield* buildRanking(articles, locale, undefined, trained)), isShop }
  const absent: Map<number, number>[] = []
  // What each class says as a whole: the articles, out of scope, and the matters without an article.
  const wholes = [...entries, new Map<number, number>()]
  for (const { topic, article } of places) {
    let label = article === 'absent' ? articles.length : article
    if (article === 'absent') {
      absent.push(entryOf(topic))
      // A matter of a shop is told from the others as well without an article as with one: it is a class of its own.
      if (!topic.foreign && wholes.length < MOST_CLASSES) label = wholes.push(entryOf(topic)) - 1
    }
    const entry = entries[label]
    for (const { features, seed } of topic.expressions) {
      examples.push({
        features,
        label,
        weight: label === articles.length ? WEIGHT.foreign : WEIGHT.topic,
        seed,
      })
      if (!entry) continue
      remember(features.matter, label)
      add(entry, features, WEIGHT.topic)
    }
  }
  yield
  const fillers = items(lexicon?.filler).map((text) => reader.learn(text))
  const idf = yield* idfOf([...entries, ...absent], reader.size)
  yield
  const reach =
    articles.length < MOST_CLASSES
      ? yield* reachOf([...examples.map(({ features }) => features), ...fillers], idf)
      : new Float32Array(reader.size).fill(1)
  const classifier = yield* (
    trained?.(reach) ?? train(examples, fillers, reach, wholes.length, (features) => vector(features, idf))
  )
  const packed = yield* pack(wholes, idf)
  const repair = new Repair(reader.vocabulary)
  yield* repair.learn()
  reader.forget()
  return {
    reader,
    classifier,
    idf,
    entries: packed,
    repair,
    size: articles.length,
    classes: wholes.length,
    said,
    isShop,
    whole:
      articles.length < MOST_CLASSES
        ? WEIGHT.entry / Math.sqrt(phrasings / (articles.length || 1) || 1)
        : WEIGHT.untrained,
  }
}

/**
 * Ranks the articles for some words: in the time of one walk along what these words are about.
 *
 * @param clauses parts of the text that may stand alone
 */
export function rank(ranking: Ranking, text: string, clauses: readonly string[] = []): Ranked {
  const { reader, classifier, idf, entries, size, classes, said, whole, isShop } = ranking
  const typed = withoutNames(reader, reader.words(text), text)
  const words = repaired(ranking, typed)
  const features = reader.features(words)
  const unknown = isShop ? UNKNOWN_GOODS : UNKNOWN
  const strengths = vector(features, idf, unknown.beside)
  const scores = new Float64Array(classes)
  classifier.score(features.ids, strengths, scores)
  features.ids.forEach((id, index) => {
    const value = (strengths[index] ?? 0) * whole
    const end = entries.rows[id + 1] ?? 0
    for (let at = entries.rows[id] ?? 0; at < end; at++) {
      const article = entries.articles[at] ?? 0
      scores[article] = (scores[article] ?? 0) + value * (entries.weights[at] ?? 0)
    }
  })
  const favour = (expression: string, worth: number): void => {
    for (const article of said.get(expression) ?? []) scores[article] = (scores[article] ?? 0) + worth
  }
  favour(features.matter, ALIKE)
  for (const clause of clauses) favour(matterOf(reader.words(clause)), CLAUSE_ALIKE)
  let part = ''
  for (let cut = 0; cut <= Math.min(MOST_AROUND, typed.length - 2); cut++) {
    for (let before = 0; before <= cut; before++) {
      const spelt = typed.slice(before, typed.length - (cut - before))
      favour(spelling(spelt), (VERBATIM * spelt.length) / typed.length)
      const matter = matterOf(spelt)
      if (matter.length > part.length && matter !== features.matter && said.has(matter)) part = matter
    }
  }
  favour(part, (PART_ALIKE * part.split(' ').length) / features.matter.split(' ').length)
  // The fewer the articles, the more each gets of a question about nothing: out of scope is given as much.
  scores[size] = (scores[size] ?? 0) + Math.log(Math.max(1, 20 / (size || 1)))
  const heavy = words.filter((word) => !word.light && word.sure === 1)
  const strange = heavy.filter((word) => !reader.knows(word)).length / (heavy.length || 1)
  scores[size] = (scores[size] ?? 0) + unknown.alone * strange
  for (let missing = size + 1; missing < classes; missing++) scores[missing] = (scores[missing] ?? 0) - RARE
  const mean = scores.reduce((sum, score) => sum + score, 0) / scores.length
  softmax(scores)
  const best = [...scores.subarray(0, size)]
    .map((share, article) => ({ article, share }))
    .toSorted((a, b) => b.share - a.share || a.article - b.article)
  const inScope = scores.subarray(0, size).reduce((sum, share) => sum + share, 0)
  const odds = logit(best[0]?.share ?? 0) + IN_SCOPE * logit(inScope) - AGAINST * mean
  return { best, odds, words }
}

/**
 * Numbers, hours, sums and the references of orders and parcels say which one is meant, and nothing of the matter;
 * those that the FAQ itself speaks of stay. `N°` goes with its number.
 */
function withoutNames(reader: Reader, words: readonly Word[], text: string): readonly Word[] {
  const isLoud = text === text.toUpperCase()
  const typed = ({ start, end }: Word): string => text.slice(start, end)
  return words.filter((word, at) => {
    if (/^n(o|um.*)?$/i.test(typed(word))) return !/\d/.test(typed(words[at + 1] ?? word))
    return reader.knows(word) || !(/\d/.test(typed(word)) || (!isLoud && /^\p{Lu}{5,}$/u.test(typed(word))))
  })
}

/** The stems of a text in their order, words of grammar with them: where is my order, and not only order. */
function spelling(words: readonly Word[]): string {
  return `=${words.map(({ stem }) => stem).join(' ')}`
}

function logit(share: number): number {
  return Math.log((share + 1e-9) / (1 - share + 1e-9))
}

/** Words that nobody knows, with what they were probably meant to be beside them. */
function repaired({ reader, repair }: Ranking, words: readonly Word[]): Word[] {
  const unknown = words.filter((word) => !reader.knows(word)).map(({ word }) => word)
  const instead = repair.all(unknown)
  return words.flatMap((word, index) => {
    const meant = instead.get(word.word)?.map((one) => reader.word(one, word, WEIGHT.repaired)) ?? []
    const next = words[index + 1]
    if (next && !reader.knows(word) && repair.joins(word.word, next.word)) {
      meant.push(reader.word(word.word + next.word, { start: word.start, end: next.end }, WEIGHT.repaired))
    }
    return [...meant, word]
  })
}

/** Weights times idf. */
function values({ ids, weights }: Features, idf: Float32Array): Float64Array {
  const found = new Float64Array(ids.length)
  for (let index = 0; index < ids.length; index++)
    found[index] = (weights[index] as number) * (idf[ids[index] as number] as number)
  return found
}

/** Weights times idf, scaled to length one with the unknown counted in. */
function vector(features: Features, idf: Float32Array, beside = 1): Float64Array {
  const found = values(features, idf)
  let square = 0
  for (const value of found) square += value * value
  const rarest = idf[idf.length - 1] as number
  for (const weight of features.unknown) square += beside * (weight * rarest) ** 2
  const length = Math.sqrt(square) || 1
  return found.map((value) => value / length)
}

/** Inverse document frequency of each feature, and of the unknown one as the last. */
function* idfOf(entries: readonly ReadonlyMap<number, number>[], features: number): Steps<Float32Array> {
  const count = yield* countOf(entries, features)
  const all = Math.max(20, entries.length)
  const idf = new Float32Array(features + 1)
  for (let id = 0; id <= features; id++) idf[id] = Math.log(1 + all / Math.max(1, count[id] ?? 1))
  return idf
}

/** The most that each feature is worth in any text that the ranking learns from. */
function* reachOf(texts: readonly Features[], idf: Float32Array): Steps<Float32Array> {
  const reach = new Float32Array(idf.length - 1).fill(1e-3)
  for (const [at, text] of numbered(texts)) {
    if (at % TEXTS_A_STEP === 0) yield
    const found = vector(text, idf)
    for (let index = 0; index < found.length; index++) {
      const id = text.ids[index] as number
      reach[id] = Math.max(reach[id] as number, found[index] as number)
    }
  }
  return reach
}

/** What a topic says, as what an article says. */
function entryOf({ expressions }: Topic): Map<number, number> {
  const entry = new Map<number, number>()
  for (const { features } of expressions) add(entry, features, 1)
  return entry
}

/** How many entries have each feature. */
function* countOf(entries: readonly ReadonlyMap<number, number>[], features: number): Steps<Uint32Array> {
  const count = new Uint32Array(features)
  for (const [at, entry] of numbered(entries)) {
    if (at % TEXTS_A_STEP === 0) yield
    for (const id of entry.keys()) count[id] = (count[id] ?? 0) + 1
  }
  return count
}

function add(entry: Map<number, number>, { ids, weights }: Features, weight: number): void {
  ids.forEach((id, index) => entry.set(id, Math.max(entry.get(id) ?? 0, (weights[index] ?? 0) * weight)))
}

function* pack(entries: readonly ReadonlyMap<number, number>[], idf: Float32Array): Steps<Entries> {
  const rows = new Uint32Array(idf.length + 1)
  rows.set(yield* countOf(entries, idf.length), 1)
  for (let id = 0; id < idf.length; id++) rows[id + 1] = (rows[id + 1] ?? 0) + (rows[id] ?? 0)
  const next = rows.slice()
  const articles = new Uint16Array(rows[idf.length] ?? 0)
  const weights = new Float32Array(articles.length)
  for (const [article, entry] of numbered(entries)) {
    yield
    let square = 0
    for (const [id, weight] of entry) square += (weight * (idf[id] ?? 0)) ** 2
    const length = Math.sqrt(square) || 1
    for (const [id, weight] of entry) {
      const at = next[id] ?? 0
      next[id] = at + 1
      articles[at] = article
      weights[at] = (weight * (idf[id] ?? 0)) / length
    }
  }
  return { rows, articles, weights }
}

/** The address of a link or image: its text is what is learnt. */
const ADDRESS = /\]\([^)\s]{0,500}\)/g
