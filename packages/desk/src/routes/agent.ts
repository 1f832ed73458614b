import { callbackFor, conversationFor, meOf, queueFor } from '../agent-views.ts'
import { agentStream } from '../agent-stream.ts'
import { changePassword, cookieOf, displayName, requireOwnOrigin, signIn, signOut } from '../agents.ts'
import { audit } from '../audit.ts'
import { conversationStream, resumePoint } from '../conversation-stream.ts'
import { endHandoff, takeConversation } from '../handoff.ts'
import { masked } from '../masked.ts'
import { callbackClosed, idTaken, notFound } from '../messages.ts'
import { markRead } from '../read-marks.ts'
import { agentConversationRoute, agentRoute, json, nothing, publicRoute, type Route } from '../route.ts'
import {
  agentConversation,
  callbackAnswer,
  callbacksAnswer,
  callbacksQuery,
  me,
  outcomeBody,
  passwordBody,
  queue,
  signInBody,
  stateBody,
} from '../schema/agent.ts'
import { afterQuery, messagesAnswer, readBody, seqAnswer, typingBody } from '../schema/customer.ts'
import { agentMessageBody } from '../schema/message.ts'
import { messagesMax, requireClientId } from './messages.ts'

/** The console's side. */
export const agentRoutes: readonly Route[] = [
  publicRoute({
    method: 'POST',
    path: '/agent/session',
    summary: 'Signs an agent in and sets the session cookie.',
    body: signInBody,
    answers: { 200: { description: 'Who is signed in.', schema: me } },
    handle: async ({ services, request, body, network, peer }) => {
      requireOwnOrigin(services, request, peer)
      const { agent, token } = await signIn(services, body, network)
      await audit(services, agent, 'agent.sign-in', agent.id)
      return json(200, meOf(services, agent), { 'Set-Cookie': cookieOf(services, request, peer, token) })
    },
  }),

  agentRoute({
    method: 'DELETE',
    path: '/agent/session',
    summary: 'Signs out.',
    newcomers: true,
    answers: { 204: { description: 'Signed out.' } },
    handle: async ({ services, request, agent, peer }) => {
      await signOut(services, request, agent)
      return nothing({ 'Set-Cookie': cookieOf(services, request, peer, undefined) })
    },
  }),

  agentRoute({
    method: 'GET',
    path: '/agent/me',
    summary: 'Who is signed in?',
    newcomers: true,
    answers: { 200: { description: 'The agent.', schema: me } },
    handle: async ({ services, agent }) => json(200, meOf(services, agent)),
  }),

  agentRoute({
    method: 'PUT',
    path: '/agent/password',
    summary: "Replaces one's password; every other session ends.",
    newcomers: true,
    body: passwordBody,
    answers: { 200: { description: 'Replaced.', schema: me } },
    handle: async ({ services, request, agent, body, peer }) => {
      const token = await changePassword(services, agent, body)
      const changed = { ...agent, mustChangePassword: false }
      return json(200, meOf(services, changed), { 'Set-Cookie': cookieOf(services, request, peer, token) })
    },
  }),

  agentRoute({
    method: 'PUT',
    path: '/agent/state',
    summary: 'Takes conversations, or pauses.',
    body: stateBody,
    answers: { 200: { description: 'The agent.', schema: me } },
    handle: async ({ services, agent, body }) => {
      await services.store.setAgentState(agent.id, body.state)
      services.broker.publish({ type: 'queue' })
      return json(200, meOf(services, { ...agent, state: body.state }))
    },
  }),

  agentRoute({
    method: 'GET',
    path: '/agent/queue',
    summary: 'Who waits, first come first, and whom this agent has.',
    answers: { 200: { description: 'The queue.', schema: queue } },
    handle: async ({ services, agent }) => json(200, await queueFor(services, agent)),
  }),

  agentRoute({
    method: 'GET',
    path: '/agent/stream',
    summary:
      'Server-sent events: the queue when it changes and every 15 seconds, callbacks when they change.',
    answers: { 200: { description: 'The stream.', type: 'text/event-stream' } },
    handle: async ({ services, agent }) => agentStream(services, agent),
  }),

  agentConversationRoute({
    method: 'POST',
    path: '/agent/conversations/:id/take',
    summary: 'Takes a conversation that waits; only one agent gets it.',
    answers: { 200: { description: 'The conversation.', schema: agentConversation } },
    handle: async ({ services, agent, conversation }) => {
      await takeConversation(services, conversation.id, agent)
      await audit(services, agent, 'conversation.take', conversation.id)
      return json(200, await conversationFor(services, conversation, agent))
    },
  }),

  agentConversationRoute({
    method: 'GET',
    path: '/agent/conversations/:id',
    summary: 'A conversation with its messages and the verified orders beside it. Reading it is audited.',
    answers: { 200: { description: 'The conversation.', schema: agentConversation } },
    handle: async ({ services, agent, conversation }) => {
      await audit(services, agent, 'conversation.read', conversation.id)
      return json(200, await conversationFor(services, conversation, agent))
    },
  }),

  agentConversationRoute({
    method: 'GET',
    path: '/agent/conversations/:id/messages',
    summary: 'The messages after a seq, in order, with a digest of all.',
    query: afterQuery,
    answers: { 200: { description: 'Messages and digest.', schema: messagesAnswer } },
    handle: async ({ services, conversation, query }) => {
      const messages = await services.store.messages(conversation.id, Number(query.after ?? 0), messagesMax)
      return json(200, { messages, digest: await services.store.digest(conversation.id) })
    },
  }),

  agentConversationRoute({
    method: 'GET',
    path: '/agent/conversations/:id/stream',
    summary: "Server-sent events of one conversation, as on the customer's side, with the customer's typing.",
    query: afterQuery,
    answers: { 200: { description: 'The stream.', type: 'text/event-stream' } },
    handle: async ({ services, conversation, request }) =>
      conversationStream(services, conversation.id, { after: resumePoint(request), other: 'customer' }),
  }),

  agentConversationRoute({
    method: 'PUT',
    path: '/agent/conversations/:id/messages/:clientId',
    live: true,
    summary: "Stores an agent's message. The same id again is the same message, and gets the same seq.",
    body: agentMessageBody,
    answers: {
      201: { description: 'Stored, with its seq.', schema: seqAnswer },
      200: { description: 'It was stored before.', schema: seqAnswer },
    },
    handle: async ({ services, agent, conversation, params, body }) => {
      requireClientId(params.clientId)
      const stored = await services.store.putMessage(
        conversation.id,
        {
          id: params.clientId,
          author: 'agent',
          name: displayName(agent),
          text: masked(body.text),
          ...(body.card ? { card: body.card } : {}),
          at: body.at,
        },
        services.now(),
      )
      if (stored.author !== 'agent') throw idTaken()
      if (stored.created) services.broker.publish({ type: 'message', conversationId: conversation.id })
      services.metrics.count(stored.created ? 'messages_committed' : 'messages_repeated')
      return json(stored.created ? 201 : 200, { seq: stored.seq })
    },
  }),

  agentConversationRoute({
    method: 'POST',
    path: '/agent/conversations/:id/read',
    live: true,
    summary: 'The agent who has the conversation has read it up to a seq; the customer is told.',
    body: readBody,
    answers: { 204: { description: 'Kept; less than before changes nothing.' } },
    handle: async ({ services, conversation, body }) => {
      await markRead(services, conversation.id, 'agent', body.seq)
      return nothing()
    },
  }),

  agentConversationRoute({
    method: 'POST',
    path: '/agent/conversations/:id/typing',
    live: true,
    summary: 'Tells the customer that the agent is typing, or has stopped.',
    body: typingBody,
    answers: { 204: { description: 'Passed on; kept nowhere.' } },
    handle: async ({ services, conversation, body }) => {
      services.broker.publish({
        type: 'typing',
        conversationId: conversation.id,
        author: 'agent',
        on: body.on,
      })
      return nothing()
    },
  }),

  agentConversationRoute({
    method: 'POST',
    path: '/agent/conversations/:id/close',
    live: true,
    summary: 'Ends the handoff: the assistant asks whether there are other questions, and takes leave.',
    answers: { 204: { description: 'Ended.' } },
    handle: async ({ services, agent, conversation }) => {
      await endHandoff(services, conversation.id)
      await audit(services, agent, 'conversation.close', conversation.id)
      return nothing()
    },
  }),

  agentRoute({
    method: 'GET',
    path: '/agent/callbacks',
    summary: 'Promised calls by due time; ?show=all gives the closed ones too.',
    query: callbacksQuery,
    answers: { 200: { description: 'The callbacks.', schema: callbacksAnswer } },
    handle: async ({ services, query }) => {
      const callbacks = await services.store.callbacks({ show: query.show ?? 'open', limit: 500 })
      return json(200, {
        callbacks: await Promise.all(callbacks.map((callback) => callbackFor(services, callback))),
      })
    },
  }),

  agentRoute({
    method: 'POST',
    path: '/agent/callbacks/:id/outcome',
    summary: 'Records a call: reached, no answer (the promise stays until the attempts are used), or done.',
    body: outcomeBody,
    answers: { 200: { description: 'The callback.', schema: callbackAnswer } },
    handle: async ({ services, agent, params, body }) => {
      if (!(await services.store.callback(params.id))) throw notFound()
      const callback = await services.store.recordOutcome(params.id, {
        outcome: body.outcome,
        agentId: agent.id,
        ...(body.note ? { note: masked(body.note) } : {}),
        at: services.now(),
        maxAttempts: services.settings.callbacks.attempts,
      })
      if (!callback) throw callbackClosed()
      await audit(services, agent, `callback.${body.outcome}`, params.id)
      services.broker.publish({ type: 'callbacks' })
      return json(200, await callbackFor(services, callback))
    },
  }),
]
