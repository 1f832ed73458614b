import type { Category } from '../../faq.ts'
import type { Rule } from '../rule.ts'

/** A shelf with nothing on it: customers open it and find it empty. */
export const unreachableCategory: Rule = {
  id: 'unreachable-category',
  check({ languages }, report) {
    for (const { categories, published, articles } of languages) {
      const byId = new Map<string, Category>(categories.map(({ value }) => [value.id, value]))
      const filled = new Set<string>()
      for (const { value } of published) {
        let up = byId.get(value.category)
        while (up && !filled.has(up.id)) {
          filled.add(up.id)
          up = up.parent === undefined ? undefined : byId.get(up.parent)
        }
      }
      for (const { value, file, path } of categories) {
        if (filled.has(value.id)) continue
        const drafts = articles.filter((article) => article.value.category === value.id).length
        report({ file, path }, drafts > 0 ? 'unreachable-category.hidden' : 'unreachable-category', {
          id: value.id,
          label: value.label,
          count: drafts,
        })
      }
    }
  },
}
