import { html } from 'hono/html'
import type { ShopContext } from '../visit.ts'
import { field, type Filled } from './field.ts'
import type { Html } from './layout.ts'

/** Name and e-mail of whoever writes to us, as far as we know them, and the order it is about. */
export function identityFields(
  c: ShopContext,
  filled: Filled,
  reference: 'none' | 'optional' | 'required',
): Html {
  const { t, customer } = c.get('visit')
  const name = customer && `${customer.firstName} ${customer.lastName}`
  return html`${field({
    name: 'name',
    label: t('field.name'),
    value: filled['name'] ?? name,
    required: true,
    autocomplete: 'name',
    maxlength: 80,
  })}
  ${field({
    name: 'email',
    label: t('field.email'),
    type: 'email',
    value: filled['email'] ?? customer?.email,
    required: true,
    autocomplete: 'email',
  })}
  ${
    reference === 'none'
      ? ''
      : field({
          name: 'reference',
          label: t('field.reference'),
          value: filled['reference'] ?? c.req.query('commande'),
          required: reference === 'required',
          maxlength: 12,
          hint: t('field.referenceHint'),
        })
  }`
}

/** Could somebody be written to at this address? */
export function isEmail(text: string | undefined): text is string {
  return text !== undefined && /^\S+@\S+\.\S+$/.test(text)
}
