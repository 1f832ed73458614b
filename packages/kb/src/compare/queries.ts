/** A question to ask, with what it should find where that is known. */
export interface Query {
  readonly question: string
  /** Id of the article that is right; null when the FAQ has none; undefined when nobody has said. */
  readonly expected?: string | null
  /** Other articles that are right too. */
  readonly also?: readonly string[]
  readonly locale?: string
  /** How often it was asked. @default 1 */
  readonly count?: number
  /** Line of the file, from 1. */
  readonly line: number
}

/** The questions of a file, and the numbers of its lines that hold none. */
export interface Queries {
  readonly queries: readonly Query[]
  readonly bad: readonly number[]
}

/**
 * Reads questions: one JSON object a line (`q`, `query`, `question` or `text`; `intent`, `article` or `expected`;
 * `also`, `locale` or `lang`, `count`), a JSON list of such objects, or one plain question a line.
 *
 * @returns the questions, and the numbers of the lines that hold none
 */
export function readQueries(source: string): { queries: Query[]; bad: number[] } {
  const text = source.replace(/^\ufeff/, '')
  const queries: Query[] = []
  const bad: number[] = []
  const add = (value: unknown, line: number): void => {
    const query = typeof value === 'string' ? { question: value, line } : queryOf(value, line)
    if (query && query.question.trim() !== '') queries.push(query)
    else bad.push(line)
  }
  if (text.trimStart().startsWith('[')) {
    const list = parse(text)
    if (Array.isArray(list)) {
      list.forEach((item: unknown, index) => add(item, index + 1))
      return { queries, bad }
    }
  }
  text.split(/\r?\n/).forEach((line, index) => {
    if (line.trim() === '') return
    if (/^\s*[{"]/.test(line)) add(parse(line), index + 1)
    else add(line.trim(), index + 1)
  })
  return { queries, bad }
}

function queryOf(value: unknown, line: number): Query | undefined {
  if (typeof value !== 'object' || value === null) return undefined
  const get = (...keys: string[]): unknown =>
    keys.map((key): unknown => Reflect.get(value, key)).find((found) => found !== undefined)
  const question = get('q', 'query', 'question', 'text', 'message')
  if (typeof question !== 'string') return undefined
  const expected = get('intent', 'expected', 'article')
  const locale = get('locale', 'lang', 'language')
  const also = get('also')
  const count = get('count', 'times')
  return {
    question,
    line,
    ...((typeof expected === 'string' || expected === null) && { expected }),
    ...(Array.isArray(also) && { also: also.map(String) }),
    ...(typeof locale === 'string' && { locale }),
    ...(typeof count === 'number' && count > 0 && { count: Math.round(count) }),
  }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
