import { conversationStream, resumePoint } from '../conversation-stream.ts'
import { seeCustomer } from '../handoff.ts'
import { masked, maskedCard } from '../masked.ts'
import { idTaken, misfit } from '../messages.ts'
import { markRead } from '../read-marks.ts'
import { customerRoute, json, nothing, type Route } from '../route.ts'
import { afterQuery, messagesAnswer, readBody, seqAnswer, typingBody } from '../schema/customer.ts'
import { clientId } from '../schema/fields.ts'
import { customerMessageBody } from '../schema/message.ts'
import { check } from '../schema/schema.ts'
import { extendVerifications } from '../verification.ts'

/** The most messages in one answer; the digest tells when there are more. */
export const messagesMax = 1000

/** What is said, and hearing it. */
export const messageRoutes: readonly Route[] = [
  customerRoute({
    method: 'PUT',
    path: '/conversations/:id/messages/:clientId',
    summary: 'Stores a message. The same id again is the same message, and gets the same seq.',
    body: customerMessageBody,
    answers: {
      201: { description: 'Stored, with its seq.', schema: seqAnswer },
      200: { description: 'It was stored before.', schema: seqAnswer },
    },
    handle: async ({ services, conversation, params, body }) => {
      requireClientId(params.clientId)
      const { store, broker, metrics } = services
      const { card, text, ...rest } = body
      const message = {
        ...rest,
        id: params.clientId,
        text: masked(text),
        ...(card === undefined ? {} : { card: maskedCard(card) }),
      }
      // Both go into one commit: what the customer writes also keeps alive what they have proven.
      const [stored] = await Promise.all([
        store.putMessage(conversation.id, message, services.now()),
        body.author === 'customer' ? extendVerifications(services, conversation.id) : undefined,
      ])
      if (stored.author === 'agent' || stored.author === 'system') throw idTaken()
      if (stored.created) broker.publish({ type: 'message', conversationId: conversation.id })
      if (stored.waiting) broker.publish({ type: 'queue' })
      metrics.count(stored.created ? 'messages_committed' : 'messages_repeated')
      return json(stored.created ? 201 : 200, { seq: stored.seq })
    },
  }),

  customerRoute({
    method: 'GET',
    path: '/conversations/:id/messages',
    summary: 'Gives the messages after a seq, in order, with a digest of all.',
    query: afterQuery,
    answers: { 200: { description: 'Messages and digest.', schema: messagesAnswer } },
    handle: async ({ services, conversation, query }) => {
      const messages = await services.store.messages(conversation.id, Number(query.after ?? 0), messagesMax)
      await seeCustomer(services, conversation.id)
      return json(200, { messages, digest: await services.store.digest(conversation.id) })
    },
  }),

  customerRoute({
    method: 'GET',
    path: '/conversations/:id/stream',
    summary:
      'Server-sent events: message (its id is the seq), handoff, read, typing, and every 15 seconds digest. Last-Event-ID or ?after= resumes.',
    query: afterQuery,
    answers: { 200: { description: 'The stream.', type: 'text/event-stream' } },
    handle: async ({ services, conversation, request }) =>
      conversationStream(services, conversation.id, { after: resumePoint(request), other: 'agent' }),
  }),

  customerRoute({
    method: 'POST',
    path: '/conversations/:id/read',
    summary: 'The customer has read the messages up to a seq; the agent is told.',
    body: readBody,
    answers: { 204: { description: 'Kept; less than before changes nothing.' } },
    handle: async ({ services, conversation, body }) => {
      await markRead(services, conversation.id, 'customer', body.seq)
      return nothing()
    },
  }),

  customerRoute({
    method: 'POST',
    path: '/conversations/:id/typing',
    summary: 'Tells the agent that the customer is typing, or has stopped.',
    body: typingBody,
    answers: { 204: { description: 'Passed on; kept nowhere.' } },
    handle: async ({ services, conversation, body }) => {
      services.broker.publish({
        type: 'typing',
        conversationId: conversation.id,
        author: 'customer',
        on: body.on,
      })
      return nothing()
    },
  }),
]

/** @throws {Problem} 400 when a message id is not one */
export function requireClientId(id: string): void {
  const checked = check(clientId, id, 'clientId')
  if ('misfit' in checked) throw misfit(checked.misfit.path, checked.misfit.expected, checked.misfit.message)
}
