import type { ChooseStep } from './flow/flow.ts'
import type { Scope } from './flow/path.ts'
import type { ReadForm } from './form.ts'
import { listEntries, listOf, piecesOf } from './list-entries.ts'
import type { FormField } from './message.ts'
import { SHARED, type TextBook } from './text-book.ts'

// How many of each entry of a list: a form with a number for each, or a box where there is only one.

/** The fields as the customer sees them. */
export function itemFields(
  step: ChooseStep,
  flow: string,
  scope: Scope,
  book: TextBook,
): readonly FormField[] {
  return listEntries(step, flow, scope, book).map(({ label, pieces: max }, index) => {
    const name = String(index)
    return max > 1
      ? { name, label, kind: 'number', min: 0, max, hint: book.say(SHARED, 'items.upTo', { max }) }
      : { name, label, kind: 'checkbox' }
  })
}

/** Reads a form of quantities that the customer sent. */
export function readItemForm(step: ChooseStep, sent: Scope, scope: Scope, book: TextBook): ReadForm {
  const entries = listOf(step, scope)
  const errors: Record<string, string> = {}
  const answers: Record<string, string | boolean> = {}
  const picked = entries.flatMap((item, index) => {
    const name = String(index)
    const raw = Object.hasOwn(sent, name) ? sent[name] : undefined
    const max = piecesOf(item)
    const quantity = raw === true ? 1 : raw === false || raw === undefined || raw === '' ? 0 : Number(raw)
    if (!Number.isInteger(quantity) || quantity < 0 || quantity > max)
      errors[name] = book.say(SHARED, 'items.between', { max })
    answers[name] = max > 1 ? String(quantity || '') : quantity === 1
    return quantity > 0 ? [{ ...Object(item), quantity }] : []
  })
  if (picked.length === 0 && Object.keys(errors).length === 0) errors['0'] = book.say(SHARED, 'items.none')
  const values = { [step.choose]: picked }
  return { values, errors, shown: values, answers }
}
