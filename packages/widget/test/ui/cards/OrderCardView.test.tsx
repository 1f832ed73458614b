import { screen, within } from '@testing-library/preact'
import { expect, test } from 'vitest'
import { Bubble } from '../../../src/ui/Bubble.tsx'
import { orderOnItsWay } from '../../conversations.ts'
import { cards, message, renderPart } from '../../render.tsx'

const draw = (order = orderOnItsWay) =>
  renderPart(
    <Bubble
      message={message({ card: { type: 'order', order } })}
      cards={cards}
      follows={false}
      showPending={false}
    />,
  )

test('is a region with the reference as its name', () => {
  draw()
  expect(screen.getByRole('region', { name: 'Commande XKBKNABJK' })).toBeTruthy()
})

test('the timeline says in words what is done and what is expected', () => {
  draw()
  const steps = within(screen.getByRole('list', { name: 'Suivi de la commande' })).getAllByRole('listitem')
  expect(steps.map((step) => step.textContent)).toEqual([
    'Commande passée 16 nov.',
    'Paiement accepté 16 nov.',
    'Expédiée 18 nov.',
    'En transit 19 nov.',
    'Livrée prévu le 24 nov.',
  ])
})

test('says status, total, carrier, number and expected day', () => {
  const { container } = draw()
  expect(screen.getByText('Expédiée', { selector: '.badge' })).toBeTruthy()
  expect(container.textContent).toMatch(/89,80\s€/)
  expect(container.textContent).toContain('Colissimo · En transit')
  expect(screen.getByText('6A12345678901')).toBeTruthy()
  expect(screen.getByText('Livraison prévue le mardi 24 novembre')).toBeTruthy()
  expect(
    screen.getByRole('link', { name: 'Suivre chez Colissimo (nouvel onglet, www.laposte.fr)' }),
  ).toBeTruthy()
})

test('parcels are numbered when there are several', () => {
  const [parcel] = orderOnItsWay.shipments
  if (!parcel) throw new Error('The order of this test has a parcel.')
  draw({ ...orderOnItsWay, shipments: [parcel, { ...parcel, id: 's2', carrier: 'Chronopost' }] })
  expect(screen.getByRole('heading', { name: 'Colis 1' })).toBeTruthy()
  expect(screen.getByRole('heading', { name: 'Colis 2' })).toBeTruthy()
})

test('a currency without cents is shown without them', () => {
  const { container } = draw({ ...orderOnItsWay, total: { amount: 1200, currency: 'JPY' } })
  expect(container.textContent).toMatch(/1\s?200\s(?:JPY|¥|JP¥)/)
})

test.each([
  [undefined, 'Pris en charge, Caen'],
  ['fr', 'Pris en charge, Caen'],
  ['en', 'En transit, Caen'],
])('what the carrier says is shown in the language of the page (labels in %s)', (locale, event) => {
  const [parcel] = orderOnItsWay.shipments
  if (!parcel) throw new Error('The order of this test has a parcel.')
  const { container } = draw({ ...orderOnItsWay, shipments: [{ ...parcel, ...(locale ? { locale } : {}) }] })
  expect(container.querySelector('.events')?.textContent).toContain(event)
})
