import type { Article, Category, News, Step } from '../faq.ts'
import { ARTICLE_FIELDS, ExchangeError, noteOf } from './faq-document.ts'
import type { FaqDocument, Imported } from './faq-document.ts'
import { readFrontMatter, writeFrontMatter } from './front-matter.ts'
import { readNotionPage, withoutDigits } from './notion-page.ts'
import { fromTable } from './table.ts'
import type { Column, TableRow } from './table.ts'

/**
 * FAQs as a folder of Markdown files: `fr/faq.md` with the categories and news, `fr/<category>/<id>.md` an article.
 *
 * @returns the text of each file by its path
 */
export function faqsToMarkdown(faqs: readonly FaqDocument[]): Map<string, string> {
  const files = new Map<string, string>()
  const taken = new Set<string>()
  for (const { $schema, locale, categories, articles, news } of faqs) {
    const head = writeFrontMatter([
      ['$schema', $schema],
      ['locale', locale],
      ['categories', categories],
      ['news', news],
    ])
    files.set(
      `${fileName(locale)}/faq.md`,
      `${head}\n${categories.map(({ label, description }) => `- ${label}${description === undefined ? '' : `: ${description}`}`).join('\n')}\n`,
    )
    articles.forEach((article, index) => {
      let path = `${fileName(locale)}/${fileName(article.category)}/${fileName(article.id)}`
      // Two ids that differ in capitals are one file on Windows and macOS.
      while (taken.has(path.toLowerCase())) path += '~'
      taken.add(path.toLowerCase())
      files.set(`${path}.md`, articleFile(article, index))
    })
  }
  return files
}

/**
 * Reads a folder of Markdown files: ours, or that of another tool (a file an article with its title in the head or as
 * first heading, folders as categories; or one file with a heading for each question).
 *
 * @param files the text of each file by its path, with `/` between folders
 * @throws {ExchangeError} when no file holds an article
 */
export function markdownToFaqs(
  files: ReadonlyMap<string, string>,
  options: { readonly file?: string; readonly locale?: string } = {},
): Imported {
  const labels = labelsIn(files)
  const read = [...files]
    .filter(([path]) => !LABELS.test(path))
    .map(([path, text]) => ({ path, ...readFrontMatter(text) }))
  const heads = read.filter(
    ({ path, fields }) => /(?:^|\/)faq\.md$/.test(path) && fields.has('locale') && fields.has('categories'),
  )
  if (heads.length === 0) return foreign(read, labels, options)
  const notes: Imported['notes'][number][] = []
  const faqs = heads.map(({ path, fields }): FaqDocument => {
    const folder = path.slice(0, -'faq.md'.length)
    const articles = read
      .filter((file) => file.path !== path && file.path.startsWith(folder))
      .flatMap((file) => {
        const article = readArticle(file.fields, file.body)
        if (!article)
          notes.push(noteOf({ file: file.path, line: 1, code: 'no-id-file', values: {}, lost: true }))
        return article
          ? [{ article, order: Number(file.fields.get('order') ?? Infinity), path: file.path }]
          : []
      })
      .sort((a, b) => a.order - b.order || a.path.localeCompare(b.path))
    const [$schema, news] = [fields.get('$schema'), fields.get('news')]
    return {
      ...(typeof $schema === 'string' && { $schema }),
      locale: String(fields.get('locale')),
      categories: objects<Category>(fields.get('categories')),
      articles: articles.map(({ article }) => article),
      ...(news !== undefined && { news: objects<News>(news) }),
    }
  })
  return { faqs, notes, fields: new Set(ARTICLE_FIELDS) }
}

/** The article with its text to read and edit; in the head alone where the text could not be read back as it is. */
function articleFile(article: Article, order: number): string {
  const { question, answer, steps, when, ...rest } = article
  const head = ARTICLE_FIELDS.flatMap(
    (field): [string, string | readonly string[] | readonly object[] | undefined][] => {
      if (field === 'question' || field === 'answer') return []
      if (field === 'steps') return [['steps', steps]]
      if (field === 'when') return [['when', when && [when]]]
      const value = rest[field]
      return field === 'category'
        ? [
            [field, article.category],
            ['order', String(order)],
          ]
        : [[field, value]]
    },
  )
  const file = `${writeFrontMatter(head)}\n# ${question}\n\n${answer}\n`
  const back = readFrontMatter(file)
  const again = bodyOf(back.body)
  if (again.question === question && again.answer === answer) return file
  return writeFrontMatter([...head, ['question', question], ['answer', answer]])
}

