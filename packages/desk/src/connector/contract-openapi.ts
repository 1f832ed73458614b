import { actLevels, type ActName } from '@comptoir/bot-engine'
import { jsonSchemaOf } from '../openapi.ts'
import { shopActInputs, actKey, shopActAnswers } from '../schema/acts.ts'
import { strict, type Schema } from '../schema/schema.ts'
import {
  customerCheck,
  customerClaim,
  shopCustomer,
  shopInfo,
  shopInvoices,
  shopOrder,
  shopOrders,
} from './answers.ts'

/**
 * The shop contract as an OpenAPI 3.1 document: the file `openapi/shop-contract.json` of this package, written
 * from the schemas that the desk holds answers against.
 */
export function shopContractOpenApi(): object {
  const reference = parameter('reference', 'The reference the customer knows, e.g. XKBKNABJK.')
  return {
    openapi: '3.1.0',
    info: {
      title: 'Comptoir shop contract',
      version: '1',
      description:
        'What a shop offers to its desk. Every request is signed: Comptoir-Timestamp holds Unix seconds, ' +
        'Comptoir-Signature holds v1= and the hex HMAC-SHA256, under the shared secret, of ' +
        'timestamp\\nMETHOD\\npath?query\\nsha256-hex(body). A timestamp off by more than 300 seconds, or a signature ' +
        'that does not fit, gets 401. Amounts are integers in the minor unit of their currency, tax included; ' +
        'totals.grand = items + shipping − discount, and tax is the part of it that is tax.',
      license: { name: 'MIT', identifier: 'MIT' },
    },
    servers: [{ url: 'https://shop.example/comptoir/v1', description: 'A path of the shop’s choice.' }],
    security: [{ timestamp: [], signature: [] }],
    paths: {
      '/info': { get: operation('info', 'Who the shop is.', [], { 200: ok(shopInfo) }) },
      '/orders/{reference}': {
        get: operation('order', 'One order.', [reference], {
          200: ok(shopOrder),
          404: refusal('No such order.'),
        }),
      },
      '/orders/{reference}/invoices': {
        get: operation(
          'invoices',
          'The invoices and credit notes of an order; none before it is dispatched.',
          [reference],
          {
            200: ok(shopInvoices),
            404: refusal('No such order.'),
          },
        ),
      },
      '/orders/{reference}/invoices/{number}.pdf': {
        get: operation(
          'invoiceFile',
          "The shop's own legal document.",
          [reference, parameter('number', 'The number on the document, e.g. FA-2026-00031.')],
          {
            200: { description: 'The PDF.', content: { 'application/pdf': {} } },
            404: refusal('The order has no such document.'),
          },
        ),
      },
      '/orders/{reference}/documents/{id}.pdf': {
        get: operation(
          'documentFile',
          'A label or receipt of a request.',
          [reference, parameter('id', 'The id of the document, as the request tells it.')],
          {
            200: { description: 'The PDF.', content: { 'application/pdf': {} } },
            404: refusal('The order has no such document.'),
          },
        ),
      },
      '/customers/{id}': {
        get: operation('customer', 'One customer.', [parameter('id', 'The shop’s own id.')], {
          200: ok(shopCustomer),
          404: refusal('No such customer.'),
        }),
      },
      '/customers/{id}/orders': {
        get: operation(
          'customerOrders',
          "A customer's orders, newest first.",
          [parameter('id', 'The shop’s own id.')],
          {
            200: ok(shopOrders),
            404: refusal('No such customer.'),
          },
        ),
      },
      '/customer-check': {
        post: {
          ...operation(
            'customerCheck',
            'Do reference, e-mail and postcode belong together? The same work and the same words whatever is wrong; an unknown reference is "none", not 404. E-mails compare without regard to capitals, the postcode fits when it is that of billing or delivery.',
            [],
            { 200: ok(customerCheck), 400: refusal('The body does not fit.') },
          ),
          requestBody: {
            required: true,
            content: { 'application/json': { schema: jsonSchemaOf(customerClaim) } },
          },
        },
      },
      ...Object.fromEntries(
        (Object.keys(actLevels) as ActName[]).map((name) => [`/acts/${name}`, { post: actOperation(name) }]),
      ),
    },
    components: {
      securitySchemes: {
        timestamp: { type: 'apiKey', in: 'header', name: 'Comptoir-Timestamp' },
        signature: { type: 'apiKey', in: 'header', name: 'Comptoir-Signature' },
      },
      schemas: {
        Error: {
          type: 'object',
          required: ['error'],
          properties: {
            error: {
              type: 'object',
              required: ['code', 'message'],
              properties: { code: { type: 'string' }, message: { type: 'string' } },
            },
          },
        },
      },
    },
  }
}

const actSummaries: Readonly<Record<ActName, string>> = {
  requestReturn:
    'Opens a return or an exchange of some pieces, with a label as a document of the request where the shop pays or advances it.',
  withdraw:
    'Receives the withdrawal from a contract, whatever it names, and mails the receipt with content, date and time. The same answer whether the order exists or not.',
  cancelOrder: 'Cancels an order while its actions say "cancel", and refunds what was paid.',
  changeAddress: 'Changes the delivery address while the actions say "change-address".',
  reportProblem:
    'Opens a report about goods; where the legal guarantee runs, with the day by which repair or replacement is due.',
  investigateDelivery: 'Opens an enquiry with the carrier, with the day by which it answers.',
  renewDownload: 'Fills the downloads of a file up again and mails its link to the address of the order.',
  requestPersonalData: 'Records a request of the GDPR about the customer of the order, due within a month.',
  checkCoupon:
    'What a code is worth and which of its conditions are met. 409 unknown-code where there is none.',
  checkGiftCard: 'The balance of a gift card. 409 unknown-code where there is none.',
  sendWelcomeCode:
    'Mails the welcome code to an address that may have one. The same answer and the same work for every address.',
  unsubscribe: 'Stops the newsletter for an address. The same answer for every address.',
  resetPassword:
    'Mails a link for a new password to an address with an account. The same answer and the same work for every address.',
}

function actOperation(name: ActName): object {
  return {
    ...operation(name, actSummaries[name], [], {
      200: ok(shopActAnswers[name]),
      400: refusal('The input does not fit.'),
      404: refusal('This shop does not offer the act.'),
      409: refusal('The shop does not do it: the code is the reason, the message says it to the customer.'),
    }),
    requestBody: {
      required: true,
      content: {
        'application/json': {
          schema: jsonSchemaOf(
            strict<{ key: string; input: unknown }>({ key: actKey, input: shopActInputs[name] }),
          ),
        },
      },
    },
  }
}

function operation(
  operationId: string,
  summary: string,
  parameters: readonly object[],
  responses: object,
): object {
  return {
    operationId,
    summary,
    parameters,
    responses: {
      ...responses,
      401: refusal('The signature does not fit, or is too old.'),
      429: refusal('Too many requests.'),
    },
  }
}

function parameter(name: string, description: string): object {
  return { name, in: 'path', required: true, description, schema: { type: 'string' } }
}

function ok(schema: Schema<unknown>): object {
  return { description: 'As asked.', content: { 'application/json': { schema: jsonSchemaOf(schema) } } }
}

function refusal(description: string): object {
  return { description, content: { 'application/json': { schema: { $ref: '#/components/schemas/Error' } } } }
}
