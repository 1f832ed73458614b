import type { StackEntry } from './conversation.machine.ts'
import type { FlowFigure } from './desk-records.ts'
import type { CompiledFlow } from './flow/compile-with.ts'
import type { Frame } from './flow/turn.ts'

/** What moved the flows, for the figures. */
export interface Move {
  readonly before: readonly StackEntry[]
  readonly after: readonly StackEntry[]
  /** Why: how a step was left, how a flow ended, or what made it be dropped. */
  readonly cause: string
  /** Flows that are gone have ended by themselves. */
  readonly ended: boolean
  /** ISO 8601. */
  readonly at: string
}

/**
 * What became of the flows and their steps between two stacks. Since it only compares, nothing that is entered is ever
 * left out of what is left, dropped or still open. A step counts where a flow rests or ends.
 */
export function figuresOf(
  { before, after, cause, ended, at }: Move,
  compiledOf: (flow: string) => CompiledFlow | undefined,
): readonly FlowFigure[] {
  const figure = (
    { run, frame }: StackEntry,
    what: FlowFigure['what'],
    more: Pick<FlowFigure, 'step' | 'cause'>,
  ): FlowFigure => ({
    run,
    flow: frame.flow,
    version: frame.version,
    phase: phaseOf(frame),
    what,
    ...more,
    at,
  })
  const phaseOf = ({ flow, at: state }: Frame): FlowFigure['phase'] =>
    compiledOf(flow)?.config.states[state]?.meta?.phase ?? 'welcome'

  const gone = before.filter(({ run }) => !after.some((entry) => entry.run === run))
  const left = gone.toReversed().flatMap((entry) => {
    const what = ended ? 'left' : 'dropped'
    return [figure(entry, what, { step: entry.frame.at, cause }), figure(entry, what, { cause })]
  })
  const moved = after.flatMap((entry) => {
    const old = before.find(({ run }) => run === entry.run)
    const step = entry.frame.at
    if (!old) return [figure(entry, 'entered', {}), figure(entry, 'entered', { step })]
    if (old.frame.at === step) return []
    return [figure(old, 'left', { step: old.frame.at, cause }), figure(entry, 'entered', { step })]
  })
  return [...left, ...moved]
}
