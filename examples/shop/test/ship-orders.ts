// Run as a process of its own by invoices.test.ts: places and ships a number of orders in the shop's file given.
import { systemClock } from '../src/clock.ts'
import { openDatabase } from '../src/database.ts'
import { placeOrder, recordPayment, shipOrder } from '../src/orders.ts'

const [file = '', count = '1'] = process.argv.slice(2)
const ledger = { database: openDatabase(file), clock: systemClock, post: () => 'sent' as const }
const address = {
  name: 'Alix Durand',
  lines: ['5 rue Froide'],
  postcode: '14000',
  city: 'Caen',
  country: 'FR',
}
for (let index = 0; index < Number(count); index += 1) {
  const order = placeOrder(ledger, {
    email: 'alix@example.fr',
    locale: 'fr',
    basket: { lines: [{ sku: 'LMP-GALET', quantity: 1 }] },
    billing: address,
    shipping: address,
    service: 'colissimo',
    payment: 'card',
  })
  shipOrder(ledger, recordPayment(ledger, order))
}
ledger.database.close()
