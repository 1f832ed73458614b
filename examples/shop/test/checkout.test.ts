import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { invoicesOf } from '../src/invoices.ts'
import { findOrder, type Order, orderTotals } from '../src/order.ts'
import { stateOf } from '../src/orders.ts'
import { createShop, type Shop } from '../src/shop.ts'
import { textOfPdf } from './pdf-text.ts'
import { type Visit, type Visitor, visitorOf } from './visitor.ts'

let shop: Shop
beforeEach(() => {
  shop = createShop({ seed: false })
})
afterEach(() => shop.close())

const caen = {
  'b-name': 'Alix Durand',
  'b-line1': '5 rue Froide',
  'b-postcode': '14000',
  'b-city': 'Caen',
  'b-country': 'FR',
}
const goodCard = { method: 'card', terms: 'yes', card: '4242 4242 4242 4242', expiry: '12/29', cvc: '123' }

/** Buys a lamp as a guest, up to the page that follows the payment. */
async function buyLamp(
  visitor: Visitor,
  address: Readonly<Record<string, string>> = caen,
  service = 'colissimo',
  payment: Readonly<Record<string, string>> = goodCard,
): Promise<Visit> {
  await visitor.post('/panier/ajouter', { sku: 'LMP-LISEUSE', quantity: '1' })
  await visitor.post('/commande', { email: 'alix@example.fr', ...address })
  await visitor.post('/commande/livraison', { service, relay: 'FR-14-001' })
  return visitor.post('/commande/paiement', payment)
}

function orderOf(page: Visit): Order {
  const order = findOrder(shop.ledger, page.path.split('/').at(-1) ?? '')
  if (!order) throw new Error(`No order at ${page.path}: ${page.text}`)
  return order
}

describe('from the basket to the invoice', () => {
  test('a guest orders, the back office sends the parcel, the invoice is there', async () => {
    const customer = visitorOf(shop)
    const confirmation = await buyLamp(customer)
    expect(confirmation.path).toMatch(/^\/commande\/confirmation\/[A-Z]{9}$/)
    const order = orderOf(confirmation)
    expect(stateOf(shop.ledger, order).status).toBe('payment-accepted')
    expect(orderTotals(order)).toMatchObject({ items: 6400, shipping: 0, grand: 6400 })

    const team = visitorOf(shop)
    await team.post('/back-office/entrer', { password: shop.demo.backOfficePassword })
    const desk = `/back-office/commandes/${order.reference}`
    await team.post(desk, { act: 'prepare' })
    const line = order.lines[0]?.id ?? 0
    const shipped = await team.post(desk, { act: 'ship', [`line-${line}`]: '1' })
    expect(shipped.text).toContain('Expédiée')

    const tracking = await customer.post('/suivi-commande', {
      reference: order.reference,
      email: 'ALIX@example.fr',
      postcode: '14 000',
    })
    expect(tracking.text).toContain('Colissimo')
    const [invoice] = invoicesOf(shop.ledger, order.id)
    expect(tracking.text).toContain(invoice?.number)
    const pdf = await customer.get(`/mon-compte/commandes/${order.reference}/factures/${invoice?.number}.pdf`)
    expect(pdf.headers.get('content-type')).toBe('application/pdf')
    expect(await textOfPdf(pdf.bytes)).toContain('64,00 €')
  })

  test('the clock moves the parcel on: with the carrier, on its round, delivered', async () => {
    const order = orderOf(await buyLamp(visitorOf(shop)))
    const team = visitorOf(shop)
    await team.post('/back-office/entrer', { password: shop.demo.backOfficePassword })
    await team.post(`/back-office/commandes/${order.reference}`, {
      act: 'ship',
      [`line-${order.lines[0]?.id}`]: '1',
    })
    await team.post('/back-office/horloge', { hours: String(24 * 14) })
    const delivered = findOrder(shop.ledger, order.reference)
    expect(delivered && stateOf(shop.ledger, delivered).status).toBe('delivered')
    expect(delivered?.shipments[0]?.events.map(({ status }) => status)).toEqual([
      'InfoReceived',
      'InTransit',
      'InTransit',
      'OutForDelivery',
      'Delivered',
    ])
  })

  test('delivery choice and price follow the address and the basket', async () => {
    const visitor = visitorOf(shop)
    await visitor.post('/panier/ajouter', { sku: 'PAP-CARNET', quantity: '1', choice: '1' })
    await visitor.post('/commande', { email: 'alix@example.fr', ...caen })
    const delivery = await visitor.get('/commande/livraison')
    expect(delivery.text).toContain('Mondial Relay, point relais ou consigne')
    expect(delivery.text).toContain('Chronopost express')
    expect(delivery.text).not.toContain('Chronopost sur rendez-vous')
    const payment = await visitor.post('/commande/livraison', {
      service: 'mondial-relay',
      relay: 'FR-14-001',
    })
    expect(payment.text).toContain('18,40 €')
  })

  test('a code takes 10 % off, and reads back in the total', async () => {
    const visitor = visitorOf(shop)
    await visitor.post('/panier/ajouter', { sku: 'LMP-FALAISE', quantity: '1' })
    const basket = await visitor.post('/panier', { 'quantity-0': '1', country: 'FR', code: 'bienvenue10' })
    expect(basket.text).toContain('80,10 €')
    const refused = await visitor.post('/panier', { 'quantity-0': '1', country: 'FR', code: 'SUMMER' })
    expect(refused.text).toContain("n'est pas reconnu")
  })

  test('a transfer waits; the page says where to send it', async () => {
    const page = await buyLamp(visitorOf(shop), caen, 'store', { method: 'transfer', terms: 'yes' })
    const state = stateOf(shop.ledger, orderOf(page))
    expect(state).toMatchObject({ status: 'awaiting-payment', paid: false })
    expect(page.text).toContain('IBAN')
  })

  test('a refused card leaves the order unpaid, and can be tried again', async () => {
    const visitor = visitorOf(shop)
    const refused = await buyLamp(visitor, caen, 'colissimo', { ...goodCard, card: '4000000000000002' })
    expect(refused.path).toMatch(/^\/commande\/paiement\/[A-Z]{9}$/)
    expect(refused.text).toContain('Votre banque a refusé le paiement')
    const order = orderOf(refused)
    expect(stateOf(shop.ledger, order).actions).toContain('pay')
    const paid = await visitor.post(refused.path, goodCard)
    expect(paid.text).toContain('Commande enregistrée')
    expect(stateOf(shop.ledger, orderOf(paid)).status).toBe('payment-accepted')
  })

  test('after three refusals the card rests for an hour', async () => {
    const visitor = visitorOf(shop)
    const bad = { ...goodCard, card: '4000000000000002' }
    const { path } = await buyLamp(visitor, caen, 'colissimo', bad)
    await visitor.post(path, bad)
    await visitor.post(path, bad)
    const blocked = await visitor.post(path, goodCard)
    expect(blocked.text).toContain('bloqué pendant 1 heure')
    shop.clock.advance(3_700_000)
    expect((await visitor.post(path, goodCard)).text).toContain('Commande enregistrée')
  })

  test('nobody else sees the order', async () => {
    const { path } = await buyLamp(visitorOf(shop))
    const stranger = visitorOf(shop)
    expect((await stranger.get(path)).status).toBe(404)
    const reference = path.split('/').at(-1)
    expect((await stranger.get(`/mon-compte/commandes/${reference}`)).text).toContain('Se connecter')
  })

  test('nothing of the card is kept', async () => {
    const order = orderOf(await buyLamp(visitorOf(shop)))
    const tables = shop.ledger.database.prepare("select name from sqlite_schema where type = 'table'").all()
    for (const { name } of tables) {
      const rows = shop.ledger.database.prepare(`select * from ${name}`).all()
      expect(JSON.stringify(rows)).not.toMatch(/4242/)
    }
    expect(order.payment).toBe('card')
  })
})

