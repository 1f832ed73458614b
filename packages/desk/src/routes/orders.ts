import type { OrderView } from '@comptoir/bot-engine'
import * as v from 'valibot'
import { identify } from '../customer-token.ts'
import { askForCode } from '../codes.ts'
import { fileResponse, mintLink, openLink } from '../links.ts'
import { orderViewOf } from '../order-view.ts'
import { customerRoute, json, nothing, publicRoute, type Route } from '../route.ts'
import {
  claimBody,
  codeBody,
  linkAnswer,
  linkBody,
  tokenBody,
  verificationAnswer,
} from '../schema/customer.ts'
import { orderView } from '../schema/message.ts'
import { strict, type Schema } from '../schema/schema.ts'
import { extendVerifications, identifiedCustomer, openOrder, referenceOf, verify } from '../verification.ts'

const ordersAnswer: Schema<{ orders: readonly OrderView[] }> = strict<{ orders: readonly OrderView[] }>({
  orders: v.array(orderView),
})

/** Who the customer is, and what that opens. */
export const orderRoutes: readonly Route[] = [
  customerRoute({
    method: 'POST',
    path: '/conversations/:id/verifications',
    summary:
      'Checks order reference, e-mail and postcode. Every mismatch gets the same answer, whatever was wrong.',
    body: claimBody,
    answers: { 200: { description: 'The level reached, 0 for none.', schema: verificationAnswer } },
    handle: async ({ services, conversation, body, network }) =>
      json(200, await verify(services, conversation.id, body, network)),
  }),

  customerRoute({
    method: 'POST',
    path: '/conversations/:id/codes',
    summary:
      'Has a code mailed to the address on file of an order, if the e-mail is that one. The answer is the same for every claim, and comes before anybody looks.',
    body: codeBody,
    answers: { 204: { description: 'If everything fits, a code will be mailed in a moment.' } },
    handle: async ({ services, conversation, body, network }) => {
      await askForCode(services, conversation, body, network)
      return nothing()
    },
  }),

  customerRoute({
    method: 'POST',
    path: '/conversations/:id/identity',
    summary: "Takes the shop's short-lived token for a customer who is logged in.",
    body: tokenBody,
    answers: { 200: { description: 'Level 3 for all orders of that customer.', schema: verificationAnswer } },
    handle: async ({ services, conversation, body }) => {
      await identify(services, conversation.id, body.token)
      return json(200, { level: 3 })
    },
  }),

  customerRoute({
    method: 'GET',
    path: '/conversations/:id/orders',
    summary: "Gives the identified customer's orders, newest first; none below level 3.",
    answers: { 200: { description: 'The orders.', schema: ordersAnswer } },
    handle: async ({ services, conversation }) => {
      const customerId = await identifiedCustomer(services, conversation.id)
      if (customerId === undefined) return json(200, { orders: [] })
      const orders = await services.shop.customerOrders(customerId)
      const views = await Promise.all(
        orders
          .slice(0, 20)
          .map(async (order) => orderViewOf(order, 3, await services.shop.invoices(order.reference))),
      )
      await extendVerifications(services, conversation.id)
      return json(200, { orders: views })
    },
  }),

  customerRoute({
    method: 'GET',
    path: '/conversations/:id/orders/:reference',
    summary: 'Gives one order with what the level opens: invoices from level 2.',
    answers: { 200: { description: 'The order.', schema: orderView } },
    handle: async ({ services, conversation, params }) => {
      const reference = referenceOf(params.reference)
      const { order, level } = await openOrder(services, conversation.id, reference)
      const invoices = level >= 2 ? await services.shop.invoices(reference) : []
      await extendVerifications(services, conversation.id)
      return json(200, orderViewOf(order, level, invoices))
    },
  }),

  customerRoute({
    method: 'POST',
    path: '/conversations/:id/links',
    summary:
      'Mints a link to a document of an order, or to a file that was handed in: it opens once, within five minutes.',
    body: linkBody,
    answers: { 201: { description: 'The link.', schema: linkAnswer } },
    handle: async ({ services, conversation, body }) =>
      json(201, await mintLink(services, conversation.id, body.ref)),
  }),

  publicRoute({
    method: 'GET',
    path: '/files/:token',
    summary: "Streams the shop's own document for a link, or a file that was handed in, once.",
    answers: { 200: { description: 'The document: a PDF, or a picture.', type: 'application/pdf' } },
    handle: async ({ services, params }) => fileResponse(await openLink(services, params.token)),
  }),
]
