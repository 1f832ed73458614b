/** What a first reading of a JSON text gives: whether it is JSON, and where each value stands. */
export interface JsonText {
  /** Where and what was expected, if the text is not JSON. */
  readonly fault?:
    | { readonly offset: number; readonly expected: string }
    | { readonly offset: number; readonly deep: true }
  /** Keys that stand twice in one object. */
  readonly doubles: readonly { readonly key: string; readonly offset: number; readonly path: string }[]
  /** Offset of each value, by path such as `articles[3].question`. */
  readonly offsets: ReadonlyMap<string, number>
}

/** The deepest nesting that is read; a FAQ needs six levels. */
export const DEEPEST = 32

/**
 * Reads a JSON text once, without recursion, in time linear in its length.
 *
 * `JSON.parse` says neither where a good value stands nor that a key was given twice, and an author needs both.
 */
export function readJsonText(text: string): JsonText {
  const offsets = new Map<string, number>()
  const doubles: { key: string; offset: number; path: string }[] = []
  // One entry for each object or array that is open: its path, and the keys or the index seen so far.
  const open: { path: string; keys?: Set<string>; index: number }[] = []
  let at = 0
  const fault = (expected: string): JsonText => ({ fault: { offset: at, expected }, doubles, offsets })
  const space = (): void => {
    while (at < text.length && ' \t\n\r'.includes(text.charAt(at))) at++
  }
  /** Past the text that starts here, or undefined where it is not one. */
  const string = (): string | undefined => {
    const start = at
    if (text.charAt(at) !== '"') return undefined
    for (at++; at < text.length; at++) {
      const code = text.charCodeAt(at)
      if (code === QUOTE) return text.slice(start, ++at)
      if (code < SPACE) return undefined
      if (code === BACKSLASH && !scan(ESCAPE, text, at++)) return undefined
    }
    return undefined
  }

  let path = ''
  if (text.charCodeAt(0) === BYTE_ORDER_MARK) at++
  for (;;) {
    // A value starts here.
    space()
    offsets.set(path, at)
    const first = text.charAt(at)
    let closed = true
    if (first === '{' || first === '[') {
      if (open.length >= DEEPEST) return { fault: { offset: at, deep: true }, doubles, offsets }
      at++
      space()
      if (text.charAt(at) === (first === '{' ? '}' : ']')) at++
      else {
        open.push(first === '{' ? { path, keys: new Set(), index: 0 } : { path, index: 0 })
        closed = false
      }
    } else if (first === '"') {
      if (string() === undefined) return fault('a text in double quotes, its line breaks written \\n')
    } else {
      const word = scan(WORD, text, at)
      if (word === undefined) return fault('a value')
      at += word.length
    }
    // After a value: a comma and the next one, or the end of what holds it.
    while (closed) {
      const holder = open.at(-1)
      space()
      if (holder === undefined) return at < text.length ? fault('the end of the file') : { doubles, offsets }
      const next = text.charAt(at)
      if (next === ',') {
        at++
        holder.index++
        closed = false
      } else if (next === (holder.keys ? '}' : ']')) {
        at++
        open.pop()
      } else return fault(holder.keys ? '"," or "}"' : '"," or "]"')
    }
    const holder = open.at(-1)
    if (holder?.keys) {
      space()
      const offset = at
      const raw = string()
      if (raw === undefined) return fault('a key in double quotes')
      const key = String(JSON.parse(raw))
      path = holder.path === '' ? key : `${holder.path}.${key}`
      if (holder.keys.has(key)) doubles.push({ key, offset, path })
      holder.keys.add(key)
      space()
      if (text.charAt(at) !== ':') return fault('":"')
      at++
    } else if (holder) path = `${holder.path}[${holder.index}]`
  }
}

/** Line and column of an offset, both from 1, as editors count them. */
export function lineAndColumn(text: string, offset: number): { line: number; column: number } {
  const before = text.slice(0, offset)
  const line = before.split('\n').length
  return { line, column: offset - before.lastIndexOf('\n') }
}

const QUOTE = 0x22
const BACKSLASH = 0x5c
const SPACE = 0x20
const BYTE_ORDER_MARK = 0xfeff
const ESCAPE = /\\(?:["\\/bfnrt]|u[\da-fA-F]{4})/y
const WORD = /true|false|null|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y

function scan(pattern: RegExp, text: string, at: number): string | undefined {
  pattern.lastIndex = at
  return pattern.exec(text)?.[0]
}
