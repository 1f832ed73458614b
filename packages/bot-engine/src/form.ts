import type { Flow, FormStep, Slot } from './flow/flow.ts'
import type { Reading } from './facts.ts'
import { lookUp, type Scope } from './flow/path.ts'
import { maskPersonal } from './flow/scope.ts'
import { allSlotReaders } from './flow/all-slot-readers.ts'
import type { FormField } from './message.ts'
import { SHARED, type TextBook } from './text-book.ts'

/** What was read out of a form that was sent. */
export interface ReadForm {
  readonly values: Scope
  /** Field → what is wrong with it, as a sentence. */
  readonly errors: Readonly<Record<string, string>>
  /** The values as texts may show them: the picked entries of lists instead of their ids. */
  readonly shown: Scope
  /** The values as the answered form shows them: personal data is masked, what was left out is not there. */
  readonly answers: Readonly<Record<string, string | boolean>>
}

/** Reads a form that the customer sent; every field is checked, so that all mistakes are shown at once. */
export function readForm(flow: Flow, step: FormStep, sent: Scope, scope: Scope, book: TextBook): ReadForm {
  const values: Record<string, unknown> = {}
  const shown: Record<string, unknown> = {}
  const answers: Record<string, string | boolean> = {}
  const errors: Record<string, string> = {}
  for (const { slot: name, optional } of step.fields) {
    const slot = flow.slots?.[name]
    if (!slot) continue
    const raw = Object.hasOwn(sent, name) ? sent[name] : undefined
    const text = typeof raw === 'string' ? raw.trim() : typeof raw === 'boolean' ? String(raw) : ''
    const entry = slot.type === 'choice' ? entryOf(slot, text, scope) : undefined
    const known = scope[name]
    // A value that was known already stands masked in its field; left as it is, it still holds.
    const kept = slot.pii === true && typeof known === 'string' && text === maskPersonal(known)
    const reading: Reading = kept ? { ok: true, value: known } : allSlotReaders[slot.type].read(text)
    if (text === '' && optional) {
      values[name] = slot.type === 'flag' ? false : null
    } else if (slot.type === 'choice' ? entry !== undefined : reading.ok) {
      values[name] = slot.type === 'choice' ? text : reading.ok ? reading.value : null
      if (entry) shown[name] = entry
      else if (slot.pii) shown[name] = maskPersonal(String(values[name]))
      answers[name] = answerOf(slot, values[name])
    } else {
      errors[name] = complaint(flow, slot, text, reading.ok ? undefined : reading.reason, book)
    }
  }
  return { values, errors, shown, answers }
}

/** The fields as the customer sees them. */
export function formFields(flow: Flow, step: FormStep, scope: Scope, book: TextBook): readonly FormField[] {
  return step.fields.map(({ slot: name, optional }) => {
    const slot = flow.slots?.[name]
    const type = slot?.type ?? 'text'
    const { autocomplete } = allSlotReaders[type]
    const hint = `${step.form}.${name}.hint`
    const known = scope[name]
    return {
      name,
      label: book.say(flow.id, `${step.form}.${name}`, scope),
      kind: FIELD_KINDS[type] ?? 'text',
      required: !optional,
      ...(book.has(flow.id, hint) ? { hint: book.say(flow.id, hint, scope) } : {}),
      ...(autocomplete ? { autocomplete } : {}),
      ...(slot && (typeof known === 'boolean' || (typeof known === 'string' && known !== ''))
        ? { value: answerOf(slot, known) }
        : {}),
      ...(slot?.type === 'choice'
        ? {
            options: entries(slot, scope).map((item) => ({
              value: idOf(item),
              label: book.say(flow.id, `${step.form}.${name}.option`, { ...scope, item }),
            })),
          }
        : {}),
    }
  })
}

function answerOf(slot: Slot, value: unknown): string | boolean {
  if (typeof value === 'boolean') return value
  const text = String(value)
  return slot.pii ? maskPersonal(text) : text
}

const FIELD_KINDS: Readonly<Partial<Record<Slot['type'], FormField['kind']>>> = {
  text: 'textarea',
  quantity: 'number',
  date: 'date',
  email: 'email',
  phone: 'tel',
  choice: 'select',
  consent: 'checkbox',
  flag: 'checkbox',
}

function entries(slot: Slot, scope: Scope): readonly unknown[] {
  const list = slot.from === undefined ? [] : lookUp(scope, slot.from)
  return Array.isArray(list) ? list : []
}

function entryOf(slot: Slot, id: string, scope: Scope): unknown {
  return entries(slot, scope).find((item) => idOf(item) === id)
}

function idOf(item: unknown): string {
  return typeof item === 'object' && item !== null && 'id' in item ? String(item.id) : String(item)
}

function complaint(flow: Flow, slot: Slot, text: string, reason: string | undefined, book: TextBook): string {
  if (slot.type === 'consent') return book.shared(flow.id, 'required.consent', 'required.consent')
  if (text === '' || slot.type === 'choice') return book.say(SHARED, 'required')
  return book.say(SHARED, reason === undefined ? `retry.${slot.type}` : `retry.${slot.type}.${reason}`)
}
