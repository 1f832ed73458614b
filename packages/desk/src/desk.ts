import { join } from 'node:path'
import { actHandler } from './act-job.ts'
import { seedAgents } from './agents.ts'
import { alarmHandler, keepWatching } from './alarms.ts'
import { createApp } from './app.ts'
import { createAllowance, type Allowance } from './allowances.ts'
import { codeHandler } from './codes.ts'
import type { Broker } from './broker/broker.ts'
import { createLocalBroker } from './broker/local.ts'
import { createPostgresBroker } from './broker/postgres.ts'
import { createHttpShop } from './connector/http-shop.ts'
import { ShopUnavailable, type ShopConnector } from './connector/shop.ts'
import { holdFolder, type LetGo } from './data-folder.ts'
import { startJobs, type JobHandler } from './jobs.ts'
import { readKeys } from './keys.ts'
import { createSmtpMailer } from './mail/mailer.ts'
import { mailHandler } from './mail/send-mail.ts'
import { createMetrics } from './metrics.ts'
import { createOpenIdProvider } from './open-id.ts'
import { createOpenStreams } from './open-streams.ts'
import type { Peer } from './network.ts'
import { createRateLimit, type Rate } from './rate-limit.ts'
import type { Services } from './services.ts'
import { keepSweeping, sweepHandler } from './sweep.ts'
import { readSettings, type DeskOptions, type Settings } from './settings.ts'
import { createStore } from './store/create-store.ts'
import { openPostgres } from './store/postgres-database.ts'
import { createSqliteStore } from './store/sqlite.ts'
import type { Store } from './store/store.ts'

const soonMs = 250

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

/**
 * Starts a desk: opens its database (and brings it to today's shape), its secrets and its agents.
 *
 * @throws {Error} when an option does not fit (DESK-002), the data folder cannot be used, or another desk works in it
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
  const { store, broker, letGo } = openStore(settings)
  const keys = readKeys(store)
  // Reported by the first request that waits for it.
  keys.catch(() => {})
  const { clock, limits } = settings
  const allowance = (name: string, rate: Rate): Allowance => createAllowance(store, keys, name, rate)
  const handlers: Record<string, JobHandler> = {}
  const jobs = startJobs({ store, clock, handlers, log: settings.log })
  const services: Services = {
    settings,
    store,
    keys,
    jobs,
    offered: new Set(),
    mailer: settings.mail && ('send' in settings.mail ? settings.mail : createSmtpMailer(settings.mail)),
    shop: connectorOf(settings),
    broker,
    openId: settings.openId && createOpenIdProvider(settings.openId),
    metrics: createMetrics(),
    streams: createOpenStreams(limits.streams),
    limits: {
      lookups: allowance('lookups', limits.lookups),
      conversations: allowance('conversations', limits.conversations),
      callbacks: allowance('callbacks', limits.callbacks),
      signIns: allowance('sign-ins', limits.signIns),
      codes: allowance('codes', limits.codes),
      mails: allowance('mails', limits.mails),
      mailsToStrangers: allowance('mails-to-strangers', limits.mailsToStrangers),
      recaps: allowance('recaps', { count: 1, perMs: 7 * 24 * 3_600_000 }),
      uploads: allowance('uploads', limits.uploads),
      writes: createRateLimit(limits.writes),
    },
    now: () => clock.now(),
    soon: () => clock.now() + Math.floor(settings.random() * soonMs),
  }
  handlers['mail'] = mailHandler(services)
  handlers['code'] = codeHandler(services)
  handlers['act'] = actHandler(services)
  handlers['sweep'] = sweepHandler(services)
  handlers['alarms'] = alarmHandler(services)
  handlers['mail-that-is-not-sent'] = async () => {}
  const app = createApp(services)
  const ready = seedAgents(services)
  // Reported by the first request that waits for it.
  ready
    .then(() => keepSweeping(services))
    .then(() => keepWatching(services))
    .then(() => jobs.wake())
    .catch(() => {})

  let closing: Promise<void> | undefined
  const close = async (): Promise<void> => {
    await ready.catch(() => {})
    services.streams.closeAll()
    await jobs.stop()
    services.mailer?.close()
    await broker.close()
    await store.close()
    letGo?.()
  }

  return {
    fetch: async (request, peer) => {
      await ready
      return await app.fetch(request, peer ?? {})
    },
    close: () => (closing ??= close()),
  }
}

interface Opened {
  readonly store: Store
  readonly broker: Broker
  readonly letGo?: LetGo
}

/** The database of the settings, and what carries events between the nodes that share it. */
function openStore({ database: postgres, data }: Settings): Opened {
  if (postgres) {
    const database = openPostgres(postgres)
    return { store: createStore(database), broker: createPostgresBroker(database) }
  }
  const broker = createLocalBroker()
  if (data === ':memory:') return { store: createSqliteStore(data), broker }
  const letGo = holdFolder(data)
  try {
    return { store: createSqliteStore(join(data, 'desk.sqlite')), broker, letGo }
  } catch (error) {
    letGo()
    throw error
  }
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
