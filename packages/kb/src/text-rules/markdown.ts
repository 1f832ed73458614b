import { parseMarkdown } from '../markdown.ts'
import type { Inline } from '../markdown.ts'
import type { TextFault, TextRule } from './text-rule.ts'

/** Marks that the Markdown subset does not know, or that never close: customers would see them. */
export const markdown: TextRule = {
  id: 'markdown',
  find(text, { visible }) {
    const faults: TextFault[] = []
    const add = (start: number, found: string, replacement?: string): void => {
      faults.push({
        start,
        end: start + found.length,
        sentence: 'markdown',
        values: { found },
        ...(replacement !== undefined && { replacement }),
      })
    }
    for (const { 0: found, index, 1: title = '' } of text.matchAll(
      /^#{1,6}[ \t]+(\S[^\n]{0,300}?)[ \t#]*$/gm,
    )) {
      add(index, found, `**${title.replaceAll('**', '')}**`)
    }
    for (const { 0: found, index } of text.matchAll(/^(?:```|~~~)[^\n]{0,80}$/gm)) add(index, found)
    for (const { 0: found, index } of text.matchAll(/^\|[^\n]{1,300}\|[ \t]*$/gm)) add(index, found)
    for (const { 0: found, index } of text.matchAll(/^>[ \t]/gm)) add(index, found, '')
    // `[text] (address)`: the space breaks the link.
    for (const { 0: found, index } of text.matchAll(/\][ \t]+\((?=https?:|\/|mailto:|tel:|www\.)/g))
      add(index, found, '](')
    // A bold mark that never closes stays in the text of the tree.
    if (text.includes('**') && textsOf(text).some((shown) => shown.includes('**'))) {
      const index = visible.lastIndexOf('**')
      if (index >= 0 && !faults.some((fault) => fault.start <= index && index < fault.end)) add(index, '**')
    }
    return faults.sort((a, b) => a.start - b.start)
  },
}

function textsOf(text: string): string[] {
  const walk = (children: readonly Inline[]): string[] =>
    children.flatMap((child) => {
      if (child.type === 'text') return [child.text]
      return 'children' in child ? walk(child.children) : []
    })
  return parseMarkdown(text).flatMap((block) =>
    block.type === 'list' ? block.items.flatMap(walk) : walk(block.children),
  )
}
