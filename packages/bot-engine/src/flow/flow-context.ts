import type { FailureCause } from './flow.ts'
import type { Scope } from './path.ts'

/** What a flow machine knows. Plain JSON. */
export interface FlowContext {
  /** Input, slots and results by name. */
  readonly data: Scope
  /** What slots held before they were cleared to be asked again. */
  readonly before: Scope
  /** Step → how often it was missed. */
  readonly tries: Readonly<Record<string, number>>
  /** Id of the answer from outside that it waits for. */
  readonly pending: string | null
  /** Counts what was asked of the outside, so that ids are unique in the flow. */
  readonly count: number
  /** When it goes on by itself, in milliseconds since the epoch. */
  readonly deadline: number | null
  /** Steps the customer has answered, to go back through. */
  readonly trail: readonly string[]
  /** What the conversation knows: `customer`, `page`, `shop`, `now`. Handed in at each turn. */
  readonly world: Scope
}

/** What moves a flow machine on. */
export type FlowEvent =
  | { readonly type: 'FILL'; readonly values: Scope }
  | { readonly type: 'NOTE'; readonly values: Scope }
  | { readonly type: 'PICK'; readonly value: string }
  | { readonly type: 'YES' }
  | { readonly type: 'NO' }
  | { readonly type: 'MISS'; readonly reason?: string; readonly errors?: Readonly<Record<string, string>> }
  | { readonly type: 'DONE'; readonly id: string; readonly output: unknown }
  | { readonly type: 'FAILED'; readonly id: string; readonly cause: FailureCause }
  | { readonly type: 'RETURN'; readonly id: string; readonly outcome: string; readonly output: Scope }
  | { readonly type: 'TIMER'; readonly at: number }
  | { readonly type: 'PAGE'; readonly url: string }
  | { readonly type: 'CLICK'; readonly url: string }
  | { readonly type: 'AGENT.DONE' }
  | { readonly type: 'AGENT.LOST' }
  | { readonly type: 'RESUME'; readonly step: string; readonly human?: boolean | undefined }
  | { readonly type: 'BACK' }
