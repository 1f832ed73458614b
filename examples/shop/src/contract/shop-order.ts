import type { Address, ShopCustomer, ShopInvoice, ShopOrder } from '@comptoir/desk/shop-contract'
import type { Money, ShipmentView } from '@comptoir/bot-engine'
import type { Customer } from '../customers.ts'
import { trackingUrl } from '../delivery.ts'
import { type Invoice, invoiceFileName } from '../invoices.ts'
import type { Order, OrderLine, PostalAddress, Shipment } from '../order.ts'
import { orderTotals } from '../order.ts'
import { type OrderState, shipmentStatus } from '../order-state.ts'
import { textFor, textsIn } from '../texts.ts'
import { vatIn, vatRate } from '../vat.ts'

/** An order of the shop in the words of the contract, as it stands now. */
export function shopOrder(order: Order, state: OrderState, origin: string): ShopOrder {
  const t = textsIn(order.locale)
  const totals = orderTotals(order)
  const prefix = order.locale === 'en' ? '/en' : ''
  return {
    reference: order.reference,
    customerId: order.customerId ?? null,
    email: order.email,
    placedAt: order.placedAt,
    status: state.status,
    paid: state.paid,
    locale: order.locale,
    items: order.lines.map((line) => ({
      sku: line.sku,
      // What the customer wanted engraved is theirs: it stays in the shop.
      name: line.name,
      quantity: line.quantity,
      ...(line.kind === 'digital' && { digital: true }),
      unit: euros(line.unit),
      total: euros(line.quantity * line.unit),
      vatRate: line.vatRate / 100,
    })),
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
    links: {
      customer: `${origin}${prefix}/mon-compte/commandes/${order.reference}`,
      backOffice: `${origin}${prefix}/back-office/commandes/${order.reference}`,
    },
  }
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

export function shopInvoice(invoice: Invoice): ShopInvoice {
  return {
    number: invoice.number,
    issuedAt: invoice.issuedAt,
    kind: invoice.kind,
    total: euros(invoice.document.grand),
    fileName: invoiceFileName(invoice),
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
