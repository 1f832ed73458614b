import type { Values } from '../speaker.ts'
import type { ExchangeSentence } from './sentences/en.ts'
import type { Article, Category } from '../faq.ts'
import { fold } from '../normalize.ts'
import { ExchangeError, noteOf } from './faq-document.ts'
import type { FaqDocument, Imported, Note } from './faq-document.ts'
import { htmlToMarkdown } from './html-to-markdown.ts'

/** A row of another tool's table. */
export interface TableRow {
  readonly cells: readonly string[]
  /** From 1, where it is known. */
  readonly line?: number
}

/** What a column of another tool holds. */
export type Column =
  | 'id'
  | 'locale'
  | 'category'
  | 'subcategory'
  | 'question'
  | 'answer'
  | 'variant'
  | 'keyword'
  | 'status'
  | 'draft'
  | 'action'
  | 'owner'

/**
 * Makes FAQs of the table of another tool: its columns are known by their usual names in French and English, answers
 * in HTML become Markdown, a row that only has another phrasing belongs to the article above it.
 *
 * @throws {ExchangeError} when no column holds questions or answers
 */
export function fromTable(
  head: readonly string[],
  rows: readonly TableRow[],
  { file, locale: fallback }: { readonly file?: string; readonly locale?: string } = {},
): Imported {
  const columns = columnsOf(head)
  if (!columns.includes('question') || !columns.includes('answer')) {
    const missing = columns.includes('question') ? 'no-answers' : 'no-questions'
    throw new ExchangeError(missing, { head: head.join(', ') })
  }
  const notes: Note[] = []
  const lose = (code: ExchangeSentence, values: Values, line: number | undefined): void => {
    const place = { ...(line !== undefined && { line }), ...(file !== undefined && { file }) }
    notes.push(noteOf({ code, values, lost: true, ...place }))
  }
  const ignored = head.filter((name, index) => name !== '' && columns[index] === undefined)
  if (ignored.length > 0) lose('ignored', { names: ignored.join(', ') }, 1)

  const drafts = new Map<string, Draft>()
  let current: Draft | undefined
  for (const { cells, line } of rows) {
    const all = (column: Column): string[] =>
      cells.flatMap((cell, index) => (columns[index] === column && cell.trim() !== '' ? [cell.trim()] : []))
    const first = (column: Column): string | undefined => all(column)[0]
    const question = first('question')
    const variants = all('variant').flatMap(lines)
    if (question === undefined) {
      if (variants.length > 0 && current) current.variants.push(...variants)
      else lose('no-question', {}, line)
      continue
    }
    const html = first('answer')
    if (html === undefined) {
      lose('no-answer', { question }, line)
      continue
    }
    if (cells.some((cell) => cell.length >= 32_767)) lose('full-cell', { question }, line)
    const locale = first('locale')?.replace('_', '-') ?? fallback ?? 'und'
    const draft: Draft = {
      locale,
      id: idOf(first('id')),
      path: [...shelves(cells, columns, head), ...all('subcategory').slice(0, 1)].flatMap((cell) =>
        cell.split(/\s*(?:>|\/|»|›|\|)\s*/).filter(Boolean),
      ),
      question: plain(question),
      variants,
      keywords: all('keyword').flatMap((cell) =>
        cell
          .split(/[,;|\n]/)
          .map((word) => word.trim())
          .filter(Boolean),
      ),
      answer: isHtml(html) ? htmlToMarkdown(html) : html.replace(/\r\n?/g, '\n'),
      rest: {
        ...(isDraft(first('status'), first('draft')) && { status: 'draft' as const }),
        ...optional('action', first('action')),
        ...optional('owner', first('owner')),
      },
    }
    const key = `${locale} ${draft.id ?? ''} ${draft.question}`
    const same = drafts.get(key)
    // One row a phrasing, the question and the answer repeated.
    if (same && same.answer === draft.answer) same.variants.push(...draft.variants)
    else drafts.set(same ? `${key} ${drafts.size}` : key, draft)
    current = same ?? draft
  }
  const locales = [...new Set([...drafts.values()].map(({ locale }) => locale))]
  const faqs = locales.map((locale) =>
    build(
      locale,
      [...drafts.values()].filter((draft) => draft.locale === locale),
    ),
  )
  const fields = new Set<keyof Article>(['id', 'category', 'question', 'answer'])
  if (columns.includes('variant')) fields.add('variants')
  if (columns.includes('keyword')) fields.add('keywords')
  if (columns.includes('status') || columns.includes('draft')) fields.add('status')
  if (columns.includes('action')) fields.add('action')
  if (columns.includes('owner')) fields.add('owner')
  return { faqs, notes, fields }
}

interface Draft {
  readonly locale: string
  readonly id: string | undefined
  readonly path: readonly string[]
  readonly question: string
  readonly variants: string[]
  readonly keywords: readonly string[]
  readonly answer: string
  readonly rest: Partial<Article>
}

function build(locale: string, drafts: readonly Draft[]): FaqDocument {
  const categories = new Map<string, Category>()
  const taken = new Set<string>()
  const articles = drafts.map(({ id, path, question, variants, keywords, answer, rest }): Article => {
    let parent: string | undefined
    for (const label of path.length > 0 ? path : ['FAQ']) {
      const own: string = parent === undefined ? slug(label) : `${parent}.${slug(label)}`
      if (!categories.has(own))
        categories.set(own, { id: own, label, ...(parent !== undefined && { parent }) })
      parent = own
    }
    return {
      id: unique(id ?? slug(question), taken),
      category: parent ?? 'faq',
      question,
      ...(variants.length > 0 && {
        variants: [...new Set(variants)].filter((variant) => variant !== question),
      }),
      ...(keywords.length > 0 && { keywords: [...new Set(keywords)] }),
      answer,
      ...rest,
    }
  })
  return { locale, categories: [...categories.values()], articles }
}

