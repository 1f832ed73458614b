import type { Locale } from './money.ts'
import type { LineQuantity, Order, OrderLine, PaymentMethod, PostalAddress } from './order.ts'
import { orderTotals } from './order.ts'
import { addDays, parisDay } from './paris-time.ts'
import { textsIn } from './texts.ts'
import { type VatScheme, vatIn, vatRate } from './vat.ts'

/** Everything an invoice says, frozen when it is issued. Amounts are in cents, rates in hundredths of a percent. */
export interface InvoiceDocument {
  readonly kind: 'invoice' | 'credit-note'
  readonly number: string
  /** Day of issue, `YYYY-MM-DD`. */
  readonly issuedOn: string
  readonly locale: Locale
  readonly order: { readonly reference: string; readonly placedOn: string }
  /** The invoice that a credit note corrects. */
  readonly corrects?: { readonly number: string; readonly issuedOn: string }
  /** Day on which the goods are handed over to the carrier or the customer. */
  readonly suppliedOn: string
  readonly billing: PostalAddress
  readonly shipping?: PostalAddress
  readonly business: boolean
  /** Goods, files, or both: an invoice has to say so since 1 September 2026. */
  readonly nature: 'goods' | 'services' | 'both'
  readonly lines: readonly InvoiceLine[]
  readonly vat: VatScheme
  /** Totals of each rate; they add up to the totals below. */
  readonly rates: readonly {
    readonly rate: number
    readonly net: number
    readonly vat: number
    readonly gross: number
  }[]
  readonly net: number
  readonly tax: number
  readonly grand: number
  readonly payment: PaymentMethod
  readonly vouchers: readonly { readonly code: string; readonly cents: number }[]
  /** Last day to pay, for business accounts at 30 days. */
  readonly dueOn?: string
}

export interface InvoiceLine {
  readonly sku: string
  readonly name: string
  readonly quantity: number
  /** Excluding VAT, in cents, before the line's discount. */
  readonly unitNet: number
  readonly discountNet: number
  readonly rate: number
  readonly net: number
  readonly vat: number
  readonly gross: number
}

/** What the invoice of an order says. The lines' VAT is rounded line by line; every total is a sum of lines. */
export function invoiceDocument(order: Order, number: string, issuedAt: string): InvoiceDocument {
  const lines = order.lines.map((line) => invoiceLine(line, line.quantity))
  const { shipping } = orderTotals(order)
  const document = documentOf(order, number, issuedAt, [
    ...lines,
    ...(order.shipping ? [amountLine('PORT', shippingName(order), shipping, shippingRate(order))] : []),
  ])
  return order.payment === 'account-30-days'
    ? { ...document, dueOn: addDays(document.issuedOn, 30) }
    : document
}

/** What the credit note says: the goods taken back, the delivery where it is refunded, less the return label. */
export function creditNoteDocument(
  order: Order,
  invoice: InvoiceDocument,
  number: string,
  issuedAt: string,
  refund: { readonly lines: readonly LineQuantity[]; readonly shipping: boolean; readonly label: boolean },
): InvoiceDocument {
  const t = textsIn(order.locale)
  const lines = refund.lines.flatMap(({ lineId, quantity }) => {
    const line = order.lines.find(({ id }) => id === lineId)
    return line ? [invoiceLine(line, quantity)] : []
  })
  const shipping = refund.shipping
    ? [amountLine('PORT', shippingName(order), order.shippingCents, shippingRate(order))]
    : []
  const label = refund.label
    ? [amountLine('RETOUR', t('invoice.returnLabel'), -returnLabelPrice, vatRate(order.vat, 'standard'))]
    : []
  return {
    ...documentOf(order, number, issuedAt, [...lines, ...shipping, ...label]),
    kind: 'credit-note',
    corrects: { number: invoice.number, issuedOn: invoice.issuedOn },
    vouchers: [],
  }
}

/** Deducted from a refund when the customer takes our label, VAT included. */
export const returnLabelPrice = 390

function documentOf(
  order: Order,
  number: string,
  issuedAt: string,
  lines: readonly InvoiceLine[],
): InvoiceDocument {
  const issuedOn = parisDay(new Date(issuedAt))
  const sum = (part: (line: InvoiceLine) => number, of: readonly InvoiceLine[] = lines): number =>
    of.reduce((total, line) => total + part(line), 0)
  const rates = [...new Set(lines.map((line) => line.rate))].sort((a, b) => b - a)
  return {
    kind: 'invoice',
    number,
    issuedOn,
    locale: order.locale,
    order: { reference: order.reference, placedOn: parisDay(new Date(order.placedAt)) },
    suppliedOn: issuedOn,
    billing: order.billing,
    ...(order.shipping && { shipping: order.shipping }),
    business: order.billing.company !== undefined,
    nature: natureOf(order),
    lines,
    vat: order.vat,
    rates: rates.map((rate) => {
      const at = lines.filter((line) => line.rate === rate)
      return {
        rate,
        net: sum((line) => line.net, at),
        vat: sum((line) => line.vat, at),
        gross: sum((line) => line.gross, at),
      }
    }),
    net: sum((line) => line.net),
    tax: sum((line) => line.vat),
    grand: sum((line) => line.gross),
    payment: order.payment,
    vouchers: order.vouchers,
  }
}

function natureOf(order: Order): InvoiceDocument['nature'] {
  const files = order.lines.some(({ kind }) => kind === 'digital')
  const goods = order.lines.some(({ kind }) => kind === 'article')
  return files && goods ? 'both' : files ? 'services' : 'goods'
}

function invoiceLine(line: OrderLine, quantity: number): InvoiceLine {
  // A part of a line carries its part of the line's discount.
  const discount = Math.round((line.discount * quantity) / line.quantity)
  const gross = quantity * line.unit - discount
  const vat = vatIn(gross, line.vatRate)
  const grossBefore = quantity * line.unit
  const netBefore = grossBefore - vatIn(grossBefore, line.vatRate)
  return {
    sku: line.sku,
    name: line.name,
    quantity,
    unitNet: line.unit - vatIn(line.unit, line.vatRate),
    discountNet: netBefore - (gross - vat),
    rate: line.vatRate,
    net: gross - vat,
    vat,
    gross,
  }
}

function amountLine(sku: string, name: string, gross: number, rate: number): InvoiceLine {
  const vat = vatIn(gross, rate)
  return {
    sku,
    name,
    quantity: 1,
    unitNet: gross - vat,
    discountNet: 0,
    rate,
    net: gross - vat,
    vat,
    gross,
  }
}

function shippingRate(order: Order): number {
  return vatRate(order.vat, 'standard')
}

function shippingName(order: Order): string {
  const t = textsIn(order.locale)
  return order.delivery.service === undefined
    ? t('invoice.shipping')
    : t('invoice.shippingBy', { service: serviceName(order.delivery.service, order.locale) })
}

function serviceName(service: string, locale: Locale): string {
  const t = textsIn(locale)
  switch (service) {
    case 'store':
      return t('delivery.store')
    case 'chronopost':
    case 'chronopost-slot':
      return 'Chronopost'
    case 'mondial-relay':
    case 'mondial-relay-benelux':
      return 'Mondial Relay'
    default:
      return 'Colissimo'
  }
}
