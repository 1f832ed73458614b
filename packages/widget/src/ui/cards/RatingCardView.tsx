import type { VNode } from 'preact'
import { useState } from 'preact/hooks'
import { messageText } from '../Markdown.tsx'
import { useScene } from '../scene.ts'
import type { CardProps } from './card-views.ts'

/**
 * A scale of labelled answers, as radio buttons: reading one aloud or moving over it decides nothing yet. Once given,
 * the answer stands below as what the customer said, and not a second time here.
 */
export function RatingCardView({
  card,
  message,
  words: { rating: words },
}: CardProps<'rating'>): VNode | null {
  const { send } = useScene()
  const [choice, setChoice] = useState<string>()
  const [problem, setProblem] = useState('')
  if (card.options.some((option) => option.id === card.picked)) return null

  const submit = (event: Event): void => {
    event.preventDefault()
    if (choice === undefined) return setProblem(words.missing)
    send({ type: 'CHOICE.PICK', id: choice })
  }
  return (
    <form class="card rating" onSubmit={submit} noValidate>
      <fieldset data-scale={card.scale}>
        <legend class="sr">{messageText(message)}</legend>
        {card.options.map((option) => (
          <label key={option.id}>
            <input
              type="radio"
              name={message.id}
              value={option.id}
              checked={choice === option.id}
              onChange={() => {
                setChoice(option.id)
                setProblem('')
              }}
            />
            <span>{option.label}</span>
          </label>
        ))}
      </fieldset>
      <p class="problem" role="status">
        {problem}
      </p>
      <button type="submit" class="wide primary">
        {words.send}
      </button>
    </form>
  )
}
