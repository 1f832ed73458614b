import type { InvoiceView, Level, OrderView } from '@comptoir/bot-engine'
import type { ShopInvoice, ShopOrder } from './connector/shop-contract.ts'

/**
 * What a page may see of an order. Built field by field, so that nothing the shop adds slips through: no name,
 * no address, no e-mail at any level, and invoices from level 2 on.
 */
export function orderViewOf(order: ShopOrder, level: Level, invoices: readonly ShopInvoice[]): OrderView {
  return {
    reference: order.reference,
    placedAt: order.placedAt,
    status: order.status,
    paid: order.paid,
    total: order.totals.grand,
    items: order.items.map(({ sku, name, quantity, digital }) => ({
      sku,
      name,
      quantity,
      ...(digital === undefined ? {} : { digital }),
    })),
    shipments: order.shipments,
    milestones: order.milestones,
    actions: order.actions,
    ...(level >= 2 ? { invoices: invoices.map((invoice) => invoiceViewOf(order.reference, invoice)) } : {}),
  }
}

/** The invoice's address within the desk: order and number. */
function invoiceRef(reference: string, number: string): string {
  return `invoice:${reference}:${number}`
}

/** Order and number of an invoice's address, `undefined` for anything else. */
export function parseInvoiceRef(
  ref: string,
): { readonly reference: string; readonly number: string } | undefined {
  const [, reference, number] = /^invoice:([^:\s]{1,64}):([^:\s]{1,100})$/.exec(ref) ?? []
  return reference && number ? { reference, number } : undefined
}

function invoiceViewOf(reference: string, invoice: ShopInvoice): InvoiceView {
  const { number, issuedAt, kind, total, fileName, size, mail } = invoice
  return {
    number,
    issuedAt,
    kind,
    total,
    ref: invoiceRef(reference, number),
    fileName,
    ...(size === undefined ? {} : { size }),
    ...(mail === undefined ? {} : { mail }),
  }
}
