import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { seedAgents } from './agents.ts'
import { createApp } from './app.ts'
import { createLocalBroker } from './broker/local.ts'
import { createHttpShop } from './connector/http-shop.ts'
import { ShopUnavailable, type ShopConnector } from './connector/shop.ts'
import { readKeys } from './keys.ts'
import { createMetrics } from './metrics.ts'
import { createOpenStreams } from './open-streams.ts'
import type { Peer } from './network.ts'
import { createRateLimit } from './rate-limit.ts'
import type { Services } from './services.ts'
import { readSettings, type DeskOptions, type Settings } from './settings.ts'
import { createSqliteStore } from './store/sqlite.ts'

/** A running desk: a function from requests to answers, and its end. */
export interface Desk {
  /**
   * Answers a request. `peer` says who is on the other end of the socket, for limits by network; what
   * `@hono/node-server` hands to its `fetch` fits as it is.
   */
  fetch(request: Request, peer?: Peer): Promise<Response>
  /** Ends the streams, commits what is under way and closes the store. Requests after that are refused. */
  close(): Promise<void>
}

/** Expired sessions, links and tokens are forgotten this often. */
const sweepMs = 3_600_000

/**
 * Starts a desk: opens its database (and brings it to today's shape), its secrets and its agents.
 *
 * @throws {Error} when an option does not fit (DESK-002) or the data folder cannot be used
 *
 * @example
 * ```ts
 * const desk = createDesk({ data: ':memory:', shop: { url: 'https://shop.example/comptoir/v1', secret } })
 * const answer = await desk.fetch(new Request('https://shop.example/desk/healthz'))
 * await answer.json() // { status: 'ok' }
 * ```
 */
export function createDesk(options: DeskOptions = {}): Desk {
  const settings = readSettings(options)
  const keys = readKeys(settings.data)
  const store = createSqliteStore(databaseOf(settings))
  const { clock, limits } = settings
  const services: Services = {
    settings,
    store,
    keys,
    shop: connectorOf(settings),
    broker: createLocalBroker(),
    metrics: createMetrics(),
    streams: createOpenStreams(limits.streams),
    limits: {
      lookups: createRateLimit(limits.lookups),
      conversations: createRateLimit(limits.conversations),
      writes: createRateLimit(limits.writes),
      callbacks: createRateLimit(limits.callbacks),
      signIns: createRateLimit(limits.signIns),
    },
    now: () => clock.now(),
  }
  const app = createApp(services)
  const ready = seedAgents(services)
  // Reported by the first request that waits for it.
  ready.catch(() => {})

  let cancelSweep: (() => void) | undefined
  const sweepLater = (): void => {
    cancelSweep = clock.setAlarm(clock.now() + sweepMs, () => {
      void store.removeExpired(clock.now()).catch(() => {})
      sweepLater()
    })
  }
  sweepLater()

  let closing: Promise<void> | undefined
  const close = async (): Promise<void> => {
    cancelSweep?.()
    await ready.catch(() => {})
    services.streams.closeAll()
    await store.close()
  }

  return {
    fetch: async (request, peer) => {
      await ready
      return await app.fetch(request, peer ?? {})
    },
    close: () => (closing ??= close()),
  }
}

function databaseOf({ data }: Settings): string {
  if (data === ':memory:') return data
  mkdirSync(data, { recursive: true, mode: 0o700 })
  return join(data, 'desk.sqlite')
}

function connectorOf({ shop, clock }: Settings): ShopConnector {
  if (shop) return createHttpShop({ ...shop, clock })
  return {
    info: none,
    order: none,
    customer: none,
    customerOrders: none,
    customerCheck: none,
    invoices: none,
    invoiceFile: none,
    documentFile: none,
    act: none,
  }
}

async function none(): Promise<never> {
  throw new ShopUnavailable('no shop is set: start the desk with --shop and --secret')
}
