import type { Article, Category, News } from '../faq.ts'
import { ExchangeError } from './faq-document.ts'
import type { FaqDocument, Imported } from './faq-document.ts'
import { markdownToHtml } from './markdown-to-html.ts'
import { fromTable } from './table.ts'
import type { TableRow } from './table.ts'
import { htmlToMarkdown } from './html-to-markdown.ts'

/**
 * FAQs as a schema.org `FAQPage`, one a language: for whoever reads structured data (Google shows it no longer since
 * May 2026), and back again without a loss through the fields named `comptoir:…`.
 *
 * @param options.public leaves out drafts, what only agents may read, and everything that schema.org does not know
 */
export function faqsToJsonLd(
  faqs: readonly FaqDocument[],
  options: { readonly public?: boolean } = {},
): object {
  const context = options.public ? 'https://schema.org' : ['https://schema.org', CONTEXT]
  const pages = faqs.map((faq) => pageOf(faq, options.public === true))
  const [only] = pages
  return pages.length === 1 && only
    ? { '@context': context, ...only }
    : { '@context': context, '@graph': pages }
}

/**
 * Reads the FAQ pages in a JSON-LD value, wherever they stand in it. What somebody changed in the visible fields wins
 * over what was written beside them.
 *
 * @param value the parsed JSON
 * @throws {ExchangeError} when there is no FAQPage with questions in it
 */
export function jsonLdToFaqs(
  value: unknown,
  options: { readonly file?: string; readonly locale?: string } = {},
): Imported {
  const pages = pagesIn(value, 0)
  if (pages.length === 0) throw new ExchangeError('no-page')
  const own: FaqDocument[] = []
  const foreign: TableRow[] = []
  const nodes = nodesById(value)
  for (const page of pages) {
    const faq = get(page, 'comptoir:faq')
    if (isRecord(faq)) own.push(ownPage(page, faq))
    else foreign.push(...rowsOf(page, nodes, options.locale))
  }
  const other = foreign.length > 0 || own.length === 0 ? fromTable(HEAD, foreign, options) : undefined
  const all = new Set<keyof Article>([
    'id',
    'category',
    'question',
    'variants',
    'keywords',
    'answer',
    'steps',
    'related',
    'action',
    'audience',
    'when',
    'validFrom',
    'validTo',
    'status',
    'owner',
    'reviewBy',
    'examples',
  ])
  return {
    faqs: [...own, ...(other?.faqs ?? [])],
    notes: other?.notes.filter(({ code }) => code !== 'ignored') ?? [],
    fields: other?.fields ?? all,
  }
}

const CONTEXT = {
  comptoir: 'urn:comptoir:',
  'comptoir:faq': { '@type': '@json' },
  'comptoir:article': { '@type': '@json' },
}

function pageOf(faq: FaqDocument, forPublic: boolean): object {
  const { articles, ...rest } = faq
  const shown = forPublic
    ? articles.filter(
        ({ status, audience }) =>
          status !== 'draft' && (audience === undefined || audience.includes('visitor')),
      )
    : articles
  return {
    '@type': 'FAQPage',
    inLanguage: faq.locale,
    mainEntity: shown.map((article) => questionOf(article, forPublic)),
    ...(!forPublic && { 'comptoir:faq': rest }),
  }
}

function questionOf(article: Article, forPublic: boolean): object {
  const { question, variants, keywords, ...rest } = article
  const steps = article.steps?.map(
    (step) =>
      `<li><strong>${markdownToHtml(step.title).replace(/<\/?p>/g, '')}</strong> ${markdownToHtml(step.text).replace(/<\/?p>/g, '')}</li>`,
  )
  const shown = `${markdownToHtml(article.answer)}${forPublic && steps ? `<ol>${steps.join('')}</ol>` : ''}`
  return {
    '@type': 'Question',
    identifier: article.id,
    name: question,
    ...(variants && { alternateName: variants }),
    ...(keywords && { keywords }),
    acceptedAnswer: { '@type': 'Answer', text: shown },
    ...(!forPublic && { 'comptoir:article': rest }),
  }
}

