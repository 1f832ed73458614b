import { answeredForm } from './answered-card.ts'
import type { FlowEvent } from './flow/flow-context.ts'
import type { Scope } from './flow/path.ts'
import { readForm } from './form.ts'
import { readItemForm } from './item-form.ts'
import type { Situation } from './read-answer.ts'
import type { Session } from './session.ts'

/** Takes the form that is open, and shows it sent or with its mistakes; gives nothing where no form is. */
export function takenForm(
  { compiled: { flow }, wait: { step }, scope }: Situation,
  id: string,
  values: Scope,
  { book, transcript, post }: Session,
): FlowEvent | undefined {
  const [key, read] =
    'form' in step
      ? [step.form, readForm(flow, step, values, scope, book)]
      : 'choose' in step
        ? [step.choose, readItemForm(step, values, scope, book)]
        : []
  if (!read) return undefined
  const { errors, shown } = read
  transcript.amendCards((card) => answeredForm(card, id, read))
  if (Object.keys(errors).length > 0) return { type: 'MISS', errors }
  const sent = `${key}.sent`
  if (book.has(flow.id, sent)) post('customer', { text: book.say(flow.id, sent, { ...scope, ...shown }) })
  return { type: 'FILL', values: read.values }
}
