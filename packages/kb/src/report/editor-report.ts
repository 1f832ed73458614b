import { FaqSet } from '../check/faq-set.ts'
import type { FaqFile } from '../check/faq-file.ts'
import type { Language } from '../check/faq-set.ts'
import type { Query } from '../compare/queries.ts'
import type { Lexicon } from '../lexicon.ts'
import { findConfusions } from './confusions.ts'
import type { Confusion } from './confusions.ts'
import { coverageOf } from './coverage.ts'
import type { Coverage } from './coverage.ts'
import { decimal } from './decimal.ts'
import { speaker } from './say.ts'

/** What `evaluate` tells an editor, as data. */
export interface EditorReport {
  readonly confusions: readonly { readonly locale: string; readonly confusions: readonly Confusion[] }[]
  readonly coverage: readonly Coverage[]
}

/**
 * The editor's part of an evaluation: which articles are taken for one another, with the variant to add, and how well
 * each category is covered in each language.
 *
 * @param queries questions with the article that is right; those without a locale count for the only language
 */
export function editorReport(
  files: readonly FaqFile[],
  queries: readonly Query[],
  lexicons: readonly Lexicon[] = [],
  now: Date = new Date(),
): EditorReport {
  const { languages } = new FaqSet(files, now, lexicons)
  const byLocale = new Map(
    languages.map((language) => [
      language.locale,
      queries.filter(({ locale }) => belongs(locale, language, languages.length)),
    ]),
  )
  return {
    confusions: languages.map((language) => ({
      locale: language.locale,
      confusions: findConfusions(language, byLocale.get(language.locale) ?? []),
    })),
    coverage: coverageOf(languages, byLocale, now),
  }
}

/** The report in words, for the terminal. */
export function formatEditorReport(
  report: EditorReport,
  files: readonly FaqFile[],
  language: string,
): string {
  const say = speaker(language)
  const heading = (id: string, locale: string): string =>
    files
      .filter((file) => file.locale === locale)
      .flatMap(({ articles }) => articles)
      .find(({ value }) => value.id === id)?.value.question ?? id
  const lines: string[] = []
  for (const { locale, confusions } of report.confusions) {
    lines.push(
      '',
      confusions.length === 0 ? say('confusions.none', { locale }) : say('confusions.title', { locale }),
    )
    for (const { expected, got, questions, why, variant, asked, better, worse } of confusions) {
      const values = {
        expected,
        heading: heading(expected, locale),
        count: questions.length,
        questions: questions
          .slice(0, 3)
          .map((text) => say('quoted', { text }))
          .join(', '),
      }
      lines.push(
        got !== undefined && why
          ? say('confusions.answer', { ...values, got, ...why })
          : say('confusions.nothing', values),
      )
      lines.push(say('confusions.mend', { variant, expected, better, worse, asked }))
    }
  }
  const head = say('coverage.head').split('|')
  const rows = report.coverage.map((row) => [
    row.locale,
    row.label,
    `${row.articles}`,
    `${row.untranslated}`,
    decimal(row.phrasings, 1, language),
    `${row.thin.length}`,
    `${row.withExamples}`,
    `${row.overdue}`,
    row.asked === 0 ? '–' : `${row.found}/${row.asked}`,
  ])
  const widths = head.map((title, column) =>
    Math.max(title.length, ...rows.map((row) => row[column]?.length ?? 0)),
  )
  const line = (cells: readonly string[]): string =>
    cells
      .map((cell, column) =>
        column < 2 ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0),
      )
      .join('  ')
  lines.push('', say('coverage.title'), line(head), ...rows.map(line), '')
  return lines.join('\n')
}

function belongs(locale: string | undefined, language: Language, languages: number): boolean {
  if (locale === undefined) return languages === 1
  return locale === language.locale || locale.split('-')[0] === language.locale.split('-')[0]
}
