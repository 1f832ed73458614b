import { availability } from '../availability.ts'
import { freeSlots, promiseCallback } from '../callbacks.ts'
import { requestHandoff } from '../handoff.ts'
import { maskedFacts } from '../masked.ts'
import { tooMany } from '../messages.ts'
import { customerRoute, json, publicRoute, type Route } from '../route.ts'
import {
  availabilityAnswer,
  callbackAnswer,
  callbackBody,
  handoffAnswer,
  handoffBody,
  localeQuery,
  slotsAnswer,
} from '../schema/customer.ts'

/** Reaching a person: now, or by telephone later. */
export const peopleRoutes: readonly Route[] = [
  publicRoute({
    method: 'GET',
    path: '/availability',
    summary: 'Can people be reached now, how many wait, when does it open again?',
    query: localeQuery,
    answers: { 200: { description: 'The availability.', schema: availabilityAnswer } },
    handle: async ({ services, query }) => json(200, await availability(services, query.locale ?? 'fr')),
  }),

  publicRoute({
    method: 'GET',
    path: '/callback-slots',
    summary: 'Gives the half-hours within opening hours in which the shop can still call.',
    answers: { 200: { description: 'The slots, earliest first.', schema: slotsAnswer } },
    handle: async ({ services }) => json(200, { slots: await freeSlots(services) }),
  }),

  customerRoute({
    method: 'POST',
    path: '/conversations/:id/callbacks',
    summary:
      'Promises a call in a slot, and keeps the consent. The same request again gives the same receipt.',
    body: callbackBody,
    answers: { 201: { description: 'The promise.', schema: callbackAnswer } },
    handle: async ({ services, conversation, body, network }) => {
      const wait = await services.limits.callbacks.take(network, services.now())
      if (wait > 0) throw tooMany('callback requests', wait)
      return json(201, await promiseCallback(services, conversation.id, body))
    },
  }),

  customerRoute({
    method: 'POST',
    path: '/conversations/:id/handoff',
    summary:
      'Asks for a human: a place in the queue, or when it opens again. The same request again keeps the place.',
    body: handoffBody,
    answers: { 200: { description: 'Where it stands.', schema: handoffAnswer } },
    handle: async ({ services, conversation, body }) => {
      const request = { ...body, facts: maskedFacts(body.facts) }
      return json(200, await requestHandoff(services, conversation.id, request))
    },
  }),
]
