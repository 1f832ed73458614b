import { escapeHtml } from './html-entities.ts'
import { ExchangeError } from './faq-document.ts'
import type { FaqDocument, Imported } from './faq-document.ts'
import { findAll, parseHtml, textOf } from './html-tree.ts'
import type { HtmlElement, HtmlNode } from './html-tree.ts'
import { htmlToMarkdown } from './html-to-markdown.ts'
import { faqsToJsonLd, jsonLdToFaqs } from './json-ld.ts'
import { markdownToHtml } from './markdown-to-html.ts'
import { fromTable } from './table.ts'
import type { TableRow } from './table.ts'

/**
 * FAQs as one page of HTML that anybody can read and print, with the same as JSON-LD inside it, from which it is read
 * back without a loss.
 */
export function faqsToHtml(
  faqs: readonly FaqDocument[],
  options: { readonly public?: boolean } = {},
): string {
  const json = JSON.stringify(faqsToJsonLd(faqs, options), null, 1).replaceAll('<', '\\u003c')
  const locale = escapeHtml(faqs[0]?.locale ?? 'en')
  const sections = faqs.map((faq) => section(faq, options.public === true)).join('\n')
  return (
    `<!doctype html>\n<html lang="${locale}">\n<head>\n<meta charset="utf-8">\n` +
    `<meta name="viewport" content="width=device-width">\n<title>FAQ</title>\n` +
    `<script type="application/ld+json">\n${json}\n</script>\n</head>\n<body>\n${sections}\n</body>\n</html>\n`
  )
}

/**
 * Reads the questions and answers of a page: its JSON-LD if it has any, else its microdata, else questions in
 * `<details>`, definition lists or headings.
 *
 * @throws {ExchangeError} when the page has no questions in any of these forms
 */
export function htmlToFaqs(
  html: string,
  options: { readonly file?: string; readonly locale?: string } = {},
): Imported {
  const page = parseHtml(html)
  for (const script of findAll(
    page,
    ({ tag, attributes }) => tag === 'script' && /ld\+json/i.test(attributes.get('type') ?? ''),
  )) {
    const text = script.children.map((child) => ('text' in child ? child.text : '')).join('')
    if (!text.includes('FAQPage')) continue
    try {
      return jsonLdToFaqs(JSON.parse(text), { ...options, ...localeOf(page, options.locale) })
    } catch (error) {
      if (error instanceof ExchangeError) continue
      throw new ExchangeError('page-not-json', {
        reason: error instanceof Error ? error.message : String(error),
      })
    }
  }
  const pairs = [microdata, details, definitions, oneArticle, headings]
    .map((read) => read(page))
    .find((found) => found.length > 0)
  if (!pairs) {
    throw new ExchangeError('no-questions-page')
  }
  const rows = pairs.map(({ category, question, answer }): TableRow => ({
    cells: [category, question, answer],
  }))
  return fromTable(['category', 'question', 'answer'], rows, {
    ...options,
    ...localeOf(page, options.locale),
  })
}

interface Pair {
  readonly category: string
  readonly question: string
  readonly answer: string
}

function microdata(page: readonly HtmlNode[]): Pair[] {
  return findAll(page, ({ attributes }) =>
    /schema\.org\/Question$/i.test(attributes.get('itemtype') ?? ''),
  ).flatMap((question) => {
    const name = within(question, 'name')
    const accepted = within(question, 'acceptedAnswer') ?? within(question, 'suggestedAnswer')
    const answer = accepted && (within(accepted, 'text') ?? accepted)
    return name && answer
      ? [pair('', textOf(name.children) || (name.attributes.get('content') ?? ''), answer.children)]
      : []
  })
}

function within(element: HtmlElement, property: string): HtmlElement | undefined {
  return findAll(element.children, ({ attributes }) => attributes.get('itemprop') === property)[0]
}

function details(page: readonly HtmlNode[]): Pair[] {
  return findAll(page, ({ tag }) => tag === 'details').flatMap(({ children }) => {
    const summary = children.find(
      (child): child is HtmlElement => 'children' in child && child.tag === 'summary',
    )
    return summary
      ? [
          pair(
            '',
            textOf(summary.children),
            children.filter((child) => child !== summary),
          ),
        ]
      : []
  })
}

