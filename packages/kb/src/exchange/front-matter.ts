/** The fields before the text of a Markdown file, and the text. */
export interface FrontMatter {
  readonly fields: ReadonlyMap<string, string | readonly string[]>
  readonly body: string
}

/**
 * Reads the YAML that stands between `---` lines at the head of a Markdown file, as far as such heads use it: texts,
 * lists, folded texts. What is deeper is given as its text.
 */
export function readFrontMatter(source: string): FrontMatter {
  const text = source.replace(/^\ufeff/, '').replace(/\r\n?/g, '\n')
  const head = /^---[ \t]*\n([\s\S]*?)(?:^|\n)(?:---|\.\.\.)[ \t]*(?:\n|$)/.exec(text)
  if (!head) return { fields: new Map(), body: text }
  const fields = new Map<string, string | readonly string[]>()
  const lines = (head[1] ?? '').split('\n')
  for (let at = 0; at < lines.length; at++) {
    const [, key, rest = ''] = /^([\w$][\w$ -]*?)[ \t]*:(?:[ \t]+(.*))?$/.exec(lines[at] ?? '') ?? []
    if (key === undefined) continue
    const below: string[] = []
    while (at + 1 < lines.length && /^(?:[ \t]+|-[ \t]|$)/.test(lines[at + 1] ?? ''))
      below.push(lines[++at] ?? '')
    const value = rest.trim()
    if (/^[|>][+-]?$/.test(value)) {
      const joint = value.startsWith('>') ? ' ' : '\n'
      fields.set(
        key,
        below
          .map((line) => line.trim())
          .join(joint)
          .trim(),
      )
    } else if (value === '' && below.some((line) => /^\s*-[ \t]/.test(line))) {
      fields.set(
        key,
        below
          .filter((line) => /^\s*-[ \t]/.test(line))
          .map((line) => scalar(line.replace(/^\s*-[ \t]+/, ''))),
      )
    } else if (value.startsWith('[')) fields.set(key, flowList(value))
    else fields.set(key, scalar(value))
  }
  return { fields, body: text.slice(head[0].length) }
}

/** Writes a head: lists one item a line, every text that YAML could misread in quotation marks. */
export function writeFrontMatter(
  fields: readonly (readonly [string, string | readonly string[] | readonly object[] | undefined])[],
): string {
  const lines = fields.flatMap(([key, value]): string[] => {
    if (value === undefined) return []
    if (typeof value === 'string') return [`${key}: ${quoted(value)}`]
    if (value.length === 0) return [`${key}: []`]
    return [`${key}:`, ...value.map((item: string | object) => `  - ${JSON.stringify(item)}`)]
  })
  return `---\n${lines.join('\n')}\n---\n`
}

function quoted(text: string): string {
  return /^[\p{L}][\p{L}\p{N} _./-]*$/u.test(text) &&
    text === text.trim() &&
    !/^(?:true|false|null|yes|no|on|off)$/i.test(text)
    ? text
    : JSON.stringify(text)
}

function scalar(source: string): string {
  const text = source.trim()
  if (text.startsWith('"')) {
    try {
      return String(JSON.parse(text))
    } catch {
      return text.replace(/^"|"$/g, '')
    }
  }
  if (text.startsWith("'")) return text.replace(/^'|'$/g, '').replaceAll("''", "'")
  return text.startsWith('{') ? text : text.replace(/\s+#.*$/, '')
}

function flowList(source: string): string[] {
  try {
    const value: unknown = JSON.parse(source)
    if (Array.isArray(value)) return value.map(String)
  } catch {
    // YAML's own form, below.
  }
  return source
    .replace(/^\[|\]\s*$/g, '')
    .split(',')
    .map(scalar)
    .filter((item) => item !== '')
}
