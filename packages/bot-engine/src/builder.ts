export { defineFlow, type FlowBuilder, type FlowHead } from './flow/define-flow.ts'
export type { CallResult, Expected, PathsOf, SlotValue, WorldNames } from './flow/known-types.ts'
