import type { ConversationView, Message } from '@comptoir/bot-engine'
import { screen } from '@testing-library/preact'
import { userEvent } from '@testing-library/user-event'
import { createRef } from 'preact'
import { expect, test } from 'vitest'
import { MessageList } from '../../src/ui/MessageList.tsx'
import { cards, message, renderPart } from '../render.tsx'

const view = (fields: Partial<ConversationView> = {}): ConversationView => ({
  messages: [],
  waitingFor: { kind: 'text' },
  busy: false,
  handoff: { state: 'none' },
  level: 0,
  connection: 'none',
  ...fields,
})
const draw = (shown: ConversationView, early: string[] = []) => {
  let picks = 0
  const result = renderPart(
    <MessageList view={shown} early={early} cards={cards} log={createRef()} onPick={() => picks++} />,
  )
  return { ...result, picks: () => picks }
}

test('the last message that the agent has read is marked as seen, once', () => {
  const own = (id: string, seq: number): Message => message({ id, seq, author: 'customer', text: id })
  const { container } = draw(view({ messages: [own('un', 1), own('deux', 2), own('trois', 3)], readTo: 2 }))
  const marks = [...container.querySelectorAll('.delivery')]
  expect(marks.map((mark) => mark.textContent)).toEqual(['Vu'])
  expect(marks[0]?.previousElementSibling?.textContent).toContain('deux')
})

test('is a log with a name that leaves speaking to the announcer', () => {
  draw(view({ messages: [message()] }))
  const log = screen.getByRole('log', { name: 'Conversation' })
  expect(log.getAttribute('aria-live')).toBe('off')
  expect(log.tabIndex).toBe(0)
})

test('the replies of the last message are buttons in a named group', async () => {
  const { sent, picks } = draw(
    view({
      messages: [
        message({ choices: [{ id: 'yes', label: 'Oui' }] }),
        message({ id: 'm2', choices: [{ id: 'no', label: 'Non' }] }),
      ],
    }),
  )
  expect(screen.getByRole('group', { name: 'Réponses proposées' })).toBeTruthy()
  expect(screen.queryByRole('button', { name: 'Oui' })).toBeNull()
  await userEvent.click(screen.getByRole('button', { name: 'Non' }))
  expect(sent).toEqual([{ type: 'CHOICE.PICK', id: 'no' }])
  expect(picks()).toBe(1)
})

test('an author is shown once for what they say in one go, and is there for screen readers each time', () => {
  draw(view({ messages: [message(), message({ id: 'm2', text: 'Encore moi' })] }))
  const authors = screen.getAllByText('Assistant', { exact: false, selector: 'p' })
  expect(authors.map((author) => author.className)).toEqual(['author', 'sr'])
})

test('shows what was written before the engine arrived, and that an answer is coming', () => {
  draw(view(), ['où est ma commande ?'])
  expect(screen.getByText('où est ma commande ?')).toBeTruthy()
  expect(screen.getByText("L'assistant écrit…")).toBeTruthy()
})

test('says which person is writing', () => {
  draw(view({ handoff: { state: 'live', agent: 'Camille' }, typing: 'agent' }))
  expect(screen.getByText('Camille écrit…')).toBeTruthy()
})

test('separates days', () => {
  draw(
    view({
      messages: [message({ at: '2024-03-01T10:00:00Z' }), message({ id: 'm2', at: '2024-03-02T10:00:00Z' })],
    }),
  )
  expect(screen.getByText('1 mars 2024')).toBeTruthy()
  expect(screen.getByText('2 mars 2024')).toBeTruthy()
})

test('in a long conversation one message more draws one message more', () => {
  let reads = 0
  const messages = Array.from({ length: 1000 }, (_, index) => {
    const one = message({ id: `m${index}`, author: index % 2 === 0 ? 'customer' : 'bot' })
    Object.defineProperty(one, 'text', {
      get() {
        reads++
        return `Message ${index}`
      },
    })
    return one
  })
  const { rerender, container } = draw(view({ messages }))
  expect(container.querySelectorAll('.message')).toHaveLength(1000)
  expect(reads).toBeGreaterThanOrEqual(1000)
  reads = 0
  const log = createRef<HTMLDivElement>()
  const more = [...messages, message({ id: 'last', text: 'La dernière' })]
  rerender(
    <MessageList view={view({ messages: more })} early={[]} cards={cards} log={log} onPick={() => {}} />,
  )
  expect(screen.getByText('La dernière')).toBeTruthy()
  expect(reads).toBe(0)
})

test('what came while the panel was closed is parted from what was read', () => {
  const messages = ['a', 'b', 'c'].map((id) => message({ id, text: `Message ${id}` }))
  const { container } = renderPart(
    <MessageList view={view({ messages })} early={[]} cards={cards} log={createRef()} onPick={() => {}} />,
    { unread: { from: 'b' } },
  )
  const line = container.querySelector('.fresh')
  expect(line?.textContent).toBe('Nouveaux messages')
  expect(line?.previousElementSibling?.getAttribute('data-id')).toBe('a')
  expect(line?.nextElementSibling?.getAttribute('data-id')).toBe('b')
})
