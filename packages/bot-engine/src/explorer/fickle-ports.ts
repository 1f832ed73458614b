import type { RefusalReason } from '../acts.ts'
import { createFakeActs } from '../fakes/fake-acts.ts'
import { createFakeDesk } from '../fakes/fake-desk.ts'
import { createFakeShop, sampleOrders } from '../fakes/fake-shop.ts'
import type { OrderAction, OrderView } from '../order.ts'
import { bend, type BentAnswer } from './bent-answers.ts'
import { PortError, type Clock, type Desk, type HandoffState, type Shop } from '../ports.ts'

/** What becomes of the calls of one act. */
export interface Fates {
  /** Told each call that a flow waits for, `stream` for the agent, and `flow` for the file of a flow. */
  readonly onCall?: (name: string) => void
  readonly call?: 'down' | 'hang' | 'late' | 'garbage' | 'twice' | 'refused' | 'forbidden' | 'invalid'
  /** A right answer that leads another way. */
  readonly bent?: BentAnswer
  /** The file of the flow that begins does not come, or never. */
  readonly flows?: 'lost' | 'hang'
  readonly verify?: 'miss' | 'locked'
  readonly orders?: 'none' | 'two'
  readonly order?: 'unpaid' | 'not-shipped' | 'two-invoices' | 'shipped'
  /** Why the shop does not do what it is asked. */
  readonly act?: RefusalReason
  /** Calls that go well before the others meet their fate. */
  readonly after?: number
  readonly desk?: 'closed' | 'nobody' | 'no-slots' | 'handoff-closed' | 'live'
  /** What the agent does once the customer waits. @default takes the conversation, and keeps it */
  readonly agent?: 'closes' | 'goes'
}

/** A shop that does what the fates say, and otherwise knows every order. */
export function fickleShop(fates: Fates, clock: Clock): Shop {
  const order = orderFor(fates.order)
  const acts = createFakeActs({
    order: () => ({ ...order, actions: EVERYTHING }),
    level: () => 3,
    now: () => clock.now(),
  })
  const shop: Shop = {
    ...createFakeShop(),
    verify: async ({ postcode }) => {
      if (fates.verify) return { level: 0, ...(fates.verify === 'locked' ? { locked: true } : {}) }
      return { level: postcode === undefined ? 1 : 2 }
    },
    identify: async () => ({ level: 3 }),
    orders: async () =>
      fates.orders === 'none' ? [] : fates.orders === 'two' ? [order, orderFor('shipped')] : [order],
    order: async () => order,
    act: async (name, input, key) =>
      fates.act
        ? { refused: fates.act, message: `The shop says no: ${fates.act}.` }
        : acts.act(name, input, key),
  }
  return fated(fates, shop, clock)
}

/** The fates say whether an act goes well, not the state of the order. */
const EVERYTHING: readonly OrderAction[] = [
  'cancel',
  'change-address',
  'report-problem',
  'investigate',
  'return',
  'withdraw',
  'download',
]

/** A desk that does what the fates say; its agent takes a conversation as soon as it waits. */
export function fickleDesk(fates: Fates, clock: Clock): Desk {
  const fake = createFakeDesk({
    clock,
    agents: fates.desk === 'nobody' ? 0 : 1,
    ...(fates.desk === 'closed' ? { hours: { week: { mon: [['09:00', '18:00']] } } } : {}),
  })
  const desk: Desk = {
    ...fake,
    handoff: async (request) => {
      if (fates.desk === 'live') return { state: 'live', agent: 'Camille' }
      return fates.desk === 'handoff-closed' ? { state: 'closed' } : fake.handoff(request)
    },
    callbackSlots: async () => (fates.desk === 'no-slots' ? [] : fake.callbackSlots()),
    requestCallback: async () => ({
      id: 'CB-1',
      from: '2026-11-23T08:00:00.000Z',
      to: '2026-11-23T08:30:00.000Z',
    }),
    stream(_, onEvent) {
      fates.onCall?.('stream')
      const last: Readonly<Record<string, HandoffState>> = {
        closes: { state: 'ended' },
        goes: { state: 'closed' },
      }
      const end = last[fates.agent ?? '']
      const states: readonly HandoffState[] = [{ state: 'live', agent: 'Camille' }, ...(end ? [end] : [])]
      for (const handoff of states) onEvent({ type: 'handoff', handoff })
      return () => {}
    },
  }
  return fated(fates, desk, clock)
}

/** Every call that answers with a promise goes as the fates say. */
function fated<T extends object>({ call, bent, onCall, after = 0 }: Fates, port: T, clock: Clock): T {
  let made = 0
  const entries = Object.entries(port).map(([name, value]: [string, unknown]) => {
    if (typeof value !== 'function' || SILENT.has(name)) return [name, value]
    const answer = async (input: readonly unknown[]): Promise<unknown> => {
      const found: unknown = await Reflect.apply(value, port, input)
      return bent?.call === name ? bend(found, bent) : found
    }
    return [
      name,
      async (...input: readonly unknown[]) => {
        onCall?.(name)
        if (call === undefined || made++ < after) return answer(input)
        if (call === 'hang') return new Promise<never>(() => {})
        if (call === 'garbage') return '<html>'
        if (call === 'late') return later(clock, () => answer(input))
        if (call === 'twice') return twice(await answer(input))
        throw new PortError(call === 'down' ? 'unavailable' : call, `The port is ${call}.`)
      },
    ]
  })
  return Object.fromEntries(entries) as T
}

/** Answers after everybody has given up. */
function later(clock: Clock, answer: () => Promise<unknown>): Promise<unknown> {
  return new Promise((resolve) => clock.setAlarm(clock.now() + 60_500, () => resolve(answer())))
}

/** Calls back a second time, with something else. */
function twice(answer: unknown): Promise<unknown> {
  // oxlint-disable-next-line unicorn/no-thenable -- the promises of old libraries are made like this
  const promise = { then: (resolve: (value: unknown) => void) => (resolve(answer), resolve('again')) }
  return promise as unknown as Promise<unknown>
}

/** What carries messages and is never waited for. */
const SILENT: ReadonlySet<string> = new Set([
  'stream',
  'putMessage',
  'putSnapshot',
  'survey',
  'end',
  'recordFigures',
  'recordUnanswered',
])

function orderFor(fate: Fates['order']): OrderView {
  const place = { unpaid: 2, 'not-shipped': 1, 'two-invoices': 4, shipped: 3 } as const
  const found = sampleOrders[fate === undefined ? 0 : place[fate]]?.order
  if (!found) throw new Error('The sample orders are not all there.')
  return found
}
