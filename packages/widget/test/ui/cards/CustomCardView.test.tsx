import { screen } from '@testing-library/preact'
import { expect, test, vi } from 'vitest'
import { defineCard } from '../../../src/own-cards.ts'
import type { OwnCards } from '../../../src/own-cards.ts'
import { Bubble } from '../../../src/ui/Bubble.tsx'
import { cards, message, renderPart } from '../../render.tsx'

const sizes = defineCard({
  read: (data) => (Array.isArray(data) ? data.map(String) : undefined),
  draw(place, data, { send, safeAddress }) {
    for (const size of data) {
      const key = document.createElement('button')
      key.textContent = `${size} ${safeAddress('javascript:alert(1)') ?? ''}`.trim()
      key.addEventListener('click', () => send({ type: 'MESSAGE.SEND', text: size }))
      place.append(key)
    }
  },
})

function draw(data: unknown, own: OwnCards = { sizes }, kind = 'sizes') {
  const told: unknown[] = []
  const drawn = renderPart(
    <Bubble
      message={message({ text: 'Quelle taille ?', card: { type: 'custom', kind, data } })}
      cards={cards}
      follows={false}
      showPending={false}
    />,
    { own: () => ({ cards: own }), report: (error) => told.push(error) },
  )
  return { ...drawn, told }
}

test("the shop's own code draws its card under the text, and acts in the customer's name", () => {
  const { sent } = draw(['S', 'M'])
  expect(screen.getByText('Quelle taille ?')).toBeTruthy()
  screen.getByRole('button', { name: 'M' }).click()
  expect(sent).toEqual([{ type: 'MESSAGE.SEND', text: 'M' }])
})

test.each([
  ['data that the drawer does not take', { odd: true }, undefined, 'sizes'],
  ['a kind that nobody draws', ['S'], undefined, 'seats'],
  ['a kind that every object has', ['S'], undefined, 'constructor'],
])('%s leaves the text alone', (_, data, own, kind) => {
  const { told, container } = draw(data, own, kind)
  expect(screen.getByText('Quelle taille ?')).toBeTruthy()
  expect(container.querySelector<HTMLElement>('.custom')?.hidden).toBe(true)
  expect(told).toEqual([])
})

test('a drawer that throws is reported by the kind of its card, and leaves the text alone', async () => {
  const broken: OwnCards = {
    sizes: {
      read: (data) => data,
      draw(place) {
        place.textContent = 'half of it'
        throw new Error('no sizes')
      },
    },
  }
  const { told, container } = draw(['S'], broken)
  await expect.poll(() => String(told[0])).toMatch(/WID-020.*"sizes".*no sizes/)
  expect(container.querySelector<HTMLElement>('.custom')?.hidden).toBe(true)
  expect(container.textContent).not.toContain('half of it')
})

test('when the card goes, what it holds is let go of', () => {
  const end = vi.fn<() => void>()
  const { unmount } = draw(['S'], { sizes: { read: (data) => data, draw: () => end } })
  unmount()
  expect(end).toHaveBeenCalledTimes(1)
})
