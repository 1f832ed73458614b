import { SAME } from '../closeness.ts'
import type { Phrase } from '../closeness.ts'
import type { Language } from '../faq-set.ts'
import type { Report, Rule } from '../rule.ts'

/** A phrasing that another article answers better: it belongs there, or it steals that article's customers. */
export const stolenVariant: Rule = {
  id: 'stolen-variant',
  check({ languages }, report) {
    for (const language of languages) {
      const { closeness } = language
      const contested: { phrase: Phrase; score: number }[] = []
      closeness.phrases.forEach((phrase, index) => {
        const rival = closeness.rival(index)
        if (!rival || rival.nearest.phrase.key === phrase.key) return
        if (closeness.isStray(index)) say(language, report, phrase, rival.article, rival.nearest.phrase.text)
        else if (rival.nearest.score >= 0.5 && rival.nearest.score < SAME)
          contested.push({ phrase, score: rival.nearest.score })
      })
      if (closeness.articles.length > MOST_ARTICLES) continue
      // The knowledge base is asked about the likeliest ones only: each question takes it about a millisecond.
      for (const { phrase } of contested.sort((a, b) => b.score - a.score).slice(0, 200)) {
        const answer = language.knowledgeBase.ask(phrase.text)
        if (answer.kind !== 'answer') continue
        const own = answer.others.find(
          ({ article }) => article.id === closeness.articles[phrase.article]?.value.id,
        )
        if ((own?.confidence ?? 0) > LEAD * answer.confidence) continue
        const winner = closeness.articles.findIndex(({ value }) => value.id === answer.article.id)
        if (winner < 0 || winner === phrase.article) continue
        const like = closeness.nearestTo(phrase.text).get(winner)?.phrase.text ?? answer.article.question
        say(language, report, phrase, winner, like)
      }
    }
  },
}

/**
 * Up to this size the knowledge base is asked as well. Making its index for a thousand articles takes longer than all
 * other rules together, and what phrasings alone show is found at any size.
 */
const MOST_ARTICLES = 400

/** The right article must be this far behind: two that are close are for the customer to choose from. */
const LEAD = 0.6

function say({ closeness }: Language, report: Report, phrase: Phrase, winner: number, like: string): void {
  const article = closeness.articles[phrase.article]
  const other = closeness.articles[winner]
  if (!article || !other) return
  report({ file: article.file, path: phrase.path }, 'stolen-variant', {
    text: phrase.text,
    id: article.value.id,
    other: other.value.id,
    like,
    words: closeness.sharedWords(phrase.text, like).slice(0, 4).join(', ') || like,
  })
}
