import { serve } from '@hono/node-server'
import { createDesk } from '@comptoir/desk'
import { createFakeShop } from '@comptoir/desk/fakes'

// A desk with a shop and a post office in memory, without limits, that measures how long its answers take: prints its port.
const [, , data = ':memory:'] = process.argv
const plenty = { count: 10_000_000, perMs: 1000 }
const shop = createFakeShop()
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
    tries: 10_000_000,
  },
  announce: () => {},
  log: () => {},
})
serve({ fetch: desk.fetch, port: 0, hostname: '127.0.0.1' }, ({ port }) => {
  process.stdout.write(`${port}\n`)
})
