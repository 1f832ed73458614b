import { sampleOrders } from '../fakes/fake-shop.ts'
import { wantedValues } from './wanted-texts.ts'
import { bend, INPUT, type BentAnswer } from './bent-answers.ts'
import { valueFor } from './texts.ts'
import type { Flow, Slot, Step } from '../flow/flow.ts'
import type { FlowLibrary, FlowTexts } from '../flow/library.ts'

/**
 * The library as the explorer of one flow sees it: the flows that this one uses are replaced by what they may
 * end with, every outcome being a choice. Each of them is explored on its own, so nothing is left out, and the
 * situations of a flow do not multiply with those of the flows under it.
 */
export function withStubs(flows: FlowLibrary, explored: Flow, all: ReadonlyMap<string, Flow>): FlowLibrary {
  const used = new Set(explored.steps.flatMap(usedBy))
  const isStub = (id: string): boolean => id === DETOUR || (used.has(id) && id !== explored.id)
  return {
    ids: [...flows.ids, DETOUR],
    locales: flows.locales,
    flow: (id) => {
      const real = id === DETOUR ? { id, version: 1, steps: [] } : all.get(id)
      return real && isStub(id) ? stubOf(real, explored) : flows.flow(id)
    },
    texts: (locale, id) => (isStub(id) ? STUB_TEXTS : flows.texts(locale, id)),
  }
}

/** A flow of no importance that the customer begins in the middle of another. */
export const DETOUR = 'another-flow'

function usedBy(step: Step): readonly string[] {
  if ('use' in step) return [step.use]
  return (['verify', 'handoff', 'callback'] as const).filter((verb) => verb in step)
}

function stubOf({ id, input = [], steps }: Flow, explored: Flow): Flow {
  if (id === DETOUR) return { id, version: 1, steps: [{ say: 'detour' }, { end: 'resolved' }] }
  const taken = explored.steps.flatMap((step) =>
    'verify' in step && id === 'verify'
      ? ['order', 'reference']
      : 'use' in step && step.use === id
        ? (step.gives ?? [])
        : [],
  )
  const given = [...new Set(taken)]
  const told = given.filter((name) => givingStep(name, steps).length === 0)
  return {
    id,
    version: 1,
    input,
    fail: 'unresolved',
    steps: [
      ...given.flatMap((name) => givingStep(name, steps)),
      ...tellingSteps(told, wantedValues(explored)),
      {
        id: 'ending',
        choose: 'outcome',
        options: { resolved: 'resolved', escalated: 'escalated', unresolved: 'unresolved' },
      },
      { id: 'resolved', end: 'resolved' },
      { id: 'escalated', end: 'escalated' },
      { id: 'unresolved', end: 'unresolved' },
    ],
  }
}

/** What the real flow gives under that name, where it is the answer of a call. */
function givingStep(name: string, steps: Flow['steps']): readonly Step[] {
  const call = steps.find((step) => 'call' in step && step.as === name)
  return call && 'call' in call
    ? [{ call: call.call, in: { reference: { value: 'XKBKNABJK' } }, as: name }]
    : []
}

/** Everything else that is given: any value; and where the caller tells values apart, each of them. */
function tellingSteps(
  names: readonly string[],
  wanted: ReadonlyMap<string, readonly unknown[]>,
): readonly Step[] {
  const usual = Object.fromEntries(names.map((name) => [name, name === 'reference' ? 'XKBKNABJK' : 'Nelvet']))
  const others = names
    .flatMap((name) =>
      (wanted.has(name) ? [...(wanted.get(name) ?? []), 'Other'] : []).map((value) => ({
        ...usual,
        [name]: value as string,
      })),
    )
    .slice(0, MOST_TOLD)
  if (others.length === 0) return names.length > 0 ? [{ set: usual }] : []
  const ways = [usual, ...others]
  return [
    { choose: 'told', options: Object.fromEntries(ways.map((_, index) => [`v${index}`, `told${index}`])) },
    ...ways.flatMap((values, index): readonly Step[] => [
      { id: `told${index}`, set: values },
      { go: 'ending' },
    ]),
  ]
}

const MOST_TOLD = 8

const STUB_TEXTS: FlowTexts = {
  detour: 'Something else in between.',
  outcome: 'How does it end?',
  'outcome.resolved': 'resolved',
  'outcome.escalated': 'escalated',
  'outcome.unresolved': 'unresolved',
  told: 'What is given back?',
  ...Object.fromEntries(
    Array.from({ length: MOST_TOLD + 1 }, (_, index) => [`told.v${index}`, `given ${index}`]),
  ),
}

/**
 * What others hand to this flow: one set a caller, where something fixed is handed in; and everything that it takes,
 * as it is and as its branches want it.
 */
export function inputsOf(
  { id, input = [], slots = {} }: Flow,
  all: ReadonlyMap<string, Flow>,
  bent: readonly BentAnswer[],
): readonly Readonly<Record<string, unknown>>[] {
  const given = [...all.values()].flatMap(({ steps }) =>
    steps.flatMap((step): readonly Readonly<Record<string, unknown>>[] => {
      if (id === 'verify' && 'verify' in step) return [{ level: step.verify }]
      if (!('use' in step) || step.use !== id || Array.isArray(step.with)) return []
      const fixed = Object.entries(step.with ?? {}).flatMap(([name, source]: [string, unknown]) =>
        typeof source === 'object' && source !== null && 'value' in source ? [[name, source.value]] : [],
      )
      return fixed.length > 0 ? [Object.fromEntries(fixed) as Readonly<Record<string, unknown>>] : []
    }),
  )
  const distinct = [...new Map(given.map((set) => [JSON.stringify(set), set])).values()]
  if (distinct.length > 0 || input.length === 0) return distinct.length > 0 ? distinct : [{}]
  const whole = Object.fromEntries(input.map((name) => [name, sampleOf(name, slots[name])]))
  return [
    {},
    whole,
    ...bent
      .filter(({ call }) => call === INPUT)
      .map((answer) => bend(whole, answer) as Readonly<Record<string, unknown>>),
  ]
}

function sampleOf(name: string, slot: Slot | undefined): unknown {
  const fitting = slot && valueFor(slot.type)
  if (fitting !== undefined) return fitting
  if (/order/i.test(name)) return sampleOrders[0]?.order
  if (/reference/i.test(name)) return sampleOrders[0]?.order.reference
  return /product|item/i.test(name)
    ? { name: 'Nelvet', price: { amount: 4990, currency: 'EUR' }, image: '/nelvet.jpg', href: '/nelvet' }
    : 'Nelvet'
}
