import { html, raw } from 'hono/html'
import type { Html } from './layout.ts'

/** A labelled field of a form. What is wrong with it is said beside it and tied to it. */
export interface Field {
  readonly name: string
  readonly label: string
  readonly type?: 'text' | 'email' | 'tel' | 'password' | 'number' | 'date'
  readonly value?: string | undefined
  readonly required?: boolean
  readonly autocomplete?: string
  readonly inputmode?: 'numeric' | 'text'
  readonly maxlength?: number
  readonly hint?: string
  readonly error?: string | undefined
  readonly rows?: number
  readonly className?: string
  /** Where the same field stands more than once on a page. @default `field-` and its name */
  readonly id?: string
}

export function field(spec: Field): Html {
  const id = spec.id ?? `field-${spec.name}`
  const described = [spec.hint ? `${id}-hint` : '', spec.error ? `${id}-error` : ''].filter(Boolean).join(' ')
  const attributes = [
    `id="${id}"`,
    `name="${spec.name}"`,
    spec.required ? 'required' : '',
    spec.autocomplete ? `autocomplete="${spec.autocomplete}"` : '',
    spec.inputmode ? `inputmode="${spec.inputmode}"` : '',
    spec.maxlength ? `maxlength="${spec.maxlength}"` : '',
    described ? `aria-describedby="${described}"` : '',
    spec.error ? 'aria-invalid="true"' : '',
  ]
    .filter(Boolean)
    .join(' ')
  return html`<div class="field ${spec.className ?? ''}">
    <label for="${id}">${spec.label}</label>
    ${
      spec.rows
        ? html`<textarea rows="${spec.rows}" ${raw(attributes)}>${spec.value ?? ''}</textarea>`
        : html`<input type="${spec.type ?? 'text'}" value="${spec.value ?? ''}" ${raw(attributes)} />`
    }
    ${spec.hint ? html`<p class="hint" id="${id}-hint">${spec.hint}</p>` : ''}
    ${spec.error ? html`<p class="error" id="${id}-error">${spec.error}</p>` : ''}
  </div>`
}

export function select(spec: {
  readonly name: string
  readonly label: string
  readonly options: readonly (readonly [value: string, label: string])[]
  readonly value?: string | undefined
  readonly autocomplete?: string
}): Html {
  const id = `field-${spec.name}`
  return html`<div class="field">
    <label for="${id}">${spec.label}</label>
    <select
      id="${id}"
      name="${spec.name}"
      ${spec.autocomplete ? raw(`autocomplete="${spec.autocomplete}"`) : ''}
    >
      ${spec.options.map(
        ([value, label]) =>
          html`<option value="${value}" ${value === spec.value ? raw('selected') : ''}>${label}</option>`,
      )}
    </select>
  </div>`
}

export function checkbox(spec: {
  readonly name: string
  readonly label: string | Html
  readonly checked?: boolean
  readonly required?: boolean
}): Html {
  return html`<label class="check"
    ><input
      type="checkbox"
      name="${spec.name}"
      value="yes"
      ${spec.checked ? raw('checked') : ''}
      ${spec.required ? raw('required') : ''}
    /><span>${spec.label}</span></label
  >`
}

/** One of several, each with a line of its own to say more. */
export function radios(spec: {
  readonly name: string
  readonly legend: string
  readonly options: readonly {
    readonly value: string
    readonly label: string
    readonly note?: string | undefined
    readonly side?: string
  }[]
  readonly value?: string | undefined
}): Html {
  return html`<fieldset class="radios">
    <legend>${spec.legend}</legend>
    ${spec.options.map(
      (option) =>
        html`<label class="radio"
          ><input
            type="radio"
            name="${spec.name}"
            value="${option.value}"
            required
            ${option.value === spec.value ? raw('checked') : ''}
          /><span><b>${option.label}</b>${option.note ? html`<br /><small>${option.note}</small>` : ''}</span
          >${option.side ? html`<span class="side">${option.side}</span>` : ''}</label
        >`,
    )}
  </fieldset>`
}

/** The fields of a form that was sent, as text. */
export type Filled = Readonly<Record<string, string>>

export function filledFrom(body: Readonly<Record<string, unknown>>): Filled {
  return Object.fromEntries(
    Object.entries(body).map(([name, value]) => [name, typeof value === 'string' ? value.trim() : '']),
  )
}
