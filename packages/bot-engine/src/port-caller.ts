import type { DeskLine } from './desk-line.ts'
import type { FlowEvent } from './flow/flow-context.ts'
import type { CallName } from './flow/flow.ts'
import type { Scope } from './flow/path.ts'
import { isHandoff } from './port-answers.ts'
import { engages, portCallOf, type CallContext } from './port-call.ts'
import { PortError } from './ports.ts'
import type { Session } from './session.ts'

/** One question of a flow to the outside. */
export interface Call {
  /** What the flow waits for. */
  readonly id: string
  readonly name: CallName
  readonly input: Scope
  /** When it counts as unavailable, in milliseconds since the epoch. */
  readonly until: number
  /** How long it was given, in milliseconds. */
  readonly within: number
  readonly context: CallContext
}

/** Puts the calls of flows to the ports, one at a time. */
export interface PortCaller {
  readonly busy: boolean
  /** The answer, or the failure, comes as an event: once, whatever the port does. */
  start(call: Call, onAnswer: (event: FlowEvent) => Promise<void>): void
  /** Whatever still comes is not waited for any more. */
  forget(): void
}

/** After so many milliseconds the customer hears that it takes longer. */
const SLOW = 6000

export function createPortCaller(session: Session, line: DeskLine): PortCaller {
  const { clock, report } = session
  let current: { readonly id: string; readonly forget: () => void } | undefined

  /** What an answer tells about the customer, beside what the flow does with it. */
  function learn({ name, input }: Call, output: unknown): void {
    if (name === 'desk.handoff' && isHandoff(output))
      session.turn({ type: 'KNOW', what: { handoff: output } })
    if (name !== 'shop.verify' || typeof output !== 'object' || output === null) return
    const level = 'level' in output ? output.level : 0
    if (level === 1 || level === 2 || level === 3) {
      const { reference, email } = input
      session.turn({ type: 'KNOW', what: { level, facts: { reference, email } } })
    } else {
      session.turn({
        type: 'KNOW',
        what: { facts: {}, locked: 'locked' in output && output.locked === true },
      })
    }
  }

  return {
    get busy() {
      return current !== undefined
    },
    forget: () => current?.forget(),
    start(call, onAnswer) {
      const { id, name, input, until, within, context } = call
      if (engages(name)) line.engage()
      const alarms: (() => void)[] = []
      let settled = false
      const forget = (): void => {
        settled = true
        for (const cancel of alarms) cancel()
        if (current?.id === id) current = undefined
      }
      const settle = (event: FlowEvent): void => {
        if (settled) return report('BOT-103', [name, id])
        forget()
        session.enqueue(name, () => onAnswer(event))
      }
      const fail = (failure: unknown): void => {
        const cause = failure instanceof PortError ? failure.code : 'unavailable'
        if (!settled) report('BOT-301', [name], failure)
        // The verification has run out: the next flow asks again.
        if (!settled && cause === 'forbidden')
          session.turn({ type: 'KNOW', what: { level: 0, facts: {}, confirmed: '' } })
        settle({ type: 'FAILED', id, cause })
      }
      // After a reload: whether it takes longer has been said before.
      const told = until - within + SLOW < clock.now()
      current = { id, forget }
      alarms.push(
        clock.setAlarm(Math.max(clock.now(), until - within + SLOW), () =>
          session.enqueue('slow', () => (settled || told ? undefined : session.say('slow'))),
        ),
        clock.setAlarm(until, () => fail(new PortError('unavailable', `${name} gave no answer in time.`))),
      )
      void (async () => {
        try {
          const { run, fault } = await portCallOf(name)
          if (name.startsWith('shop.')) await line.identify()
          const output = await run(line, input, context)
          const expected = fault(output)
          if (expected !== undefined) {
            if (!settled) report('BOT-104', [name, expected])
            return settle({ type: 'FAILED', id, cause: 'unavailable' })
          }
          if (!settled) learn(call, output)
          settle({ type: 'DONE', id, output })
        } catch (cause) {
          fail(cause)
        }
      })()
    },
  }
}