describe('the pages where a card number is typed', () => {
  test('carry no script at all', async () => {
    const visitor = visitorOf(shop)
    await visitor.post('/panier/ajouter', { sku: 'LMP-LISEUSE', quantity: '1' })
    await visitor.post('/commande', { email: 'alix@example.fr', ...caen })
    const payment = await visitor.post('/commande/livraison', { service: 'colissimo' })
    expect(payment.path).toBe('/commande/paiement')
    expect(payment.html).toContain('autocomplete="cc-number"')
    expect(payment.html).not.toContain('<script')
    const refused = await visitor.post('/commande/paiement', { ...goodCard, card: '4000000000000002' })
    expect(refused.html).toContain('autocomplete="cc-number"')
    expect(refused.html).not.toContain('<script')
    expect((await visitor.get('/commande/confirmation/' + refused.path.split('/').at(-1))).html).toContain(
      '<script',
    )
  })
})

describe('digital goods and gift cards', () => {
  test('a file is there at once, five times', async () => {
    const visitor = visitorOf(shop)
    await visitor.post('/panier/ajouter', { sku: 'FIC-DRAGON', quantity: '1' })
    const payment = await visitor.post('/commande', { email: 'alix@example.fr', ...caen })
    expect(payment.path).toBe('/commande/paiement')
    const order = orderOf(await visitor.post('/commande/paiement', goodCard))
    expect(stateOf(shop.ledger, order)).toMatchObject({ status: 'delivered' })
    expect(stateOf(shop.ledger, order).actions).toContain('withdraw')
    const file = `/mon-compte/commandes/${order.reference}/fichiers/${order.lines[0]?.id}`
    for (let time = 1; time <= 5; time += 1) {
      const zip = await visitor.get(file)
      expect(new TextDecoder().decode(zip.bytes.slice(0, 2))).toBe('PK')
    }
    expect((await visitor.get(file)).status).toBe(404)
    expect(stateOf(shop.ledger, order).actions).not.toContain('withdraw')
  })

  test('a gift card becomes a code that pays a part of the next order', async () => {
    const visitor = visitorOf(shop)
    await visitor.post('/panier/ajouter', { sku: 'CAD-NUM', quantity: '1', amount: '30' })
    await visitor.post('/commande', { email: 'alix@example.fr', ...caen })
    await visitor.post('/commande/paiement', goodCard)
    const row = shop.ledger.database.prepare("select code from voucher where kind = 'gift-card'").get()
    const code = String(row?.['code'])
    expect(code).toMatch(/^NV-[A-Z0-9]{16}$/)

    await visitor.post('/panier/ajouter', { sku: 'LMP-LISEUSE', quantity: '1' })
    await visitor.post('/commande', { email: 'alix@example.fr', ...caen })
    await visitor.post('/commande/livraison', { service: 'colissimo' })
    const payment = await visitor.post('/commande/paiement/code', { code })
    expect(payment.text).toContain('34,00 €')
    const order = orderOf(await visitor.post('/commande/paiement', goodCard))
    expect(order.vouchers).toEqual([{ code, cents: 3000 }])
    expect((await visitor.post('/carte-cadeau/solde', { code })).text).toContain('Solde : 0,00 €')
  })
})
