import type { DeskReceipt } from '@comptoir/bot-engine'
import {
  complain,
  openTicket,
  recordConsent,
  requestData,
  sendRecap,
  unsubscribe,
  withdraw,
} from '../records.ts'
import { customerRoute, json, nothing, type Route } from '../route.ts'
import {
  complaintBody,
  consentBody,
  dataRequestBody,
  figuresBody,
  recapBody,
  recapReceipt,
  receipt,
  ticketBody,
  unsubscribeBody,
  withdrawalBody,
  withdrawalReceipt,
} from '../schema/records.ts'
import type { Schema } from '../schema/schema.ts'
import type { Services } from '../services.ts'

/** What customers leave with the desk: the same request again, in the same conversation, gives the same receipt. */
export const recordRoutes: readonly Route[] = [
  leaving('/tickets', 'Keeps a request that somebody answers later.', ticketBody, receipt, openTicket),
  leaving('/complaints', 'Keeps a complaint, with its evidence.', complaintBody, receipt, complain),
  leaving(
    '/withdrawals',
    'Keeps a declaration of withdrawal with its evidence and mails the receipt; asks for no level, refuses nobody.',
    withdrawalBody,
    withdrawalReceipt,
    withdraw,
  ),
  leaving(
    '/data-requests',
    'Keeps what a person asks about their own data.',
    dataRequestBody,
    receipt,
    requestData,
  ),
  leaving(
    '/unsubscriptions',
    'Keeps that an address is no longer to be used for advertising.',
    unsubscribeBody,
    receipt,
    unsubscribe,
  ),
  leaving('/consents', 'Keeps that a consent was given or refused.', consentBody, receipt, recordConsent),
  leaving(
    '/recaps',
    "Mails a summary, once a conversation, to an address that is known to be the customer's.",
    recapBody,
    recapReceipt,
    sendRecap,
  ),

  customerRoute({
    method: 'POST',
    path: '/conversations/:id/figures',
    summary: 'Takes what became of steps of flows; a list may come twice.',
    body: figuresBody,
    bodyMax: 262_144,
    answers: { 204: { description: 'Kept.' } },
    handle: async ({ services, conversation, body }) => {
      await services.store.addFigures(conversation.id, body.figures)
      return nothing()
    },
  }),
]

function leaving<Body, Receipt extends DeskReceipt | { readonly to: string }>(
  path: `/${string}`,
  summary: string,
  body: Schema<Body>,
  answer: Schema<Receipt>,
  keep: (services: Services, conversationId: string, body: Body) => Promise<Receipt>,
): Route {
  return customerRoute({
    method: 'POST',
    path: `/conversations/:id${path}`,
    summary,
    body,
    answers: { 201: { description: 'It is kept.', schema: answer } },
    handle: async ({ services, conversation, body: left }) =>
      json(201, await keep(services, conversation.id, left)),
  })
}
