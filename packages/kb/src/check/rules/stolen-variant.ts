import type { Closeness, Phrase } from '../closeness.ts'
import type { Report, Rule } from '../rule.ts'
import { straysOf } from '../strays.ts'

/** A phrasing that another article answers better: it belongs there, or it steals that article's customers. */
export const stolenVariant: Rule = {
  id: 'stolen-variant',
  check({ languages }, report) {
    for (const language of languages) {
      const { closeness } = language
      const told = new Set<Phrase>()
      closeness.phrases.forEach((phrase, index) => {
        const rival = closeness.rival(index)
        // The same phrasing twice is another rule's.
        if (rival && rival.nearest.phrase.key === phrase.key) told.add(phrase)
        else if (rival && closeness.isStray(index)) {
          told.add(phrase)
          say(closeness, report, phrase, rival.article, rival.nearest.phrase.text)
        }
      })
      if (closeness.articles.length > MOST_ARTICLES) continue
      for (const { phrase, winner } of straysOf(language)) {
        if (told.has(phrase)) continue
        told.add(phrase)
        const like = closeness.nearestTo(phrase.text).get(winner)?.phrase.text
        say(closeness, report, phrase, winner, like ?? closeness.articles[winner]?.value.question ?? '')
      }
    }
  },
}

/**
 * Up to this size each variant is held against each article. For a thousand articles that would take longer than all
 * other rules together, and what phrasings alone show is found at any size.
 */
const MOST_ARTICLES = 400

function say(closeness: Closeness, report: Report, phrase: Phrase, winner: number, like: string): void {
  const home = closeness.articles[phrase.article]
  const other = closeness.articles[winner]
  if (!home || !other) return
  report({ file: home.file, path: phrase.path }, 'stolen-variant', {
    text: phrase.text,
    id: home.value.id,
    other: other.value.id,
    like,
    words: closeness.sharedWords(phrase.text, like).slice(0, 4).join(', ') || like,
  })
}
