import { Closeness } from '../check/closeness.ts'
import { FaqFile } from '../check/faq-file.ts'
import type { Placed } from '../check/faq-file.ts'
import type { Language } from '../check/faq-set.ts'
import type { Article } from '../faq.ts'
import type { KnowledgeBase } from '../knowledge-base.ts'
import type { Query } from '../compare/queries.ts'
import { mattersIn, sameMatter } from './matters.ts'
import type { Matters } from './matters.ts'

/** Questions that mean the same, with what would answer them. */
export interface Group {
  /** The question that is most like all the others. */
  readonly question: string
  /** The others, most asked first. */
  readonly others: readonly string[]
  /** How often they were asked in all. */
  readonly asked: number
  /** The article they come closest to, when it is likely meant; a new one is needed otherwise. */
  readonly article?: string
  /** The articles that come nearest, best first, for the editor to choose from. */
  readonly closest: readonly string[]
  /** What to add: variants to that article, or a new article with this question and these variants. */
  readonly variants: readonly string[]
  /** How many of them would then be answered. */
  readonly answered: number
  /** Phrasings of the FAQ that would no longer find their article. */
  readonly lost: number
}

/**
 * Groups unanswered questions by meaning, and says for each group which variant or article to add and what that
 * would do: the knowledge base is made again with it and asked again.
 *
 * @param queries questions in one language
 * @param limit how many groups to look into, most asked first. @default 20
 * @returns most asked first; questions that the FAQ answers by now, and what has no word, are left out
 */
export function groupUnanswered(language: Language, queries: readonly Query[], limit = 20): Group[] {
  const kb = language.knowledgeBase
  const open = asOne(queries).filter(
    ({ question }) => /\p{L}{2}/u.test(question) && kb.ask(question).kind !== 'answer',
  )
  return gather(open, language)
    .sort((a, b) => total(b) - total(a))
    .slice(0, limit)
    .map((members) => suggest(members, language))
}

interface Asked {
  readonly question: string
  readonly count: number
}

/** How sure the knowledge base must be, on average, that they are about the article that is named. */
const LIKELY = 0.3

/** The same question asked again counts, and stands once. */
function asOne(queries: readonly Query[]): Asked[] {
  const counts = new Map<string, Asked>()
  for (const { question, count = 1 } of queries) {
    const key = question.trim().toLowerCase()
    counts.set(key, {
      question: counts.get(key)?.question ?? question.trim(),
      count: (counts.get(key)?.count ?? 0) + count,
    })
  }
  return [...counts.values()]
}

interface Point extends Asked {
  /** How sure the knowledge base is of each article: what the question means to it. */
  readonly meaning: ReadonlyMap<string, number>
  /** How sure it is of the first of them. */
  readonly sure: number
  /** How like the other questions it is, by their words. */
  readonly near: ReadonlyMap<number, number>
  /** What it is about, by what the lexicon knows customers to say. */
  readonly matters: Matters
}

/** Each question joins the group whose first question is most like it; the most asked ones begin groups. */
function gather(open: readonly Asked[], language: Language): Asked[][] {
  const kb = language.knowledgeBase
  const sorted = [...open].sort((a, b) => b.count - a.count)
  // The questions as if each were an article, beside the real ones: what is common in the FAQ weighs little here too.
  const asArticle = ({ question }: Asked, index: number): Placed<Article> => ({
    value: { id: `${index}`, category: '', question, answer: '' },
    path: '',
    file: NOWHERE,
  })
  const words = new Closeness([...sorted.map(asArticle), ...language.published])
  const mattersOf = language.lexicon ? mattersIn(language.lexicon) : (): Matters => new Map()
  const points = sorted.map((asked, index): Point => {
    const hits = kb.search(asked.question, { limit: 5 })
    return {
      ...asked,
      meaning: unit(new Map(hits.map(({ article, confidence }) => [article.id, confidence]))),
      sure: hits[0]?.confidence ?? 0,
      near: new Map([...words.nearest(index)].map(([other, { score }]) => [other, score])),
      matters: mattersOf(asked.question),
    }
  })
  const groups: { leader: number; members: Asked[] }[] = []
  points.forEach((point, index) => {
    let best: { group: (typeof groups)[number]; score: number } | undefined
    for (const group of groups) {
      const leader = points[group.leader]
      if (!leader) continue
      const score = likeness(point, leader, group.leader)
      if (score > (best?.score ?? LIKE)) best = { group, score }
    }
    if (best) best.group.members.push(point)
    else groups.push({ leader: index, members: [point] })
  })
  return groups.map(({ members }) => members)
}

