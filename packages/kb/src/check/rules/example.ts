import type { Language } from '../faq-set.ts'
import type { Rule } from '../rule.ts'

/** An article's `examples` must find it: the content team's own regression tests. */
export const example: Rule = {
  id: 'example',
  check({ languages }, report) {
    for (const language of languages) {
      for (const { value, file, path } of language.published) {
        value.examples?.forEach((question, index) => {
          const at = { file, path: `${path}.examples[${index}]` }
          const answer = language.knowledgeBase.ask(question)
          if (answer.kind === 'answer') {
            const winner = answer.article.id
            if (winner !== value.id)
              report(at, 'example.stolen', {
                question,
                id: value.id,
                winner,
                ...why(language, question, winner, value.id),
              })
          } else if (answer.kind === 'clarify') {
            const ids = answer.articles.map(({ id }) => id)
            if (!ids.includes(value.id))
              report(at, 'example.clarify', { question, id: value.id, others: ids.join(', ') })
          } else report(at, 'example.nothing', { question, id: value.id })
        })
      }
    }
  },
}

/** What the winner says that is so like the question, and which words did it. */
function why(
  { closeness }: Language,
  question: string,
  winner: string,
  loser: string,
): { like: string; place: string; words: string; own: string } {
  const near = closeness.nearestTo(question)
  const of = (id: string): number => closeness.articles.findIndex(({ value }) => value.id === id)
  const best = near.get(of(winner))?.phrase
  const article = closeness.articles[of(winner)]
  const like = best?.text ?? article?.value.question ?? winner
  const line = article && article.file.place(article.file.offset(best?.path ?? article.path)).line
  return {
    like,
    place: article ? `${article.file.name}:${line}` : winner,
    words: closeness.sharedWords(question, like).slice(0, 4).join(', ') || like,
    own: near.get(of(loser))?.phrase.text ?? closeness.articles[of(loser)]?.value.question ?? loser,
  }
}
