import { fireEvent, screen } from '@testing-library/preact'
import { userEvent } from '@testing-library/user-event'
import { createRef } from 'preact'
import { expect, test, vi } from 'vitest'
import { Composer, LONGEST } from '../../src/ui/Composer.tsx'
import type { ComposerProps } from '../../src/ui/Composer.tsx'
import { renderPart } from '../render.tsx'

function draw(props: Partial<ComposerProps> = {}): { sent: string[]; opened: string[]; said: string[] } {
  const sent: string[] = []
  const opened: string[] = []
  const { said } = renderPart(
    <Composer
      field={createRef()}
      waitingFor={undefined}
      suggest={undefined}
      onSend={(text) => sent.push(text)}
      onArticle={(id) => opened.push(id)}
      {...props}
    />,
  )
  return { sent, opened, said }
}

const suggestion = (id: string, text: string) => ({
  text,
  ranges: [],
  article: { id, category: 'c', question: text, answer: '' },
})

test('its field and its button have names in the language of the page', () => {
  draw()
  expect(screen.getByRole('textbox', { name: 'Votre message' })).toBeTruthy()
  expect(screen.getByRole('button', { name: 'Envoyer' })).toBeTruthy()
})

test('Enter sends what was written and empties the field', async () => {
  const { sent } = draw()
  const field = screen.getByRole('textbox')
  await userEvent.type(field, 'où est ma commande ?{Enter}')
  expect(sent).toEqual(['où est ma commande ?'])
  expect(field).toHaveProperty('value', '')
})

test('Shift and Enter begin a new line', async () => {
  const { sent } = draw()
  await userEvent.type(screen.getByRole('textbox'), 'Bonjour,{Shift>}{Enter}{/Shift}une question')
  expect(sent).toEqual([])
  expect(screen.getByRole('textbox')).toHaveProperty('value', 'Bonjour,\nune question')
})

test('the Enter that accepts a word of an input method does not send', () => {
  const { sent } = draw()
  const field = screen.getByRole('textbox')
  fireEvent.input(field, { target: { value: '配送' } })
  fireEvent.keyDown(field, { key: 'Enter', isComposing: true })
  fireEvent.keyDown(field, { key: 'Enter', keyCode: 229 })
  expect(sent).toEqual([])
  fireEvent.keyDown(field, { key: 'Enter', keyCode: 13 })
  expect(sent).toEqual(['配送'])
})

test('nothing but spaces is not sent, and the reason is said', async () => {
  const { sent } = draw()
  await userEvent.type(screen.getByRole('textbox'), '   {Enter}')
  expect(sent).toEqual([])
  expect(screen.getByRole('status').textContent).toBe("Écrivez votre question avant de l'envoyer.")
})

test('a text that is too long stays in the field, with a sentence that says by how much', () => {
  const { sent } = draw({ suggest: async () => [suggestion('a', 'Une question ?')] })
  const field = screen.getByRole('textbox')
  fireEvent.input(field, { target: { value: 'a'.repeat(10_000) } })
  expect(screen.queryByRole('group', { name: 'Suggestions' })).toBeNull()
  fireEvent.keyDown(field, { key: 'Enter' })
  expect(sent).toEqual([])
  expect(field).toHaveProperty('value.length', 10_000)
  expect(field.getAttribute('aria-invalid')).toBe('true')
  expect(screen.getByRole('status').textContent).toMatch(
    /compte 10\s000 caractères, le maximum est de 4\s000/,
  )
  fireEvent.input(field, { target: { value: 'a'.repeat(LONGEST) } })
  fireEvent.keyDown(field, { key: 'Enter' })
  expect(sent[0]).toHaveLength(LONGEST)
})

test('while a slot is asked for, the field has its name, its keyboard and its autocomplete token', () => {
  draw({
    waitingFor: {
      kind: 'text',
      slot: { type: 'email', label: 'Adresse e-mail', autocomplete: 'email', inputMode: 'email' },
    },
  })
  const field = screen.getByRole('textbox', { name: 'Adresse e-mail' })
  expect(field.getAttribute('autocomplete')).toBe('email')
  expect(field.getAttribute('inputmode')).toBe('email')
})

test('a code is pasted as one copied it, into a field that takes any text', async () => {
  const { sent } = draw({
    waitingFor: {
      kind: 'text',
      slot: { type: 'code', label: 'Code reçu', autocomplete: 'one-time-code', inputMode: 'numeric' },
    },
  })
  const field = screen.getByRole('textbox', { name: 'Code reçu' })
  await userEvent.click(field)
  await userEvent.paste('482 913')
  await userEvent.keyboard('{Enter}')
  expect(sent).toEqual(['482 913'])
  expect(field.getAttribute('maxlength')).toBeNull()
})

test('questions of the FAQ are offered while writing, counted aloud, and opened by a click', async () => {
  const suggest = vi.fn(async () => [
    suggestion('invoice.download', 'Où télécharger ma facture ?'),
    suggestion('invoice.pro', 'Facture avec TVA ?'),
  ])
  const { opened, said } = draw({ suggest })
  await userEvent.type(screen.getByRole('textbox'), 'fact')
  expect(await screen.findByRole('group', { name: 'Suggestions' })).toBeTruthy()
  expect(said).toEqual(['2 suggestions'])
  await userEvent.click(screen.getByRole('button', { name: 'Où télécharger ma facture ?' }))
  expect(opened).toEqual(['invoice.download'])
  expect(screen.getByRole('textbox')).toHaveProperty('value', '')
})

test('the arrow keys walk through the suggestions and back to the field', async () => {
  draw({ suggest: async () => [suggestion('a', 'Première ?'), suggestion('b', 'Seconde ?')] })
  await userEvent.type(screen.getByRole('textbox'), 'que')
  await screen.findByRole('group', { name: 'Suggestions' })
  await userEvent.keyboard('{ArrowUp}')
  expect(document.activeElement?.textContent).toBe('Seconde ?')
  await userEvent.keyboard('{ArrowUp}')
  expect(document.activeElement?.textContent).toBe('Première ?')
  await userEvent.keyboard('{Escape}')
  expect(document.activeElement).toBe(screen.getByRole('textbox'))
})
