import { parseMarkdown, safeAddress } from '@comptoir/kb'
import type { Inline } from '@comptoir/kb'
import type { VNode } from 'preact'
import { Fragment } from 'preact'
import { useMemo } from 'preact/hooks'
import { SafeLink } from './SafeLink.tsx'

/** Draws the Markdown subset of answers. Texts become text nodes, and nothing else ever reaches the page. */
export function Markdown(props: { text: string }): VNode {
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
        return unbroken(child.text)
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

/** Keeps `l'e-mail` and `FA-2026-00022` on one line. The hyphen itself stays: what is copied is what was written. */
function unbroken(text: string): (VNode | string)[] {
  return text
    .split(HYPHENATED)
    .map((part, index) => (index % 2 === 1 && part.length <= 20 ? <span class="whole">{part}</span> : part))
}

const HYPHENATED = /([\p{L}\p{N}'’]{1,18}(?:-[\p{L}\p{N}]+)+)/u

/** A picture of an answer; not fetched before it comes into view, and nothing at all for an odd address. */
export function Picture(props: { src: string; alt: string }): VNode {
  const src = safeAddress(props.src)
  if (src === undefined || /^(?:mailto|tel):/i.test(src)) return <Fragment>{props.alt}</Fragment>
  return <img src={src} alt={props.alt} loading="lazy" decoding="async" referrerpolicy="no-referrer" />
}
