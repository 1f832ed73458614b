import type { CouponView, GiftCardView } from '../acts.ts'
import type { OrderView, ShipmentStatus } from '../order.ts'
import { PortError, type Level, type Shop, type VerificationClaim } from '../ports.ts'
import { createFakeActs } from './fake-acts.ts'

/** An order of the fake shop, with what its customer has to know. */
export interface FakeOrder {
  readonly email: string
  readonly postcode: string
  /** As level 2 sees it; the fake takes the invoices away at level 1. */
  readonly order: OrderView
}

export interface FakeShopOptions {
  /** @default {@link sampleOrders} */
  readonly orders?: readonly FakeOrder[]
  /** Signed token → e-mail of the customer it stands for. */
  readonly tokens?: Readonly<Record<string, string>>
  /** Tries before the conversation is locked. @default 3 */
  readonly tries?: number
  /** The postcode is not enough for level 2. @default false */
  readonly insistsOnCode?: boolean
  /** By code, in capitals. @default one that is valid and one that has expired */
  readonly coupons?: Readonly<Record<string, CouponView>>
  /** By code, in capitals. @default one with a balance */
  readonly giftCards?: Readonly<Record<string, GiftCardView>>
  /** Milliseconds since the epoch. @default Saturday 21 November 2026, 11:00 in Paris */
  readonly now?: () => number
}

/** A shop in memory, for tests and demonstrations. */
export interface FakeShop extends Shop {
  /** What was asked of it, in order, e.g. `verify {"reference":…}`. */
  readonly calls: readonly string[]
  /** Calls by that name (or all) fail with `unavailable` until {@link FakeShop.mend}. */
  break(name?: string): void
  /** Calls by that name (or all) never answer until {@link FakeShop.mend}. */
  hang(name?: string): void
  mend(): void
}

/** The code that the fake shop's mails carry. */
export const FAKE_CODE = '123456'

/** One shop for one conversation: it counts tries and keeps the level, as the desk does. */
export function createFakeShop(options: FakeShopOptions = {}): FakeShop {
  const {
    orders = sampleOrders,
    tokens = {},
    tries = 3,
    insistsOnCode = false,
    now = () => Date.parse('2026-11-21T10:00:00Z'),
  } = options
  const calls: string[] = []
  const broken = new Set<string>()
  const hanging = new Set<string>()
  const levels = new Map<string, Level>()
  let misses = 0
  let customer: string | undefined
  const acts = createFakeActs({
    order: (reference) => find(reference)?.order,
    level: levelOf,
    coupons: options.coupons,
    giftCards: options.giftCards,
    now,
  })

  async function ask<T>(name: string, input: unknown, answer: () => T): Promise<T> {
    calls.push(input === undefined ? name : `${name} ${JSON.stringify(input)}`)
    if (hanging.has(name) || hanging.has('*')) await new Promise<never>(() => {})
    if (broken.has(name) || broken.has('*'))
      throw new PortError('unavailable', `The fake shop's ${name} is broken.`)
    return answer()
  }

  function levelOf(reference: string): Level {
    const own = customer !== undefined && find(reference)?.email === customer
    return own ? 3 : (levels.get(reference) ?? 0)
  }

  function find(reference: string): FakeOrder | undefined {
    return orders.find(({ order }) => order.reference === reference.toUpperCase())
  }

  function verify(claim: VerificationClaim): Level {
    const found = find(claim.reference)
    const email = found?.email.toLowerCase() === claim.email.trim().toLowerCase()
    const postcode = claim.postcode === undefined || found?.postcode === claim.postcode.replace(/\s/g, '')
    if (!found || !email || !postcode) return 0
    if (claim.code !== undefined) return claim.code === FAKE_CODE ? 3 : 0
    return claim.postcode === undefined || insistsOnCode ? 1 : 2
  }

  return {
    calls,
    verify: (claim) =>
      ask('verify', claim, () => {
        if (misses >= tries) return { level: 0, locked: true }
        const level = verify(claim)
        if (level === 0) return ++misses >= tries ? { level, locked: true } : { level }
        levels.set(claim.reference.toUpperCase(), level)
        return level === 1 && claim.postcode !== undefined ? { level, needsCode: true } : { level }
      }),
    sendCode: (claim) => ask('sendCode', claim, () => {}),
    identify: (token) =>
      ask('identify', token, () => {
        customer = Object.hasOwn(tokens, token) ? tokens[token] : undefined
        if (customer === undefined) throw new PortError('forbidden', 'The token is not one of this shop.')
        return { level: 3 }
      }),
    orders: () =>
      ask('orders', undefined, () =>
        orders
          .filter(({ email }) => customer !== undefined && email === customer)
          .map(({ order }) => acts.withRequests(order))
          .sort((first, second) => second.placedAt.localeCompare(first.placedAt)),
      ),
    order: (reference) =>
      ask('order', reference, () => {
        const level = levelOf(reference)
        const found = find(reference)
        if (!found || level < 1)
          throw new PortError('forbidden', 'The order is not open to this conversation.')
        const whole = acts.withRequests(found.order)
        if (level >= 2) return whole
        const { invoices: _invoices, downloads: _downloads, requests, ...order } = whole
        return {
          ...order,
          ...(requests ? { requests: requests.map(({ documents: _documents, ...request }) => request) } : {}),
        }
      }),
    mintLink: (ref) =>
      ask('mintLink', ref, () => {
        const reference = ref.split(':')[1] ?? ''
        const order = find(reference)?.order
        const { invoices = [], requests = [] } = order ? acts.withRequests(order) : {}
        const documents = requests.flatMap((request) => request.documents ?? [])
        const known = [...invoices, ...documents].some((document) => document.ref === ref)
        if (!known || levelOf(reference) < 2)
          throw new PortError('forbidden', 'The document is not open to this conversation.')
        return { href: `https://shop.example/files/${calls.length}`, expiresAt: '2026-11-21T10:05:00.000Z' }
      }),
    act: (name, input, key) => ask(name, { ...input, key }, () => acts.act(name, input, key)),
    break: (name = '*') => void broken.add(name),
    hang: (name = '*') => void hanging.add(name),
    mend() {
      broken.clear()
      hanging.clear()
    },
  }
}