/** Its category, and the section in it where a tool has a column for each. */
function shelves(
  cells: readonly string[],
  columns: readonly (Column | undefined)[],
  head: readonly string[],
): string[] {
  const found = cells.flatMap((cell, index) =>
    columns[index] === 'category' && cell.trim() !== ''
      ? [{ cell: cell.trim(), outer: /^(?:categor|collection|theme)/.test(fold(head[index] ?? '')) }]
      : [],
  )
  const outer = found.find((one) => one.outer)
  const inner = found.find((one) => !one.outer && one.cell !== outer?.cell)
  return [outer, inner].flatMap((one) => (one ? [one.cell] : []))
}

/** A short readable id: `comment-telecharger-ma-facture`. */
export function slug(text: string): string {
  const words = fold(text)
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
  const short = words.length > 60 ? words.slice(0, 60).replace(/-[^-]*$/, '') : words
  // A title in another script has no letters for an id.
  return short === ''
    ? `article-${[...text].reduce((sum, char) => (sum * 31 + (char.codePointAt(0) ?? 0)) % 1_000_003, 7)}`
    : short
}

function unique(id: string, taken: Set<string>): string {
  let free = id
  for (let number = 2; taken.has(free); number++) free = `${id}-${number}`
  taken.add(free)
  return free
}

const NAMES: Readonly<Record<Column, RegExp>> = {
  id: /^(?:id|identifiant|articleid|faqid|ref|reference|slug|key|cle|externalid|htmlid)$/,
  locale: /^(?:locale|language|langue|lang|inlanguage|languagecode)$/,
  subcategory: /^(?:subcategory|souscategorie|soustheme|subtopic|subsection|sousrubrique)$/,
  category:
    /^(?:category|categorie|categoryname|section|sectionname|theme|path|folder|dossier|topic|rubrique|group|collection|chemin)$/,
  question:
    /^(?:question|questions|title|titre|name|primaryquestion|intitule|subject|faqquestion|questionprincipale|articletitle|displayname)$/,
  answer:
    /^(?:answer|answers|reponse|reponses|body|content|contenu|response|text|texte|faqanswer|acceptedanswer|articlebody|description|html|bodyhtml)$/,
  variant:
    /^(?:variants?|variantes?|alternat(?:e|ive)s?(?:questions?)?|questionsalternatives|utterances?|trainingphrases?|phrases?|formulations?|reformulations?|alternatename|autresformulations|expressions?)\d*$/,
  keyword:
    /^(?:keywords?|motscles?|motcle|tags?|labels?|labelnames|etiquettes?|synonyms?|synonymes|keywordgroup|contenttags)\d*$/,
  status: /^(?:status|statut|state|etat|publishstatus)$/,
  draft: /^(?:draft|brouillon|isdraft)$/,
  action: /^(?:action|flow|parcours)$/,
  owner: /^(?:owner|author|auteur|responsable|proprietaire|authorname)$/,
}

/** What each column holds; a description beside the answer itself is only a summary of it. */
function columnsOf(head: readonly string[]): (Column | undefined)[] {
  const columns = head.map(columnOf)
  const summary = (index: number): boolean => fold(head[index] ?? '') === 'description'
  const whole = columns.some((column, index) => column === 'answer' && !summary(index))
  return columns.map((column, index) => (whole && summary(index) ? undefined : column))
}

/** What a column or property of that name holds, in French or English. */
export function columnOf(name: string): Column | undefined {
  const bare = fold(name).replace(/[^a-z0-9]/g, '')
  for (const [column, pattern] of Object.entries(NAMES)) if (pattern.test(bare)) return column as Column
  return undefined
}

function lines(cell: string): string[] {
  return cell
    .split(/\n|\|\||(?<=\?)\s*[;|]\s*/)
    .map((line) => line.trim())
    .filter((line) => line !== '')
}

function idOf(id: string | undefined): string | undefined {
  if (id === undefined) return undefined
  return /^[\w.:-]{1,80}$/.test(id) ? id : slug(id)
}

function isHtml(text: string): boolean {
  return (
    /<\/?(?:p|br|div|span|a|ul|ol|li|strong|b|em|i|h[1-6]|img|table|iframe)(?:\s[^<>]*)?\/?>/i.test(text) ||
    /&(?:nbsp|[lr]aquo|eacute|egrave|agrave|#\d+);/.test(text)
  )
}

function plain(text: string): string {
  return isHtml(text)
    ? htmlToMarkdown(text).replace(/[^\S\u00a0\u202f]+/g, ' ')
    : text.replace(/\s*\n\s*/g, ' ')
}

function isDraft(status: string | undefined, draft: string | undefined): boolean {
  return (
    /^(?:draft|brouillon|unpublished|nonpublie|archived?|archive|offline|horsligne|desactive|inactive|0|false)$/.test(
      fold(status ?? '').replace(/[^a-z0-9]/g, ''),
    ) || /^(?:true|vrai|yes|oui|1|x)$/i.test(draft ?? '')
  )
}

function optional<K extends string>(key: K, value: string | undefined): Partial<Record<K, string>> {
  return value === undefined ? {} : ({ [key]: value } as Partial<Record<K, string>>)
}
