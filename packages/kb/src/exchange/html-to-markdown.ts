import { safeAddress } from '../safe-address.ts'
import { parseHtml } from './html-tree.ts'
import type { HtmlElement, HtmlNode } from './html-tree.ts'

/**
 * HTML of another tool as the Markdown subset: paragraphs, lists, bold, italic, links and pictures; a heading becomes
 * a bold line, a table its rows, an embedded film a link. What the subset cannot say keeps its words.
 *
 * @example
 * ```ts
 * htmlToMarkdown('<p>See <b>your</b> <a href="/orders">orders</a>.</p>') // 'See **your** [orders](/orders).'
 * ```
 */
export function htmlToMarkdown(html: string | readonly HtmlNode[]): string {
  const blocks: string[] = []
  let line = ''
  const end = (): void => {
    const text = line
      .replace(/[ \t\r]+/g, ' ')
      .replace(/ ?\n ?/g, '\n')
      .trim()
    if (text !== '') blocks.push(text)
    line = ''
  }
  const walk = (nodes: readonly HtmlNode[]): void => {
    for (const node of nodes) {
      if (!('children' in node)) {
        line += escapeMarkdown(node.text.replace(/[ \t\n\r]+/g, ' '))
        continue
      }
      const { tag } = node
      if (SKIPPED.has(tag)) continue
      if (tag === 'br') line += '\n'
      else if (tag === 'ul' || tag === 'ol') {
        end()
        const items = listItems(node)
        if (items.length > 0)
          blocks.push(
            items.map((item, index) => `${tag === 'ol' ? `${index + 1}.` : '-'} ${item}`).join('\n'),
          )
      } else if (/^h[1-6]$/.test(tag)) {
        end()
        const title = inline(node.children).replaceAll('**', '')
        if (title !== '') blocks.push(`**${title}**`)
      } else if (tag === 'tr') {
        end()
        const cells = node.children
          .filter((child): child is HtmlElement => 'children' in child)
          .map(({ children }) => inline(children))
        if (cells.some((cell) => cell !== '')) blocks.push(cells.join(' – '))
      } else if (BLOCKS.has(tag)) {
        end()
        walk(node.children)
        end()
      } else if (MARKS.has(tag) || tag === 'a' || tag === 'img' || tag === 'iframe' || tag === 'video')
        line += element(node)
      else walk(node.children)
    }
  }
  walk(typeof html === 'string' ? parseHtml(html) : html)
  end()
  return blocks.join('\n\n')
}

const SKIPPED = new Set([
  'script',
  'style',
  'head',
  'template',
  'noscript',
  'svg',
  'button',
  'form',
  'input',
  'select',
])
const BLOCKS = new Set(
  'p div section article blockquote pre table tbody thead dl dt dd figure figcaption main header footer details summary center hr'.split(
    ' ',
  ),
)
const MARKS: ReadonlyMap<string, string> = new Map([
  ['b', '**'],
  ['strong', '**'],
  ['i', '*'],
  ['em', '*'],
])

/** The items of a list, those of lists inside it after their own. */
function listItems(list: HtmlElement): string[] {
  return list.children.flatMap((child): string[] => {
    if (!('children' in child)) return []
    const inner = child.children.filter(
      (node): node is HtmlElement => 'children' in node && (node.tag === 'ul' || node.tag === 'ol'),
    )
    const own = inline(child.children.filter((node) => !('children' in node) || !inner.includes(node)))
    return [...(own === '' ? [] : [own]), ...inner.flatMap(listItems)]
  })
}

/** A run of text with its marks, in one line. */
function inline(nodes: readonly HtmlNode[]): string {
  return nodes
    .map((node): string => {
      if (!('children' in node)) return escapeMarkdown(node.text)
      if (SKIPPED.has(node.tag)) return ''
      if (node.tag === 'br' || BLOCKS.has(node.tag)) return ` ${inline(node.children)} `
      return element(node)
    })
    .join('')
    .replace(/[ \t\n\r]+/g, ' ')
    .trim()
}

function element(node: HtmlElement): string {
  const { tag, attributes, children } = node
  const mark = MARKS.get(tag)
  if (tag === 'img') {
    const address = safeAddress(attributes.get('src') ?? '')
    return address === undefined
      ? ''
      : `![${escapeMarkdown(attributes.get('alt') ?? '')}](${addressIn(address)})`
  }
  if (tag === 'iframe' || tag === 'video') {
    const address = safeAddress(attributes.get('src') ?? '')
    return address === undefined
      ? ''
      : `[${escapeMarkdown(attributes.get('title') ?? address)}](${addressIn(address)})`
  }
  const text = spaced(children)
  const inner = text.trim()
  if (inner === '' || (mark === undefined && tag !== 'a')) return text
  const [before, after] = [
    text.slice(0, text.length - text.trimStart().length),
    text.slice(text.trimEnd().length),
  ]
  if (mark !== undefined)
    return `${before}${inner.startsWith(mark) && inner.endsWith(mark) ? inner : `${mark}${inner}${mark}`}${after}`
  const address = safeAddress(attributes.get('href') ?? '')
  return address === undefined ? text : `${before}[${inner}](${addressIn(address)})${after}`
}

/** As `inline`, with the spaces at its ends kept. */
function spaced(children: readonly HtmlNode[]): string {
  const raw = children
    .map((child) => ('children' in child ? element(child) : escapeMarkdown(child.text)))
    .join('')
  return raw.replace(/[ \t\n\r]+/g, ' ')
}

function escapeMarkdown(text: string): string {
  return text.replace(/[\\*_[\]]/g, '\\$&')
}

function addressIn(address: string): string {
  return address.replace(
    /[()"\s]/g,
    (char) => `%${char.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`,
  )
}