function readArticle(
  fields: ReadonlyMap<string, string | readonly string[]>,
  body: string,
): Article | undefined {
  const { question, answer } = bodyOf(body)
  const one = (key: string): string | undefined => {
    const value = fields.get(key)
    return typeof value === 'string' ? value : value?.[0]
  }
  const record: Record<string, unknown> = {}
  for (const field of ARTICLE_FIELDS) {
    const value = fields.get(field)
    if (field === 'question') record[field] = one('question') ?? question
    else if (field === 'answer') record[field] = one('answer') ?? answer
    else if (value === undefined) continue
    else if (field === 'steps') record[field] = objects<Step>(value)
    else if (field === 'when') record[field] = objects(value)[0]
    else record[field] = LISTS.has(field) && typeof value === 'string' ? [value] : value
  }
  if (typeof record['id'] !== 'string' || record['question'] === undefined || record['answer'] === undefined)
    return undefined
  return record as unknown as Article
}

const LISTS = new Set(['variants', 'keywords', 'related', 'audience', 'examples'])

/** The first heading is the question, what follows the answer. */
function bodyOf(body: string): { question?: string; answer?: string } {
  const match = /^\s*# (.+)\n(?:\n([\s\S]*?))?\n?$/.exec(body)
  if (!match) return {}
  return {
    ...(match[1] !== undefined && { question: match[1] }),
    ...(match[2] !== undefined && { answer: match[2] }),
  }
}

function objects<T>(value: string | readonly string[] | undefined): T[] {
  const items = typeof value === 'string' ? (value === '' || value === '[]' ? [] : [value]) : (value ?? [])
  return items.flatMap((item) => {
    const parsed: unknown = JSON.parse(item)
    return typeof parsed === 'object' && parsed !== null ? [parsed as T] : []
  })
}

// --- Other tools' folders -----------------------------------------------------------------------------------

interface Read {
  readonly path: string
  readonly fields: ReadonlyMap<string, string | readonly string[]>
  readonly body: string
}

const HEAD = ['id', 'locale', 'category', 'question', 'variants', 'keywords', 'answer', 'status', 'owner']

/** Where Docusaurus keeps the name of a folder. */
const LABELS = /(?:^|\/)_category_\.json$/

/** The names of folders, by their path. */
function labelsIn(files: ReadonlyMap<string, string>): Map<string, string> {
  const labels = new Map<string, string>()
  for (const [path, text] of files) {
    if (!LABELS.test(path)) continue
    // What cannot be read leaves the folder its own name.
    const label = /"label"\s*:\s*("(?:[^"\\]|\\.)*")/.exec(text)?.[1]
    if (label !== undefined) labels.set(path.replace(LABELS, ''), String(JSON.parse(label)))
  }
  return labels
}

/** What a front matter may say that is read: the rest is named. */
const READ: ReadonlySet<string> = new Set(
  'id slug title question lang locale language category section variants alternatives variant keywords tags keyword status draft owner'.split(
    ' ',
  ),
)

