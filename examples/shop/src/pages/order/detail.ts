import { Hono } from 'hono'
import { html } from 'hono/html'
import { findInvoice, invoiceFile, invoiceFileName, mailInvoice } from '../../invoices.ts'
import { findDocument } from '../../request-documents.ts'
import type { ShopContext, ShopEnv, Visit } from '../../visit.ts'
import { breadcrumb, type Html, page } from '../layout.ts'
import { orderDetail } from '../order-page.ts'
import { orderBase, withOrder, withOwnOrder } from './access.ts'

/** One order, and its papers. */
export function detailPages(): Hono<ShopEnv> {
  const app = new Hono<ShopEnv>()
  const base = orderBase

  app.get(
    base,
    withOrder((c, order) =>
      page(c, {
        title: c.get('visit').t('order.title', { reference: order.reference }),
        wide: true,
        main: html`${accountCrumbs(c.get('visit'))} ${orderDetail(c.get('visit'), order)}`,
      }),
    ),
  )

  app.get(
    `${base}/factures/:file{[A-Z0-9-]+\\.pdf}`,
    withOwnOrder(async (c, order) => {
      const visit = c.get('visit')
      const invoice = findInvoice(visit.ledger, (c.req.param('file') ?? '').replace(/\.pdf$/, ''))
      if (invoice?.orderId !== order.id) return c.notFound()
      return pdfOf(c, await invoiceFile(invoice), invoiceFileName(invoice))
    }),
  )
  app.post(
    `${base}/factures/:number/renvoyer`,
    withOwnOrder((c, order) => {
      const visit = c.get('visit')
      const { ledger, session, path, t } = visit
      const invoice = findInvoice(ledger, c.req.param('number') ?? '')
      if (invoice?.orderId !== order.id) return c.notFound()
      const state = mailInvoice(ledger, order, invoice)
      session.update({
        notice: {
          kind: state === 'sent' ? 'good' : 'bad',
          text: t(`order.resent.${state}`, { email: order.email }),
        },
      })
      return c.redirect(path(`/mon-compte/commandes/${order.reference}`), 303)
    }),
  )

  app.get(
    `${base}/documents/:file{[A-Za-z0-9-]+\\.pdf}`,
    withOwnOrder(async (c, order) => {
      const id = (c.req.param('file') ?? '').replace(/\.pdf$/, '')
      const document = await findDocument(c.get('visit').ledger, order, id)
      return document ? pdfOf(c, document.file, document.fileName) : c.notFound()
    }),
  )
  return app
}

function pdfOf(c: ShopContext, file: Uint8Array<ArrayBuffer>, fileName: string): Response {
  c.header('Content-Type', 'application/pdf')
  c.header('Content-Disposition', `attachment; filename="${fileName}"`)
  return c.body(file)
}

function accountCrumbs(visit: Visit): Html {
  return breadcrumb(
    visit,
    ['/mon-compte', visit.t('nav.account')],
    ['/mon-compte/commandes', visit.t('account.orders')],
  )
}
