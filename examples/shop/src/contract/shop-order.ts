import type { Address, ShopCustomer, ShopInvoice, ShopOrder } from '@comptoir/desk/shop-contract'
import type { DownloadView, Money, ShipmentView } from '@comptoir/bot-engine'
import type { Customer } from '../customers.ts'
import { complementOf } from '../complement.ts'
import { trackingUrl } from '../delivery.ts'
import { type Invoice, invoiceFileName, invoiceSize } from '../invoices.ts'
import type { Order, OrderLine, PostalAddress, Shipment } from '../order.ts'
import { orderTotals } from '../order.ts'
import { shipmentStatus } from '../order-state.ts'
import { type Download, downloadLimit, filesOf } from '../downloads.ts'
import { exceptionOf } from '../exceptions.ts'
import { guaranteeOf } from '../guarantee.ts'
import type { Ledger } from '../ledger.ts'
import { stateOf } from '../orders.ts'
import { addDays, parisDay } from '../paris-time.ts'
import { refundsOf } from '../refunds.ts'
import { declarationsFor, requestsForOrder } from '../requests.ts'
import { returnableQuantity } from '../returns.ts'
import { addWorkingDays } from '../working-days.ts'
import { requestViews } from './request-view.ts'
import { textFor, textsIn } from '../texts.ts'
import { vatIn, vatRate } from '../vat.ts'

/** An order of the shop in the words of the contract, as it stands now. */
export function shopOrder(ledger: Ledger, order: Order, origin: string): ShopOrder {
  const state = stateOf(ledger, order)
  const today = parisDay(ledger.clock.now())
  const declared = declarationsFor(ledger, order)
  const asked = requestsForOrder(ledger, order.id)
  const late = lateDay(order)
  const files = filesOf(ledger, order)
  const t = textsIn(order.locale)
  const totals = orderTotals(order)
  const complement = complementOf(ledger, order, state, asked.length)
  const prefix = order.locale === 'en' ? '/en' : ''
  return {
    reference: order.reference,
    customerId: order.customerId ?? null,
    email: order.email,
    placedAt: order.placedAt,
    status: state.status,
    paid: state.paid,
    locale: order.locale,
    items: order.lines.map((line) => {
      const exception = exceptionOf(line, declared)
      const guarantee = guaranteeOf(order, state, line, asked, today)
      return {
        sku: line.sku,
        // What the customer wanted engraved is theirs: it stays in the shop.
        name: line.name,
        quantity: line.quantity,
        ...(line.kind === 'digital' && { digital: true }),
        unit: euros(line.unit),
        total: euros(line.quantity * line.unit),
        vatRate: line.vatRate / 100,
        returnable: returnableQuantity(ledger, order, line),
        ...(exception && { exception }),
        ...(guarantee && { guarantee }),
      }
    }),
    totals: {
      items: euros(totals.items),
      shipping: euros(totals.shipping),
      discount: euros(totals.discount),
      tax: euros(taxOf(order)),
      grand: euros(totals.grand),
    },
    billing: contractAddress(order.billing),
    shipping: order.shipping ? contractAddress(order.shipping) : null,
    shippingMethod:
      order.delivery.service === undefined ? '' : textFor(t, 'delivery', order.delivery.service),
    paymentMethod: t(`payment.${order.payment}`),
    shipments: order.shipments.map((shipment) => contractShipment(order, shipment)),
    milestones: state.milestones,
    actions: state.actions,
    requests: requestViews(ledger, order),
    refunds: refundsOf(ledger, order),
    deadlines: {
      ...(state.withdrawUntil !== undefined && { withdraw: state.withdrawUntil }),
      ...(state.returnUntil !== undefined && { return: state.returnUntil }),
      ...(late !== undefined && { late }),
    },
    ...(complement && { complement }),
    ...(files.length > 0 && { downloads: files.map(downloadView) }),
    links: {
      customer: `${origin}${prefix}/mon-compte/commandes/${order.reference}`,
      backOffice: `${origin}${prefix}/back-office/commandes/${order.reference}`,
    },
  }
}

/** A file that was bought, in the contract's words. */
export function downloadView(file: Download): DownloadView {
  const { line, remaining, availableUntil, begun, mailedAt } = file
  return {
    id: String(line.id),
    sku: line.sku,
    name: line.name,
    remaining,
    limit: downloadLimit,
    availableUntil,
    begun,
    ...(mailedAt !== undefined && { mailedAt }),
  }
}

/** The day from which a parcel counts as late: the announced day has passed, or nothing moved for five working days. */
function lateDay({ shipments }: Order): string | undefined {
  const days = shipments.flatMap((shipment) => {
    const last = shipment.events.at(-1)
    if (!last || last.status === 'Delivered' || last.status === 'AvailableForPickup') return []
    const silent = addWorkingDays(parisDay(new Date(last.at)), 5)
    const announced = shipment.eta === undefined ? silent : addDays(shipment.eta.slice(0, 10), 1)
    return [announced < silent ? announced : silent]
  })
  return days.toSorted()[0]
}

export function shopCustomer(customer: Customer): ShopCustomer {
  return {
    id: customer.id,
    firstName: customer.firstName,
    lastName: customer.lastName,
    email: customer.email,
    locale: customer.locale,
    since: customer.since,
    ...(customer.phone !== undefined && { phone: customer.phone }),
  }
}

export async function shopInvoice(ledger: Ledger, invoice: Invoice): Promise<ShopInvoice> {
  return {
    number: invoice.number,
    issuedAt: invoice.issuedAt,
    kind: invoice.kind,
    total: euros(invoice.document.grand),
    fileName: invoiceFileName(invoice),
    size: await invoiceSize(ledger, invoice),
    mail: invoice.mail,
  }
}

/** The VAT within an order's total, rounded line by line as its invoice does. */
function taxOf(order: Order): number {
  const lines = order.lines.map((line) => vatIn(line.quantity * line.unit - line.discount, line.vatRate))
  return lines.reduce((sum, vat) => sum + vat, vatIn(order.shippingCents, vatRate(order.vat, 'standard')))
}

function contractShipment(order: Order, shipment: Shipment): ShipmentView {
  const t = textsIn(order.locale)
  const url = trackingUrl(shipment.carrier, shipment.trackingNumber)
  return {
    id: shipment.id,
    carrier: shipment.carrier,
    trackingNumber: shipment.trackingNumber,
    ...(url !== undefined && { trackingUrl: url }),
    locale: order.locale,
    status: shipmentStatus(shipment),
    ...(shipment.eta !== undefined && { eta: shipment.eta }),
    events: shipment.events.map((event) => ({
      at: event.at,
      status: event.status,
      label: textFor(t, 'carrier', event.label),
      ...(event.place !== undefined && { place: event.place }),
    })),
    items: shipment.lines.flatMap(({ lineId, quantity }) => {
      const line: OrderLine | undefined = order.lines.find(({ id }) => id === lineId)
      return line ? [{ sku: line.sku, quantity }] : []
    }),
  }
}

function contractAddress(address: PostalAddress): Address {
  return {
    name: address.company ? `${address.company}, ${address.name}` : address.name,
    lines: address.lines,
    postcode: address.postcode,
    city: address.city,
    country: address.country,
    ...(address.phone !== undefined && { phone: address.phone }),
  }
}

function euros(cents: number): Money {
  return { amount: cents, currency: 'EUR' }
}
