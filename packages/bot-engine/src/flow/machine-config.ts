import type { Phase } from './flow.ts'

/** Data for `createMachine`; only names of guards and actions, never code. */
export interface MachineConfig {
  id: string
  version: string
  initial: string
  states: Record<string, StateConfig>
  on: Record<string, Edge[]>
  options: { maxIterations: number }
}

export interface StateConfig {
  type?: 'final'
  entry?: Named[]
  exit?: Named[]
  always?: Edge[]
  on?: Record<string, Edge[]>
  meta?: { step: number; phase: Phase }
}

/** A way to another state, or an action without one. */
export interface Edge {
  target?: string
  guard?: Named
  actions?: Named[]
  reenter?: boolean
}

/** A guard or an action by its name, with plain parameters. */
export interface Named {
  type: string
  params?: Record<string, unknown>
}
