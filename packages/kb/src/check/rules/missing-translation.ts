import { languageOf } from '../../text-rules/text-rule.ts'
import type { Language } from '../faq-set.ts'
import type { Report, Rule } from '../rule.ts'

/** An article that stands in one language and not in another. */
export const missingTranslation: Rule = {
  id: 'missing-translation',
  check({ languages }, report) {
    for (const has of languages) {
      for (const lacks of languages) {
        // Between fr and fr-BE, what is missing falls back: that is how a regional file is meant.
        if (languageOf(has.locale) !== languageOf(lacks.locale)) compare(has, lacks, report)
      }
    }
  },
}

function compare(has: Language, lacks: Language, report: Report): void {
  const file = lacks.files[0]
  const missing = has.articles.filter(({ value }) => value.status !== 'draft' && !lacks.byId.has(value.id))
  if (!file) return
  // A language that has just been begun: one sentence, not a hundred.
  if (missing.length > 10) {
    const next = missing.slice(0, 5).map(({ value }) => value.id)
    report({ file, path: 'articles' }, 'missing-translation.many', {
      count: missing.length,
      all: has.articles.length,
      locale: lacks.locale,
      from: has.locale,
      next: next.join(', '),
    })
  } else {
    for (const { value, file: source, path } of missing) {
      report({ file: source, path: `${path}.id` }, 'missing-translation', {
        id: value.id,
        question: value.question,
        locale: lacks.locale,
        file: file.name,
      })
    }
  }
  const known = new Set(lacks.categories.map(({ value }) => value.id))
  if (known.size === 0) return
  for (const { value, file: source, path } of has.categories) {
    if (!known.has(value.id))
      report({ file: source, path: `${path}.id` }, 'missing-translation.category', {
        id: value.id,
        label: value.label,
        locale: lacks.locale,
        file: file.name,
      })
  }
}
