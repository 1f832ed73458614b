import type { RatingCard } from '@comptoir/bot-engine'
import { screen } from '@testing-library/preact'
import { userEvent } from '@testing-library/user-event'
import { expect, test } from 'vitest'
import { Bubble } from '../../../src/ui/Bubble.tsx'
import { cards, message, renderPart } from '../../render.tsx'

const card: RatingCard = {
  type: 'rating',
  scale: 'csat',
  options: [
    { id: '5', label: 'Très facile' },
    { id: '1', label: 'Très difficile' },
  ],
}
const draw = (fields: Partial<RatingCard> = {}) =>
  renderPart(
    <Bubble
      message={message({ text: 'Était-ce facile ?', card: { ...card, ...fields } })}
      cards={cards}
      follows={false}
      showPending={false}
    />,
  )

test('is a group of labelled radio buttons with the question as its name', () => {
  draw()
  expect(screen.getByRole('group', { name: 'Était-ce facile ?' })).toBeTruthy()
  expect(screen.getAllByRole('radio').map((radio) => radio.closest('label')?.textContent)).toEqual([
    'Très facile',
    'Très difficile',
  ])
})

test('looking at an answer decides nothing, sending it does', async () => {
  const { sent } = draw()
  await userEvent.click(screen.getByRole('button', { name: 'Envoyer mon avis' }))
  expect(screen.getByText("Choisissez une réponse avant d'envoyer.")).toBeTruthy()
  await userEvent.click(screen.getByRole('radio', { name: 'Très facile' }))
  expect(sent).toEqual([])
  await userEvent.click(screen.getByRole('button', { name: 'Envoyer mon avis' }))
  expect(sent).toEqual([{ type: 'CHOICE.PICK', id: '5' }])
})

test('once given, the answer is said by the customer alone: of the card the question stays', () => {
  const { container } = draw({ picked: '1' })
  expect(container.querySelector('.bubble')?.textContent).toBe('Était-ce facile ?')
  expect(screen.queryByText(/Très difficile/)).toBeNull()
  expect(screen.queryByRole('radio')).toBeNull()
  expect(screen.queryByRole('button')).toBeNull()
})
