import type { Rule } from '../rule.ts'

/** The day an article was to be read again is past. */
export const overdueReview: Rule = {
  id: 'overdue-review',
  check({ languages }, report, { now }) {
    for (const { published } of languages) {
      for (const { value, file, path } of published) {
        const day = value.reviewBy
        if (day === undefined || now.getTime() < Date.parse(day) + 86_400_000) continue
        report(
          { file, path: `${path}.reviewBy` },
          value.owner === undefined ? 'overdue-review' : 'overdue-review.owner',
          {
            id: value.id,
            day: day.slice(0, 10),
            owner: value.owner ?? '',
          },
        )
      }
    }
  },
}
