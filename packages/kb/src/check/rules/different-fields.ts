import type { Article } from '../../faq.ts'
import type { Rule } from '../rule.ts'

/** What an article is, does and leads to is the same in every language; only the words differ. */
export const differentFields: Rule = {
  id: 'different-fields',
  check({ languages }, report) {
    const [first, ...others] = languages
    for (const language of others) {
      for (const { value, file, path } of language.articles) {
        const twin = first?.byId.get(value.id)
        if (!first || !twin) continue
        for (const [field, read] of Object.entries(FIELDS)) {
          const here = read(value)
          const there = read(twin.value)
          if (here === there) continue
          report({ file, path: field in value ? `${path}.${field}` : path }, 'different-fields', {
            id: value.id,
            field,
            here: here === '' ? '–' : here,
            there: there === '' ? '–' : there,
            locale: language.locale,
            other: first.locale,
          })
        }
      }
    }
  },
}

/** Each as a text that is the same when the meaning is. */
const FIELDS: Readonly<Record<string, (article: Article) => string>> = {
  category: ({ category }) => category,
  action: ({ action }) => action ?? '',
  related: ({ related }) => [...(related ?? [])].sort().join(', '),
  steps: ({ steps }) => String(steps?.length ?? 0),
  audience: ({ audience }) => [...(audience ?? [])].sort().join(', '),
  validFrom: ({ validFrom }) => validFrom ?? '',
  validTo: ({ validTo }) => validTo ?? '',
}
