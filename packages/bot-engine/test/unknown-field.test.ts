import { readFileSync } from 'node:fs'
import type { Flow, FlowTexts } from '@comptoir/bot-engine'
import { checkFlow } from '@comptoir/bot-engine/checker'
import { describe, expect, test } from 'vitest'
import { preloadedFlows } from './preloaded-flows.ts'

const schema = JSON.parse(
  readFileSync(new URL('../schema/flow.schema.json', import.meta.url), 'utf8'),
) as object
const others = await Promise.all(preloadedFlows.ids.map((id) => preloadedFlows.flow(id)))
const shared = new Map<string, FlowTexts>([['fr', await preloadedFlows.texts('fr', 'conversation')]])

function foundIn(steps: Flow['steps'], texts: FlowTexts, head: Partial<Flow> = {}): readonly string[] {
  const flow: Flow = {
    id: 'paths',
    version: 1,
    fail: 'stuck',
    ...head,
    steps: [...steps, { end: 'resolved' }, { id: 'stuck', end: 'unresolved' }],
  }
  return checkFlow(JSON.stringify(flow), {
    file: 'paths',
    schema,
    others,
    shared,
    texts: new Map([['fr', { file: 'fr', text: JSON.stringify(texts) }]]),
  }).map(({ rule, sentence }) => `${rule}: ${sentence}`)
}

describe('a path that leads nowhere is said with what stands there', () => {
  test('a field that an order has not', () => {
    const [found] = foundIn(
      [{ verify: 1 }, { when: { 'order.payed': false }, go: 'stuck' }, { say: 'paid' }],
      { paid: 'Elle est payée.' },
    )
    expect(found).toMatch(/^unknown-field: "order" has no "payed": it has reference, placedAt, status, paid/)
  })

  test('a list without an entry, and a value that has no fields', () => {
    expect(
      foundIn([{ verify: 1 }, { say: 'way' }], {
        way: 'Colis {order.shipments.carrier}, {order.status.word}.',
      }),
    ).toEqual([
      'unknown-field: "order.shipments" has no "carrier": it is a list: say which entry, a number or "last".',
      'unknown-field: "order.status" has no "word": it is a value of its own.',
    ])
  })

  test('an entry in its label, and what was picked', () => {
    expect(
      foundIn([{ verify: 1 }, { choose: 'thing', from: 'order.items', label: 'entry' }, { say: 'this' }], {
        thing: 'Lequel\u00A0?',
        entry: '{item.title}',
        this: '{thing.name}, {thing.price}',
      }),
    ).toEqual([
      expect.stringContaining('"item" has no "title"'),
      expect.stringContaining('"thing" has no "price"'),
    ])
  })

  test('the answer of a call, and something to pick from that is no list', () => {
    expect(
      foundIn(
        [
          { call: 'desk.availability', as: 'people' },
          { choose: 'one', from: 'people.hoursText', label: 'entry', none: 'stuck' },
          { say: 'this', if: { 'people.isOpen': true } },
        ],
        { one: 'Lequel\u00A0?', entry: '{item.name}', this: 'Voici {one.name}.' },
      ),
    ).toEqual([
      expect.stringContaining('"people" has no "isOpen": it has open, agents, waiting'),
      'unknown-field: "people.hoursText" is no list: there is nothing to pick from.',
    ])
  })

  test('nothing is said of what is handed in, given back, or set from elsewhere', () => {
    expect(
      foundIn(
        [
          { set: { copy: { from: 'given.anything' } } },
          { say: 'all' },
          { when: { 'copy.more': { known: true } }, go: 'stuck' },
        ],
        { all: '{given.anything.else}, {copy.whatever}' },
        { input: ['given'] },
      ),
    ).toEqual([])
  })
})

describe('what a text cannot be', () => {
  test.each<[string, string]>([
    [' ', 'says nothing'],
    ['Bonjour {shop.name', '"{" would be shown as it is'],
    ['Bonjour shop.name}', '"}" would be shown as it is'],
    ['Bonjour ${shop.name}', '"${shop.name}" would be shown as it is'],
    ['Lisez [ceci](javascript:alert).', 'opens nothing'],
    ['TODO', '(placeholder)'],
  ])('%j', (text, sentence) => {
    const found = foundIn([{ say: 'hello' }], { hello: text }, { fail: undefined as never })
    expect(found.join('\n')).toContain(sentence)
  })
})

test('a flow is told which names the flow it uses can give back', () => {
  const found = foundIn([{ use: 'verify', with: { level: { value: 1 } }, gives: ['ordre'] }], {})
  expect(found.join('\n')).toContain(
    'unknown-output: "verify" has no "ordre" to give: it has level, reference',
  )
})
