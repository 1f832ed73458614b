import type { Closeness, Phrase } from '../closeness.ts'
import type { Language } from '../faq-set.ts'
import type { Report, Rule } from '../rule.ts'
import { WordShare } from '../word-share.ts'

/** A phrasing that another article answers better: it belongs there, or it steals that article's customers. */
export const stolenVariant: Rule = {
  id: 'stolen-variant',
  check({ languages }, report) {
    for (const language of languages) {
      const { closeness } = language
      const rest: Phrase[] = []
      closeness.phrases.forEach((phrase, index) => {
        const rival = closeness.rival(index)
        if (rival && rival.nearest.phrase.key === phrase.key) return
        if (rival && closeness.isStray(index))
          say(closeness, report, phrase, rival.article, rival.nearest.phrase.text)
        else if (!phrase.path.endsWith('.question')) rest.push(phrase)
      })
      if (closeness.articles.length <= MOST_ARTICLES) misplaced(language, rest, report)
    }
  },
}

/**
 * Asks a knowledge base that knows no variants about each of them: does it find their article by its question, keywords
 * and answer? Where it is sure of another one, and the words bear it out, the variant stands in the wrong place.
 */
function misplaced(language: Language, phrases: readonly Phrase[], report: Report): void {
  const { closeness } = language
  if (phrases.length === 0) return
  const kb = language.knowledgeBaseWith((faq) => ({
    ...faq,
    articles: faq.articles.map((article) => ({ ...article, variants: [] })),
  }))
  const share = new WordShare(closeness.articles)
  const places = new Map(closeness.articles.map(({ value }, index) => [value.id, index]))
  for (const phrase of phrases) {
    const hits = kb.search(phrase.text, { limit: closeness.articles.length })
    const home = closeness.articles[phrase.article]?.value.id
    const own = hits.find(({ article }) => article.id === home)?.confidence ?? 0
    const [best] = hits
    const winner = places.get(best?.article.id ?? '')
    if (!best || winner === undefined || winner === phrase.article) continue
    if (best.confidence < SURE || own > FAR * best.confidence) continue
    if (share.of(phrase.text, phrase.article, true) > FEW || share.of(phrase.text, winner, false) < MANY)
      continue
    const like = closeness.nearestTo(phrase.text).get(winner)?.phrase.text ?? best.article.question
    say(closeness, report, phrase, winner, like)
  }
}

/** Sure of the other article, its own far behind… */
const SURE = 0.7
const FAR = 0.02
/** …and few of its words in its own article, most of them in the other. */
const FEW = 0.2
const MANY = 0.6

/**
 * Up to this size the knowledge base is asked as well. Making its index for a thousand articles takes longer than all
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
