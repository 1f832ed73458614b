import type { Rule } from '../rule.ts'

/** The question is also a button when the bot asks to clarify. */
export const questionLength: Rule = {
  id: 'question-length',
  check({ languages }, report, { longestQuestion }) {
    for (const { articles } of languages) {
      for (const { value, file, path } of articles) {
        const at = { file, path: `${path}.question` }
        if (value.question.length > longestQuestion) {
          report(at, 'question-length.long', { length: value.question.length, limit: longestQuestion })
        } else if ((value.question.match(/\p{L}/gu) ?? []).length < 4)
          report(at, 'question-length.short', { text: value.question })
      }
    }
  },
}
