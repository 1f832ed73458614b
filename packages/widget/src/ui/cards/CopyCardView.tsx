import type { VNode } from 'preact'
import { useRef, useState } from 'preact/hooks'
import type { CardProps } from './card-views.ts'

/** Words to be copied. Where the browser does not let a script copy, they are selected, ready for the keys. */
export function CopyCardView({ card, words: { copy: words } }: CardProps<'copy'>): VNode {
  const value = useRef<HTMLPreElement>(null)
  const [said, setSaid] = useState('')

  const copy = async (): Promise<void> => {
    try {
      await navigator.clipboard.writeText(card.value)
      setSaid(words.copied)
    } catch {
      if (value.current) getSelection()?.selectAllChildren(value.current)
      setSaid(words.selected)
    }
  }
  return (
    <div class="card answers">
      <pre class="code" ref={value}>
        {card.value}
      </pre>
      <button type="button" class="wide" onClick={copy}>
        {words.copy}
      </button>
      <p class="quiet" role="status">
        {said}
      </p>
    </div>
  )
}
