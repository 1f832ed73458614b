import { compileFault } from '../thrown.ts'
import type { WaitingStep } from './compile-with.ts'
import type { Flow, Slot } from './flow.ts'
import type { Edge, Named, StateConfig } from './machine-config.ts'

/** Where a step stands in its flow, and what its verb builds with. */
export interface StepSite {
  readonly flow: Flow
  /** The step's id, which is the name of its state. */
  readonly id: string
  /** Such as `steps[3]`, for messages. */
  readonly path: string
  /** The state in which the next step begins. */
  next(): string
  /** The state in which a step begins; without one, the next. */
  to(target: string | undefined): string
  /** The state in which a step begins; without one, where the flow goes when something fails. */
  fail(target?: string): string
  add(name: string, state: StateConfig): void
  /** A state that is left at once, and skipped where the step's condition does not hold. */
  instant(entry: Named[]): void
  /** A state in which the flow rests. */
  waiting(by: WaitingStep['by'], state: StateConfig, part?: Part): void
  /** A state in which the flow waits for the customer, with tries, and a way back to it. */
  asking(question: Question, part?: Part): void
}

/** One of several states in which a step waits. */
export interface Part {
  /** @default the step's id */
  readonly name?: string
  /** From 1. */
  readonly number?: number
}

/** What the customer is asked. */
export interface Question {
  readonly by: WaitingStep['by']
  /** What their answer sets: forgotten when they go back. */
  readonly names: readonly string[]
  /** Where each answer leads. */
  readonly on: Record<string, Edge[]>
  readonly fail: string | undefined
  readonly tries: number
  /** Whatever is said is an answer. @default false */
  readonly anything?: boolean
  /** Where it goes by itself after some time. @default what the step says about silence */
  readonly limit?: { readonly seconds: number; readonly target: string }
}

/** @throws {Error} `BOT-210` when the flow has no such slot */
export function slotOf({ flow, path }: StepSite, name: string): Slot {
  const slot = flow.slots && Object.hasOwn(flow.slots, name) ? flow.slots[name] : undefined
  if (!slot) throw compileFault(flow.id, path, `there is no slot "${name}": add it to "slots".`)
  return slot
}
