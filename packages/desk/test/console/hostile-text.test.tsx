import { act, cleanup, render, screen, waitFor } from '@testing-library/preact'
import { userEvent } from '@testing-library/user-event'
import { afterEach, expect, it } from 'vitest'
import { Console } from '../../console/console.tsx'
import { camille, conversation, fakeService, message, order, promise, waiting } from './fake-service.ts'

afterEach(cleanup)

// Whatever stands in a field, a name, a label or a note, the console shows its letters.

const payloads = [
  '<script>alert(1)</script>',
  '<img src=x onerror=alert(1)>',
  '"><svg/onload=alert(1)>',
  '<a href="javascript:alert(1)">x</a>',
  '[x](javascript:alert(1))',
  '![x](https://evil.example/x.png)',
  '{{constructor.constructor("alert(1)")()}}',
  '</title><style>*{display:none}</style>',
  '\u202Efdp.exe',
  '[[[['.repeat(500),
]

it.each(payloads)('%s stays text in every field', async (payload) => {
  const hostile = conversation({
    locale: 'fr',
    handoff: {
      state: 'live',
      topic: payload,
      facts: { [payload]: payload },
      since: '2026-11-21T10:00:00.000Z',
      agent: payload,
      mine: true,
    },
    messages: [
      message(1, 'customer', payload),
      message(2, 'bot', payload, {
        choices: [{ id: 'a', label: payload }],
        card: {
          type: 'article',
          articleId: 'a',
          title: payload,
          steps: [{ title: payload, text: payload, link: 'javascript:alert(1)' }],
        },
      }),
      message(3, 'agent', payload, {
        name: payload,
        card: { type: 'links', links: [{ label: payload, href: 'javascript:alert(1)' }] },
      }),
      message(4, 'bot', payload, {
        card: {
          type: 'form',
          id: 'f',
          submit: payload,
          fields: [{ name: 'x', label: payload, kind: 'text', value: payload }],
        },
      }),
      message(5, 'bot', payload, { card: { type: 'file', ref: 'r', name: payload, mime: 'text/html' } }),
    ],
    orders: [
      {
        ...order,
        customerName: payload,
        shippingMethod: payload,
        paymentMethod: payload,
        items: [{ sku: 'a', name: payload, quantity: 1 }],
        shipments: order.shipments.map((shipment) => ({
          ...shipment,
          carrier: payload,
          trackingUrl: 'javascript:alert(1)',
          events: [{ at: '2026-11-20', status: 'InTransit' as const, label: payload, place: payload }],
        })),
        links: { backOffice: 'javascript:alert(1)', customer: 'data:text/html,x' },
      },
    ],
  })
  const service = fakeService({
    me: async () => ({ ...camille, name: payload }),
    conversation: async () => hostile,
    callbacks: async () => [
      { ...promise, name: payload, reason: payload, note: payload, phone: payload, agent: payload },
    ],
  })
  render(<Console client={service.client} listen={service.listen} storage={service.storage} />)
  await waitFor(() => expect(service.handlers('/stream')).toBeDefined())
  act(() =>
    service.tell('/stream', 'queue', { ...waiting, waiting: [{ ...waiting.waiting[0], topic: payload }] }),
  )
  const user = userEvent.setup()
  const [entry] = document.querySelectorAll<HTMLButtonElement>('.entry')
  await user.click(entry ?? document.body)
  await screen.findByRole('log')
  const check = (): void => {
    expect(
      document.querySelector('#console script, script, img, svg, style, iframe, object, [onerror], [onload]'),
    ).toBeNull()
    for (const link of document.querySelectorAll('a')) expect(link.protocol).toMatch(/^(https?|tel|mailto):$/)
  }
  check()
  expect(document.body.textContent).toContain(payload.slice(0, 20))
  await user.click(screen.getByRole('button', { name: /Rappels/ }))
  await screen.findByRole('article')
  check()
})
