import { plainText } from '../../markdown.ts'
import type { Rule } from '../rule.ts'

/** An answer is read on a telephone: long enough to help, short enough to be read. */
export const answerLength: Rule = {
  id: 'answer-length',
  check({ languages }, report, { longestAnswer, shortestAnswer }) {
    for (const { articles } of languages) {
      for (const { value, file, path } of articles) {
        const at = { file, path: `${path}.answer` }
        const length = plainText(value.answer).length
        if (length > longestAnswer)
          report(at, 'answer-length.long', { id: value.id, length, limit: longestAnswer })
        if (length < shortestAnswer)
          report(at, 'answer-length.short', { id: value.id, length, limit: shortestAnswer })
        value.steps?.forEach((step, index) => {
          const long = plainText(step.text).length
          if (long > LONGEST_STEP)
            report({ file, path: `${path}.steps[${index}].text` }, 'answer-length.step', {
              length: long,
              limit: LONGEST_STEP,
            })
        })
      }
    }
  },
}

const LONGEST_STEP = 400
