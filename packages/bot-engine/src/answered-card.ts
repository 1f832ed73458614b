import type { Card, FormField } from './message.ts'

/** A form that was sent: closed, or with what is wrong beside its fields. Other cards stay as they are. */
export function answeredForm(card: Card, id: string, errors: Readonly<Record<string, string>>): Card {
  if (card.type !== 'form' || card.id !== id || card.done) return card
  const fields = card.fields.map((field) => withError(field, errors[field.name]))
  return { ...card, fields, ...(Object.keys(errors).length === 0 ? { done: true } : {}) }
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
