import type { OrderView } from '@comptoir/bot-engine'
import { createFakeActs } from '@comptoir/bot-engine/fakes'
import type { ShopCustomer, ShopInvoice, ShopOrder } from '../connector/shop-contract.ts'
import { readActRequest, type ActRequest } from '../connector/act-request.ts'
import { verifyShopSignature } from '../connector/signature.ts'
import { fakeCustomer, fakeOrder, fakePdf } from './fake-order.ts'

export interface FakeShopOptions {
  /** The secret it holds with the desk. @default 'a secret of desk and shop' */
  readonly secret?: string
  /** @default one order, {@link fakeOrder} */
  readonly orders?: readonly ShopOrder[]
  /** @default one customer, {@link fakeCustomer} */
  readonly customers?: readonly ShopCustomer[]
  /** Invoices by order reference. @default one for each paid order that was dispatched */
  readonly invoices?: Readonly<Record<string, readonly ShopInvoice[]>>
  /** Milliseconds since the epoch. @default Date.now */
  readonly now?: () => number
}

/** A shop in memory that speaks the shop contract, for tests without a shop. */
export interface FakeShop {
  /** Base address of its contract. */
  readonly url: string
  readonly secret: string
  fetch(request: Request): Promise<Response>
  /** Requests that came so far, as `METHOD /path`. */
  readonly requests: readonly string[]
  /** Acts that it was asked for and could read, in order. */
  readonly acts: readonly ActRequest[]
  /** Puts an order in, or in the place of the one with its reference. */
  putOrder(order: ShopOrder): void
  /** How it behaves from now on: well, not at all (it never answers), or with 500 and garbage. */
  behave(how: 'well' | 'silent' | 'broken'): void
}

const base = '/comptoir/v1'

/**
 * A shop in memory with one customer and one order, or those given.
 *
 * @example
 * ```ts
 * const shop = createFakeShop()
 * const desk = createDesk({ data: ':memory:', shop: { url: shop.url, secret: shop.secret, fetch: shop.fetch } })
 * ```
 */
export function createFakeShop(options: FakeShopOptions = {}): FakeShop {
  const { secret = 'a secret of desk and shop', customers = [fakeCustomer()], now = Date.now } = options
  const orders = new Map((options.orders ?? [fakeOrder()]).map((order) => [order.reference, order]))
  const requests: string[] = []
  const asks: ActRequest[] = []
  let manner: 'well' | 'silent' | 'broken' = 'well'

  const invoicesOf = (order: ShopOrder): readonly ShopInvoice[] =>
    options.invoices?.[order.reference] ??
    (order.paid && order.shipments.length > 0 ? [invoiceFor(order)] : [])

  const acts = createFakeActs({
    order: (reference) => {
      const order = orders.get(reference)
      return order && viewOf(order)
    },
    // The desk has looked at what the customer has proven.
    level: () => 3,
    now,
  })
  const withRequests = (order: ShopOrder): ShopOrder => {
    const { requests: asked } = acts.withRequests(viewOf(order))
    return asked ? { ...order, requests: asked } : order
  }

  const answer = (method: string, path: string, body: string): Response => {
    const [resource = '', id = '', sub = '', file = ''] = path.split('/').map(decodeURIComponent)
    const order = orders.get(id)
    if (method === 'GET' && path === 'info') {
      return Response.json({ name: 'Boutique de Caen', contract: 1, locales: ['fr', 'en'] })
    }
    if (method === 'POST' && path === 'customer-check') return Response.json(checkOf(orders, body))
    if (method === 'POST' && resource === 'acts') return actAnswer(id, body)
    if (method === 'GET' && resource === 'orders' && order) {
      if (sub === '') return Response.json(withRequests(order))
      const documents = withRequests(order).requests?.flatMap((request) => request.documents ?? []) ?? []
      if (sub === 'documents' && documents.some((document) => `${document.id}.pdf` === file)) {
        return new Response(fakePdf(), { headers: { 'Content-Type': 'application/pdf' } })
      }
      if (sub === 'invoices' && file === '') return Response.json({ invoices: invoicesOf(order) })
      if (sub === 'invoices' && invoicesOf(order).some(({ number }) => `${number}.pdf` === file)) {
        return new Response(fakePdf(), { headers: { 'Content-Type': 'application/pdf' } })
      }
    }
    const customer = customers.find((one) => one.id === id)
    if (method === 'GET' && resource === 'customers' && customer) {
      if (sub === '') return Response.json(customer)
      if (sub === 'orders') {
        const own = [...orders.values()].map(withRequests).filter(({ customerId }) => customerId === id)
        return Response.json({ orders: own.sort((one, other) => other.placedAt.localeCompare(one.placedAt)) })
      }
    }
    return refusal(404, 'not-found', 'There is nothing at this address.')
  }

  const actAnswer = (name: string, body: string): Response => {
    const asked = readActRequest(name, JSON.parse(body))
    if (!asked) return refusal(404, 'not-found', 'This shop offers no such act.')
    if ('misfit' in asked) return refusal(400, 'invalid', asked.misfit)
    asks.push(asked)
    const result = acts.act(asked.name, asked.input, asked.key)
    return 'message' in result ? refusal(409, result.refused, result.message) : Response.json(result)
  }

  return {
    url: `https://shop.example${base}`,
    secret,
    requests,
    acts: asks,
    putOrder: (order) => void orders.set(order.reference, order),
    behave: (how) => void (manner = how),
    fetch: async (request) => {
      const { pathname, search } = new URL(request.url)
      requests.push(`${request.method} ${pathname}`)
      if (manner === 'silent') return new Promise<Response>(() => {})
      if (manner === 'broken') return new Response('<h1>Erreur 500</h1>', { status: 500 })
      const body = await request.text()
      const genuine = verifyShopSignature({
        method: request.method,
        path: pathname + search,
        body,
        secret,
        now: now(),
        timestamp: request.headers.get('comptoir-timestamp'),
        signature: request.headers.get('comptoir-signature'),
      })
      if (!genuine) return refusal(401, 'unauthorized', 'The signature does not fit, or is too old.')
      return answer(request.method, pathname.slice(base.length + 1), body)
    },
  }
}

/** An order as the acts look at it. */
function viewOf({ requests: _requests, totals, ...order }: ShopOrder): OrderView {
  return { ...order, total: totals.grand }
}

/** The same steps whatever is wrong: one look-up, two comparisons. */
function checkOf(orders: ReadonlyMap<string, ShopOrder>, body: string): { match: string } {
  const claim: { reference?: string; email?: string; postcode?: string } = JSON.parse(body)
  const order = orders.get(claim.reference ?? '')
  const emailFits = order?.email.toLowerCase() === claim.email?.toLowerCase()
  const postcodes = [order?.billing.postcode, order?.shipping?.postcode]
  const postcodeFits = claim.postcode !== undefined && postcodes.includes(claim.postcode)
  if (!order || !emailFits) return { match: 'none' }
  return { match: postcodeFits ? 'email+postcode' : 'email' }
}

function invoiceFor(order: ShopOrder): ShopInvoice {
  return {
    number: 'FA-2026-00031',
    issuedAt: '2026-11-19',
    kind: 'invoice',
    total: order.totals.grand,
    fileName: `facture-${order.reference}.pdf`,
    size: fakePdf().length,
    mail: { state: 'failed', at: '2026-11-19T15:01:00.000Z' },
  }
}

function refusal(status: number, code: string, message: string): Response {
  return Response.json({ error: { code, message } }, { status })
}
