import { safeAddress } from './safe-address.ts'

/** A block of an answer, ready to be drawn: plain data, never HTML. */
export type Block = ParagraphBlock | ListBlock

export interface ParagraphBlock {
  readonly type: 'paragraph'
  readonly children: readonly Inline[]
}

export interface ListBlock {
  readonly type: 'list'
  readonly ordered: boolean
  /** Number of the first item of an ordered list. */
  readonly start?: number
  readonly items: readonly (readonly Inline[])[]
}

/** A piece of a line. */
export type Inline =
  | { readonly type: 'text'; readonly text: string }
  | { readonly type: 'bold' | 'italic'; readonly children: readonly Inline[] }
  | { readonly type: 'link'; readonly href: string; readonly children: readonly Inline[] }
  | { readonly type: 'image'; readonly src: string; readonly alt: string }
  | { readonly type: 'break' }

/**
 * Reads the Markdown subset of FAQ answers to a plain tree: paragraphs, lists, bold, italic, links and images.
 *
 * Anything else stays the text it is, HTML included. A link or image whose address is not http, https, mailto,
 * tel or relative becomes its text. Takes time linear in the length of the text, and nests at most eight deep.
 *
 * @example
 * ```ts
 * parseMarkdown('See **your** [orders](/orders).')
 * // [{ type: 'paragraph', children: [
 * //   { type: 'text', text: 'See ' }, { type: 'bold', children: [{ type: 'text', text: 'your' }] },
 * //   { type: 'text', text: ' ' }, { type: 'link', href: '/orders', children: [{ type: 'text', text: 'orders' }] },
 * //   { type: 'text', text: '.' }] }]
 * ```
 */
export function parseMarkdown(text: string): Block[] {
  const blocks: Block[] = []
  let paragraph: string[] = []
  let list: { ordered: boolean; start: number; items: string[][] } | undefined
  const close = (): void => {
    if (paragraph.length > 0) blocks.push({ type: 'paragraph', children: parseInline(paragraph.join('\n')) })
    if (list) {
      blocks.push({
        type: 'list',
        ordered: list.ordered,
        ...(list.ordered && list.start !== 1 && { start: list.start }),
        items: list.items.map((lines) => parseInline(lines.join('\n'))),
      })
    }
    paragraph = []
    list = undefined
  }
  for (const line of String(text).replace(/\r\n?/g, '\n').split('\n')) {
    const item = /^[ \t]{0,8}(?:[-*+]|(\d{1,9})[.)])[ \t]+(?=\S)/.exec(line)
    if (line.trim() === '') close()
    else if (item) {
      const ordered = item[1] !== undefined
      if (list?.ordered !== ordered) close()
      list ??= { ordered, start: Number(item[1] ?? 1), items: [] }
      list.items.push([line.slice(item[0].length)])
    } else if (list && /^[ \t]/.test(line)) list.items.at(-1)?.push(line.trim())
    else {
      if (list) close()
      paragraph.push(line.trim())
    }
  }
  close()
  return blocks
}

/** What an answer says without its marks, for a screen reader, a transcript or an index. */
export function plainText(text: string): string {
  return parseMarkdown(text)
    .map((block) =>
      block.type === 'paragraph' ? inlineText(block.children) : block.items.map(inlineText).join('\n'),
    )
    .join('\n\n')
}

// --- Inline -----------------------------------------------------------------------------------------------

/** An opening mark whose closing one has not been met yet: `**`, `*` or `[`. */
interface Mark {
  readonly sign: string
  /** What to show if it never closes. */
  readonly raw: string
  readonly image: boolean
  readonly children: Inline[]
}

const DEEPEST = 8

