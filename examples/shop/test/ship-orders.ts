// Run as a process of its own by invoices.test.ts: places and ships a number of orders in the shop of that folder.
import { placeOrder, recordPayment, shipOrder } from '../src/orders.ts'
import { createShop } from '../src/shop.ts'

const [dataDir = '', count = '1'] = process.argv.slice(2)
const shop = createShop({ dataDir, seed: false })
const address = {
  name: 'Alix Durand',
  lines: ['5 rue Froide'],
  postcode: '14000',
  city: 'Caen',
  country: 'FR',
}
for (let index = 0; index < Number(count); index += 1) {
  const order = placeOrder(shop.ledger, {
    email: 'alix@example.fr',
    locale: 'fr',
    basket: { lines: [{ sku: 'LMP-GALET', quantity: 1 }] },
    billing: address,
    shipping: address,
    service: 'colissimo',
    payment: 'card',
  })
  shipOrder(shop.ledger, recordPayment(shop.ledger, order))
}
shop.close()
