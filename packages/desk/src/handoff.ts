import { isOpen, nextOpening, type HandoffRequest, type HandoffState } from '@comptoir/bot-engine'
import { randomUUID } from 'node:crypto'
import { awayAfterMs, displayName, presentAgents } from './agents.ts'
import { alreadyTaken, notYourConversation } from './messages.ts'
import type { Services } from './services.ts'
import type { Agent, Handoff } from './store/store.ts'

/**
 * Puts a conversation in the queue, first come first served. The same request again gives the same place.
 * Out of hours, or with nobody signed in, it says closed and keeps nothing.
 */
export async function requestHandoff(
  services: Services,
  conversationId: string,
  request: HandoffRequest,
): Promise<HandoffState> {
  const { store, broker, settings } = services
  const now = services.now()
  const standing = await store.handoff(conversationId)
  const inQueue = standing !== undefined && standing.state !== 'ended'
  if (!inQueue && !(await peopleReachable(services))) {
    const next = isOpen(settings.hours, now) ? undefined : nextOpening(settings.hours, now)
    return { state: 'closed', ...(next === undefined ? {} : { nextOpening: new Date(next).toISOString() }) }
  }
  const handoff = await store.requestHandoff(
    { ...request, id: randomUUID(), conversationId, at: now },
    now - awayAfterMs,
  )
  broker.publish({ type: 'handoff', conversationId })
  broker.publish({ type: 'queue' })
  return stateOf(handoff, await nameOf(services, handoff))
}

/** Where the conversation's latest handoff stands, `undefined` when it never asked for one. */
export async function handoffState(
  services: Services,
  conversationId: string,
): Promise<HandoffState | undefined> {
  const handoff = await services.store.handoff(conversationId, services.now() - awayAfterMs)
  return handoff && stateOf(handoff, await nameOf(services, handoff))
}

/**
 * Gives a waiting conversation to an agent.
 *
 * @throws {Problem} 409 for everybody but the first; taking one's own again is fine
 */
export async function takeConversation(
  services: Services,
  conversationId: string,
  agent: Agent,
): Promise<Handoff> {
  const taken =
    (await services.store.takeHandoff(conversationId, agent.id, services.now())) ??
    (await liveHandoff(services, conversationId, agent))
  if (!taken) throw alreadyTaken()
  await tellQueue(services, conversationId)
  return taken
}

/**
 * The live handoff of this agent with this conversation.
 *
 * @throws {Problem} 409 when it is not with this agent
 */
export async function requireLive(
  services: Services,
  conversationId: string,
  agent: Agent,
): Promise<Handoff> {
  const live = await liveHandoff(services, conversationId, agent)
  if (!live) throw notYourConversation()
  return live
}

/** Ends the conversation's handoff, if there is one that is not over. */
export async function endHandoff(services: Services, conversationId: string): Promise<void> {
  const ended = await services.store.endHandoff(conversationId, services.now())
  if (ended) await tellQueue(services, conversationId)
}

/** A customer who is not back after so long has left the queue. */
const abandonedAfterMs = 30 * 60_000

/** The customer's page is open: who waits keeps being counted, and is again after an absence. */
export async function seeCustomer({ store, broker, now }: Services, conversationId: string): Promise<void> {
  if (await store.seeWaiting(conversationId, now())) broker.publish({ type: 'queue' })
}

/** Ends what waits for customers who have left. */
export async function endAbandoned(services: Services): Promise<void> {
  const now = services.now()
  for (const conversationId of await services.store.endAbandoned(now - abandonedAfterMs, now))
    await tellQueue(services, conversationId)
}

/** Are the hours open, and is somebody signed in? */
async function peopleReachable(services: Services): Promise<boolean> {
  const now = services.now()
  return isOpen(services.settings.hours, now) && presentAgents(await services.store.agents(), now).length > 0
}

async function liveHandoff(
  services: Services,
  conversationId: string,
  agent: Agent,
): Promise<Handoff | undefined> {
  const handoff = await services.store.handoff(conversationId)
  return handoff?.state === 'live' && handoff.agentId === agent.id ? handoff : undefined
}

/** Tells the conversation, the consoles, and everybody whose place in the queue moved. */
async function tellQueue({ store, broker, now }: Services, conversationId: string): Promise<void> {
  broker.publish({ type: 'handoff', conversationId })
  broker.publish({ type: 'queue' })
  for (const waiting of await store.waiting(now() - awayAfterMs)) {
    broker.publish({ type: 'handoff', conversationId: waiting.conversationId })
  }
}

async function nameOf({ store }: Services, handoff: Handoff): Promise<string> {
  const agent = handoff.agentId === undefined ? undefined : await store.agent(handoff.agentId)
  return agent ? displayName(agent) : ''
}

function stateOf(handoff: Handoff, agent: string): HandoffState {
  if (handoff.state === 'live') return { state: 'live', agent }
  if (handoff.state === 'ended') return { state: 'ended' }
  return { state: 'waiting', position: handoff.position ?? 1 }
}
