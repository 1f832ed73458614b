export { explore, type Exploration, type ExploreOptions, type Trap } from './explorer/explore.ts'
