import { keyOf } from '../closeness.ts'
import { whyItWins } from '../why.ts'
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
            if (winner === value.id) return
            const why = whyItWins(language.closeness, question, winner)
            const sentence = keyOf(why.like) === keyOf(question) ? 'example.same' : 'example.stolen'
            report(at, sentence, { question, id: value.id, winner, ...why })
          } else if (answer.kind === 'clarify') {
            const ids = answer.articles.map(({ id }) => id)
            const own = answer.candidates.find(({ article }) => article.id === value.id)
            // In a small FAQ a choice may name half of it: the article must be there for a reason.
            if (!ids.includes(value.id) || (own?.confidence ?? 0) < LIKELY)
              report(at, 'example.clarify', { question, id: value.id, others: ids.join(', ') })
          } else report(at, 'example.nothing', { question, id: value.id })
        })
      }
    }
  },
}

const LIKELY = 0.3
