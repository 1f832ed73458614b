import type { RefusalReason } from '../acts.ts'
import { createFakeActs } from '../fakes/fake-acts.ts'
import { createFakeDesk } from '../fakes/fake-desk.ts'
import { createFakeShop, sampleOrders } from '../fakes/fake-shop.ts'
import type { OrderAction, OrderView } from '../order.ts'
import { PortError, type Clock, type Desk, type HandoffState, type Shop } from '../ports.ts'

/** What becomes of the calls of one act. */
export interface Fates {
  /** Told each call that a flow waits for. */
  readonly onCall?: (name: string) => void
  readonly call?: 'down' | 'hang' | 'garbage' | 'twice' | 'refused' | 'forbidden'
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
export function fickleShop(fates: Fates): Shop {
  const order = orderFor(fates.order)
  const acts = createFakeActs({
    order: () => ({ ...order, actions: EVERYTHING }),
    level: () => 3,
    now: () => Date.parse('2026-11-21T10:00:00Z'),
  })
  return fated(fates, {
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
  })
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
  return fated(fates, {
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
      const last: Readonly<Record<string, HandoffState>> = {
        closes: { state: 'ended' },
        goes: { state: 'closed' },
      }
      const end = last[fates.agent ?? '']
      const states: readonly HandoffState[] = [{ state: 'live', agent: 'Camille' }, ...(end ? [end] : [])]
      for (const handoff of states) onEvent({ type: 'handoff', handoff })
      return () => {}
    },
  } satisfies Desk)
}

/** Every call that answers with a promise goes as the fates say. */
function fated<T extends object>({ call, onCall, after = 0 }: Fates, port: T): T {
  let made = 0
  const entries = Object.entries(port).map(([name, value]: [string, unknown]) => {
    if (typeof value !== 'function' || SILENT.has(name)) return [name, value]
    return [
      name,
      async (...input: readonly unknown[]) => {
        onCall?.(name)
        if (call === undefined || made++ < after) return Reflect.apply(value, port, input) as unknown
        if (call === 'hang') return new Promise<never>(() => {})
        if (call === 'garbage') return '<html>'
        if (call === 'twice') void Reflect.apply(value, port, input)
        else throw new PortError(call === 'down' ? 'unavailable' : call, `The port is ${call}.`)
        return Reflect.apply(value, port, input) as unknown
      },
    ]
  })
  return Object.fromEntries(entries) as T
}

/** What carries messages and is never waited for. */
const SILENT: ReadonlySet<string> = new Set([
  'stream',
  'putMessage',
  'putSnapshot',
  'survey',
  'end',
  'recordUnanswered',
  'recordFigures',
])

function orderFor(fate: Fates['order']): OrderView {
  const place = { unpaid: 2, 'not-shipped': 1, 'two-invoices': 4, shipped: 3 } as const
  const found = sampleOrders[fate === undefined ? 0 : place[fate]]?.order
  if (!found) throw new Error('The sample orders are not all there.')
  return found
}
