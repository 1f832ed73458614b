import type { Money } from '@comptoir/bot-engine'
import type { Address, ShopCustomer, ShopOrder } from '../connector/shop-contract.ts'

const jeanne: Address = {
  name: 'Jeanne Aubert',
  lines: ['14 rue Saint-Pierre'],
  postcode: '14000',
  city: 'Caen',
  country: 'FR',
}

/** A customer of a shop in Caen, `customer-7`; `changes` override. */
export function fakeCustomer(changes: Partial<ShopCustomer> = {}): ShopCustomer {
  return {
    id: 'customer-7',
    firstName: 'Jeanne',
    lastName: 'Aubert',
    email: 'jeanne.aubert@exemple.fr',
    locale: 'fr',
    since: '2024-03-02',
    ...changes,
  }
}

/** An order of that customer, dispatched with Colissimo and on its way; `changes` override. */
export function fakeOrder(changes: Partial<ShopOrder> = {}): ShopOrder {
  return {
    reference: 'XKBKNABJK',
    customerId: 'customer-7',
    email: 'jeanne.aubert@exemple.fr',
    placedAt: '2026-11-16T10:12:00.000Z',
    status: 'shipped',
    paid: true,
    locale: 'fr',
    items: [
      {
        sku: 'LAMPE-01',
        name: 'Lampe Phare',
        quantity: 1,
        unit: euros(5900),
        total: euros(5900),
        vatRate: 20,
      },
      {
        sku: 'CARNET-02',
        name: 'Carnet quadrillé',
        quantity: 2,
        unit: euros(950),
        total: euros(1900),
        vatRate: 20,
      },
    ],
    totals: {
      items: euros(7800),
      shipping: euros(0),
      discount: euros(0),
      tax: euros(1300),
      grand: euros(7800),
    },
    billing: jeanne,
    shipping: jeanne,
    shippingMethod: 'Colissimo à domicile',
    paymentMethod: 'Carte bancaire',
    shipments: [
      {
        id: 'parcel-1',
        carrier: 'Colissimo',
        trackingNumber: '6A12345678901',
        trackingUrl: 'https://www.laposte.fr/outils/suivre-vos-envois?code=6A12345678901',
        status: 'InTransit',
        eta: '2026-11-24',
        events: [
          { at: '2026-11-19T15:02:00.000Z', status: 'InfoReceived', label: 'Colis annoncé par l’expéditeur' },
          {
            at: '2026-11-20T06:40:00.000Z',
            status: 'InTransit',
            label: 'Colis en cours d’acheminement',
            place: 'Rennes',
          },
        ],
        items: [
          { sku: 'LAMPE-01', quantity: 1 },
          { sku: 'CARNET-02', quantity: 2 },
        ],
      },
    ],
    milestones: [
      { kind: 'placed', at: '2026-11-16T10:12:00.000Z' },
      { kind: 'paid', at: '2026-11-16T10:13:00.000Z' },
      { kind: 'in-preparation', at: '2026-11-17T08:00:00.000Z' },
      { kind: 'shipped', at: '2026-11-19T15:00:00.000Z', shipmentId: 'parcel-1' },
      { kind: 'in-transit', at: '2026-11-20T06:40:00.000Z', shipmentId: 'parcel-1' },
      { kind: 'delivered', at: '2026-11-24', expected: true, shipmentId: 'parcel-1' },
    ],
    actions: ['invoice', 'track', 'report-problem'],
    ...changes,
  }
}

function euros(amount: number): Money {
  return { amount, currency: 'EUR' }
}

/** The smallest file that is a PDF with one empty page. */
export function fakePdf(): Uint8Array<ArrayBuffer> {
  const text =
    '%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n' +
    '3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n'
  return new TextEncoder().encode(text)
}
