import type { FormCard, FormField } from '@comptoir/bot-engine'
import type { VNode } from 'preact'
import { useLayoutEffect, useRef, useState } from 'preact/hooks'
import type { CardTexts } from '../../i18n/texts.ts'
import { useScene } from '../scene.ts'
import type { CardProps } from './card-views.ts'

type Values = Readonly<Record<string, string | boolean>>

/** What was filled in and not yet sent, by conversation and form: a question in between brings the form back as it was. */
const drafts = new WeakMap<object, Map<string, Values>>()

/**
 * A few fields asked at once. The engine judges them all, and each of its sentences stands at its field; the focus
 * goes to the first one that is wrong. Once answered the form is what was said, to be read.
 */
export function FormCardView({ card, message, words }: CardProps<'form'>): VNode {
  const { send } = useScene()
  const own = drafts.get(send) ?? new Map<string, Values>()
  drafts.set(send, own)
  const form = useRef<HTMLFormElement>(null)
  const [values, setValues] = useState<Values>(() => ({
    ...Object.fromEntries(card.fields.map((field) => [field.name, initial(field)])),
    ...own.get(card.id),
  }))
  /** What was sent last, and whether the engine has yet to say what it makes of it. */
  const sent = useRef<Values>(undefined)
  const awaited = useRef(false)
  /** Fields that were changed since they were refused. */
  const [changed, setChanged] = useState<readonly string[]>([])
  const [refusals, setRefusals] = useState(0)
  const refused = card.fields.some((field) => field.error !== undefined)

  useLayoutEffect(() => {
    if (!awaited.current || !refused) return
    awaited.current = false
    setChanged([])
    setRefusals((count) => count + 1)
  }, [card])
  useLayoutEffect(() => {
    if (refusals > 0) form.current?.querySelector<HTMLElement>('[aria-invalid=true]')?.focus()
  }, [refusals])

  if (card.done) {
    own.delete(card.id)
    return <Answers card={card} words={words.form} />
  }
  // Only what was changed here: what the engine has learnt in between is shown.
  const isDraft = (field: FormField): boolean => values[field.name] !== initial(field)
  own.set(
    card.id,
    Object.fromEntries(card.fields.filter(isDraft).map(({ name }) => [name, values[name] ?? ''])),
  )

  const submit = (event: Event): void => {
    event.preventDefault()
    // The same again would be refused again, and cost the customer a try.
    if (refused && values === sent.current) return setRefusals(refusals + 1)
    sent.current = values
    awaited.current = true
    send({ type: 'FORM.SUBMIT', id: card.id, values })
  }
  const change = (name: string, value: string | boolean): void => {
    setValues({ ...values, [name]: value })
    setChanged([...changed, name])
  }
  return (
    <form class="card form" noValidate onSubmit={submit} ref={form}>
      {card.fields.map((field) => (
        <Field
          key={field.name}
          field={field}
          words={words.form}
          id={`${message.id}-${field.name}`}
          value={values[field.name] ?? ''}
          error={changed.includes(field.name) ? undefined : field.error}
          onChange={(value) => change(field.name, value)}
        />
      ))}
      <button type="submit" class="wide primary">
        {card.submit}
      </button>
    </form>
  )
}

interface FieldProps {
  readonly field: FormField
  readonly words: CardTexts['form']
  readonly id: string
  readonly value: string | boolean
  readonly error: string | undefined
  readonly onChange: (value: string | boolean) => void
}

function Field({ field, words, id, value, error, onChange }: FieldProps): VNode {
  const described = [field.hint !== undefined && `${id}-hint`, error !== undefined && `${id}-error`]
    .filter(Boolean)
    .join(' ')
  const common = {
    id,
    name: field.name,
    required: field.required === true,
    'aria-invalid': error !== undefined,
    'aria-describedby': described === '' ? undefined : described,
  }
  const text = typeof value === 'string' ? value : ''
  const label = <label for={id}>{field.label}</label>
  const notes = (
    <>
      {field.hint !== undefined && (
        <p class="quiet" id={`${id}-hint`}>
          {field.hint}
        </p>
      )}
      {error !== undefined && (
        <p class="problem" id={`${id}-error`}>
          {error}
        </p>
      )}
    </>
  )
  if (field.kind === 'checkbox') {
    return (
      <div class="field check">
        <input
          {...common}
          type="checkbox"
          checked={value === true}
          onChange={(event) => onChange(event.currentTarget.checked)}
        />
        {label}
        {notes}
      </div>
    )
  }
  return (
    <div class="field">
      {label}
      {field.kind === 'select' ? (
        <select {...common} value={text} onChange={(event) => onChange(event.currentTarget.value)}>
          <option value="">{words.choose}</option>
          {(field.options ?? []).map((option) => (
            <option key={option.value} value={option.value}>
              {option.label}
            </option>
          ))}
        </select>
      ) : field.kind === 'textarea' ? (
        <textarea
          {...common}
          rows={3}
          value={text}
          onInput={(event) => onChange(event.currentTarget.value)}
        />
      ) : (
        <input
          {...common}
          type={field.kind}
          list={undefined}
          min={field.min}
          max={field.max}
          value={text}
          autocomplete={field.autocomplete ?? 'off'}
          onInput={(event) => onChange(event.currentTarget.value)}
        />
      )}
      {notes}
    </div>
  )
}

function Answers({ card, words }: { card: FormCard; words: CardTexts['form'] }): VNode {
  return (
    <dl class="card answers" aria-label={words.answered}>
      {card.fields
        .filter((field) => !isEmpty(field.value) || field.kind === 'checkbox')
        .map((field) => (
          <div key={field.name}>
            <dt>{field.label}</dt>
            <dd>{spoken(field, words)}</dd>
          </div>
        ))}
    </dl>
  )
}

function spoken(field: FormField, words: CardTexts['form']): string {
  if (field.kind === 'checkbox') return field.value === true ? words.yes : words.no
  const value = String(field.value ?? '')
  return field.options?.find((option) => option.value === value)?.label ?? value
}

function initial(field: FormField): string | boolean {
  return field.kind === 'checkbox' ? field.value === true : typeof field.value === 'string' ? field.value : ''
}

function isEmpty(value: string | boolean | undefined): boolean {
  return value === undefined || value === false || (typeof value === 'string' && value.trim() === '')
}
