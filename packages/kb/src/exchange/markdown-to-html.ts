import { parseMarkdown } from '../markdown.ts'
import type { Inline } from '../markdown.ts'
import { escapeHtml } from './html-entities.ts'

/** The Markdown subset as HTML: every text escaped, no other tags than those the subset can mean. */
export function markdownToHtml(markdown: string): string {
  return parseMarkdown(markdown)
    .map((block) => {
      if (block.type === 'paragraph') return `<p>${inline(block.children)}</p>`
      const tag = block.ordered ? 'ol' : 'ul'
      const start = block.start === undefined ? '' : ` start="${block.start}"`
      return `<${tag}${start}>${block.items.map((item) => `<li>${inline(item)}</li>`).join('')}</${tag}>`
    })
    .join('')
}

function inline(children: readonly Inline[]): string {
  return children
    .map((child) => {
      if (child.type === 'text') return escapeHtml(child.text)
      if (child.type === 'break') return '<br>'
      if (child.type === 'image') return `<img src="${escapeHtml(child.src)}" alt="${escapeHtml(child.alt)}">`
      const text = inline(child.children)
      if (child.type === 'link') return `<a href="${escapeHtml(child.href)}">${text}</a>`
      return child.type === 'bold' ? `<strong>${text}</strong>` : `<em>${text}</em>`
    })
    .join('')
}
