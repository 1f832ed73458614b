export {
  explore,
  type Coverage,
  type Exploration,
  type ExploreOptions,
  type Trap,
} from './explorer/explore.ts'
export type { PortBehaviour, Tally } from './explorer/tally.ts'
