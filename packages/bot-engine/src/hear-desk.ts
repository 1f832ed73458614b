import type { FlowEvent } from './flow/flow-context.ts'
import type { DeskEvent, HandoffState } from './ports.ts'
import type { Session } from './session.ts'
import { SHARED } from './text-book.ts'

/** What is known of the agent who is there. */
export interface Agent {
  typing: boolean
  /** The agent has read up to this seq, 0 for nothing. */
  readTo: number
}

export interface Listener {
  readonly session: Session
  /** Stops listening, and says that nobody is there any more. */
  readonly hangUp: () => void
  /** An event for the step that waits for people. */
  readonly turn: (event: FlowEvent) => Promise<void>
}

/** Takes what the desk tells of the people: what they write, do and have read, and that they come and go. */
export async function hearDesk(event: DeskEvent, agent: Agent, listener: Listener): Promise<void> {
  if (event.type === 'typing') agent.typing = event.on
  if (event.type === 'read') agent.readTo = event.seq
  if (event.type === 'handoff') return takeHandoff(event.handoff, listener)
  if (event.type !== 'message') return
  if (event.message.author === 'agent') agent.typing = false
  listener.session.transcript.receive(event.message)
}

async function takeHandoff(handoff: HandoffState, { session, hangUp, turn }: Listener): Promise<void> {
  const { book, state } = session
  if (state.mode !== 'live') return
  session.turn({ type: 'KNOW', what: { handoff } })
  if (handoff.state === 'live' && state.context.handoff.state !== 'live') {
    session.post('system', { text: book.say(SHARED, 'agent.joined', { agent: handoff.agent }) })
  }
  if (handoff.state !== 'ended' && handoff.state !== 'closed') return
  hangUp()
  if (handoff.state === 'closed') return turn({ type: 'AGENT.LOST' })
  session.post('system', { text: book.say(SHARED, 'agent.left') })
  return turn({ type: 'AGENT.DONE' })
}
