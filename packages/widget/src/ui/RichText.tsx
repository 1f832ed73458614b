import type { Inline } from '@comptoir/kb'
import { parseMarkdown } from '@comptoir/kb'
import type { VNode } from 'preact'
import { useMemo } from 'preact/hooks'
import { Picture } from './Picture.tsx'
import { SafeLink } from './SafeLink.tsx'
import { unbrokenWords } from './unbroken-words.tsx'

/** Draws the Markdown subset of answers. Texts become text nodes, and nothing else ever reaches the page. */
export function RichText(props: { text: string }): VNode {
  const blocks = useMemo(() => parseMarkdown(props.text), [props.text])
  return (
    <>
      {blocks.map((block) => {
        if (block.type === 'paragraph') return <p>{inlines(block.children)}</p>
        const items = block.items.map((item) => <li>{inlines(item)}</li>)
        return block.ordered ? <ol start={block.start ?? 1}>{items}</ol> : <ul>{items}</ul>
      })}
    </>
  )
}

function inlines(children: readonly Inline[]): (VNode | string)[] {
  return children.flatMap((child) => {
    switch (child.type) {
      case 'text':
        return unbrokenWords(child.text)
      case 'bold':
        return <strong>{inlines(child.children)}</strong>
      case 'italic':
        return <em>{inlines(child.children)}</em>
      case 'link':
        return <SafeLink href={child.href}>{inlines(child.children)}</SafeLink>
      case 'image':
        return <Picture src={child.src} alt={child.alt} />
      case 'break':
        return <br />
    }
  })
}
