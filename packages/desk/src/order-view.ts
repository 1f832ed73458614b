import type { InvoiceView, Level, OrderView, RequestView } from '@comptoir/bot-engine'
import type { ShopInvoice, ShopOrder, ShopRequest } from './connector/shop-contract.ts'

/**
 * What a page may see of an order. Built field by field, so that nothing the shop adds slips through: no name,
 * no address, no e-mail at any level, and documents from level 2 on.
 */
export function orderViewOf(order: ShopOrder, level: Level, invoices: readonly ShopInvoice[]): OrderView {
  return {
    reference: order.reference,
    placedAt: order.placedAt,
    status: order.status,
    paid: order.paid,
    total: order.totals.grand,
    items: order.items.map(({ sku, name, quantity, digital, returnable, exception, guarantee }) => ({
      sku,
      name,
      quantity,
      ...(digital === undefined ? {} : { digital }),
      ...(returnable === undefined ? {} : { returnable }),
      ...(exception === undefined ? {} : { exception }),
      ...(guarantee === undefined ? {} : { guarantee }),
    })),
    shipments: order.shipments,
    milestones: order.milestones,
    actions: order.actions,
    ...(order.requests
      ? { requests: order.requests.map((one) => requestViewOf(order.reference, one, level)) }
      : {}),
    ...(order.refunds ? { refunds: order.refunds } : {}),
    ...(order.deadlines ? { deadlines: order.deadlines } : {}),
    ...(order.complement ? { complement: order.complement } : {}),
    ...(order.downloads && level >= 2 ? { downloads: order.downloads } : {}),
    ...(level >= 2 ? { invoices: invoices.map((invoice) => invoiceViewOf(order.reference, invoice)) } : {}),
  }
}

/** A request as a page may see it: with the addresses of its documents from level 2 on. */
export function requestViewOf(reference: string, request: ShopRequest, level: Level): RequestView {
  const { documents, ...view } = request
  if (!documents || level < 2) return view
  return {
    ...view,
    documents: documents.map((document) => ({ ...document, ref: `document:${reference}:${document.id}` })),
  }
}

/** A document's address within the desk. */
export interface DocumentRef {
  readonly kind: 'invoice' | 'document'
  readonly reference: string
  /** The number of an invoice, the id of a request's document. */
  readonly id: string
}

/** What a document's address says, `undefined` for anything else. */
export function parseDocumentRef(ref: string): DocumentRef | undefined {
  const [, kind, reference, id] = /^(invoice|document):([^:\s]{1,64}):([^:\s]{1,100})$/.exec(ref) ?? []
  if ((kind !== 'invoice' && kind !== 'document') || !reference || !id) return undefined
  return { kind, reference, id }
}

function invoiceViewOf(reference: string, invoice: ShopInvoice): InvoiceView {
  const { number, issuedAt, kind, total, fileName, size, mail } = invoice
  return {
    number,
    issuedAt,
    kind,
    total,
    ref: `invoice:${reference}:${number}`,
    fileName,
    ...(size === undefined ? {} : { size }),
    ...(mail === undefined ? {} : { mail }),
  }
}
