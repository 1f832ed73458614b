import { newMessageId } from '@comptoir/bot-engine'
import { endHandoff } from '../handoff.ts'
import { masked } from '../masked.ts'
import { notFound, tooMany } from '../messages.ts'
import { customerRoute, json, nothing, publicRoute, type Route } from '../route.ts'
import {
  endBody,
  newConversationAnswer,
  newConversationBody,
  snapshotBody,
  surveyBody,
  unansweredBody,
} from '../schema/customer.ts'
import { hashSecret, newSecret } from '../secret.ts'

/** A conversation's life: opened, kept, rated, ended, erased. */
export const conversationRoutes: readonly Route[] = [
  publicRoute({
    method: 'POST',
    path: '/conversations',
    summary: 'Opens a conversation. Its secret is told this once, and goes with every later request.',
    body: newConversationBody,
    answers: { 201: { description: 'The conversation and its secret.', schema: newConversationAnswer } },
    handle: async ({ services, body, network }) => {
      const now = services.now()
      const wait = await services.limits.conversations.take(network, now)
      if (wait > 0) throw tooMany('new conversations', wait)
      const id = newMessageId(now)
      const secret = newSecret()
      await services.store.createConversation({
        id,
        secretHash: hashSecret(secret),
        locale: body.locale,
        at: now,
      })
      return json(201, { id, secret })
    },
  }),

  customerRoute({
    method: 'PUT',
    path: '/conversations/:id/snapshot',
    summary: "Keeps the conversation's snapshot; the newest one wins.",
    body: snapshotBody,
    bodyMax: 262_144,
    answers: { 204: { description: 'Kept.' } },
    handle: async ({ services, conversation, body }) => {
      await services.store.putSnapshot(conversation.id, JSON.stringify(body), services.now())
      return nothing()
    },
  }),

  customerRoute({
    method: 'GET',
    path: '/conversations/:id/snapshot',
    summary: 'Gives the snapshot back as it came.',
    answers: { 200: { description: 'The snapshot.' } },
    handle: async ({ services, conversation }) => {
      const snapshot = await services.store.snapshot(conversation.id)
      if (snapshot === undefined) throw notFound()
      return new Response(snapshot, {
        headers: { 'Content-Type': 'application/json', 'Cache-Control': 'no-store' },
      })
    },
  }),

  customerRoute({
    method: 'POST',
    path: '/conversations/:id/survey',
    summary: 'Takes an answer to a satisfaction question; the last one for a scale and flow counts.',
    body: surveyBody,
    answers: { 204: { description: 'Kept.' } },
    handle: async ({ services, conversation, body }) => {
      await services.store.addSurveyAnswer(conversation.id, body, services.now())
      return nothing()
    },
  }),

  customerRoute({
    method: 'POST',
    path: '/conversations/:id/unanswered',
    summary: 'Takes a question that found no answer.',
    body: unansweredBody,
    answers: { 204: { description: 'Kept, masked.' } },
    handle: async ({ services, conversation, body }) => {
      await services.store.addUnanswered(
        conversation.id,
        { ...body, text: masked(body.text) },
        services.now(),
      )
      return nothing()
    },
  }),

  customerRoute({
    method: 'POST',
    path: '/conversations/:id/end',
    summary: 'Ends the conversation; a handoff that waits or is live ends with it.',
    body: endBody,
    answers: { 204: { description: 'Ended.' } },
    handle: async ({ services, conversation, body }) => {
      await endHandoff(services, conversation.id)
      await services.store.endConversation(conversation.id, body.outcome, services.now())
      return nothing()
    },
  }),

  customerRoute({
    method: 'DELETE',
    path: '/conversations/:id',
    summary: 'Erases the conversation with all it holds, now.',
    answers: { 204: { description: 'Erased.' } },
    handle: async ({ services, conversation }) => {
      await services.store.eraseConversation(conversation.id)
      services.broker.publish({ type: 'erased', conversationId: conversation.id })
      services.broker.publish({ type: 'queue' })
      services.broker.publish({ type: 'callbacks' })
      return nothing()
    },
  }),
]
