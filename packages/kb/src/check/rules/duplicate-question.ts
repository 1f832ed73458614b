import { keyOf } from '../closeness.ts'
import type { Rule } from '../rule.ts'

/** The same question twice: between two articles the customer gets either, inside one it is of no use. */
export const duplicateQuestion: Rule = {
  id: 'duplicate-question',
  check({ languages }, report) {
    for (const { published } of languages) {
      const seen = new Map<string, { id: string; text: string; place: string }>()
      for (const { value, file, path } of published) {
        const own = new Set<string>()
        const phrasings = [
          { text: value.question, at: `${path}.question` },
          ...(value.variants ?? []).map((text, index) => ({ text, at: `${path}.variants[${index}]` })),
        ]
        for (const { text, at } of phrasings) {
          const key = keyOf(text)
          if (key === '') continue
          const first = seen.get(key)
          if (own.has(key)) {
            report({ file, path: at }, 'duplicate-question.within', { text }, [file.removeItem(at)])
          } else if (first && first.id !== value.id) {
            report({ file, path: at }, 'duplicate-question', {
              text,
              id: value.id,
              other: first.id,
              place: first.place,
            })
          }
          own.add(key)
          if (!first) seen.set(key, { id: value.id, text, place: placeOf(file, at) })
        }
        const keywords = new Set<string>()
        value.keywords?.forEach((keyword, index) => {
          const key = keyword.trim().toLowerCase()
          const at = `${path}.keywords[${index}]`
          if (keywords.has(key))
            report({ file, path: at }, 'duplicate-question.keyword', { text: keyword }, [file.removeItem(at)])
          keywords.add(key)
        })
      }
    }
  },
}

function placeOf(
  file: { name: string; place(offset: number): { line: number }; offset(path: string): number },
  path: string,
): string {
  return `${file.name}:${file.place(file.offset(path)).line}`
}