function ownPage(page: Fields, faq: Fields): FaqDocument {
  const articles = listOf(get(page, 'mainEntity')).flatMap((question): Article[] => {
    const rest = get(question, 'comptoir:article')
    const name = get(question, 'name')
    const shown = get(get(question, 'acceptedAnswer'), 'text')
    if (!isRecord(rest) || typeof name !== 'string') return []
    const answer = String(rest['answer'] ?? '')
    // Somebody has edited the page: what is shown is what was meant.
    const edited = typeof shown === 'string' && shown !== markdownToHtml(answer)
    const [variants, keywords] = [get(question, 'alternateName'), get(question, 'keywords')]
    const { id, category, ...others } = rest
    return [
      {
        id: String(id),
        category: String(category),
        question: name,
        ...(variants !== undefined && { variants: texts(variants) }),
        ...(keywords !== undefined && { keywords: texts(keywords) }),
        ...others,
        answer: edited ? htmlToMarkdown(shown) : answer,
      },
    ]
  })
  const { $schema, locale, categories, news } = faq
  return {
    ...(typeof $schema === 'string' && { $schema }),
    locale: String(locale ?? get(page, 'inLanguage') ?? 'und'),
    categories: listOf(categories) as unknown as Category[],
    articles,
    ...(news !== undefined && { news: listOf(news) as unknown as News[] }),
  }
}

const HEAD = ['id', 'locale', 'category', 'question', 'variants', 'keywords', 'answer']

function rowsOf(page: Fields, nodes: ReadonlyMap<string, Fields>, fallback: string | undefined): TableRow[] {
  const locale = text(get(page, 'inLanguage')) || fallback || ''
  return listOf(get(page, 'mainEntity')).map((entity) => {
    const question = followed(entity, nodes)
    const [answer] = listOf(get(question, 'acceptedAnswer') ?? get(question, 'suggestedAnswer')).map((each) =>
      followed(each, nodes),
    )
    const keywords = get(question, 'keywords')
    const variants = get(question, 'alternateName')
    return {
      cells: [
        text(get(question, 'identifier')),
        text(get(question, 'inLanguage')) || text(get(answer, 'inLanguage')) || locale,
        text(get(get(question, 'about'), 'name')) || text(get(page, 'name')),
        text(get(question, 'name')) || text(get(question, 'text')) || text(get(question, 'headline')),
        variants === undefined ? '' : texts(variants).join('\n'),
        keywords === undefined ? '' : texts(keywords).join(', '),
        text(get(answer, 'text')) || text(get(answer, 'articleBody')),
      ],
    }
  })
}

type Fields = Record<string, unknown>

function pagesIn(value: unknown, depth: number): Fields[] {
  if (depth > 12) return []
  if (Array.isArray(value)) return value.flatMap((item: unknown) => pagesIn(item, depth + 1))
  if (!isRecord(value)) return []
  const types = listOrOne(value['@type']).map(String)
  if (types.some((type) => /(?:^|[/:])FAQPage$/.test(type)) && value['mainEntity'] !== undefined)
    return [value]
  return Object.values(value).flatMap((item) => pagesIn(item, depth + 1))
}

/** The nodes of a graph that say more than their name, by that name: plugins such as Yoast's write each one once. */
function nodesById(value: unknown): Map<string, Fields> {
  const nodes = new Map<string, Fields>()
  const look = (each: unknown, depth: number): void => {
    if (depth > 12 || typeof each !== 'object' || each === null) return
    const id = get(each, '@id')
    if (isRecord(each) && typeof id === 'string' && Object.keys(each).length > 1 && !nodes.has(id))
      nodes.set(id, each)
    for (const inner of Object.values(each)) look(inner, depth + 1)
  }
  look(value, 0)
  return nodes
}

/** What `{ "@id": "…" }` refers to; any other value itself. */
function followed(value: Fields, nodes: ReadonlyMap<string, Fields>): Fields {
  const id = Object.keys(value).length === 1 ? value['@id'] : undefined
  return (typeof id === 'string' && nodes.get(id)) || value
}

function get(value: unknown, key: string): unknown {
  return isRecord(value) && Object.hasOwn(value, key) ? value[key] : undefined
}

function isRecord(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function listOf(value: unknown): Fields[] {
  return listOrOne(value).filter(isRecord)
}

function listOrOne(value: unknown): unknown[] {
  return Array.isArray(value) ? value : value === undefined ? [] : [value]
}

/** A text, or the text of a value object such as `{ "@value": "…" }`. */
function text(value: unknown): string {
  if (typeof value === 'string' || typeof value === 'number') return String(value)
  return isRecord(value) ? text(value['@value'] ?? value['value'] ?? value['name'] ?? '') : ''
}

function texts(value: unknown): string[] {
  if (typeof value === 'string') return value.split(/\s*,\s*/).filter(Boolean)
  return listOrOne(value).map(text)
}