/**
 * How much two questions mean the same: by their words alone, by their words and the articles that they come near, as
 * far as the knowledge base is sure of those, or by the matter that both are about in whatever words.
 */
function likeness(point: Point, leader: Point, index: number): number {
  const words = point.near.get(index) ?? 0
  const sure = Math.min(1, 2 * Math.sqrt(point.sure * leader.sure))
  return Math.max(
    words,
    (words + sure * dot(point.meaning, leader.meaning)) / 2,
    (sameMatter(point.matters, leader.matters) * LIKE) / LIKE_MATTERS,
  )
}

/** From here on, two questions are of one group. */
const LIKE = 0.35
/**
 * From here on, two questions are about one matter: of the pairs that it puts together, four in five belong together
 * (docs/kb/measures.md).
 */
const LIKE_MATTERS = 0.2
/** Questions of a log stand in no FAQ file. */
const NOWHERE = new FaqFile('', '[]', 'und')

function suggest(members: readonly Asked[], language: Language): Group {
  const kb = language.knowledgeBase
  const votes = new Map<string, number>()
  for (const { question, count } of members) {
    kb.search(question, { limit: 3 }).forEach(({ article, confidence }, rank) => {
      votes.set(article.id, (votes.get(article.id) ?? 0) + (count * confidence) / (rank + 1))
    })
  }
  const sorted = [...votes].sort((a, b) => b[1] - a[1])
  const [best, second] = sorted
  const closest = sorted.slice(0, 3).map(([id]) => id)
  const asked = total(members)
  // One article stands out, and the knowledge base finds it at all likely.
  const article =
    best && best[1] / asked >= LIKELY && best[1] >= 1.25 * (second?.[1] ?? 0) ? best[0] : undefined
  const variants = typical(members).slice(0, article === undefined ? 4 : 2)
  const id = article ?? 'new'
  const trial = withAddition(language, article, variants)
  const answered = members.reduce((sum, { question, count }) => {
    const answer = trial.ask(question)
    return sum + (answer.kind === 'answer' && answer.article.id === id ? count : 0)
  }, 0)
  const lost = language.published.filter(({ value }) => {
    const before = kb.ask(value.question)
    const after = trial.ask(value.question)
    return (
      before.kind === 'answer' &&
      before.article.id === value.id &&
      !(after.kind === 'answer' && after.article.id === value.id)
    )
  }).length
  const [question = '', ...rest] = typical(members)
  return {
    question,
    others: rest,
    asked,
    ...(article !== undefined && { article }),
    closest,
    variants,
    answered,
    lost,
  }
}

/** The members, the one with the most words of the group first. */
function typical(members: readonly Asked[]): string[] {
  const counts = new Map<string, number>()
  for (const { question, count } of members)
    for (const word of new Set(wordsOf(question))) counts.set(word, (counts.get(word) ?? 0) + count)
  const score = ({ question, count }: Asked): number => {
    const words = new Set(wordsOf(question))
    const sum = [...words].reduce((all, word) => all + (counts.get(word) ?? 0), 0)
    return sum / (words.size + 3) + Math.log(count)
  }
  return [...members].sort((a, b) => score(b) - score(a)).map(({ question }) => question)
}

function wordsOf(text: string): string[] {
  return text.toLowerCase().match(/[\p{L}\p{N}]{3,}/gu) ?? []
}

/** The knowledge base as it would be with variants added to an article, or with a new article. */
export function withAddition(
  language: Language,
  article: string | undefined,
  variants: readonly string[],
): KnowledgeBase {
  const [question = '', ...others] = variants
  return language.knowledgeBaseWith((faq, index) => {
    if (article === undefined) {
      const category = faq.categories[0]?.id ?? 'new'
      const added: Article = { id: 'new', category, question, variants: others, answer: question }
      return index === 0 ? { ...faq, articles: [...faq.articles, added] } : faq
    }
    const articles = faq.articles.map((old) =>
      old.id === article ? { ...old, variants: [...(old.variants ?? []), ...variants] } : old,
    )
    return { ...faq, articles }
  })
}

function total(members: readonly Asked[]): number {
  return members.reduce((sum, { count }) => sum + count, 0)
}

function unit(vector: ReadonlyMap<string, number>): Map<string, number> {
  const length = Math.sqrt([...vector.values()].reduce((sum, value) => sum + value * value, 0)) || 1
  return new Map([...vector].map(([key, value]) => [key, value / length]))
}

function dot(a: ReadonlyMap<string, number>, b: ReadonlyMap<string, number>): number {
  return [...a].reduce((sum, [key, value]) => sum + value * (b.get(key) ?? 0), 0)
}
