import { isOver } from '../faq-set.ts'
import type { Rule } from '../rule.ts'

/** Articles and news whose last day is over: nobody sees them, and somebody will wonder why. */
export const expired: Rule = {
  id: 'expired',
  check({ languages }, report, { now }) {
    for (const { articles, news } of languages) {
      for (const { value, file, path } of [...articles, ...news]) {
        const { validFrom, validTo } = value
        if (validTo === undefined || ('status' in value && value.status === 'draft')) continue
        const at = { file, path: `${path}.validTo` }
        if (validFrom !== undefined && Date.parse(validFrom) > Date.parse(validTo))
          report(at, 'expired.reversed', { id: value.id, from: validFrom, to: validTo })
        else if (isOver(validTo, now)) report(at, 'expired', { id: value.id, day: validTo.slice(0, 10) })
      }
    }
  },
}
