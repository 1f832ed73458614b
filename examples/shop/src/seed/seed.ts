import type { Clock } from '../clock.ts'
import { addAddress, customerByEmail, hashPassword, registerCustomer } from '../customers.ts'

import { type Ledger, writeSetting } from '../ledger.ts'
import { findOrder, type LineQuantity, type Order } from '../order.ts'
import {
  cancelOrder,
  collectOrder,
  markReadyInStore,
  placeOrder,
  recordPayment,
  recordRefusedPayment,
  recordReturn,
  refundOrder,
  shipOrder,
  startPreparation,
} from '../orders.ts'
import { recordRequest } from '../requests.ts'
import { newVoucher } from '../vouchers.ts'
import { transaction } from '../database.ts'
import { accounts, demoPassword, gabriel, jeanne } from './customers.ts'
import { stories } from './orders.ts'
import { instantOf, relay, type Step, type Story } from './story.ts'

/**
 * Fills an empty shop with a believable past, seen from its clock: every step of every order is done by the shop's own
 * acts, one after the other in the order of their times, so that invoices carry the numbers and dates they would have.
 */
export function seedShop(ledger: Ledger): void {
  const now = ledger.clock.now()
  let time = now
  let mailFails = false
  // Hashing is slow on purpose; they all have the same password, so once is enough.
  const passwordHash = hashPassword(demoPassword)
  const past: Ledger = {
    database: ledger.database,
    clock: { now: () => time } satisfies Clock,
    post: (mail) => (mailFails ? 'failed' : ledger.post(mail)),
  }
  const steps: { at: Date; run: () => void }[] = [
    ...accounts.map((person) => ({
      at: new Date(now.getTime() - (person.accountSince ?? 1) * 86_400_000),
      run: () => {
        const customer = registerCustomer(past, { ...person, password: demoPassword, passwordHash })
        addAddress(past, customer.id, person.address)
      },
    })),
    ...vouchers.map(({ daysAgo, run }) => ({
      at: new Date(now.getTime() - daysAgo * 86_400_000),
      run: () => run(past),
    })),
    ...stories.flatMap((story) => [
      { at: instantOf(story.placed, now), run: () => placeStory(past, story) },
      ...story.steps.map((step) => ({
        at: instantOf(step.at, now),
        run: () => {
          mailFails = step.do === 'ship' && step.mailFails === true
          takeStep(past, story, step, now)
          mailFails = false
        },
      })),
    ]),
  ]
  steps.sort((a, b) => a.at.getTime() - b.at.getTime())
  transaction(ledger.database, () => {
    for (const step of steps) {
      if (step.at > now) throw new Error(`A step of the seed lies in the future (${step.at.toISOString()}).`)
      time = step.at
      step.run()
    }
    writeSetting(ledger, 'seeded-at', now.toISOString())
  })
}

const vouchers: readonly { daysAgo: number; run: (ledger: Ledger) => void }[] = [
  {
    daysAgo: 120,
    run: (ledger) => newVoucher(ledger, 'gift-card', { cents: 5000, code: 'NV-DEMOCADEAU2345678' }),
  },
  {
    daysAgo: 90,
    run: (ledger) =>
      newVoucher(ledger, 'credit-note', {
        cents: 2400,
        customerId: customerByEmail(ledger, gabriel.email)?.id,
        code: 'AV-DEMXAVJRGNELVET2',
      }),
  },
  {
    daysAgo: 40,
    run: (ledger) =>
      newVoucher(ledger, 'loyalty', {
        cents: 500,
        customerId: customerByEmail(ledger, jeanne.email)?.id,
        code: 'FID-JEANNE5EURQS2345',
      }),
  },
]

function placeStory(ledger: Ledger, story: Story): void {
  const { who } = story
  const customerId = customerByEmail(ledger, who.email)?.id
  placeOrder(ledger, {
    reference: story.reference,
    ...(customerId !== undefined && { customerId }),
    email: who.email,
    locale: who.locale,
    basket: {
      lines: story.lines,
      giftWrap: story.giftMessage !== undefined,
      ...(story.promotion && { promotion: story.promotion }),
    },
    billing: who.address,
    ...(story.service !== undefined && { shipping: who.address, service: story.service }),
    ...(story.relay !== undefined && { relay: relay(story.relay) }),
    payment: story.payment ?? 'card',
    ...(story.giftMessage !== undefined && { giftMessage: story.giftMessage }),
    ...(story.vouchers && { vouchers: story.vouchers }),
  })
}

function takeStep(ledger: Ledger, story: Story, step: Step, now: Date): void {
  const order = findOrder(ledger, story.reference)
  if (!order) throw new Error(`The seed's order ${story.reference} has a step before it is placed.`)
  switch (step.do) {
    case 'pay':
      return void recordPayment(ledger, order)
    case 'refuse':
      return void recordRefusedPayment(ledger, order)
    case 'prepare':
      return void startPreparation(ledger, order)
    case 'ready':
      return void markReadyInStore(ledger, order)
    case 'collect':
      return void collectOrder(ledger, order)
    case 'return':
      return void recordReturn(ledger, order)
    case 'cancel':
      return void cancelOrder(ledger, order, step.by)
    case 'ship':
      return void shipOrder(ledger, order, {
        ...(step.lines && { lines: linesAt(order, step.lines) }),
        ...(step.tracking !== undefined && { trackingNumber: step.tracking }),
        ...(step.eta && { eta: instantOf(step.eta, now).toISOString().slice(0, 10) }),
        ...(step.journey && {
          journey: step.journey.map((event) => ({ ...event, at: instantOf(event.at, now).toISOString() })),
        }),
      })
    case 'refund':
      return void refundOrder(ledger, order, {
        ...(step.lines && { lines: linesAt(order, step.lines) }),
        ...(step.shipping !== undefined && { shipping: step.shipping }),
        ...(step.label !== undefined && { label: step.label }),
      })
    case 'request':
      return void recordRequest(ledger, {
        kind: step.kind,
        order,
        email: order.email,
        name: order.billing.name,
        locale: order.locale,
        values: step.values,
      })
    case 'download':
      ledger.database
        .prepare('insert into download (order_line_id, at) values (?, ?)')
        .run(order.lines[step.line]?.id ?? 0, ledger.clock.now().toISOString())
  }
}

function linesAt(order: Order, positions: readonly number[]): LineQuantity[] {
  return positions.flatMap((position) => {
    const line = order.lines[position]
    return line ? [{ lineId: line.id, quantity: line.quantity }] : []
  })
}
