import type {
  AgentCallback,
  AgentConversation,
  AgentHandoff,
  AgentOrder,
  AgentVerification,
  Me,
  Queue,
  QueueEntry,
} from './agent-api.ts'
import { awayAfterMs, displayName, presentAgents } from './agents.ts'
import { isOverdue } from './callbacks.ts'
import type { ShopOrder } from './connector/shop-contract.ts'
import { ShopUnavailable } from './connector/shop.ts'
import { orderViewOf } from './order-view.ts'
import type { Services } from './services.ts'
import type { Agent, Callback, Conversation, Handoff, Verification } from './store/store.ts'

/** Orders shown beside the conversation of a customer who was identified by the shop's token. */
const ordersBeside = 5

/** The most that the queue shows of what somebody wrote while waiting. */
const saidMax = 160

/** What the console knows of the one who is signed in. */
export function meOf(
  { settings }: Pick<Services, 'settings'>,
  { id, login, name, title, role, state, mustChangePassword }: Agent,
): Me {
  const named = { name, ...(title === undefined ? {} : { title }) }
  const timeZone = settings.hours.timeZone ?? 'Europe/Paris'
  return { id, login, ...named, role, state, mustChangePassword, timeZone }
}

/** The queue as this agent sees it. */
export async function queueFor(services: Services, agent: Agent): Promise<Queue> {
  const { store } = services
  const now = services.now()
  const [waiting, mine, agents, figures] = await Promise.all([
    store.waiting(now - awayAfterMs),
    store.liveHandoffs(agent.id),
    store.agents(),
    store.figures(now),
  ])
  return {
    waiting: waiting.map((handoff) => entryOf(handoff, handoff.requestedAt)),
    mine: mine.map((handoff) => entryOf(handoff, handoff.takenAt ?? handoff.requestedAt)),
    available: presentAgents(agents, now).filter(({ state }) => state === 'available').length,
    callbacks: { open: figures.callbacksDue, overdue: figures.callbacksOverdue },
    records: { open: figures.recordsOpen, overdue: figures.recordsOverdue },
  }
}

/**
 * A conversation with its messages and the orders its customer has proven. When the shop is away the
 * conversation comes without orders, and says so.
 */
export async function conversationFor(
  services: Services,
  conversation: Conversation,
  agent: Agent,
): Promise<AgentConversation> {
  const { store } = services
  const [handoff, messages, digest, verifications] = await Promise.all([
    store.handoff(conversation.id),
    store.messages(conversation.id, 0, 1000),
    store.digest(conversation.id),
    store.verifications(conversation.id),
  ])
  const owner = handoff?.agentId === undefined ? undefined : await store.agent(handoff.agentId)
  return {
    id: conversation.id,
    locale: conversation.locale,
    createdAt: iso(conversation.createdAt),
    ...(conversation.endedAt === undefined ? {} : { endedAt: iso(conversation.endedAt) }),
    ...(handoff ? { handoff: handoffOf(handoff, owner, agent) } : {}),
    messages,
    digest,
    verification: verificationOf(verifications, services.now()),
    ...(await ordersOf(services, verifications)),
  }
}

/** A promised call as the console lists it. */
export async function callbackFor(
  { store, settings, now }: Services,
  callback: Callback,
): Promise<AgentCallback> {
  const { id, conversationId, phone, name, reason, locale, from, to, at, state, attempts, consent, note } =
    callback
  const owner = callback.agentId === undefined ? undefined : await store.agent(callback.agentId)
  return {
    id,
    conversationId,
    phone,
    ...(name === undefined ? {} : { name }),
    reason,
    locale,
    from: iso(from),
    to: iso(to),
    state,
    attempts,
    maxAttempts: settings.callbacks.attempts,
    overdue: isOverdue(callback, now()),
    consent: { ...consent, at: iso(at) },
    ...(note === undefined ? {} : { note }),
    ...(owner ? { agent: owner.name } : {}),
  }
}

function entryOf({ conversationId, topic, locale, said }: Handoff, since: number): QueueEntry {
  const line = said?.replace(/\s+/g, ' ').trim()
  const shown = line && line.length > saidMax ? `${line.slice(0, saidMax - 1).trimEnd()}…` : line
  return { conversationId, topic, locale, since: iso(since), ...(shown ? { said: shown } : {}) }
}

function handoffOf(handoff: Handoff, owner: Agent | undefined, agent: Agent): AgentHandoff {
  return {
    state: handoff.state,
    topic: handoff.topic,
    facts: handoff.facts,
    since: iso(handoff.requestedAt),
    ...(owner ? { agent: displayName(owner) } : {}),
    mine: handoff.state === 'live' && handoff.agentId === agent.id,
  }
}

function verificationOf(verifications: readonly Verification[], now: number): AgentVerification {
  const [newest] = verifications
  if (!newest) return { level: 0, live: false }
  const level = Math.max(...verifications.map((one) => one.level))
  return {
    level: level === 3 ? 3 : level === 2 ? 2 : 1,
    at: iso(newest.at),
    live: verifications.some(({ expiresAt }) => expiresAt > now),
  }
}

async function ordersOf(
  { shop }: Services,
  verifications: readonly Verification[],
): Promise<Pick<AgentConversation, 'orders' | 'ordersUnavailable'>> {
  try {
    const found = await Promise.all(
      verifications.map(async ({ reference, customerId }) => {
        if (customerId !== undefined) return (await shop.customerOrders(customerId)).slice(0, ordersBeside)
        const order = reference === undefined ? undefined : await shop.order(reference)
        return order ? [order] : []
      }),
    )
    const byReference = new Map(found.flat().map((order) => [order.reference, order]))
    const orders = await Promise.all(
      [...byReference.values()].map(async (order) =>
        agentOrderOf(order, await shop.invoices(order.reference)),
      ),
    )
    return { orders: orders.sort((one, other) => other.placedAt.localeCompare(one.placedAt)) }
  } catch (error) {
    if (error instanceof ShopUnavailable) return { orders: [], ordersUnavailable: true }
    throw error
  }
}

function agentOrderOf(order: ShopOrder, invoices: Parameters<typeof orderViewOf>[2]): AgentOrder {
  const { billing, shipping, shippingMethod, paymentMethod, links } = order
  return {
    ...orderViewOf(order, 2, invoices),
    customerName: billing.name,
    ...(shipping ? { shipTo: shipping } : {}),
    shippingMethod,
    paymentMethod,
    links: links ?? {},
  }
}

function iso(moment: number): string {
  return new Date(moment).toISOString()
}
