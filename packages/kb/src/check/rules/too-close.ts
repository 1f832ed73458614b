import { SAME } from '../closeness.ts'
import type { Closeness, Phrase } from '../closeness.ts'
import type { Rule } from '../rule.ts'

/** Two articles that ask nearly the same: the customer must choose between them, and rarely can. */
export const tooClose: Rule = {
  id: 'too-close',
  check({ languages }, report) {
    for (const { closeness } of languages) {
      for (const { phrase, other } of closePairs(closeness)) {
        const article = closeness.articles[phrase.article]
        const neighbour = closeness.articles[other.article]
        if (!article || !neighbour) continue
        report({ file: article.file, path: phrase.path }, 'too-close', {
          id: article.value.id,
          other: neighbour.value.id,
          text: phrase.text,
          otherText: other.text,
        })
      }
    }
  },
}

/** Each pair of articles once, by the two phrasings that are most alike; the later article is the one that was added. */
function closePairs(closeness: Closeness): { phrase: Phrase; other: Phrase }[] {
  const pairs = new Map<string, { phrase: Phrase; other: Phrase; score: number; like: number }>()
  closeness.phrases.forEach((phrase, index) => {
    // A single phrasing in the wrong article is another rule's, and so is the same phrasing twice.
    if (closeness.isStray(index)) return
    for (const [article, near] of closeness.nearest(index)) {
      if (article >= phrase.article || near.score < LIKE || near.phrase.key === phrase.key) continue
      const key = `${article} ${phrase.article}`
      const pair = pairs.get(key)
      const like = (pair?.like ?? 0) + 1
      if (pair && pair.score >= near.score) pairs.set(key, { ...pair, like })
      else pairs.set(key, { phrase, other: near.phrase, score: near.score, like })
    }
  })
  return [...pairs.values()].filter(({ score, like }) => score >= SAME || like >= 3)
}

/** Three phrasings this much alike weigh as much as one that is nearly the same. */
const LIKE = 0.64
