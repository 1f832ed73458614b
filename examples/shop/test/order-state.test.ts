import type { OrderAction, OrderStatus, ShipmentStatus } from '@comptoir/bot-engine'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { recordRequest } from '../src/requests.ts'
import { type Order, shipmentStatusOf } from '../src/order.ts'
import {
  cancelOrder,
  changeAddress,
  collectOrder,
  deliverOrder,
  markReadyInStore,
  type OrderDraft,
  placeOrder,
  recordCarrierEvent,
  recordPayment,
  recordReturn,
  refundOrder,
  shipOrder,
  startPreparation,
  stateOf,
} from '../src/orders.ts'
import { Refusal } from '../src/refusal.ts'
import { createShop, type Shop } from '../src/shop.ts'

const day = 86_400_000
let shop: Shop
let now: Date

beforeEach(() => {
  now = new Date('2026-03-03T09:00:00Z')
  shop = createShop({ seed: false, clock: { now: () => now } })
})
afterEach(() => shop.close())

const address = {
  name: 'Alix Durand',
  lines: ['5 rue Froide'],
  postcode: '14000',
  city: 'Caen',
  country: 'FR',
}

function placed(draft: Partial<OrderDraft> = {}): Order {
  return placeOrder(shop.ledger, {
    email: 'alix@example.fr',
    locale: 'fr',
    basket: {
      lines: [
        { sku: 'LMP-GALET', quantity: 2 },
        { sku: 'PAP-CARTES', quantity: 1 },
      ],
    },
    billing: address,
    shipping: address,
    service: 'colissimo',
    payment: 'card',
    ...draft,
  })
}
const paid = (draft: Partial<OrderDraft> = {}): Order => recordPayment(shop.ledger, placed(draft))

function later(days: number): void {
  now = new Date(now.getTime() + days * day)
}

function expectState(order: Order, status: OrderStatus, actions: readonly OrderAction[]): void {
  const state = stateOf(shop.ledger, order)
  expect([state.status, ...state.actions]).toEqual([status, ...actions])
}

describe('what may be done, state by state', () => {
  test('awaiting payment', () => {
    expectState(placed(), 'awaiting-payment', ['pay', 'cancel', 'change-address'])
  })

  test('payment accepted', () => {
    expectState(paid(), 'payment-accepted', ['cancel', 'change-address', 'withdraw'])
  })

  test('being prepared: withdraw, no longer cancel', () => {
    expectState(startPreparation(shop.ledger, paid()), 'in-preparation', ['withdraw'])
  })

  test('partly dispatched, then dispatched', () => {
    const order = paid()
    const first = shipOrder(shop.ledger, order, { lines: [{ lineId: order.lines[0]?.id ?? 0, quantity: 1 }] })
    const afterwards: OrderAction[] = ['track', 'invoice', 'report-problem', 'investigate', 'withdraw']
    expectState(first, 'partly-shipped', afterwards)
    expectState(shipOrder(shop.ledger, first), 'shipped', afterwards)
  })

  test('delivered: 14 days to withdraw, 30 to return, two years of guarantee', () => {
    const order = deliverOrder(shop.ledger, shipOrder(shop.ledger, paid()))
    const always: OrderAction[] = ['track', 'invoice', 'report-problem', 'investigate']
    expectState(order, 'delivered', [...always, 'return', 'withdraw'])
    later(15)
    expectState(order, 'delivered', [...always, 'return'])
    later(16)
    expectState(order, 'delivered', ['track', 'invoice', 'report-problem'])
  })

  test('ready in store, then collected', () => {
    const ready = markReadyInStore(shop.ledger, paid({ service: 'store' }))
    expectState(ready, 'ready-in-store', ['invoice', 'report-problem', 'withdraw'])
    expectState(collectOrder(shop.ledger, ready), 'delivered', [
      'invoice',
      'report-problem',
      'return',
      'withdraw',
    ])
  })

  test('cancelled: nothing; refunded: its papers', () => {
    expectState(cancelOrder(shop.ledger, paid(), 'customer'), 'cancelled', [])
    const back = recordReturn(shop.ledger, deliverOrder(shop.ledger, shipOrder(shop.ledger, paid())))
    expectState(refundOrder(shop.ledger, back), 'refunded', ['invoice', 'report-problem'])
  })

  test('a cancelled order that was debited is refunded', () => {
    const order = cancelOrder(shop.ledger, paid({ payment: 'paypal' }), 'customer')
    expectState(order, 'refunded', ['report-problem'])
  })

  test('what was declared is not offered again', () => {
    const order = deliverOrder(shop.ledger, shipOrder(shop.ledger, paid()))
    for (const kind of ['withdrawal', 'return'] as const)
      recordRequest(shop.ledger, { kind, order, email: order.email, name: 'Alix', locale: 'fr', values: {} })
    expectState(order, 'delivered', ['track', 'invoice', 'report-problem', 'investigate'])
  })

  test('engraved goods cannot be sent back for a change of mind', () => {
    const basket = { lines: [{ sku: 'LMP-FALAISE', quantity: 1, engraving: 'Pour Alix' }] }
    const order = deliverOrder(shop.ledger, shipOrder(shop.ledger, paid({ basket })))
    expectState(order, 'delivered', ['track', 'invoice', 'report-problem', 'investigate'])
  })
})

