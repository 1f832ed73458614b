import { screen } from '@testing-library/preact'
import { userEvent } from '@testing-library/user-event'
import { expect, test } from 'vitest'
import { Bubble } from '../../../src/ui/Bubble.tsx'
import { cards, message, renderPart } from '../../render.tsx'

test('a step shows its place, the customer’s own screen, and the way there', async () => {
  const { sent } = renderPart(
    <Bubble
      message={message({
        text: 'Ouvrez votre compte.',
        card: {
          type: 'look',
          step: { number: 1, of: 3 },
          image: '/aide/compte.png',
          alt: 'Le bouton Mon compte, en haut à droite',
          link: { label: 'Mon compte', href: '/mon-compte' },
        },
      })}
      cards={cards}
      follows={false}
      showPending={false}
    />,
  )
  expect(screen.getByText('Étape 1 sur 3')).toBeTruthy()
  expect(screen.getByRole('img', { name: /Mon compte/ }).getAttribute('src')).toBe('/aide/compte.png')
  await userEvent.click(screen.getByRole('link', { name: 'Mon compte' }))
  expect(sent).toEqual([{ type: 'LINK.OPEN', href: '/mon-compte' }])
})

test('an address that is none of the web shows nothing to follow', () => {
  renderPart(
    <Bubble
      message={message({
        text: 'Voyez ici.',
        card: {
          type: 'look',
          video: 'javascript:alert(1)',
          link: { label: 'Ici', href: 'javascript:alert(1)' },
        },
      })}
      cards={cards}
      follows={false}
      showPending={false}
    />,
  )
  expect(screen.queryByRole('link')).toBeNull()
  expect(document.querySelector('video')).toBeNull()
})

test('words are copied at a click, and it says so', async () => {
  const user = userEvent.setup()
  renderPart(
    <Bubble
      message={message({ text: 'Voici votre code.', card: { type: 'copy', value: 'BIENVENUE10' } })}
      cards={cards}
      follows={false}
      showPending={false}
    />,
  )
  expect(screen.getByText('BIENVENUE10')).toBeTruthy()
  await user.click(screen.getByRole('button', { name: 'Copier' }))
  expect(await screen.findByText('Copié.')).toBeTruthy()
  expect(await navigator.clipboard.readText()).toBe('BIENVENUE10')
})
