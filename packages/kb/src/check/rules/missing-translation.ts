import { languageOf } from '../../text-rules/text-rule.ts'
import type { Language } from '../faq-set.ts'
import type { Report, Rule } from '../rule.ts'

/** An article that stands in one language and not in another. */
export const missingTranslation: Rule = {
  id: 'missing-translation',
  check({ languages }, report) {
    const renamed = new Set<string>()
    for (const lacks of languages) {
      // What two languages have and a third lacks is said once.
      const said = new Set<string>()
      for (const has of languages) {
        // Between fr and fr-BE, what is missing falls back: that is how a regional file is meant.
        if (languageOf(has.locale) !== languageOf(lacks.locale)) compare(has, lacks, said, renamed, report)
      }
    }
  },
}

function compare(
  has: Language,
  lacks: Language,
  said: Set<string>,
  renamed: Set<string>,
  report: Report,
): void {
  const file = lacks.files[0]
  // An article with a problem of its own is there: to add it once more would be wrong.
  const lacking = has.articles.filter(
    ({ value }) => value.status !== 'draft' && !lacks.mentions('articles', value.id),
  )
  const missing = lacking.filter(({ value }) => !said.has(value.id))
  for (const { value } of missing) said.add(value.id)
  if (!file) return
  // A language that has just been begun: one sentence, not a hundred.
  const young = lacking.length > 10
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
  if (lacks.categories.length === 0) return
  const used = new Set(lacks.articles.map(({ value }) => value.category))
  for (const [index, { value, file: source, path }] of has.categories.entries()) {
    // A young language needs a category once it has an article for it.
    if (lacks.mentions('categories', value.id) || said.has(`category ${value.id}`)) continue
    if (young && !used.has(value.id)) continue
    said.add(`category ${value.id}`)
    const at = { file: source, path: `${path}.id` }
    const place = lacks.categories[index]
    if (place && !has.mentions('categories', place.value.id)) {
      // Both languages lack the other's id; it is said once.
      if (renamed.has(place.value.id)) continue
      renamed.add(value.id)
      report(at, 'missing-translation.renamed', {
        id: value.id,
        label: value.label,
        locale: lacks.locale,
        there: place.value.id,
        place: `${place.file.name}:${place.file.place(place.file.offset(`${place.path}.id`)).line}`,
      })
    } else {
      report(at, 'missing-translation.category', {
        id: value.id,
        label: value.label,
        locale: lacks.locale,
        file: file.name,
      })
    }
  }
}
