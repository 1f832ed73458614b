import type { Article } from '../../faq.ts'
import { languageOf } from '../../text-rules/text-rule.ts'
import { factsOf, numberWords } from '../facts.ts'
import type { Fact } from '../facts.ts'
import { mainLanguage } from '../faq-set.ts'
import type { Language } from '../faq-set.ts'
import type { Placed } from '../faq-file.ts'
import type { Report, Rule } from '../rule.ts'

/** A price, a date or a number that one language says and the other does not. */
export const differentFacts: Rule = {
  id: 'different-facts',
  check({ languages }, report) {
    const first = mainLanguage(languages)
    for (const language of languages) {
      if (!first || languageOf(language.locale) === languageOf(first.locale)) continue
      for (const article of language.articles) {
        const twin = first.byId.get(article.value.id)
        // A draft is still being written.
        if (twin && article.value.status !== 'draft') compare(article, language, twin, first, report)
      }
    }
  },
}

function compare(
  article: Placed<Article>,
  language: Language,
  twin: Placed<Article>,
  first: Language,
  report: Report,
): void {
  const here = placedFacts(article, language)
  const there = placedFacts(twin, first)
  const extra = lacking(here, there)
  const missing = lacking(there, here)
  const kinds = new Set([...extra.map(({ kind }) => kind), ...missing.map(({ kind }) => kind)])
  for (const kind of kinds) {
    const mine = extra.filter((fact) => fact.kind === kind)
    const theirs = missing.filter((fact) => fact.kind === kind)
    const at = mine[0] ?? here.facts.find((fact) => fact.kind === kind)
    const values = {
      id: article.value.id,
      here: written(mine),
      there: written(theirs),
      locale: language.locale,
      other: first.locale,
      place: `${twin.file.name}:${twin.file.place(twin.file.offset(`${twin.path}.${theirs[0]?.path ?? 'answer'}`)).line}`,
    }
    const sentence =
      mine.length === 0
        ? 'different-facts.missing'
        : theirs.length === 0
          ? 'different-facts.extra'
          : 'different-facts'
    report(
      { file: article.file, path: `${article.path}.${at?.path ?? 'answer'}`, ...(at && { index: at.index }) },
      sentence,
      values,
    )
  }
}

interface PlacedFact extends Fact {
  readonly path: string
}

function placedFacts(
  { value }: Placed<Article>,
  { locale }: Language,
): { facts: PlacedFact[]; words: Set<string> } {
  const texts: [string, string][] = [
    ['question', value.question],
    ['answer', value.answer],
    ...(value.steps ?? []).flatMap((step, index): [string, string][] => [
      [`steps[${index}].title`, step.title],
      [`steps[${index}].text`, step.text],
    ]),
  ]
  const facts = texts.flatMap(([path, text]) =>
    factsOf(text, languageOf(locale)).map((fact) => ({ ...fact, path })),
  )
  return { facts, words: numberWords(texts.map(([, text]) => text).join(' ')) }
}

/** The facts that the other text has neither in digits nor in words, counting prices, dates and percentages. */
function lacking(
  { facts }: { facts: readonly PlacedFact[] },
  other: { facts: readonly PlacedFact[]; words: ReadonlySet<string> },
): PlacedFact[] {
  const left = new Map<string, number>()
  for (const { kind, value } of other.facts)
    left.set(`${kind} ${value}`, (left.get(`${kind} ${value}`) ?? 0) + 1)
  const anywhere = new Set(other.facts.map(({ value }) => value))
  return facts.filter(({ kind, value }) => {
    const key = `${kind} ${value}`
    const count = left.get(key) ?? 0
    left.set(key, count - 1)
    if (count > 0) return false
    // A number may be said once in one language and twice in the other, or in a word.
    return kind === 'number'
      ? !anywhere.has(value) && !other.words.has(value)
      : kind === 'phone'
        ? !anywhere.has(value)
        : true
  })
}

function written(facts: readonly PlacedFact[]): string {
  return [...new Set(facts.map(({ text }) => text))].join(', ')
}
