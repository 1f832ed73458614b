import { serve } from '@hono/node-server'
import { createDesk } from '@comptoir/desk'
import { createFakeShop, fakeOrder } from '@comptoir/desk/fakes'

// A desk with a shop and a post office in memory, without limits, that measures how long its answers take: prints its port.
const [, , data = ':memory:'] = process.argv
const plenty = { count: 10_000_000, perMs: 1000 }
const others = fakeOrder({ reference: 'OTHERONES', customerId: 'customer-8', email: 'lise.remy@exemple.fr' })
const shop = createFakeShop({ orders: [fakeOrder(), others] })
const desk = createDesk({
  data,
  shop: { url: shop.url, secret: shop.secret, fetch: shop.fetch },
  mail: { send: async () => {}, verify: async () => {}, close: () => {} },
  limits: {
    writes: plenty,
    conversations: plenty,
    lookups: plenty,
    codes: plenty,
    mails: plenty,
    mailsToStrangers: plenty,
    signIns: plenty,
    tries: 10_000_000,
  },
  agents: [{ login: 'camille', name: 'Camille', password: 'les quais de Caen' }],
  announce: () => {},
  log: () => {},
})
serve({ fetch: desk.fetch, port: 0, hostname: '127.0.0.1' }, ({ port }) => {
  process.stdout.write(`${port}\n`)
})
