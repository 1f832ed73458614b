import { isOver } from '../check/faq-set.ts'
import type { Language } from '../check/faq-set.ts'
import type { Query } from '../compare/queries.ts'
import { outcomeOf, worth } from '../compare/compare-faqs.ts'

/** How well one category is covered in one language. */
export interface Coverage {
  readonly locale: string
  readonly category: string
  readonly label: string
  /** Published articles, and those that stand in another language only. */
  readonly articles: number
  readonly untranslated: number
  /** Phrasings an article, the question counted. Three variants or more make the difference. */
  readonly phrasings: number
  /** Articles with fewer than three variants. */
  readonly thin: readonly string[]
  readonly withExamples: number
  readonly overdue: number
  /** Questions that should find an article of this category, and those that do, alone or among the choices. */
  readonly asked: number
  readonly found: number
}

/**
 * The FAQ by category and language: what is there, what is thin, what is found.
 *
 * @param queries questions by locale, with the article that is right; without any, `asked` is 0
 */
export function coverageOf(
  languages: readonly Language[],
  queries: ReadonlyMap<string, readonly Query[]>,
  now: Date,
): Coverage[] {
  const everything = new Map(
    languages.flatMap(({ articles }) => articles.map(({ value }) => [value.id, value.category])),
  )
  return languages.flatMap((language) => {
    const kb = language.knowledgeBase
    const asked = (queries.get(language.locale) ?? []).flatMap(({ question, expected, also = [] }) =>
      typeof expected === 'string' && language.byId.has(expected)
        ? [
            {
              category: language.byId.get(expected)?.value.category,
              found: worth(outcomeOf(kb, question), [expected, ...also]) >= 3,
            },
          ]
        : [],
    )
    return language.categories.map(({ value: { id, label } }): Coverage => {
      const own = language.published.filter(({ value }) => value.category === id).map(({ value }) => value)
      const here = asked.filter(({ category }) => category === id)
      const phrasings = own.reduce((sum, { variants }) => sum + 1 + (variants?.length ?? 0), 0)
      return {
        locale: language.locale,
        category: id,
        label,
        articles: own.length,
        untranslated: [...everything].filter(
          ([article, category]) => category === id && !language.byId.has(article),
        ).length,
        phrasings: own.length === 0 ? 0 : phrasings / own.length,
        thin: own.filter(({ variants }) => (variants?.length ?? 0) < 3).map((article) => article.id),
        withExamples: own.filter(({ examples }) => (examples?.length ?? 0) > 0).length,
        overdue: own.filter(({ reviewBy }) => isOver(reviewBy, now)).length,
        asked: here.length,
        found: here.filter(({ found }) => found).length,
      }
    })
  })
}
