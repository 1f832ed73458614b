import type { CompiledFlow } from '../flow/compile-with.ts'
import type { Flow } from '../flow/flow.ts'
import type { FlowTexts } from '../flow/library.ts'
import type { FlowGraph } from './flow-graph.ts'

/** One thing a flow should not do. Each rule is a file of `rules/`, named after its id. */
export interface FlowRule {
  readonly id: string
  find(given: CheckedFlow): readonly FlowFinding[]
}

/** What a rule found, and where in the flow or in one of its text files. */
export interface FlowFinding {
  /** Path such as `steps[3].go`; in a text file the key. */
  readonly path: string
  /** What is wrong and how to mend it. */
  readonly sentence: string
  /** In the texts of that language instead of the flow. */
  readonly locale?: string
  /** The conversation that shows it, a line a turn. */
  readonly conversation?: readonly string[]
}

/** A finding with its place in a file. */
export interface FlowProblem extends FlowFinding {
  readonly rule: string
  readonly file: string
  /** From 1. */
  readonly line: number
  readonly column: number
}

/** What rules look at. */
export interface CheckedFlow {
  readonly flow: Flow
  /** Absent where the flow does not compile; the rule `compile` says why. */
  readonly compiled?: CompiledFlow
  readonly graph?: FlowGraph
  /** By language: the flow's own texts, and those that all flows share. */
  readonly texts: ReadonlyMap<string, FlowTexts>
  readonly shared: ReadonlyMap<string, FlowTexts>
  /** The other flows of the library, by id. */
  readonly others: ReadonlyMap<string, Flow>
  /** Step index → its id. */
  readonly ids: readonly string[]
}
