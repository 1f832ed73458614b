import { verifyShopSignature } from '@comptoir/desk/shop-contract'
import { type Context, Hono } from 'hono'
import { customerById } from '../customers.ts'
import { findInvoice, invoiceFile, invoiceFileName, invoicesOf } from '../invoices.ts'
import type { Ledger } from '../ledger.ts'
import { findOrder, ordersOf } from '../order.ts'
import { findDocument } from '../request-documents.ts'
import { doAct } from './acts.ts'
import { checkCustomer } from './customer-check.ts'
import { shopCustomer, shopInvoice, shopOrder } from './shop-order.ts'

/**
 * The shop contract, version 1: what the desk may ask of this shop, each request signed with the secret they share.
 *
 * @param origin where the shop's pages are, for the links that agents follow.
 * @param now milliseconds since the epoch, of the clock on the wall: a signature ages in real time, also where the
 *   demonstration's days pass faster.
 */
export function shopContract(
  ledger: Ledger,
  options: { readonly secret: string; readonly origin: () => string; readonly now: () => number },
): Hono {
  const app = new Hono()

  app.use(async (c, next) => {
    const { pathname, search } = new URL(c.req.url)
    const body = new Uint8Array(await c.req.raw.clone().arrayBuffer())
    const genuine = verifyShopSignature({
      method: c.req.method,
      path: pathname + search,
      body,
      secret: options.secret,
      timestamp: c.req.header('comptoir-timestamp'),
      signature: c.req.header('comptoir-signature'),
      now: options.now(),
    })
    if (!genuine)
      return problem(c, 401, 'unauthorized', 'The signature is missing, wrong, or older than five minutes.')
    c.header('Cache-Control', 'no-store')
    return next()
  })

  app.get('/info', (c) => c.json({ name: 'Atelier Nelvet', contract: 1, locales: ['fr', 'en'] }))

  app.get('/orders/:reference', (c) => {
    const order = findOrder(ledger, c.req.param('reference'))
    return order ? c.json(shopOrder(ledger, order, options.origin())) : noSuch(c, 'order')
  })

  app.get('/orders/:reference/invoices', async (c) => {
    const order = findOrder(ledger, c.req.param('reference'))
    if (!order) return noSuch(c, 'order')
    const issued = invoicesOf(ledger, order.id).map((invoice) => shopInvoice(ledger, invoice))
    return c.json({ invoices: await Promise.all(issued) })
  })

  app.get('/orders/:reference/invoices/:file{[A-Z0-9-]+\\.pdf}', async (c) => {
    const order = findOrder(ledger, c.req.param('reference'))
    const invoice = findInvoice(ledger, c.req.param('file').replace(/\.pdf$/, ''))
    if (!order || invoice?.orderId !== order.id) return noSuch(c, 'invoice')
    c.header('Content-Type', 'application/pdf')
    c.header('Content-Disposition', `attachment; filename="${invoiceFileName(invoice)}"`)
    return c.body(await invoiceFile(invoice))
  })

  app.get('/orders/:reference/documents/:file{[A-Za-z0-9-]+\\.pdf}', async (c) => {
    const order = findOrder(ledger, c.req.param('reference'))
    const document = order && (await findDocument(ledger, order, c.req.param('file').replace(/\.pdf$/, '')))
    if (!document) return noSuch(c, 'document')
    c.header('Content-Type', 'application/pdf')
    c.header('Content-Disposition', `attachment; filename="${document.fileName}"`)
    return c.body(document.file)
  })

  app.post('/acts/:name', async (c) => {
    const body: unknown = await c.req.json().catch(() => undefined)
    const locale = /^en\b/i.test(c.req.header('accept-language') ?? '') ? 'en' : 'fr'
    const links = { origin: options.origin(), secret: options.secret }
    const outcome = doAct(ledger, links, c.req.param('name'), body, locale)
    return outcome.status === 200
      ? c.json(outcome.body)
      : problem(c, outcome.status, outcome.code, outcome.message)
  })

  app.get('/customers/:id', (c) => {
    const customer = customerById(ledger, c.req.param('id'))
    return customer ? c.json(shopCustomer(customer)) : noSuch(c, 'customer')
  })

  app.get('/customers/:id/orders', (c) => {
    const customer = customerById(ledger, c.req.param('id'))
    if (!customer) return noSuch(c, 'customer')
    const orders = ordersOf(ledger, customer.id)
    return c.json({
      orders: orders.map((order) => shopOrder(ledger, order, options.origin())),
    })
  })

  app.post('/customer-check', async (c) => {
    const claim: unknown = await c.req.json().catch(() => undefined)
    if (!isClaim(claim))
      return problem(
        c,
        400,
        'invalid',
        'Expected { "reference": string, "email": string, "postcode"?: string }.',
      )
    return c.json(checkCustomer(ledger, claim))
  })

  app.notFound((c) => noSuch(c, 'route'))
  return app
}

function isClaim(value: unknown): value is { reference: string; email: string; postcode?: string } {
  if (typeof value !== 'object' || value === null) return false
  const { reference, email, postcode }: { reference?: unknown; email?: unknown; postcode?: unknown } = value
  return (
    typeof reference === 'string' &&
    typeof email === 'string' &&
    (postcode === undefined || typeof postcode === 'string')
  )
}

function noSuch(c: Context, what: string): Response {
  return problem(c, 404, 'not-found', `There is no such ${what}.`)
}

function problem(c: Context, status: 400 | 401 | 404 | 409, code: string, message: string): Response {
  return c.json({ error: { code, message } }, status)
}
