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
  /** Waited for before each answer: to that call, counted from 0, of that name; or of the file of a flow. */
  readonly hold?: (call: number | 'flow', name: string) => Promise<void>
  /** One after the other; calls after the last one go well. */
  readonly calls?: readonly CallFate[]
  /** Right answers that lead another way. */
  readonly bent?: readonly BentAnswer[]
  /** The file of the flow that begins does not come. */
  readonly flows?: 'lost'
  /** The last try was wrong. */
  readonly verify?: 'locked'
  /** Why the shop does not do what it is asked. */
  readonly act?: RefusalReason
  readonly desk?: 'closed' | 'nobody' | 'no-slots' | 'handoff-closed' | 'live'
  /** What the agent does once the customer waits. @default takes the conversation, and keeps it */
  readonly agent?: 'closes' | 'goes'
}

/** What becomes of one call. `late` answers when it has been given up. */
export type CallFate =
  | 'well'
  | 'down'
  | 'hang'
  | 'late'
  | 'garbage'
  | 'twice'
  | 'refused'
  | 'forbidden'
  | 'invalid'

/** A shop and a desk that do what the fates say; otherwise the shop knows every order, and an agent takes who waits. */
export function ficklePorts(fates: Fates, clock: Clock): { readonly shop: Shop; readonly desk: Desk } {
  const made = { count: 0 }
  return {
    shop: fated(fates, {}, () => fickleShop(fates, clock), clock, made),
    desk: fated(fates, letterbox(), () => fickleDesk(fates, clock), clock, made),
  }
}

function fickleShop(fates: Fates, clock: Clock): Shop {
  const order = richOrder()
  const acts = createFakeActs({
    order: () => ({ ...order, actions: EVERYTHING }),
    level: () => 3,
    coupons: anyCode({ code: 'BIENVENUE', state: 'valid', percent: 10, conditions: [] }),
    giftCards: anyCode({
      balance: order.total,
      initial: order.total,
      expiresAt: '2027-06-30',
      state: 'active',
    }),
    now: () => clock.now(),
  })
  return {
    ...createFakeShop(),
    verify: async ({ postcode, code }) => {
      if (fates.verify) return { level: 0, locked: true }
      return { level: code !== undefined ? 3 : postcode !== undefined ? 2 : 1 }
    },
    identify: async () => ({ level: 3 }),
    orders: async () => [order],
    order: async () => order,
    act: async (name, input, key) =>
      fates.act
        ? { refused: fates.act, message: `The shop says no: ${fates.act}.` }
        : acts.act(name, input, key),
  }
}

/** An order with everything that an order can have. */
function richOrder(): OrderView {
  return Object.assign({}, ...sampleOrders.map(({ order }) => order).reverse()) as OrderView
}

/** Whatever is typed is a code of the shop's. */
function anyCode<T>(found: T): Readonly<Record<string, T>> {
  return new Proxy({}, { get: () => found })
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

function fickleDesk(fates: Fates, clock: Clock): Desk {
  const fake = createFakeDesk({
    clock,
    agents: fates.desk === 'nobody' ? 0 : 1,
    ...(fates.desk === 'closed' ? { hours: { week: { mon: [['09:00', '18:00']] } } } : {}),
  })
  return {
    ...fake,
    handoff: async (request) => {
      if (fates.desk === 'live') return { state: 'live', agent: 'Camille' }
      return fates.desk === 'handoff-closed' ? { state: 'closed' } : fake.handoff(request)
    },
    callbackSlots: async () => (fates.desk === 'no-slots' ? [] : fake.callbackSlots()),
    sendRecap: async () => ({ to: 'j•••@example.com' }),
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
}

/** Takes what the conversation tells the desk after each turn, as most acts need nothing else of it. */
function letterbox(): Pick<Desk, 'putMessage' | 'putSnapshot' | 'recordFigures'> {
  const kept = new Set<string>()
  return {
    async putMessage({ id }) {
      kept.add(id)
      return { seq: [...kept].indexOf(id) + 1 }
    },
    putSnapshot: async () => {},
    recordFigures: async () => {},
  }
}

/**
 * Every call that answers with a promise goes as the fates say. The port is opened at the first one that its small part
 * does not answer.
 */
function fated<T extends object>(
  fates: Fates,
  part: Partial<T>,
  open: () => T,
  clock: Clock,
  made: { count: number },
): T {
  let whole: T | undefined
  return new Proxy(part as T, {
    get(_, name) {
      const port = name in part ? part : (whole ??= open())
      const value: unknown = Reflect.get(port, name)
      if (typeof value !== 'function' || typeof name !== 'string' || SILENT.has(name)) return value
      const answer = (input: readonly unknown[]): unknown => Reflect.apply(value, port, input)
      return (...input: readonly unknown[]) => callAsFated(fates, { name, input, answer }, clock, made)
    },
  })
}

interface FatedCall {
  /** Of the method. */
  readonly name: string
  readonly input: readonly unknown[]
  answer(input: readonly unknown[]): unknown
}

async function callAsFated(
  { calls = [], bent = [], onCall, hold }: Fates,
  { name, input, answer: found }: FatedCall,
  clock: Clock,
  made: { count: number },
): Promise<unknown> {
  const called = nameOf(name, input)
  const answer = async (): Promise<unknown> =>
    bent.filter(({ call }) => call === called).reduce<unknown>(bend, await found(input))
  onCall?.(name)
  onCall?.(called)
  // The token is handed in beside the call that needs it.
  if (name === 'identify') return answer()
  const call = made.count++
  await hold?.(call, called)
  const fate = calls[call] ?? 'well'
  if (fate === 'well') return answer()
  if (fate === 'hang') return new Promise<never>(() => {})
  if (fate === 'garbage') return '<html>'
  if (fate === 'late') return later(clock, answer)
  if (fate === 'twice') return twice(await answer())
  throw new PortError(fate === 'down' ? 'unavailable' : fate, `The port is ${fate}.`)
}

/** All acts of the shop go through one method: `act:cancelOrder`. */
function nameOf(method: string, [act]: readonly unknown[]): string {
  return method === 'act' ? `act:${String(act)}` : method
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
  'markRead',
  'end',
  'recordFigures',
  'recordUnanswered',
])
