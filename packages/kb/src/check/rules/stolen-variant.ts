import { SAME } from '../closeness.ts'
import type { Phrase, Rival } from '../closeness.ts'
import type { Language } from '../faq-set.ts'
import type { Report, Rule } from '../rule.ts'

/** A phrasing that another article answers better: it belongs there, or it steals that article's customers. */
export const stolenVariant: Rule = {
  id: 'stolen-variant',
  check({ languages }, report) {
    for (const language of languages) {
      const { closeness } = language
      const contested: { phrase: Phrase; rival: Rival }[] = []
      closeness.phrases.forEach((phrase, index) => {
        const rival = closeness.rival(index)
        if (!rival || rival.nearest.phrase.key === phrase.key) return
        if (closeness.isStray(index)) say(language, report, phrase, rival)
        else if (
          rival.nearest.score >= CONTESTED &&
          rival.nearest.score < SAME &&
          rival.nearest.score > rival.own
        )
          contested.push({ phrase, rival })
      })
      if (closeness.articles.length > MOST_ARTICLES) continue
      // The knowledge base is asked about the likeliest ones only: each question takes it about a millisecond.
      contested.sort((a, b) => b.rival.nearest.score - a.rival.nearest.score)
      for (const { phrase, rival } of contested.slice(0, 200)) {
        const answer = language.knowledgeBase.ask(phrase.text)
        // Both must say so: what phrasings show, and what customers would get.
        if (answer.kind !== 'answer' || answer.article.id !== closeness.articles[rival.article]?.value.id)
          continue
        const mine = closeness.articles[phrase.article]?.value.id
        const own = answer.others.find(({ article }) => article.id === mine)
        if ((own?.confidence ?? 0) <= LEAD * answer.confidence) say(language, report, phrase, rival)
      }
    }
  },
}

/** From this likeness on, two articles compete for a phrasing. */
const CONTESTED = 0.5

/**
 * Up to this size the knowledge base is asked as well. Making its index for a thousand articles takes longer than all
 * other rules together, and what phrasings alone show is found at any size.
 */
const MOST_ARTICLES = 400

/** The right article must be this far behind: two that are close are for the customer to choose from. */
const LEAD = 0.6

function say({ closeness }: Language, report: Report, phrase: Phrase, { article, nearest }: Rival): void {
  const home = closeness.articles[phrase.article]
  const other = closeness.articles[article]
  if (!home || !other) return
  const like = nearest.phrase.text
  report({ file: home.file, path: phrase.path }, 'stolen-variant', {
    text: phrase.text,
    id: home.value.id,
    other: other.value.id,
    like,
    words: closeness.sharedWords(phrase.text, like).slice(0, 4).join(', ') || like,
  })
}
