import type { Lexicon } from '../lexicon.ts'
import { checkText, textRules } from '../text-rules/index.ts'
import { languageOf } from '../text-rules/text-rule.ts'
import type { FaqFile } from './faq-file.ts'
import { FaqSet } from './faq-set.ts'
import type { Language } from './faq-set.ts'
import { flowIds } from './flow-ids.ts'
import type { Report, RuleId, Settings } from './rule.ts'
import { rules } from './rules.ts'
import { sentences } from './sentences.ts'
import type { TextEdit } from './text-edit.ts'
import { onlyShown, textsOf } from './texts.ts'

/** Something in a FAQ file that its editor should mend. */
export interface Finding {
  readonly file: string
  /** From 1, as editors count. */
  readonly line: number
  readonly column: number
  readonly rule: RuleId
  /** What is wrong and how to mend it. */
  readonly sentence: string
  /** Where in the FAQ, e.g. `articles[3].question`. */
  readonly path: string
  /** Id of the article, category or piece of news it stands in. */
  readonly id?: string
  /** Can `fix` repair it? */
  readonly fixable: boolean
  /** What would repair it. */
  readonly edits: readonly TextEdit[]
}

export interface CheckOptions extends Partial<Settings> {
  /** Language of the sentences, `en` or `fr`. @default 'en' */
  readonly language?: string
  /** Only these rules, if given. */
  readonly only?: readonly RuleId[]
  /** All rules but these. */
  readonly skip?: readonly RuleId[]
  /** What customers say, in each language: `@comptoir/kb/lexicon/fr.json`. The same as the widget will be given. */
  readonly lexicons?: readonly Lexicon[]
  /** Words in capitals that are right as they are. */
  readonly acronyms?: ReadonlySet<string>
}

/**
 * Checks FAQ files together: their form, what they say, how well the articles keep apart, and whether the languages
 * agree.
 *
 * @param files what {@link FaqFile} read
 * @returns every problem, by file and place; nothing for a good FAQ. Never throws, whatever the files hold.
 *
 * @example
 * ```ts
 * const file = new FaqFile('faq.en.json', '{ "locale": "en", "articles": [], }')
 * checkFaqs([file])[0]?.sentence // 'A comma stands before the closing bracket. Remove it.'
 * ```
 */
export function checkFaqs(files: readonly FaqFile[], options: CheckOptions = {}): Finding[] {
  const settings: Settings = {
    language: options.language ?? 'en',
    now: options.now ?? new Date(),
    flows: options.flows ?? flowIds,
    longestAnswer: options.longestAnswer ?? 1200,
    shortestAnswer: options.shortestAnswer ?? 20,
    longestQuestion: options.longestQuestion ?? 140,
    ...(options.site && { site: options.site }),
  }
  const faqs = new FaqSet(files, settings.now, options.lexicons)
  const wanted = (id: RuleId): boolean => !options.skip?.includes(id) && (options.only?.includes(id) ?? true)
  const findings: Finding[] = []
  const words = sentences(options.language)
  for (const rule of rules) {
    if (!wanted(rule.id)) continue
    const report: Report = (place, sentence, values = {}, edits = []) => {
      const spoken = words[sentence].replace(/\{(\w+)\}/g, (hole, name: string) =>
        Object.hasOwn(values, name) ? String(values[name]) : hole,
      )
      findings.push(finding(rule.id, place, spoken, edits))
    }
    rule.check(faqs, report, settings)
  }
  for (const language of faqs.languages) findings.push(...checkTexts(language, options, wanted))
  const order = new Map(files.map(({ name }, index) => [name, index]))
  return findings.sort(
    (a, b) =>
      (order.get(a.file) ?? 0) - (order.get(b.file) ?? 0) ||
      a.line - b.line ||
      a.column - b.column ||
      a.rule.localeCompare(b.rule),
  )
}

function finding(
  rule: RuleId,
  place: Parameters<Report>[0],
  sentence: string,
  edits: readonly TextEdit[],
): Finding {
  const { file, path } = place
  const offset =
    place.offset ?? (place.index === undefined ? file.offset(path) : file.offsetInText(path, place.index))
  const id = file.idAt(path)
  return {
    file: file.name,
    ...file.place(offset),
    rule,
    sentence,
    path,
    ...(id !== undefined && { id }),
    fixable: edits.length > 0,
    edits,
  }
}

/** The text rules, on every text of one language. */
function checkTexts(language: Language, options: CheckOptions, wanted: (id: RuleId) => boolean): Finding[] {
  const records = [...language.articles, ...language.categories, ...language.news]
  const texts = records.flatMap((placed) => textsOf(placed).map((text) => ({ ...text, placed })))
  const shown = texts.filter(({ kind }) => kind === 'shown').map(({ text }) => text)
  const skip = textRules.map(({ id }) => id).filter((id) => !wanted(id))
  if (languageOf(language.locale) === 'fr' && !spacesFrench(shown)) skip.push('french-spacing')
  const vocabulary = new Set(shown.flatMap((text) => text.match(/(?<!\p{L})\p{Ll}{5,}(?!\p{L})/gu) ?? []))
  const settings = {
    locale: language.locale,
    vocabulary,
    ...(options.language !== undefined && { language: options.language }),
    ...(options.acronyms && { acronyms: options.acronyms }),
  }
  return texts.flatMap(({ text, path, kind, placed }) =>
    checkText(text, { ...settings, skip: kind === 'shown' ? skip : [...skip, ...onlyShown] }).map((found) => {
      const at = `${placed.path}.${path}`
      const edits =
        found.replacement === undefined
          ? []
          : [placed.file.editText(at, found.start, found.end, found.replacement)]
      return finding(found.rule, { file: placed.file, path: at, index: found.start }, found.sentence, edits)
    }),
  )
}

/** Does this FAQ put no-break spaces where French wants them, more often than not? */
function spacesFrench(texts: readonly string[]): boolean {
  let noBreak = 0
  let ordinary = 0
  for (const text of texts) {
    noBreak += text.match(/[\u00a0\u202f](?=[:;?!»%€])|«[\u00a0\u202f]/g)?.length ?? 0
    ordinary += text.match(/ (?=[:;?!»%€])|« /g)?.length ?? 0
  }
  return noBreak > ordinary
}
