import { PortError } from '@comptoir/bot-engine'
import { screen } from '@testing-library/preact'
import { userEvent } from '@testing-library/user-event'
import { afterEach, expect, test, vi } from 'vitest'
import { Bubble } from '../../../src/ui/Bubble.tsx'
import type { Scene } from '../../../src/ui/scene.ts'
import { cards, message, renderPart } from '../../render.tsx'

const invoice = message({
  text: 'Voici votre facture.',
  card: {
    type: 'file',
    ref: 'invoice:XKBKNABJK:FA-2026-00031',
    name: 'FA-2026-00031.pdf',
    mime: 'application/pdf',
    size: 34_210,
  },
})
const draw = (mintLink?: Scene['mintLink']) =>
  renderPart(
    <Bubble message={invoice} cards={cards} follows={false} showPending={false} />,
    mintLink && { mintLink },
  )

afterEach(() => vi.restoreAllMocks())

test('the button says what it downloads, its format and its size', () => {
  draw()
  expect(screen.getByRole('button').textContent).toMatch(/^Télécharger FA-2026-00031\.pdf \(PDF, 34\sko\)$/)
})

test('each click asks for a new link and follows it', async () => {
  const followed: string[] = []
  vi.spyOn(HTMLAnchorElement.prototype, 'click').mockImplementation(function follow(this: HTMLAnchorElement) {
    followed.push(this.getAttribute('href') ?? '')
  })
  let links = 0
  draw(async (ref) => ({ href: `/desk/files/${++links}?${ref}`, expiresAt: '' }))
  await userEvent.click(screen.getByRole('button'))
  expect(await screen.findByText('Le téléchargement a commencé.')).toBeTruthy()
  await userEvent.click(screen.getByRole('button'))
  await expect
    .poll(() => followed)
    .toEqual([
      '/desk/files/1?invoice:XKBKNABJK:FA-2026-00031',
      '/desk/files/2?invoice:XKBKNABJK:FA-2026-00031',
    ])
})

test.each([
  [new PortError('unavailable', 'no network'), /n'a pas pu être préparé/],
  [new PortError('forbidden', 'level 0'), /n'est plus accessible/],
  [new PortError('refused', 'gone'), /n'est plus accessible/],
])('a link that cannot be had is said in a sentence (%s)', async (error, sentence) => {
  draw(async () => {
    throw error
  })
  await userEvent.click(screen.getByRole('button'))
  expect((await screen.findByText(sentence)).getAttribute('role')).toBe('status')
})

test('an address that is none of the web is not followed', async () => {
  const click = vi.spyOn(HTMLAnchorElement.prototype, 'click').mockImplementation(() => {})
  draw(async () => ({ href: 'javascript:alert(1)', expiresAt: '' }))
  await userEvent.click(screen.getByRole('button'))
  expect(await screen.findByText(/n'a pas pu être préparé/)).toBeTruthy()
  expect(click).not.toHaveBeenCalled()
})