function foreign(
  files: readonly Read[],
  labels: ReadonlyMap<string, string>,
  options: { readonly file?: string; readonly locale?: string },
): Imported {
  const unplaced = new Set<string>()
  const rows = files.flatMap((file): TableRow[] => {
    const page = readNotionPage(file.path, file.body)
    for (const name of [...page.others, ...file.fields.keys()]) if (!READ.has(name)) unplaced.add(name)
    const one = (...keys: (Column | (string & {}))[]): string => {
      const value = keys
        .map((key) => file.fields.get(key) ?? page.properties.get(key as Column))
        .find((found) => found !== undefined)
      return typeof value === 'string' ? value : (value?.join('\n') ?? '')
    }
    const folders = file.path
      .split('/')
      .slice(0, -1)
      .map((folder, depth, all) => labels.get(all.slice(0, depth + 1).join('/')) ?? withoutDigits(folder))
    const language =
      folders[0] !== undefined && /^[a-z]{2}(?:-[A-Za-z]{2})?$/.test(folders[0]) ? folders.shift() : undefined
    const locale = one('lang', 'locale', 'language') || language || options.locale || ''
    const category = one('category', 'section') || folders.join(' > ')
    const row = (question: string, answer: string, id: string, shelf: string): TableRow => ({
      cells: [
        id,
        locale,
        shelf,
        question,
        one('variants', 'alternatives', 'variant'),
        one('keywords', 'tags', 'keyword').replaceAll('\n', ', '),
        answer,
        /^(?:true|yes)$/i.test(one('draft')) ? 'draft' : one('status'),
        one('owner'),
      ],
    })
    const title = one('title', 'question')
    const body = page.body.trim()
    if (title !== '') return [row(title, clean(body.replace(/^# .*\n+/, '')), one('id', 'slug'), category)]
    const parts = split(body)
    if (parts.length > 1)
      return parts.map(({ question, answer, under }) => row(question, clean(answer), '', under || category))
    const single = /^#{1,3} (.+)\n+([\s\S]+)$/.exec(body)
    return single ? [row(single[1] ?? '', clean(single[2] ?? ''), one('id', 'slug'), category)] : []
  })
  if (rows.length === 0) throw new ExchangeError('no-markdown')
  const { notes, ...rest } = fromTable(HEAD, rows, options)
  const left = [...unplaced].join(', ')
  return {
    ...rest,
    notes: [
      ...(left === '' ? [] : [noteOf({ code: 'ignored', values: { names: left }, lost: true })]),
      ...notes.filter(({ code }) => code !== 'ignored'),
    ],
  }
}

/** One file with a heading for each question: the deepest headings are the questions. */
function split(body: string): { question: string; answer: string; under: string }[] {
  const depths = [...body.matchAll(/^(#{2,4}) /gm)].map((match) => match[1]?.length ?? 0)
  const deepest = Math.max(0, ...depths)
  const found: { question: string; answer: string; under: string }[] = []
  let under = ''
  for (const part of body.split(/^(?=#{1,4} )/m)) {
    const [, marks = '', title = '', text = ''] = /^(#{1,4}) (.+)\n?([\s\S]*)$/.exec(part) ?? []
    if (marks === '') continue
    if (marks.length === deepest && text.trim() !== '')
      found.push({ question: title.trim(), answer: text.trim(), under })
    else if (marks.length < deepest && marks.length > 1) under = title.trim()
  }
  return found
}

/** An answer without what our Markdown lacks: headings become bold lines, anchors and the fences of Docusaurus go. */
function clean(text: string): string {
  return withoutCode(text)
    .replace(/^:::.*$\n?/gm, (fence) => {
      const title = /^:::+ *[\w-]+(?:\[(.+)\]| +(.+?)) *$/m.exec(fence)
      return title ? `**${title[1] ?? title[2]}**\n\n` : ''
    })
    .replace(
      /^#{1,6} +(.+?)(?: *\{#[\w-]+\})? *$/gm,
      (_, title: string) => `**${title.replaceAll('**', '')}**`,
    )
    .trim()
}

/** A text without the lines and tags of MDX, which only its own site can run; what is in a code fence stays. */
function withoutCode(text: string): string {
  return text
    .split(/^(```[^]*?^```.*$)/m)
    .map((part, index) =>
      index % 2 === 1
        ? part
        : part
            .replace(/^(?:import\s.*from\s*['"].*['"];?|export\s+(?:const|default|function)\s.*)$\n?/gm, '')
            .replace(/<\/?[A-Z][\w.]*(?:\s[^<>]*)?\/?>/g, ''),
    )
    .join('')
}

/** A name that every system takes for a file, and that stays inside its folder. */
function fileName(id: string): string {
  return id
    .replace(/[^\w.-]/g, (char) => `%${char.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`)
    .replace(/^\.+|\.$/g, (dots) => '%2E'.repeat(dots.length))
}
