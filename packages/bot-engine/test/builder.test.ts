import type { Flow } from '@comptoir/bot-engine'
import { defineFlow } from '@comptoir/bot-engine/builder'
import { describe, expect, test } from 'vitest'
import { getInvoice } from '../examples/get-invoice.flow.ts'
import { preloadedFlows } from './preloaded-flows.ts'

describe('a flow in TypeScript', () => {
  test('is exactly the JSON of the shipped one', async () => {
    const { $schema: _, ...shipped } = await preloadedFlows.flow('get-invoice')
    expect(getInvoice).toEqual(shipped)
    expect(JSON.parse(JSON.stringify(getInvoice))).toEqual(shipped)
  })

  test('every verb becomes its step', () => {
    const flow: Flow = defineFlow({
      id: 'all',
      version: 3,
      input: ['topic'],
      slots: { size: { type: 'text' }, count: { type: 'quantity' } },
      fail: 'stuck',
    })
      .say('hello', { phase: 'welcome' })
      .collect('size', { tries: 2 })
      .form('details', [{ slot: 'count', optional: true }])
      .call('shop.orders', { as: 'orders' })
      .choose('mine', 'orders', { label: 'entry' })
      .when({ 'mine.status': 'shipped' }, 'over')
      .switch('mine.shipments.0.status', { Delivered: 'over' })
      .set({ seen: true })
      .options('way', { back: 'over', on: { go: 'over', if: { size: { known: true } } } })
      .teach('how', { steps: 2, id: 'lesson' })
      .consent('news', { purpose: 'news', as: 'agreed' })
      .when({ agreed: false }, 'over')
      .ticket('subject', { in: { text: 'size', order: 'mine.reference' } })
      .say('kept', { if: { 'ticket.reference': { known: true } } })
      .open('basket')
      .waitFor('page', { ask: 'there', match: '/basket', seconds: 60, late: 'stuck' })
      .waitFor('click', { ask: 'didIt' })
      .waitForAgent({ fail: 'stuck' })
      .wait(5)
      .end('resolved', { id: 'over' })
      .end('unresolved', { id: 'stuck' })
      .done()
    expect(flow.steps).toEqual([
      { say: 'hello', phase: 'welcome' },
      { collect: 'size', tries: 2 },
      { form: 'details', fields: [{ slot: 'count', optional: true }] },
      { call: 'shop.orders', as: 'orders' },
      { choose: 'mine', from: 'orders', label: 'entry' },
      { when: { 'mine.status': 'shipped' }, go: 'over' },
      { switch: 'mine.shipments.0.status', cases: { Delivered: 'over' } },
      { set: { seen: true } },
      { choose: 'way', options: { back: 'over', on: { go: 'over', if: { size: { known: true } } } } },
      { teach: 'how', steps: 2, id: 'lesson' },
      { consent: 'news', purpose: 'news', as: 'agreed' },
      { when: { agreed: false }, go: 'over' },
      { ticket: 'subject', in: { text: 'size', order: 'mine.reference' } },
      { say: 'kept', if: { 'ticket.reference': { known: true } } },
      { open: 'basket' },
      { wait: 'page', ask: 'there', match: '/basket', seconds: 60, late: 'stuck' },
      { wait: 'click', ask: 'didIt' },
      { wait: 'agent', fail: 'stuck' },
      { wait: 'time', seconds: 5 },
      { end: 'resolved', id: 'over' },
      { end: 'unresolved', id: 'stuck' },
    ])
  })

  test('what leads nowhere is refused when it is done', () => {
    expect(() => defineFlow({ id: 'lost', version: 1 }).go('nowhere').done()).toThrow('BOT-210')
  })

  // What must not compile; `tsc -p tsconfig.tests.json` holds each line to it.
  test('a wrong name is a mistake of types', () => {
    const begun = defineFlow({ id: 'types', version: 1, slots: { size: { type: 'text' } } })
    // @ts-expect-error there is no such slot
    begun.collect('colour')
    // @ts-expect-error a form asks for slots, too
    begun.form('details', [{ slot: 'colour' }])
    // @ts-expect-error nothing has given an order yet
    begun.when({ 'order.paid': true }, 'over')
    // @ts-expect-error an order has no such field
    begun.verify(1).when({ 'order.payed': true }, 'over')
    // @ts-expect-error the result was not kept
    begun.call('shop.orders').choose('mine', 'orders')
    // @ts-expect-error there is no such call
    begun.call('shop.guess')
    // @ts-expect-error there is no such outcome
    begun.end('happy')
    // @ts-expect-error a ticket's text has to be known
    begun.ticket('subject', { in: { text: 'story' } })
    expect(begun.verify(1).when({ 'order.paid': true }, 'over')).toBeTypeOf('object')
  })
})
