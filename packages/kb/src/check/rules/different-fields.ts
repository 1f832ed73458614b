import type { Article } from '../../faq.ts'
import { mainLanguage } from '../faq-set.ts'
import type { FaqSet } from '../faq-set.ts'
import type { Rule } from '../rule.ts'

/** What an article is, does and leads to is the same in every language; only the words differ. */
export const differentFields: Rule = {
  id: 'different-fields',
  check(faqs, report, { flows }) {
    const { languages } = faqs
    const first = mainLanguage(languages)
    for (const language of languages) {
      if (language === first) continue
      for (const { value, file, path } of language.articles) {
        const twin = first?.byId.get(value.id)
        // A draft is still being written.
        if (!first || !twin || value.status === 'draft') continue
        for (const [field, read] of Object.entries(FIELDS)) {
          const here = read(value)
          const there = read(twin.value)
          // What leads nowhere is said where it stands.
          if (
            here === there ||
            [value, twin.value].some((article) => leadsNowhere(article, field, faqs, flows))
          )
            continue
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

/** Does a field name a category, flow or article that there is not? */
function leadsNowhere(
  article: Article,
  field: string,
  { files }: FaqSet,
  flows: ReadonlySet<string>,
): boolean {
  if (field === 'action') return article.action !== undefined && !flows.has(article.action)
  if (field === 'category') return !files.some((file) => file.mentions('categories', article.category))
  return (
    field === 'related' &&
    article.related?.some((id) => !files.some((file) => file.mentions('articles', id))) === true
  )
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
