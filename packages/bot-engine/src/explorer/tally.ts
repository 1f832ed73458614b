import type { Act, ActKind } from './acts.ts'
import type { Fates } from './fickle-ports.ts'

/** How often what was tried. */
export interface Tally {
  /** Answers of the customer by kind. */
  readonly inputs: Readonly<Record<Exclude<ActKind, 'interruption'>, number>>
  /** Acts that asked the outside, by how it behaved. */
  readonly ports: Readonly<Record<PortBehaviour, number>>
  /** Commands, questions, other flows and reloads in between. */
  readonly interruptions: number
}

export type PortBehaviour = 'well' | 'failing' | 'hanging' | 'twice' | 'garbage'

/** Counts what a walk tries. */
export function createTally(): {
  add(act: Act, fates: Fates, asked: ReadonlySet<string>): void
  readonly counts: Tally
  readonly acts: number
} {
  const inputs = { valid: 0, invalid: 0, ambiguous: 0, silent: 0 }
  const ports = { well: 0, failing: 0, hanging: 0, twice: 0, garbage: 0 }
  let interruptions = 0
  let acts = 0
  return {
    add({ kind }, fates, asked) {
      acts++
      if (kind === 'interruption') interruptions++
      else inputs[kind]++
      if (asked.size > 0) ports[behaviourOf(fates)]++
    },
    get counts() {
      return { inputs: { ...inputs }, ports: { ...ports }, interruptions }
    },
    get acts() {
      return acts
    },
  }
}

function behaviourOf({ calls = [], flows }: Fates): PortBehaviour {
  if (flows) return 'failing'
  const call = calls.findLast((fate) => fate !== 'well')
  if (call === undefined) return 'well'
  if (call === 'hang' || call === 'late') return 'hanging'
  return call === 'twice' || call === 'garbage' ? call : 'failing'
}
