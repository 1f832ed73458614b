import { refusalReasons } from '../acts.ts'
import type { BentAnswer } from './bent-answers.ts'
import type { CallFate, Fates } from './fickle-ports.ts'

/** What may become of a call, and whether it makes a difference for the calls that were made. */
export interface PossibleFate {
  /** In words, beside what became of the calls before. */
  add(before: Fates): Fates
  concerns(asked: ReadonlySet<string>): boolean
}

/** Every fate of the next call, beside going well; with the answers that this flow tells apart. */
export function fatesFor(bent: readonly BentAnswer[]): readonly PossibleFate[] {
  return [
    ...CALLS.map((fate): PossibleFate => ({
      add: (before) => ({ ...before, calls: [...(before.calls ?? []), fate] }),
      concerns: isCall,
    })),
    ...bent.map((answer): PossibleFate => ({
      add: (before) => ({ ...before, bent: [...(before.bent ?? []), answer] }),
      concerns: (asked) => asked.has(answer.call),
    })),
    on({ flows: 'lost' }, 'flow'),
    ...refusalReasons.map((act) => on({ act }, 'act')),
    on({ verify: 'locked' }, 'verify'),
    ...(['closed', 'nobody', 'no-slots', 'handoff-closed', 'live'] as const).map((desk) =>
      on({ desk }, 'availability', 'callbackSlots', 'handoff'),
    ),
    ...(['closes', 'goes'] as const).map((agent) => on({ agent }, 'stream')),
  ]
}

const CALLS: readonly CallFate[] = [
  'down',
  'hang',
  'late',
  'garbage',
  'twice',
  'refused',
  'forbidden',
  'invalid',
]

/** A port was asked, and not only for the file of a flow or for the agent. */
function isCall(asked: ReadonlySet<string>): boolean {
  return [...asked].some((name) => name !== 'flow' && name !== 'stream')
}

function on(fates: Fates, ...calls: readonly string[]): PossibleFate {
  return {
    add: (before) => ({ ...before, ...fates }),
    concerns: (asked) => calls.some((call) => asked.has(call)),
  }
}
