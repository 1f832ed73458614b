import type { TargetedKeyboardEvent, VNode } from 'preact'
import type { Suggestion } from '../search.ts'
import { useScene } from './scene.ts'

export interface SuggestionsProps {
  readonly suggestions: readonly Suggestion[]
  readonly onTake: (article: string) => void
  /** The customer goes back to writing. */
  readonly onLeave: () => void
}

/** Questions of the FAQ that begin like what is being written. Arrow keys move between them. */
export function Suggestions({ suggestions, onTake, onLeave }: SuggestionsProps): VNode {
  const { texts } = useScene()
  const onKeyDown = (event: TargetedKeyboardEvent<HTMLDivElement>): void => {
    const here = event.target
    if (!(here instanceof HTMLElement)) return
    if (event.key === 'Escape') {
      event.preventDefault()
      onLeave()
    } else if (event.key === 'ArrowUp' || event.key === 'ArrowDown') {
      event.preventDefault()
      const next = event.key === 'ArrowUp' ? here.previousElementSibling : here.nextElementSibling
      if (next instanceof HTMLElement) next.focus()
      else if (event.key === 'ArrowDown') onLeave()
    }
  }
  return (
    // The keys are heard where they bubble to; each suggestion is a button of its own.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
    <div class="suggestions rows" role="group" aria-label={texts.suggestions.name} onKeyDown={onKeyDown}>
      {suggestions.map(({ article, text }) => (
        <button type="button" key={article.id} onClick={() => onTake(article.id)}>
          {text}
        </button>
      ))}
    </div>
  )
}
