import { decodeEntities } from './html-entities.ts'

/** An element of a page, or a text between elements. */
export type HtmlNode = HtmlElement | { readonly tag: '#text'; readonly text: string }

export interface HtmlElement {
  readonly tag: string
  readonly attributes: ReadonlyMap<string, string>
  readonly children: HtmlNode[]
}

/**
 * Reads HTML as people and tools write it: unclosed paragraphs and list items, attributes without quotes, entities.
 * Comments and styles are left out; what is in a script stays as its text. Never throws; linear in the length.
 */
export function parseHtml(html: string): HtmlNode[] {
  const root: HtmlElement = { tag: '#root', attributes: new Map(), children: [] }
  const open: HtmlElement[] = [root]
  const top = (): HtmlElement => open.at(-1) ?? root
  const say = (text: string): void => {
    if (text !== '') top().children.push({ tag: '#text', text: decodeEntities(text) })
  }
  let at = 0
  while (at < html.length) {
    const next = html.indexOf('<', at)
    if (next < 0) {
      say(html.slice(at))
      break
    }
    say(html.slice(at, next))
    if (html.startsWith('<!--', next)) {
      const end = html.indexOf('-->', next + 4)
      at = end < 0 ? html.length : end + 3
      continue
    }
    TAG.lastIndex = next
    const match = TAG.exec(html)
    if (!match) {
      say('<')
      at = next + 1
      continue
    }
    at = TAG.lastIndex
    const name = (match[2] ?? '').toLowerCase()
    if (name === '' || name.startsWith('!')) continue
    if (match[1] === '/') {
      const from = open.findLastIndex(({ tag }) => tag === name)
      if (from > 0) open.length = from
      continue
    }
    closeBefore(name, open)
    const element: HtmlElement = { tag: name, attributes: attributesOf(match[3] ?? ''), children: [] }
    top().children.push(element)
    if (name === 'script' || name === 'style' || name === 'textarea' || name === 'title') {
      const close = new RegExp(`</${name}`, 'gi')
      close.lastIndex = at
      const end = close.exec(html)?.index ?? html.length
      const text = html.slice(at, end)
      if (name !== 'style')
        element.children.push({ tag: '#text', text: name === 'script' ? text : decodeEntities(text) })
      const after = html.indexOf('>', end)
      at = after < 0 ? html.length : after + 1
    } else if (!VOID.has(name) && !(match[3] ?? '').endsWith('/') && open.length < 200) open.push(element)
  }
  return root.children
}

/** Every element of a tag, or that a test holds for, in the order of the page. */
export function findAll(
  nodes: readonly HtmlNode[],
  wanted: (element: HtmlElement) => boolean,
): HtmlElement[] {
  return nodes.flatMap((node) =>
    'children' in node ? [...(wanted(node) ? [node] : []), ...findAll(node.children, wanted)] : [],
  )
}

/** What an element says, in one line. */
export function textOf(nodes: readonly HtmlNode[]): string {
  const walk = (list: readonly HtmlNode[]): string =>
    list
      .map((node) => {
        if (!('children' in node)) return node.text
        const text = node.tag === 'script' ? '' : walk(node.children)
        return INLINE.has(node.tag) ? text : ` ${text} `
      })
      .join('')
  return walk(nodes)
    .replace(/[ \t\n\r]+/g, ' ')
    .trim()
}

const INLINE = new Set(
  'a abbr b bdi bdo cite code em font i kbd mark q s small span strong sub sup time u var'.split(' '),
)
const TAG = /<(\/?)([a-zA-Z!][^\s<>/]*)((?:[^<>"']|"[^"]*"|'[^']*')*)>/y
const VOID = new Set([
  'area',
  'base',
  'br',
  'col',
  'embed',
  'hr',
  'img',
  'input',
  'link',
  'meta',
  'source',
  'track',
  'wbr',
])

/** Elements that end where another one of their kind begins. */
const ENDED_BY: Readonly<Record<string, readonly string[]>> = {
  p: [
    'p',
    'div',
    'ul',
    'ol',
    'dl',
    'table',
    'h1',
    'h2',
    'h3',
    'h4',
    'h5',
    'h6',
    'section',
    'blockquote',
    'pre',
  ],
  li: ['li'],
  dt: ['dt', 'dd'],
  dd: ['dt', 'dd'],
  tr: ['tr'],
  td: ['td', 'th', 'tr'],
  th: ['td', 'th', 'tr'],
  option: ['option'],
}

function closeBefore(name: string, open: HtmlElement[]): void {
  for (let last = open.at(-1); last && ENDED_BY[last.tag]?.includes(name) === true; last = open.at(-1))
    open.pop()
}

function attributesOf(source: string): Map<string, string> {
  const attributes = new Map<string, string>()
  for (const match of source.matchAll(/([^\s=/"'<>]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+)))?/g)) {
    const name = (match[1] ?? '').toLowerCase()
    if (!attributes.has(name)) attributes.set(name, decodeEntities(match[2] ?? match[3] ?? match[4] ?? ''))
  }
  return attributes
}
