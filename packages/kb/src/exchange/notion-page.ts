import { columnOf } from './table.ts'
import type { Column } from './table.ts'

/** A page of Notion with its properties, which stand under the title as `Name: value` lines. */
export interface NotionPage {
  /** What the properties that a FAQ knows say. */
  readonly properties: ReadonlyMap<Column, string>
  /** The names of the others. */
  readonly others: readonly string[]
  /** The page without them. */
  readonly body: string
}

/**
 * Takes the properties out of a page that Notion exported; a text of its own that looks like them stays, because they
 * only stand right under the title.
 *
 * @param path Notion ends the name of each file with the 32 digits of its page; another file has no properties
 */
export function readNotionPage(path: string, body: string): NotionPage {
  const [, title = '', block = '', rest = ''] =
    (/ [0-9a-f]{32}\.md$/.test(path) &&
      /^(\s*# .+\n+)((?:[^:\n]{1,60}: .*(?:\n|$))+)(\n[\s\S]*|$)/.exec(body)) ||
    []
  const properties = new Map<Column, string>()
  const others: string[] = []
  for (const line of block.split('\n').filter(Boolean)) {
    const colon = line.indexOf(': ')
    const [name, value] = [line.slice(0, colon).trim(), line.slice(colon + 2).trim()]
    const column = columnOf(name)
    if (column === undefined || column === 'question' || column === 'answer' || properties.has(column))
      others.push(name)
    else properties.set(column, value)
  }
  return { properties, others, body: block === '' ? body : title + rest }
}

/** The name of a file or folder without the digits of its page. */
export function withoutDigits(name: string): string {
  return name.replace(/ [0-9a-f]{32}$/, '')
}
