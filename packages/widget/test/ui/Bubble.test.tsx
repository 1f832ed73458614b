import { screen } from '@testing-library/preact'
import { userEvent } from '@testing-library/user-event'
import { expect, test } from 'vitest'
import { Bubble } from '../../src/ui/Bubble.tsx'
import { cards, message, renderPart } from '../render.tsx'

const draw = (fields: Parameters<typeof message>[0]) =>
  renderPart(<Bubble message={message(fields)} cards={cards} follows={false} showPending={true} />)

test('says who speaks and when, before what is said', () => {
  draw({ author: 'agent', name: 'Camille, conseillère', text: 'Je regarde.' })
  expect(screen.getByText('Camille, conseillère')).toBeTruthy()
  expect(document.querySelector('time')?.dateTime).toBe('2026-11-21T13:32:00Z')
})

test('a message in another language than the page says which', () => {
  const { container } = draw({ text: 'Hello', lang: 'en' })
  expect(container.querySelector('.message')?.getAttribute('lang')).toBe('en')
})

test('draws the Markdown of the bot', () => {
  draw({ text: 'Dans **vos** [commandes](/mes-commandes) :\n\n- une\n- deux' })
  expect(screen.getByText('vos').tagName).toBe('STRONG')
  expect(screen.getByRole('link', { name: 'commandes' }).getAttribute('href')).toBe('/mes-commandes')
  expect(screen.getAllByRole('listitem')).toHaveLength(2)
})

test.each(["l'e-mail", 'FA-2026-00022', 'rendez-vous'])(
  '%s is kept on one line, and copied as it was written',
  (word) => {
    const { container } = draw({ text: `Voici ${word}, enfin.` })
    expect(container.querySelector('.whole')?.textContent).toBe(word)
    expect(container.querySelector('.bubble')?.textContent).toBe(`Voici ${word}, enfin.`)
  },
)

test('a word too long for a line may break at its hyphens', () => {
  const { container } = draw({ text: 'un-très-long-mot-qui-ne-tient-pas' })
  expect(container.querySelector('.whole')).toBeNull()
})

test('shows what a person wrote as it was written', () => {
  draw({ author: 'customer', text: '**pas** de [lien](/x)\net <b>rien</b>' })
  expect(screen.getByText(/\*\*pas\*\*/).textContent).toBe('**pas** de [lien](/x)\net <b>rien</b>')
  expect(screen.queryByRole('link')).toBeNull()
})

test.each([
  '<script>alert(1)</script>',
  '<img src=x onerror=alert(1)>',
  '<svg/onload=alert(1)>',
  '"><iMg SrC=x oNeRRor=alert(1)>',
  '{{constructor.constructor("alert(1)")()}}',
  '<math><mtext><table><mglyph><style><img src=x onerror=alert(1)>',
])('markup stays text: %s', (text) => {
  const { container } = draw({ text })
  expect(container.querySelector('script, img, svg, math, style')).toBeNull()
  expect(container.textContent).toContain(text)
})

test.each([
  'javascript:alert(1)',
  'JaVaScRiPt:alert(1)',
  'java\tscript:alert(1)',
  '\u0001javascript:alert(1)',
  'data:text/html,x',
  'vbscript:x',
  'blob:https://shop.example/1',
  'filesystem:https://shop.example/1',
  '//evil.example',
  '\\\\evil.example',
])('a link to %s is only its text', (address) => {
  draw({ text: `[ici](${address})` })
  expect(screen.queryByRole('link')).toBeNull()
  expect(screen.getByText(/ici/)).toBeTruthy()
})

test('a link that leaves the shop opens beside it and names its host', () => {
  draw({ text: '[suivre](https://www.laposte.fr/suivi)' })
  const link = screen.getByRole('link', { name: 'suivre (nouvel onglet, www.laposte.fr)' })
  expect(link.getAttribute('rel')).toBe('noopener noreferrer')
  expect(link.getAttribute('target')).toBe('_blank')
})

test('a look-alike host shows itself in ASCII', () => {
  draw({ text: '[banque](https://www.раураl.com/)' })
  expect(screen.getByRole('link').textContent).toContain('xn--')
})

test('a message that the desk refused offers to send it again', async () => {
  const { sent } = draw({ author: 'customer', text: 'Allô ?', delivery: 'failed' })
  await userEvent.click(screen.getByRole('button', { name: 'Renvoyer le message\u00a0: Allô ?' }))
  expect(sent).toEqual([{ type: 'MESSAGE.RETRY', id: 'm1' }])
})

test('a card that cannot be drawn leaves the text and the rest of the conversation', () => {
  const broken = JSON.parse('{"type":"order","order":{"reference":{"type":"img","props":{"src":"x"}}}}')
  const { container } = draw({ text: 'Votre commande', card: broken })
  expect(screen.getByText('Votre commande')).toBeTruthy()
  expect(container.querySelector('img, section')).toBeNull()
})

test('JSON in the shape of an element is not drawn as one', () => {
  const { container } = draw({
    card: JSON.parse(
      '{"type":"links","links":[{"href":"/x","label":{"type":"img","props":{"src":"x"},"constructor":null}}]}',
    ),
  })
  expect(container.querySelector('img')).toBeNull()
})
