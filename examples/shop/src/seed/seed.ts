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
  recordRefundReturned,
  recordRefusedPayment,
  recordReturn,
  refundOrder,
  shipOrder,
  startPreparation,
} from '../orders.ts'
import { recordDownload } from '../downloads.ts'
import { recordRequest, recordStep, requestsForOrder } from '../requests.ts'
import { transaction } from '../database.ts'
import { codes } from './codes.ts'
import { accounts, demoPassword } from './customers.ts'
import { stories } from './orders.ts'
import { selfCareStories } from './self-care.ts'
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
    ...codes.map(({ daysAgo, run }) => ({
      at: new Date(now.getTime() - daysAgo * 86_400_000),
      run: () => run(past),
    })),
    ...[...stories, ...selfCareStories].flatMap((story) => [
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
      return void recordReturn(ledger, order, undefined, requestOf(ledger, order).request)
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
        ...requestOf(ledger, order),
        ...(step.lines && { lines: linesAt(order, step.lines) }),
        ...(step.shipping !== undefined && { shipping: step.shipping }),
        ...(step.label !== undefined && { label: step.label }),
      })
    case 'refund-returned':
      return void recordRefundReturned(ledger, order)
    case 'request':
      return void recordRequest(ledger, {
        kind: step.kind,
        order,
        email: order.email,
        name: order.billing.name,
        locale: order.locale,
        values: step.values,
        lines:
          step.lines &&
          linesAt(order, step.lines).map((line) => ({
            ...line,
            ...(step.reason && { reason: step.reason }),
          })),
      })
    case 'move': {
      const request = requestsForOrder(ledger, order.id).at(-1)
      if (!request) throw new Error(`The seed's order ${story.reference} has no request to move on.`)
      return void recordStep(ledger, request, step.kind, step.note, order.locale)
    }
    case 'download':
      return void recordDownload(ledger, order.lines[step.line]?.id ?? 0)
  }
}

function linesAt(order: Order, positions: readonly number[]): LineQuantity[] {
  return positions.flatMap((position) => {
    const line = order.lines[position]
    return line ? [{ lineId: line.id, quantity: line.quantity }] : []
  })
}

/** A return or refund of the seed answers the latest request about its order. */
function requestOf(ledger: Ledger, order: Order): { readonly request?: string } {
  const request = requestsForOrder(ledger, order.id).at(-1)
  return request ? { request: request.number } : {}
}
