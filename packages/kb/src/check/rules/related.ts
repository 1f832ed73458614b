import type { Rule } from '../rule.ts'

/** "Read next" lists other articles, each once. */
export const related: Rule = {
  id: 'related',
  check({ languages }, report) {
    for (const { articles, byId } of languages) {
      for (const { value, file, path } of articles) {
        const seen = new Set<string>()
        value.related?.forEach((id, index) => {
          const at = { file, path: `${path}.related[${index}]` }
          if (id === value.id) report(at, 'related.itself', { id }, [file.removeItem(at.path)])
          else if (seen.has(id)) report(at, 'related.twice', { id }, [file.removeItem(at.path)])
          else if (byId.get(id)?.value.status === 'draft' && value.status !== 'draft')
            report(at, 'related.draft', { id })
          seen.add(id)
        })
      }
    }
  },
}
