import type { OrderStatus, ShipmentStatus } from '@comptoir/bot-engine'
import { describe, expect, test } from 'vitest'
import { allCustomers } from '../src/customers.ts'
import { allOrders } from '../src/order.ts'
import { shipmentStatus } from '../src/order-state.ts'
import { stateOf } from '../src/orders.ts'
import { parisDay } from '../src/paris-time.ts'
import { isWorkingDay } from '../src/working-days.ts'
import { createShop } from '../src/shop.ts'

const days = [
  ['a Saturday evening', '2026-11-21T19:26:00Z'],
  ['a Monday, just after midnight', '2026-11-22T23:20:00Z'],
  ['Christmas Day', '2026-12-25T10:00:00Z'],
  ['New Year’s Day', '2027-01-01T08:00:00Z'],
  ['the Tuesday after Easter, early', '2027-03-30T04:30:00Z'],
  ['the day the clocks go back', '2026-10-25T01:30:00Z'],
  ['a Wednesday in summer', '2027-07-07T14:00:00Z'],
] as const

const statuses: readonly OrderStatus[] = [
  'awaiting-payment',
  'payment-accepted',
  'in-preparation',
  'partly-shipped',
  'shipped',
  'ready-in-store',
  'delivered',
  'cancelled',
  'refunded',
]
const parcels: readonly ShipmentStatus[] = [
  'InTransit',
  'AttemptFail',
  'Delivered',
  'AvailableForPickup',
  'Exception',
  'ReturnedToSender',
]

describe.each(days)('on %s (%s)', (_, instant) => {
  const now = new Date(instant)
  const shop = createShop({ clock: { now: () => now } })
  const orders = allOrders(shop.ledger).map((order) => ({ order, state: stateOf(shop.ledger, order) }))
  const statusOf = (reference: string): OrderStatus | undefined =>
    orders.find(({ order }) => order.reference === reference)?.state.status

  test('there are customers and orders enough, in every state that matters', () => {
    expect(allCustomers(shop.ledger).length).toBeGreaterThanOrEqual(12)
    expect(orders.length).toBeGreaterThanOrEqual(40)
    expect(new Set(orders.map(({ state }) => state.status))).toEqual(new Set(statuses))
    const seen = new Set(orders.flatMap(({ order }) => order.shipments.map(shipmentStatus)))
    for (const status of parcels) expect(seen).toContain(status)
    expect(orders.some(({ order }) => order.customerId === undefined)).toBe(true)
    expect(orders.some(({ order }) => order.locale === 'en')).toBe(true)
    expect(orders.every(({ order }) => /^[A-Z]{9}$/.test(order.reference))).toBe(true)
  })

  test('the customer of the example has the three orders of the story', () => {
    expect(statusOf('XKBKNABJK')).toBe('delivered')
    expect(statusOf('PZQMWTRLC')).toBe('payment-accepted')
    expect(statusOf('HVNDSGKTB')).toBe('awaiting-payment')
  })

  test('the stories of /demo are what it says', () => {
    expect(statusOf('DHLQVTRMZ')).toBe('shipped')
    expect(statusOf('JDMRXTWLB')).toBe('delivered')
    expect(statusOf('KDWLNRTBV')).toBe('delivered')
  })

  test('steps follow each other, none of them in the future', () => {
    for (const { order, state } of orders) {
      const dated = state.milestones.flatMap(({ at, expected }) => (at && !expected ? [at] : []))
      expect(dated).toEqual(dated.toSorted())
      expect((dated.at(-1) ?? '') <= now.toISOString()).toBe(true)
      const order1 = order.events.map(({ kind }) => kind)
      expect(order1[0]).toBe('placed')
    }
  })

  test('parcels under way left on working days', () => {
    for (const { order, state } of orders)
      if (state.status === 'shipped' || state.status === 'partly-shipped')
        for (const event of order.events)
          if (event.kind === 'shipped') expect(isWorkingDay(parisDay(new Date(event.at)))).toBe(true)
  })
})
