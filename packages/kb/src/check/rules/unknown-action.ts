import type { Rule } from '../rule.ts'
import { distance } from '../site.ts'

/** The flow that an article offers must exist. */
export const unknownAction: Rule = {
  id: 'unknown-action',
  check({ languages }, report, { flows }) {
    for (const { articles } of languages) {
      for (const { value, file, path } of articles) {
        if (value.action === undefined || flows.has(value.action)) continue
        const { action } = value
        const near = [...flows].filter((flow) => distance(flow, action.toLowerCase(), 3) < 3)
        const at = { file, path: `${path}.action` }
        const known = [...flows].join(', ')
        const [only] = near
        if (near.length === 1 && only !== undefined) {
          report(at, 'unknown-action.near', { action, near: only }, [file.editValue(at.path, only)])
        } else report(at, 'unknown-action', { action, known })
      }
    }
  },
}
