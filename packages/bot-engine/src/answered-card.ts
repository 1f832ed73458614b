import type { ReadForm } from './form.ts'
import type { Card, FormField } from './message.ts'

/** A form that was sent: closed with its answers, or with what is wrong beside its fields. Other cards stay. */
export function answeredForm(
  card: Card,
  id: string,
  { errors, answers }: Pick<ReadForm, 'errors' | 'answers'>,
): Card {
  if (card.type !== 'form' || card.id !== id || card.done) return card
  const done = Object.keys(errors).length === 0
  const fields = card.fields.map((field) => {
    const plain = withError(field, errors[field.name])
    const value = answers[field.name]
    return done && value !== undefined ? { ...plain, value } : plain
  })
  return { ...card, fields, ...(done ? { done } : {}) }
}

/** A rating in which that option was picked. Other cards stay as they are. */
export function answeredRating(card: Card, id: string): Card {
  return card.type === 'rating' && card.options.some((option) => option.id === id)
    ? { ...card, picked: id }
    : card
}

function withError(field: FormField, error: string | undefined): FormField {
  const fresh: FormField & { error?: string } = { ...field }
  delete fresh.error
  return error === undefined ? fresh : { ...fresh, error }
}