function definitions(page: readonly HtmlNode[]): Pair[] {
  return findAll(page, ({ tag }) => tag === 'dl').flatMap(({ children }) => {
    const pairs: Pair[] = []
    let question = ''
    for (const child of children) {
      if (!('children' in child)) continue
      if (child.tag === 'dt') question = textOf(child.children)
      else if (child.tag === 'dd' && question !== '') pairs.push(pair('', question, child.children))
    }
    return pairs
  })
}

/** The page of one article, as help centres show it: its title asks, and no heading below it does. */
function oneArticle(page: readonly HtmlNode[]): Pair[] {
  const body = findAll(page, ({ tag }) => tag === 'article')[0] ?? bodyOf(page)
  const [title, second] = findAll(body?.children ?? page, ({ tag }) => tag === 'h1')
  if (!title || second || !asks(title)) return []
  if (findAll(body?.children ?? page, (node) => level(node) > 0).some(asks)) return []
  const flat = flattened(body?.children ?? page)
  const at = flat.findIndex(
    (node) => node === title || ('children' in node && findAll([node], (one) => one === title).length > 0),
  )
  const answer = flat.slice(at + 1)
  return textOf(answer) === '' ? [] : [pair('', textOf(title.children), answer)]
}

function asks({ children }: HtmlElement): boolean {
  return /[?\uff1f\u061f\u037e]\s*$/.test(textOf(children))
}

function bodyOf(page: readonly HtmlNode[]): HtmlElement | undefined {
  return findAll(page, ({ tag }) => tag === 'main')[0] ?? findAll(page, ({ tag }) => tag === 'body')[0]
}

/** The nodes of a page in one row, out of what only groups them. */
function flattened(nodes: readonly HtmlNode[]): HtmlNode[] {
  return nodes.flatMap((node) =>
    'children' in node && CONTAINERS.has(node.tag) ? flattened(node.children) : [node],
  )
}

/** The deepest level of headings are the questions; the headings above them are the categories. */
function headings(page: readonly HtmlNode[]): Pair[] {
  const flat = flattened(bodyOf(page)?.children ?? page)
  const deepest = Math.max(...flat.map(level), 0)
  if (deepest === 0) return []
  const pairs: Pair[] = []
  let category = ''
  let question = ''
  let answer: HtmlNode[] = []
  const end = (): void => {
    if (
      question !== '' &&
      answer.some((node) => ('children' in node ? textOf([node]) : node.text.trim()) !== '')
    )
      pairs.push(pair(category, question, answer))
    question = ''
    answer = []
  }
  for (const node of flat) {
    const own = level(node)
    if (own === 0) answer.push(node)
    else {
      end()
      if (own === deepest && 'children' in node) question = textOf(node.children)
      else if ('children' in node) category = textOf(node.children)
    }
  }
  end()
  return pairs
}

function level(node: HtmlNode): number {
  return 'children' in node ? Number(/^h([2-6])$/.exec(node.tag)?.[1] ?? 0) : 0
}

const CONTAINERS = new Set(['div', 'section', 'article', 'main', 'body', 'html'])

function pair(category: string, question: string, answer: readonly HtmlNode[]): Pair {
  return { category, question, answer: htmlToMarkdown(answer) }
}

function localeOf(page: readonly HtmlNode[], locale: string | undefined): { locale?: string } {
  const named = locale ?? findAll(page, ({ tag }) => tag === 'html')[0]?.attributes.get('lang')
  return named === undefined ? {} : { locale: named }
}

function section(faq: FaqDocument, forPublic: boolean): string {
  const articles = faq.articles.filter(
    ({ status, audience }) =>
      !forPublic || (status !== 'draft' && (audience === undefined || audience.includes('visitor'))),
  )
  const shelves = [...new Set(articles.map(({ category }) => category))].map((id) => ({
    label: faq.categories.find((category) => category.id === id)?.label ?? id,
    articles: articles.filter(({ category }) => category === id),
  }))
  const text = shelves.map(({ label, articles: own }) => {
    const questions = own.map(({ id, question, answer, steps }) => {
      const list =
        steps
          ?.map(
            ({ title, text: said }) =>
              `<li><strong>${escapeHtml(title)}</strong> ${markdownToHtml(said)}</li>`,
          )
          .join('') ?? ''
      return `<h3 id="${escapeHtml(id)}">${escapeHtml(question)}</h3>\n${markdownToHtml(answer)}${list === '' ? '' : `<ol>${list}</ol>`}`
    })
    return `<h2>${escapeHtml(label)}</h2>\n${questions.join('\n')}`
  })
  return `<main lang="${escapeHtml(faq.locale)}">\n${text.join('\n')}\n</main>`
}
