import { screen, waitFor } from '@testing-library/preact'
import { userEvent } from '@testing-library/user-event'
import { createRef } from 'preact'
import { expect, test } from 'vitest'
import type { Session } from '../../src/session.ts'
import { createSession } from '../../src/session.ts'
import { readSettings } from '../../src/settings.ts'
import { Panel } from '../../src/ui/Panel.tsx'
import type { FakeConversation } from '../conversations.ts'
import { fakeConversation, states } from '../conversations.ts'
import { renderPart } from '../render.tsx'

function draw(conversation: FakeConversation, load = conversation.load): Session {
  const settings = readSettings({ locale: 'fr', phone: '02 61 91 00 42' })
  const session = createSession({ settings, emit: () => {}, load })
  const part = <Panel session={session} field={createRef()} title={createRef()} onClose={() => {}} />
  renderPart(part, { send: session.send, mintLink: session.mintLink })
  return session
}

test('has a heading, a named field and named buttons from the first moment', () => {
  draw(fakeConversation())
  expect(screen.getByRole('heading', { level: 2 })).toBeTruthy()
  expect(screen.getByRole('textbox', { name: 'Votre message' })).toBeTruthy()
  expect(
    screen.getAllByRole('button').map((button) => button.getAttribute('aria-label') ?? button.textContent),
  ).not.toContain('')
})

test('the first screen leads to an article in two steps, by subject', async () => {
  const conversation = fakeConversation()
  draw(conversation)
  await userEvent.click(await screen.findByRole('button', { name: 'Factures et TVA' }))
  expect(document.activeElement).toBe(screen.getByRole('heading', { name: 'Factures et TVA' }))
  await userEvent.click(screen.getByRole('button', { name: 'Où télécharger ma facture ?' }))
  expect(conversation.heard).toEqual([{ type: 'ARTICLE.OPEN', id: 'invoice.download' }])
  expect(screen.getByRole('log', { name: 'Conversation' })).toBeTruthy()
})

test('what the shop wants known today stands on the first screen, and leads to the article that says more', async () => {
  const conversation = fakeConversation()
  draw(conversation)
  await screen.findByRole('button', { name: 'Suivre ma commande' })
  expect(screen.queryByRole('list', { name: 'À savoir' })).toBeNull()
  states['news']?.(conversation)
  const news = await screen.findByRole('list', { name: 'À savoir' })
  expect([...news.children].map(({ textContent }) => textContent)).toEqual([
    'Les livraisons à domicile ont deux jours de retard dans le Calvados.',
    'Livraison offerte dès 35\u00a0€ en point relais.En savoir plus',
  ])
  await userEvent.click(screen.getByRole('button', { name: 'En savoir plus' }))
  expect(conversation.heard).toEqual([{ type: 'ARTICLE.OPEN', id: 'order.track' }])
})

test('frequent requests are said in the customer’s name, and a human is always among them', async () => {
  const conversation = fakeConversation()
  draw(conversation)
  await userEvent.click(await screen.findByRole('button', { name: 'Suivre ma commande' }))
  await userEvent.click(screen.getByRole('button', { name: "Retour à l'accueil" }))
  await userEvent.click(screen.getByRole('button', { name: 'Parler à un conseiller' }))
  expect(conversation.heard).toEqual([
    { type: 'CHOICE.PICK', id: 'flow:track-order' },
    { type: 'CHOICE.PICK', id: 'command:human' },
  ])
})

/** A way to load that waits until it is let go. */
function held(load: FakeConversation['load']): { load: FakeConversation['load']; letGo: () => void } {
  const gate = new EventTarget()
  const open = new Promise((resolve) => {
    gate.addEventListener('open', resolve)
  })
  return {
    async load() {
      await open
      return load()
    },
    letGo: () => void gate.dispatchEvent(new Event('open')),
  }
}

test('what is written before the engine has come is kept, shown, and sent in order', async () => {
  const conversation = fakeConversation()
  const { load, letGo } = held(conversation.load)
  draw(conversation, load)
  const field = screen.getByRole('textbox')
  await userEvent.type(field, 'un{Enter}')
  await userEvent.type(field, 'deux{Enter}')
  expect(screen.getByText('un')).toBeTruthy()
  expect(conversation.heard).toEqual([])
  letGo()
  await waitFor(() =>
    expect(conversation.heard).toEqual([
      { type: 'MESSAGE.SEND', text: 'un' },
      { type: 'MESSAGE.SEND', text: 'deux' },
    ]),
  )
})

test('where no conversation is possible the contact links remain, with what was written, and a new try', async () => {
  const conversation = fakeConversation({ broken: true })
  const { load, letGo } = held(conversation.load)
  draw(conversation, load)
  await userEvent.type(screen.getByRole('textbox'), 'ma question{Enter}')
  letGo()
  const link = await screen.findByRole('link', { name: /02 61 91 00 42/ })
  expect(link.getAttribute('href')).toBe('tel:0261910042')
  expect(screen.getByText('ma question')).toBeTruthy()
  expect(screen.getByRole('button', { name: 'Réessayer' })).toBeTruthy()
})

test('erasing is asked for once more, and the harmless answer has the focus', async () => {
  const conversation = fakeConversation()
  draw(conversation)
  await screen.findByRole('button', { name: 'Factures et TVA' })
  states['answer']?.(conversation)
  await userEvent.click(await screen.findByRole('button', { name: "Plus d'options" }))
  await userEvent.click(screen.getByRole('button', { name: 'Effacer la conversation' }))
  expect(document.activeElement).toBe(screen.getByRole('button', { name: 'Garder' }))
  await userEvent.click(screen.getByRole('button', { name: 'Effacer' }))
  await screen.findByRole('heading', { name: /comment vous aider/ })
})

test('says who answers now', async () => {
  const conversation = fakeConversation()
  draw(conversation)
  await screen.findByRole('button', { name: 'Factures et TVA' })
  expect(screen.getByText('Assistant automatique')).toBeTruthy()
  conversation.show({ handoff: { state: 'live', agent: 'Camille' } })
  expect(await screen.findByText('En ligne avec Camille')).toBeTruthy()
})

test('a lost connection is said in one sentence', async () => {
  const conversation = fakeConversation()
  draw(conversation)
  await screen.findByRole('button', { name: 'Factures et TVA' })
  conversation.show({ connection: 'offline' })
  expect(
    await screen.findByText('Connexion interrompue. Vos messages partiront dès son retour.'),
  ).toBeTruthy()
})
