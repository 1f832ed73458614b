import type { CallName } from './flow/flow.ts'
import type { Scope } from './flow/path.ts'
import { isAvailability, isHandoff, isOrder, isVerification } from './port-answers.ts'
import type { Desk, Shop } from './ports.ts'

/** What a call needs beside the input that the flow gives. */
export interface CallContext {
  readonly locale: string
  readonly topic: string
  /** The flow that calls. */
  readonly flow: string
  readonly facts: Readonly<Record<string, string>>
  /** The same for as long as the call is the same one: what it does is done once. */
  readonly key: string
  /** Which words the customer saw under a key: the flow, its version, the language, a fingerprint of the text. */
  versionOf(key: string): string
}

/** A call of the flow language: how it is put to the port, and how its answer is told from garbage. */
export interface PortCall {
  run(
    ports: { readonly shop: Shop; readonly desk: Desk },
    input: Scope,
    context: CallContext,
  ): Promise<unknown>
  /** What a right answer looks like, or undefined if it is one. */
  fault(answer: unknown): string | undefined
}

/** Does it belong to one conversation, so that the desk has to know that one? */
export function engages(name: CallName): boolean {
  return name !== 'desk.availability' && name !== 'desk.callbackSlots'
}

/** How a call is put. Most are fetched with the first flow that makes one: few flows make each. */
export async function portCallOf(name: CallName): Promise<PortCall> {
  const found = Object.hasOwn(portCalls, name) ? portCalls[name] : undefined
  return found ?? (await import('./more-port-calls.ts')).morePortCalls[name as MoreCallName]
}

/** The calls that nearly every conversation with a desk makes. */
const portCalls: Partial<Readonly<Record<CallName, PortCall>>> & Readonly<Record<FirstCallName, PortCall>> = {
  'shop.verify': {
    run: ({ shop }, { reference, email, postcode, code }) =>
      shop.verify({
        reference: word(reference),
        email: word(email),
        ...given({ postcode, code }),
      }),
    fault: (answer) => (isVerification(answer) ? undefined : 'a level from 0 to 3'),
  },
  'shop.orders': {
    run: ({ shop }) => shop.orders(),
    fault: (answer) => (Array.isArray(answer) && answer.every(isOrder) ? undefined : 'a list of orders'),
  },
  'shop.order': {
    run: ({ shop }, { reference }) => shop.order(word(reference)),
    fault: (answer) => (isOrder(answer) ? undefined : 'an order'),
  },
  'desk.availability': {
    run: ({ desk }) => desk.availability(),
    fault: (answer) => (isAvailability(answer) ? undefined : 'open, agents, waiting and hoursText'),
  },
  'desk.handoff': {
    run: ({ desk }, { topic }, context) =>
      desk.handoff({ topic: word(topic) || context.topic, facts: context.facts, locale: context.locale }),
    fault: (answer) => (isHandoff(answer) ? undefined : 'a handoff state'),
  },
}

type FirstCallName = 'shop.verify' | 'shop.orders' | 'shop.order' | 'desk.availability' | 'desk.handoff'
export type MoreCallName = Exclude<CallName, FirstCallName>

/** A value as a text; anything else is an empty one. */
export function word(value: unknown): string {
  return typeof value === 'string' ? value : ''
}

/** Those that say something. */
export function given<Name extends string>(
  values: Readonly<Record<Name, unknown>>,
): Readonly<Partial<Record<Name, string>>> {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => word(value) !== '')) as Partial<
    Record<Name, string>
  >
}
