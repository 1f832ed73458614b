import type { Closeness } from './closeness.ts'

/** What made an article win a question. */
export interface Why {
  /** The winner's phrasing that is most like the question. */
  readonly like: string
  /** Where that phrasing stands: `faq.fr.json:310`. */
  readonly place: string
  /** The words they share, rarest first. */
  readonly words: string
}

/** Says in an editor's words why an article was found for a question. */
export function whyItWins(closeness: Closeness, question: string, winner: string): Why {
  const index = closeness.articles.findIndex(({ value }) => value.id === winner)
  const article = closeness.articles[index]
  const best = closeness.nearestTo(question).get(index)?.phrase
  const like = best?.text ?? article?.value.question ?? winner
  const line = article?.file.place(article.file.offset(best?.path ?? article.path)).line
  return {
    like,
    place: article && line !== undefined ? `${article.file.name}:${line}` : winner,
    words: closeness.sharedWords(question, like).slice(0, 4).join(', ') || like,
  }
}