const EUR = (amount: number): { amount: number; currency: string } => ({ amount, currency: 'EUR' })

/**
 * Orders of one customer and one of another: an invoice whose mail failed, paid but not dispatched, not paid, in
 * transit, ready at a relay point with two invoices; then a parcel that is late, gone, lost or was missed, an order
 * that has just been paid, one that was refunded, and one of files.
 */
export const sampleOrders: readonly FakeOrder[] = [
  {
    email: 'julien.moreau@example.com',
    postcode: '14000',
    order: {
      reference: 'XKBKNABJK',
      placedAt: '2026-11-12T09:24:00Z',
      status: 'delivered',
      paid: true,
      total: EUR(8970),
      items: [
        { sku: 'LAMP-01', name: 'Lampe Falaise', quantity: 1 },
        { sku: 'NOTE-04', name: 'Carnet Marée', quantity: 2 },
      ],
      shipments: [
        {
          id: 'S1',
          carrier: 'Colissimo',
          trackingNumber: '6A12345678901',
          trackingUrl: 'https://www.laposte.fr/outils/suivre-vos-envois?code=6A12345678901',
          status: 'Delivered',
          locale: 'fr',
          events: [
            { at: '2026-11-13T16:10:00Z', status: 'InTransit', label: 'Pris en charge', place: 'Caen' },
            { at: '2026-11-16T10:42:00Z', status: 'Delivered', label: 'Livré', place: 'Caen' },
          ],
          items: [
            { sku: 'LAMP-01', quantity: 1 },
            { sku: 'NOTE-04', quantity: 2 },
          ],
        },
      ],
      milestones: [
        { kind: 'placed', at: '2026-11-12T09:24:00Z' },
        { kind: 'paid', at: '2026-11-12T09:25:00Z' },
        { kind: 'shipped', at: '2026-11-13T15:00:00Z', shipmentId: 'S1' },
        { kind: 'delivered', at: '2026-11-16T10:42:00Z', shipmentId: 'S1' },
      ],
      actions: ['invoice', 'return', 'withdraw', 'report-problem'],
      invoices: [
        {
          number: 'FA-2026-00031',
          issuedAt: '2026-11-13',
          kind: 'invoice',
          total: EUR(8970),
          ref: 'invoice:XKBKNABJK:FA-2026-00031',
          fileName: 'facture-FA-2026-00031.pdf',
          size: 48_213,
          mail: { state: 'failed', at: '2026-11-13T15:01:00Z' },
        },
      ],
    },
  },
  {
    email: 'julien.moreau@example.com',
    postcode: '14000',
    order: {
      reference: 'QWERTYUIO',
      placedAt: '2026-11-20T18:03:00Z',
      status: 'in-preparation',
      paid: true,
      total: EUR(2450),
      items: [{ sku: 'TOY-02', name: 'Voilier à monter', quantity: 1 }],
      shipments: [],
      milestones: [
        { kind: 'placed', at: '2026-11-20T18:03:00Z' },
        { kind: 'paid', at: '2026-11-20T18:04:00Z' },
        { kind: 'in-preparation', at: '2026-11-21T08:00:00Z' },
        { kind: 'shipped', at: '2026-11-23T12:00:00Z', expected: true },
      ],
      actions: [],
      invoices: [],
    },
  },
  {
    email: 'julien.moreau@example.com',
    postcode: '14000',
    order: {
      reference: 'UNPAIDORD',
      placedAt: '2026-11-19T12:00:00Z',
      status: 'awaiting-payment',
      paid: false,
      total: EUR(4000),
      items: [{ sku: 'APRON-01', name: 'Tablier d’atelier', quantity: 1 }],
      shipments: [],
      milestones: [{ kind: 'placed', at: '2026-11-19T12:00:00Z' }],
      actions: ['pay', 'cancel'],
      invoices: [],
    },
  },
  {
    email: 'julien.moreau@example.com',
    postcode: '14000',
    order: {
      reference: 'TRANSITAB',
      placedAt: '2026-11-17T07:30:00Z',
      status: 'shipped',
      paid: true,
      total: EUR(3150),
      items: [{ sku: 'DECO-03', name: 'Vase Écume', quantity: 1 }],
      shipments: [
        {
          id: 'S2',
          carrier: 'Colissimo',
          trackingNumber: '6A98765432109',
          status: 'InTransit',
          eta: '2026-11-23',
          locale: 'fr',
          events: [
            {
              at: '2026-11-19T17:20:00Z',
              status: 'InTransit',
              label: 'En cours d’acheminement',
              place: 'Rennes',
            },
          ],
          items: [{ sku: 'DECO-03', quantity: 1 }],
        },
      ],
      milestones: [
        { kind: 'placed', at: '2026-11-17T07:30:00Z' },
        { kind: 'paid', at: '2026-11-17T07:31:00Z' },
        { kind: 'shipped', at: '2026-11-18T15:00:00Z', shipmentId: 'S2' },
        { kind: 'in-transit', at: '2026-11-19T17:20:00Z', shipmentId: 'S2' },
        { kind: 'delivered', at: '2026-11-23T12:00:00Z', expected: true, shipmentId: 'S2' },
      ],
      actions: ['track', 'invoice'],
      invoices: [
        {
          number: 'FA-2026-00044',
          issuedAt: '2026-11-18',
          kind: 'invoice',
          total: EUR(3150),
          ref: 'invoice:TRANSITAB:FA-2026-00044',
          fileName: 'facture-FA-2026-00044.pdf',
          mail: { state: 'sent', at: '2026-11-18T15:01:00Z' },
        },
      ],
    },
  },
  {
    email: 'amelie.duval@example.com',
    postcode: '35000',
    order: {
      reference: 'RELAYPNTZ',
      placedAt: '2026-11-10T20:15:00Z',
      status: 'shipped',
      paid: true,
      total: EUR(5980),
      items: [{ sku: 'NOTE-01', name: 'Papier à lettres', quantity: 4 }],
      shipments: [
        {
          id: 'S3',
          carrier: 'Mondial Relay',
          trackingNumber: '12345678',
          status: 'AvailableForPickup',
          locale: 'fr',
          events: [
            {
              at: '2026-11-18T11:00:00Z',
              status: 'AvailableForPickup',
              label: 'Disponible au point relais',
              place: 'Rennes',
            },
          ],
          items: [{ sku: 'NOTE-01', quantity: 4 }],
        },
      ],
      milestones: [
        { kind: 'placed', at: '2026-11-10T20:15:00Z' },
        { kind: 'paid', at: '2026-11-10T20:16:00Z' },
        { kind: 'shipped', at: '2026-11-12T15:00:00Z', shipmentId: 'S3' },
        { kind: 'available-for-pickup', at: '2026-11-18T11:00:00Z', shipmentId: 'S3' },
      ],
      actions: ['track', 'invoice', 'withdraw'],
      invoices: [
        {
          number: 'FA-2026-00028',
          issuedAt: '2026-11-12',
          kind: 'invoice',
          total: EUR(5980),
          ref: 'invoice:RELAYPNTZ:FA-2026-00028',
          fileName: 'facture-FA-2026-00028.pdf',
        },
        {
          number: 'AV-2026-00003',
          issuedAt: '2026-11-14',
          kind: 'credit-note',
          total: EUR(-500),
          ref: 'invoice:RELAYPNTZ:AV-2026-00003',
          fileName: 'avoir-AV-2026-00003.pdf',
        },
      ],
    },
  },
  parcelOrder('LATEPRCEL', 'InTransit', { actions: ['track', 'invoice', 'investigate'] }),
  parcelOrder('GONEPRCEL', 'Delivered', { actions: ['invoice', 'investigate', 'return', 'report-problem'] }),
  parcelOrder('LOSTPRCEL', 'Exception', { actions: ['track', 'investigate'] }),
  parcelOrder('MISSDPRCL', 'AttemptFail', { actions: ['track'] }),
  parcelOrder('FRESHPAID', 'Pending', {
    status: 'payment-accepted',
    shipments: [],
    actions: ['cancel', 'change-address'],
  }),
  parcelOrder('RFNDORDER', 'Delivered', {
    status: 'refunded',
    actions: [],
    refunds: [
      {
        amount: EUR(3150),
        means: 'card',
        state: 'sent',
        dueBy: '2026-11-24',
        sentAt: '2026-11-18T09:00:00Z',
        expectedBy: '2026-11-25',
        creditNote: 'AV-2026-00009',
      },
    ],
  }),
  parcelOrder('DGTLFILES', 'Delivered', {
    shipments: [],
    items: [{ sku: 'FILE-01', name: 'Dragon articulé, fichier 3D', quantity: 1, digital: true }],
    complement: {
      sku: 'FILE-02',
      name: 'Photophore dentelle, fichier 3D',
      price: EUR(600),
      href: '/produits/photophore-dentelle',
    },
    actions: ['download', 'invoice'],
    downloads: [
      {
        id: 'D1',
        sku: 'FILE-01',
        name: 'Dragon articulé',
        remaining: 0,
        limit: 5,
        availableUntil: '2028-11-12',
        begun: true,
      },
    ],
  }),
]

/** An order of one vase in one parcel, as far as the parcel has come. */
function parcelOrder(reference: string, status: ShipmentStatus, more: Partial<OrderView>): FakeOrder {
  const isThere = status === 'Delivered'
  return {
    email: 'julien.moreau@example.com',
    postcode: '14000',
    order: {
      reference,
      placedAt: '2026-11-04T07:30:00Z',
      status: isThere ? 'delivered' : 'shipped',
      paid: true,
      total: EUR(3150),
      items: [{ sku: 'DECO-03', name: 'Vase Écume', quantity: 1 }],
      shipments: [
        {
          id: `S-${reference}`,
          carrier: 'Colissimo',
          trackingNumber: '6A55544433322',
          status,
          locale: 'fr',
          events: [{ at: '2026-11-06T17:20:00Z', status, label: 'Dernier passage', place: 'Rennes' }],
          items: [{ sku: 'DECO-03', quantity: 1 }],
        },
      ],
      milestones: [
        { kind: 'placed', at: '2026-11-04T07:30:00Z' },
        { kind: 'paid', at: '2026-11-04T07:31:00Z' },
      ],
      actions: [],
      invoices: [],
      ...more,
    },
  }
}
