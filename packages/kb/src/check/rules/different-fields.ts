import type { Article } from '../../faq.ts'
import { mainLanguage } from '../faq-set.ts'
import type { Rule } from '../rule.ts'

/** What an article is, does and leads to is the same in every language; only the words differ. */
export const differentFields: Rule = {
  id: 'different-fields',
  check({ languages }, report) {
    const first = mainLanguage(languages)
    for (const language of languages) {
      if (language === first) continue
      for (const { value, file, path } of language.articles) {
        const twin = first?.byId.get(value.id)
        if (!first || !twin) continue
        for (const [field, read] of Object.entries(FIELDS)) {
          const here = read(value)
          const there = read(twin.value)
          if (here === there) continue
          const sentence =
            here === ''
              ? 'different-fields.missing'
              : there === ''
                ? 'different-fields.extra'
                : 'different-fields'
          report({ file, path: field in value ? `${path}.${field}` : path }, sentence, {
            id: value.id,
            field,
            here,
            there,
            locale: language.locale,
            other: first.locale,
            place: `${twin.file.name}:${twin.file.place(twin.file.offset(`${twin.path}.${field}`)).line}`,
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
  steps: ({ steps }) => (steps && steps.length > 0 ? String(steps.length) : ''),
  audience: ({ audience }) => [...(audience ?? [])].sort().join(', '),
  validFrom: ({ validFrom }) => validFrom ?? '',
  validTo: ({ validTo }) => validTo ?? '',
}