function parseInline(text: string): Inline[] {
  const root: Mark = { sign: '', raw: '', image: false, children: [] }
  const stack: Mark[] = [root]
  let plain = ''
  const top = (): Mark => stack.at(-1) ?? root
  const flush = (): void => {
    if (plain !== '') append(top().children, { type: 'text', text: plain })
    plain = ''
  }
  /** Gives up an opening mark: it was only a character, and what followed belongs to what holds it. */
  const giveUp = (): void => {
    flush()
    const mark = stack.pop()
    if (!mark) return
    append(top().children, { type: 'text', text: mark.raw })
    for (const child of mark.children) append(top().children, child)
  }
  const open = (sign: string, raw: string, image = false): void => {
    if (stack.length > DEEPEST) plain += raw
    else {
      flush()
      stack.push({ sign, raw, image, children: [] })
    }
  }
  const findOpen = (sign: string): number => stack.findLastIndex((mark) => mark.sign === sign)

  for (let at = 0; at < text.length;) {
    const char = text.charAt(at)
    const next = text.charAt(at + 1)
    if (char === '\\' && /[\\*_[\]()!#.+-]/.test(next)) {
      plain += next
      at += 2
    } else if (char === '\n') {
      flush()
      append(top().children, { type: 'break' })
      at++
    } else if (char === '*' || char === '_') {
      // In `***both***` the inner mark closes first.
      const inner = top().sign === char && text.charAt(at + 2) === char
      const sign = next === char && !inner ? char + char : char
      const inside =
        char === '_' &&
        /[\p{L}\p{N}]/u.test(text.charAt(at - 1)) &&
        /[\p{L}\p{N}]/u.test(text.charAt(at + sign.length))
      const from = findOpen(sign)
      if (inside) plain += sign
      else if (from > 0 && /\S/.test(text.charAt(at - 1))) {
        while (stack.length - 1 > from) giveUp()
        flush()
        const children = stack.pop()?.children ?? []
        if (children.length === 0) plain += sign + sign
        else top().children.push({ type: sign.length === 2 ? 'bold' : 'italic', children })
      } else if (/\S/.test(text.charAt(at + sign.length))) open(sign, sign)
      else plain += sign
      at += sign.length
    } else if (char === '[' || (char === '!' && next === '[')) {
      const raw = char === '!' ? '![' : '['
      // A link inside a link has no meaning: the inner bracket is a character.
      if (findOpen('[') > 0) plain += raw
      else open('[', raw, char === '!')
      at += raw.length
    } else if (char === ']' && findOpen('[') > 0) {
      const from = findOpen('[')
      while (stack.length - 1 > from) giveUp()
      const address = next === '(' ? ADDRESS.exec(text.slice(at + 1, at + 2051)) : null
      if (!address) {
        giveUp()
        plain += ']'
        at++
        continue
      }
      flush()
      const mark = stack.pop()
      const children = mark?.children ?? []
      const href = safeAddress(address[1] ?? '')
      if (mark?.image === true) {
        const alt = inlineText(children)
        append(
          top().children,
          href === undefined ? { type: 'text', text: alt } : { type: 'image', src: href, alt },
        )
      } else if (href !== undefined && children.length > 0)
        top().children.push({ type: 'link', href, children })
      else for (const child of children) append(top().children, child)
      at += 1 + address[0].length
    } else {
      plain += char
      at++
    }
  }
  while (stack.length > 1) giveUp()
  flush()
  return root.children
}

/** `(address)` or `(address "title")`; the title is not kept. Parentheses may stand in an address once. */
const ADDRESS = /^\(\s*([^\s()"]*(?:\([^\s()"]*\)[^\s()"]*)?)(?:\s+"[^"\n]*")?\s*\)/

/** Neighbouring texts become one. */
function append(children: Inline[], child: Inline): void {
  const last = children.at(-1)
  if (child.type === 'text' && last?.type === 'text') {
    children[children.length - 1] = { type: 'text', text: last.text + child.text }
  } else if (child.type !== 'text' || child.text !== '') children.push(child)
}

function inlineText(children: readonly Inline[]): string {
  return children
    .map((child) => {
      if (child.type === 'text') return child.text
      if (child.type === 'break') return '\n'
      return child.type === 'image' ? child.alt : inlineText(child.children)
    })
    .join('')
}
