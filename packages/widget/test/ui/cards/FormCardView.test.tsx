import type { FormCard } from '@comptoir/bot-engine'
import { screen } from '@testing-library/preact'
import { userEvent } from '@testing-library/user-event'
import { expect, test } from 'vitest'
import { Bubble } from '../../../src/ui/Bubble.tsx'
import { cards, message, renderPart } from '../../render.tsx'

const callback: FormCard = {
  type: 'form',
  id: 'callback',
  submit: 'Demander le rappel',
  fields: [
    {
      name: 'phone',
      label: 'Téléphone',
      kind: 'tel',
      required: true,
      autocomplete: 'tel',
      hint: 'Exemple : 06 12 34 56 78',
    },
    { name: 'slot', label: 'Créneau', kind: 'select', options: [{ value: 'a', label: 'Lundi 9 h' }] },
    { name: 'consent', label: "J'accepte cet appel", kind: 'checkbox', required: true },
  ],
}
const part = (card: FormCard) => (
  <Bubble message={message({ card })} cards={cards} follows={false} showPending={false} />
)

test('every field has a visible label, its hint, its type and its autocomplete token', () => {
  renderPart(part(callback))
  const phone = screen.getByLabelText('Téléphone')
  expect(phone.getAttribute('type')).toBe('tel')
  expect(phone.getAttribute('autocomplete')).toBe('tel')
  expect(document.getElementById(phone.getAttribute('aria-describedby') ?? '')?.textContent).toBe(
    'Exemple : 06 12 34 56 78',
  )
  expect(screen.getByRole('combobox', { name: 'Créneau' })).toBeTruthy()
  expect(screen.getByRole('checkbox', { name: "J'accepte cet appel" })).toHaveProperty('checked', false)
})

test("what is missing is said at its field in the engine's words, and the focus goes to the first one", async () => {
  const { sent, rerender } = renderPart(part(callback))
  const button = screen.getByRole('button', { name: 'Demander le rappel' })
  await userEvent.click(button)
  expect(sent).toEqual([
    { type: 'FORM.SUBMIT', id: 'callback', values: { phone: '', slot: '', consent: false } },
  ])
  const said: Record<string, string> = {
    phone: 'Ce champ est nécessaire.',
    consent: 'Cochez cette case pour que nous puissions vous appeler.',
  }
  const fields = callback.fields.map((field) => {
    const error = said[field.name]
    return error === undefined ? field : { ...field, error }
  })
  rerender(part({ ...callback, fields }))
  const phone = screen.getByLabelText('Téléphone')
  expect(phone.getAttribute('aria-invalid')).toBe('true')
  expect(phone.getAttribute('aria-describedby')).toBe('m1-phone-hint m1-phone-error')
  expect(document.getElementById('m1-phone-error')?.textContent).toBe(said['phone'])
  expect(document.getElementById('m1-consent-error')?.textContent).toBe(said['consent'])
  expect(document.activeElement).toBe(phone)

  // Pressing again with nothing changed costs no try, and leads to the same place.
  await userEvent.click(button)
  expect(sent).toHaveLength(1)
  expect(document.activeElement).toBe(phone)

  // A field that was changed is no longer called wrong.
  await userEvent.click(screen.getByRole('checkbox'))
  expect(document.getElementById('m1-consent-error')).toBeNull()
  await userEvent.click(button)
  expect(sent).toHaveLength(2)
})

test('what was answered is sent by name', async () => {
  const { sent } = renderPart(part(callback))
  await userEvent.type(screen.getByLabelText('Téléphone'), '0612345678')
  await userEvent.selectOptions(screen.getByRole('combobox'), 'Lundi 9 h')
  await userEvent.click(screen.getByRole('checkbox'))
  await userEvent.click(screen.getByRole('button', { name: 'Demander le rappel' }))
  expect(sent).toEqual([
    { type: 'FORM.SUBMIT', id: 'callback', values: { phone: '0612345678', slot: 'a', consent: true } },
  ])
})

test('an answer that is refused comes back with its reason, keeps what was typed and takes the focus', async () => {
  const { rerender } = renderPart(part(callback))
  await userEvent.type(screen.getByLabelText('Téléphone'), '0899123456')
  await userEvent.click(screen.getByRole('checkbox'))
  await userEvent.click(screen.getByRole('button', { name: 'Demander le rappel' }))
  const fields = callback.fields.map((field) =>
    field.name === 'phone' ? { ...field, error: 'Ce numéro est surtaxé, donnez-en un autre.' } : field,
  )
  rerender(part({ ...callback, fields }))
  const phone = screen.getByLabelText('Téléphone')
  expect(document.getElementById('m1-phone-error')?.textContent).toBe(
    'Ce numéro est surtaxé, donnez-en un autre.',
  )
  expect(phone).toHaveProperty('value', '0899123456')
  expect(document.activeElement).toBe(phone)
})

test('once answered it can be read and no longer changed', () => {
  const values: Record<string, string | boolean> = { phone: '06 12 34 56 78', slot: 'a', consent: true }
  renderPart(
    part({
      ...callback,
      done: true,
      fields: callback.fields.map((field) => ({ ...field, value: values[field.name] ?? '' })),
    }),
  )
  expect(screen.queryByRole('textbox')).toBeNull()
  expect(screen.getByText('06 12 34 56 78')).toBeTruthy()
  expect(screen.getByText('Lundi 9 h')).toBeTruthy()
  expect(screen.getByText('Oui')).toBeTruthy()
})

test('shown again, it has what was ticked here and what the engine has learnt in between', async () => {
  const { rerender } = renderPart(part(callback))
  await userEvent.click(screen.getByRole('checkbox'))
  const fields = callback.fields.map((field) =>
    field.name === 'phone' ? { ...field, value: '•••• 78' } : field,
  )
  const again = message({ id: 'm2', card: { ...callback, fields } })
  rerender(<Bubble key="m2" message={again} cards={cards} follows={false} showPending={false} />)
  expect(screen.getByLabelText('Téléphone')).toHaveProperty('value', '•••• 78')
  expect(screen.getByRole('checkbox')).toHaveProperty('checked', true)
})
