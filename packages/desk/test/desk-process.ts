import { serve } from '@hono/node-server'
import { createDesk } from '@comptoir/desk'

// A desk for tests that kill it: `node desk-process.ts <data folder> <port> [<postgres> <schema>]` prints its port.
// Always open.
const [, , data = ':memory:', port = '0', databaseUrl, databaseSchema = 'comptoir'] = process.argv
const plenty = { count: 1_000_000, perMs: 1000 }
const always = [['00:00', '24:00']] as const
const desk = createDesk({
  data,
  ...(databaseUrl === undefined ? {} : { databaseUrl, databaseSchema }),
  hours: {
    week: { mon: always, tue: always, wed: always, thu: always, fri: always, sat: always, sun: always },
  },
  agents: [{ login: 'camille', name: 'Camille', title: 'conseillère', password: 'les quais de Caen' }],
  limits: { writes: plenty, conversations: plenty },
  log: () => {},
})
serve({ fetch: desk.fetch, port: Number(port), hostname: '127.0.0.1' }, (address) => {
  process.stdout.write(`${address.port}\n`)
})
