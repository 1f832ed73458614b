import type { OpeningHours } from '@comptoir/bot-engine'
import { signCustomerToken } from '@comptoir/desk/shop-contract'
import { Hono } from 'hono'
import { getCookie, setCookie } from 'hono/cookie'
import { csrf } from 'hono/csrf'
import { HTTPException } from 'hono/http-exception'
import { trimTrailingSlash } from 'hono/trailing-slash'
import { randomBytes } from 'node:crypto'
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { type AdvancingClock, type Clock, shiftedClock, systemClock } from './clock.ts'
import { shopContract } from './contract/routes.ts'
import { customerById } from './customers.ts'
import { openDatabase } from './database.ts'
import { hoursFor } from './hours.ts'
import { type Ledger, readSetting, writeSetting } from './ledger.ts'
import type { Locale } from './money.ts'
import { shopPages } from './pages/index.ts'
import { errorPage, notFoundPage } from './pages/not-found.ts'
import { promotionFor } from './promotions.ts'
import { Refusal } from './refusal.ts'
import { seedShop } from './seed/seed.ts'
import { openSession } from './session.ts'
import { staticFiles } from './static-files.ts'
import { textsIn } from './texts.ts'
import type { ShopEnv, Visit } from './visit.ts'

export interface ShopOptions {
  /** Folder of the shop's file; in memory where it is left out. */
  readonly dataDir?: string
  /** The clock on the wall. */
  readonly clock?: Clock
  /** The secret that shop and desk hold together; drawn at the first start and kept where it is left out. */
  readonly secret?: string
  /** Fill an empty shop with the demonstration's past. @default true */
  readonly seed?: boolean
  /** A desk on another origin, for the script tag's `data-desk`. @default none: the config's `/desk` */
  readonly desk?: string
  /** The agents' names and passwords, for the page that says what to try. */
  readonly agents?: readonly DemoAgent[]
  /** Carries mails out; all are "sent" where it is left out. */
  readonly post?: Ledger['post']
}

export interface DemoAgent {
  readonly name: string
  readonly login: string
  readonly password: string
}

/** The demonstration's switches, and what its pages say of it. */
export interface DemoSettings {
  readonly agents: readonly DemoAgent[]
  readonly backOfficePassword: string
  hours(): HoursMode
  setHours(mode: HoursMode): void
  /** Where the shop is reached: `http://localhost:3000`. */
  origin(): string
  /** A desk on another origin than the shop. */
  readonly desk: string | undefined
}

export type HoursMode = 'real' | 'open' | 'closed'

export interface Shop {
  /** @param network the address the request came from, as far as the limits on look-ups tell networks apart */
  fetch(request: Request, network?: string): Promise<Response>
  readonly ledger: Ledger
  readonly clock: AdvancingClock
  readonly secret: string
  readonly demo: DemoSettings
  /** Says under which address it is reached, once that is known; the issuer of its customers' tokens. */
  reachedAt(origin: string): void
  close(): void
}

/**
 * The shop of Atelier Nelvet: pages in French and English, its back office, and the contract for its desk.
 *
 * @example
 * const shop = createShop()
 * const home = await shop.fetch(new Request('http://shop.example/'))
 * home.status // 200
 */
