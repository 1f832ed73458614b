import { refusalReasons } from '../acts.ts'
import type { BentAnswer } from './bent-answers.ts'
import type { Fates } from './fickle-ports.ts'

/** What may become of the calls of an act, and whether it makes a difference for the calls that were made. */
export interface PossibleFate {
  readonly fates: Fates
  concerns(asked: ReadonlySet<string>): boolean
}

/** Every fate of calls, beside going well; with the answers that this flow tells apart. */
export function fatesFor(bent: readonly BentAnswer[]): readonly PossibleFate[] {
  return [
    ...CALLS.map((fates): PossibleFate => ({ fates, concerns: isCall })),
    ...bent.map((answer): PossibleFate => ({
      fates: { bent: answer },
      concerns: (asked) => asked.has(answer.call),
    })),
    { fates: { flows: 'lost' }, concerns: (asked) => asked.has('flow') },
    ...(['none', 'two'] as const).map((orders) => on({ orders }, 'orders')),
    ...(['unpaid', 'not-shipped', 'two-invoices', 'shipped'] as const).map((order) =>
      on({ order }, 'order', 'orders'),
    ),
    ...refusalReasons.map((act) => on({ act }, 'act')),
    ...(['miss', 'locked'] as const).map((verify) => on({ verify }, 'verify')),
    ...(['closed', 'nobody', 'no-slots', 'handoff-closed', 'live'] as const).map((desk) =>
      on({ desk }, 'availability', 'callbackSlots', 'handoff'),
    ),
    ...(['closes', 'goes'] as const).map((agent) => on({ agent }, 'stream')),
  ]
}

const CALLS: readonly Fates[] = [
  ...(['down', 'hang', 'late', 'garbage', 'twice', 'refused', 'forbidden', 'invalid'] as const).map(
    (call) => ({
      call,
    }),
  ),
  { call: 'down', after: 1 },
  { call: 'down', after: 2 },
  { call: 'forbidden', after: 1 },
]

/** A port was asked, and not only for the file of a flow or for the agent. */
function isCall(asked: ReadonlySet<string>): boolean {
  return [...asked].some((name) => name !== 'flow' && name !== 'stream')
}

function on(fates: Fates, ...calls: readonly string[]): PossibleFate {
  return { fates, concerns: (asked) => calls.some((call) => asked.has(call)) }
}
