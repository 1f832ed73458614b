export { checkFlow, type CheckFlowOptions } from './checker/check-flow.ts'
export type { FlowFinding, FlowProblem, FlowRule } from './checker/flow-rule.ts'
export { flowRules } from './checker/rules.ts'