describe('periods', () => {
  test('a purchase of November may be returned until 31 January', () => {
    now = new Date('2026-11-10T09:00:00Z')
    const order = deliverOrder(shop.ledger, shipOrder(shop.ledger, paid()))
    expect(stateOf(shop.ledger, order).returnUntil).toBe('2027-01-31')
  })

  test('14 days that end on a Saturday last until Monday', () => {
    now = new Date('2026-02-28T09:00:00Z')
    const order = deliverOrder(shop.ledger, shipOrder(shop.ledger, paid()))
    expect(stateOf(shop.ledger, order).withdrawUntil).toBe('2026-03-16')
  })

  test('they run from the last parcel', () => {
    const order = paid()
    const first = shipOrder(shop.ledger, order, { lines: [{ lineId: order.lines[0]?.id ?? 0, quantity: 2 }] })
    const early = recordCarrierEvent(shop.ledger, first, `${order.reference}-1`, { status: 'Delivered' })
    expect(stateOf(shop.ledger, early).deliveredAt).toBeUndefined()
    later(3)
    const both = deliverOrder(shop.ledger, shipOrder(shop.ledger, early))
    expect(stateOf(shop.ledger, both).deliveredAt).toBe(now.toISOString())
  })
})

describe('milestones', () => {
  test('tell the life of an order with its dates, and the step expected next', () => {
    const order = placed()
    expect(stateOf(shop.ledger, order).milestones).toEqual([
      { kind: 'placed', at: '2026-03-03T09:00:00.000Z' },
      { kind: 'paid', expected: true },
    ])
    recordPayment(shop.ledger, order)
    const shipped = shipOrder(shop.ledger, order)
    expect(stateOf(shop.ledger, shipped).milestones.at(-1)).toEqual({
      kind: 'delivered',
      at: '2026-03-06',
      expected: true,
      shipmentId: `${order.reference}-1`,
    })
  })

  test('an order paid before 13:00 of a working day leaves the same day, later the next', () => {
    expect(stateOf(shop.ledger, paid()).milestones.at(-1)).toMatchObject({
      kind: 'shipped',
      at: '2026-03-03',
    })
    now = new Date('2026-03-06T12:30:00Z')
    expect(stateOf(shop.ledger, paid()).milestones.at(-1)).toMatchObject({
      kind: 'shipped',
      at: '2026-03-09',
    })
  })

  test('a relay point keeps a parcel 8 days, then it comes back', () => {
    const relay = {
      id: 'X',
      name: 'Tabac',
      kind: 'relay',
      line: '1 rue',
      postcode: '14000',
      city: 'Caen',
      country: 'FR',
    } as const
    const order = shipOrder(shop.ledger, paid({ service: 'mondial-relay', relay }))
    const kinds = (): ShipmentStatus[] => order.shipments.flatMap(() => currentEvents(order))
    later(7)
    expect(kinds().at(-1)).toBe('AvailableForPickup')
    // It is there: the day that was announced is past, and no longer announced.
    expect(stateOf(shop.ledger, order).milestones.at(-1)).toEqual({
      kind: 'delivered',
      expected: true,
      shipmentId: `${order.reference}-1`,
    })
    later(9)
    expect(kinds().at(-1)).toBe('Expired')
    later(4)
    expect(kinds().at(-1)).toBe('ReturnedToSender')
  })
})

describe('what does not fit is refused in a sentence', () => {
  test('cancelling what is being prepared, shipping what is not paid, shipping too much', () => {
    const order = startPreparation(shop.ledger, paid())
    expect(() => cancelOrder(shop.ledger, order, 'customer')).toThrow(Refusal)
    expect(() => shipOrder(shop.ledger, placed())).toThrow(/Awaiting payment/)
    const lineId = order.lines[0]?.id ?? 0
    expect(() => shipOrder(shop.ledger, order, { lines: [{ lineId, quantity: 3 }] })).toThrow(
      /nothing that is left/,
    )
  })

  test('moving an order to another country', () => {
    expect(() => changeAddress(shop.ledger, paid(), { ...address, country: 'BE' })).toThrow(/same country/)
  })

  test('a refused act leaves nothing behind', () => {
    const order = placed()
    expect(() => shipOrder(shop.ledger, order)).toThrow(Refusal)
    expect(stateOf(shop.ledger, order).status).toBe('awaiting-payment')
    expect(shop.ledger.database.prepare('select count(*) as count from invoice').get()).toEqual({ count: 0 })
  })
})

function currentEvents(order: Order): ShipmentStatus[] {
  return shop.ledger.database
    .prepare('select status from shipment_event where shipment_id = ? and at <= ? order by at')
    .all(`${order.reference}-1`, now.toISOString())
    .map(({ status }) => shipmentStatusOf(String(status)))
}