export function createShop(options: ShopOptions = {}): Shop {
  if (options.dataDir !== undefined) mkdirSync(options.dataDir, { recursive: true })
  const database = openDatabase(
    options.dataDir === undefined ? ':memory:' : join(options.dataDir, 'shop.sqlite'),
  )
  const wall = options.clock ?? systemClock
  const clock = shiftedClock(wall, {
    get: () => Number(readSetting({ database }, 'clock-offset') ?? 0),
    set: (milliseconds) => writeSetting({ database }, 'clock-offset', String(milliseconds)),
  })
  const kept = (): 'sent' => 'sent'
  const ledger: Ledger = { database, clock, post: options.post ?? kept }
  // What is told as having happened before is no mail to anybody.
  if (options.seed !== false && readSetting(ledger, 'seeded-at') === undefined)
    seedShop({ ...ledger, post: kept })

  const secret = options.secret ?? keptSecret(ledger)
  let origin = 'http://localhost:3000'
  const demo: DemoSettings = {
    agents: options.agents ?? [],
    backOfficePassword: 'arriere-boutique',
    hours: () => hoursMode(readSetting(ledger, 'hours')),
    setHours: (mode) => writeSetting(ledger, 'hours', mode),
    origin: () => origin,
    desk: options.desk,
  }

  const app = new Hono<ShopEnv>()
  app.route(
    '/comptoir/v1',
    shopContract(ledger, { secret, origin: () => origin, now: () => wall.now().getTime() }),
  )
  const hours = (): OpeningHours => hoursFor(demo.hours(), wall.now())
  app.route('/', staticFiles(hours))
  app.use(trimTrailingSlash())
  app.use(csrf())
  app.use(async (c, next) => {
    const locale: Locale = /^\/en(\/|$)/.test(c.req.path) ? 'en' : 'fr'
    const session = openSession(ledger, getCookie(c, cookieName), (code) => promotionFor(ledger, code))
    const { customerId } = session.data
    const customer = customerId === undefined ? undefined : customerById(ledger, customerId)
    const { pathname, search } = new URL(c.req.url)
    const visit: Visit = {
      locale,
      t: textsIn(locale),
      ledger,
      session,
      customer,
      demo,
      here: (locale === 'en' ? pathname.slice(3) || '/' : pathname) + search,
      path: (page) => (locale === 'en' ? `/en${page === '/' ? '' : page}` : page),
      nonce: randomBytes(16).toString('base64'),
      identity:
        customer &&
        (await signCustomerToken({
          issuer: origin,
          customerId: customer.id,
          secret,
          now: wall.now().getTime(),
        })),
      network: c.env.network ?? 'local',
    }
    c.set('visit', visit)
    await next()
    if (session.newToken !== undefined)
      setCookie(c, cookieName, session.newToken, {
        httpOnly: true,
        sameSite: 'Lax',
        path: '/',
        secure: new URL(c.req.url).protocol === 'https:',
        maxAge: 30 * 86_400,
      })
    for (const [name, value] of Object.entries(securityHeaders(visit, demo.desk))) c.header(name, value)
  })
  app.route('/', shopPages('fr', secret))
  app.route('/en', shopPages('en', secret))
  app.notFound((c) => notFoundPage(c))
  app.onError((error, c) => {
    if (error instanceof Refusal) {
      const visit = c.get('visit')
      return errorPage(c, error.in(visit.t))
    }
    if (error instanceof HTTPException) return error.getResponse()
    throw error
  })

  return {
    fetch: async (request, network) => app.fetch(request, { network }),
    ledger,
    clock,
    secret,
    demo,
    reachedAt: (address) => {
      origin = new URL(address).origin
    },
    close: () => database.close(),
  }
}

const cookieName = 'nelvet'

/** Strict: nothing inline but the one script with the page's nonce, nothing from elsewhere but the desk, no text turned into code. */
function securityHeaders(visit: Visit, desk: string | undefined): Record<string, string> {
  const deskOrigin = desk === undefined ? '' : ` ${new URL(desk).origin}`
  return {
    'Content-Security-Policy': [
      "default-src 'none'",
      `script-src 'self' 'nonce-${visit.nonce}'`,
      "style-src 'self'",
      "img-src 'self' data:",
      "font-src 'self'",
      "manifest-src 'self'",
      "worker-src 'self'",
      `connect-src 'self'${deskOrigin}`,
      "form-action 'self'",
      "base-uri 'none'",
      "frame-ancestors 'none'",
      "require-trusted-types-for 'script'",
      "trusted-types 'none'",
    ].join('; '),
    'Cache-Control': 'private, no-store',
    'Referrer-Policy': 'same-origin',
    'X-Content-Type-Options': 'nosniff',
    'Permissions-Policy': 'camera=(), geolocation=(), microphone=(), payment=()',
  }
}

function keptSecret(ledger: Ledger): string {
  const kept = readSetting(ledger, 'desk-secret')
  if (kept !== undefined) return kept
  const drawn = randomBytes(32).toString('base64url')
  writeSetting(ledger, 'desk-secret', drawn)
  return drawn
}

function hoursMode(setting: string | undefined): HoursMode {
  return setting === 'real' || setting === 'closed' ? setting : 'open'
}
