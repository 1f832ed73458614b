import { createDesk, type Desk, type DeskOptions } from '@comptoir/desk'
import { type Clock as DeskClock, type OpeningHours, systemClock } from '@comptoir/bot-engine'
import { serve } from '@hono/node-server'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import company from '../content/company.json' with { type: 'json' }
import { outboxMailer } from './desk-mail.ts'
import { hoursFor } from './hours.ts'
import { createShop, type DemoAgent, type HoursMode, type Shop } from './shop.ts'
import { smtpPost } from './smtp-post.ts'
import { accounts, demoPassword } from './seed/customers.ts'

export interface DemoOptions {
  /** @default 0: any free port */
  readonly port?: number
  /** @default '127.0.0.1' */
  readonly host?: string
  /** Folder of both databases; in memory where it is left out. */
  readonly dataDir?: string
  /** What shop and desk hold together. @default drawn at the first start, and kept */
  readonly secret?: string
  /** The clock of shop and desk. @default the machine's */
  readonly clock?: DeskClock
  /** Sets the switch of the opening hours. @default as it was left; open at the first start */
  readonly hours?: HoursMode
  /** The desk on a port of its own, so on another origin, reached through the script tag's `data-desk`. */
  readonly separateDesk?: boolean
  /** A mail server for the mails of shop and desk, `smtp://…`. @default none: they are kept in the back office */
  readonly smtp?: string
  /** More of the desk's options, such as its limits. */
  readonly desk?: Partial<DeskOptions>
}

/** A running demonstration: the shop and its desk, and what a person needs to try them. */
export interface Demo {
  /** `http://127.0.0.1:40123`, without a slash at its end. */
  readonly url: string
  readonly consoleUrl: string
  readonly deskUrl: string
  readonly agents: readonly DemoAgent[]
  readonly customers: readonly { readonly name: string; readonly email: string; readonly password: string }[]
  readonly shop: Shop
  /** The desk alone, as if it had crashed or were being updated, and up again on the same data. */
  stopDesk(): Promise<void>
  startDesk(): void
  stop(): Promise<void>
}

const sender = `${company.name} <${company.email}>`

/** Who answers in the demonstration; their passwords are printed and shown, nobody real has them. */
const demoAgents: readonly (DemoAgent & {
  readonly title: string
  readonly role: 'agent' | 'administrator'
})[] = [
  { name: 'Camille', login: 'camille', password: 'falaise-2026', title: 'conseillère', role: 'agent' },
  { name: 'Yanis', login: 'yanis', password: 'estran-2026', title: 'conseiller', role: 'agent' },
  {
    name: 'Solène',
    login: 'solene',
    password: 'bocage-2026',
    title: 'responsable du service client',
    role: 'administrator',
  },
]

/**
 * Starts the shop and its desk together. The desk knows the shop by the shop contract alone, signed and all; only the
 * journey over the network is spared.
 *
 * @example
 * const demo = await startDemo({ hours: 'open' })
 * await fetch(`${demo.url}/desk/healthz`)
 * await demo.stop()
 */
export async function startDemo(options: DemoOptions = {}): Promise<Demo> {
  const clock = options.clock ?? systemClock
  const host = options.host ?? '127.0.0.1'
  const state: { shop?: Shop; desk?: Desk | undefined } = {}

  const deskAnswer = (request: Request, peer: unknown): Response | Promise<Response> =>
    state.desk?.fetch(request, peer ?? {}) ?? new Response('The desk is not running.', { status: 503 })
  const shopServer = await listen(options.port ?? 0, host, (request, peer) => {
    const { pathname } = new URL(request.url)
    if (pathname === '/console') return Response.redirect(`${deskOrigin}/desk/console/`, 302)
    if (!options.separateDesk && /^\/desk(\/|$)/.test(pathname)) return deskAnswer(request, peer)
    return state.shop?.fetch(request, networkOf(peer)) ?? new Response(null, { status: 503 })
  })
  const deskServer = options.separateDesk ? await listen(0, host, deskAnswer) : undefined
  const url = originOf(host, shopServer.port)
  const deskOrigin = deskServer ? originOf(host, deskServer.port) : url

  const shop = createShop({
    ...(options.dataDir !== undefined && { dataDir: options.dataDir }),
    ...(options.secret !== undefined && { secret: options.secret }),
    clock: { now: () => new Date(clock.now()) },
    agents: demoAgents,
    ...(options.smtp !== undefined && {
      post: smtpPost(options.smtp, sender, (mail, reason) => {
        process.stderr.write(`The mail "${mail.subject}" was not sent: ${reason}\n`)
      }),
    }),
    ...(deskServer && { desk: `${deskOrigin}/desk` }),
  })
  state.shop = shop
  shop.reachedAt(url)
  if (options.hours) shop.demo.setHours(options.hours)

  const startDesk = (): void => {
    state.desk = createDesk({
      basePath: '/desk',
      name: company.name,
      imprint: `${company.legalName}, ${company.street}, ${company.postcode} ${company.city}, ${company.registration}, ${company.email}`,
      data: options.dataDir === undefined ? ':memory:' : join(options.dataDir, 'desk'),
      shop: {
        url: `${url}/comptoir/v1`,
        secret: shop.secret,
        fetch: (request) => shop.fetch(request, 'desk'),
      },
      agents: demoAgents,
      hours: liveHours(shop, clock),
      allowedOrigins: deskServer ? [url] : [],
      clock,
      announce: () => {},
      mail: outboxMailer(shop.ledger),
      ...options.desk,
    })
  }
  const stopDesk = async (): Promise<void> => {
    const { desk } = state
    state.desk = undefined
    await desk?.close()
  }
  startDesk()

  return {
    url,
    consoleUrl: `${deskOrigin}/desk/console/`,
    deskUrl: `${deskOrigin}/desk`,
    agents: demoAgents,
    customers: accounts.map(({ firstName, lastName, email }) => ({
      name: `${firstName} ${lastName}`,
      email,
      password: demoPassword,
    })),
    shop,
    startDesk,
    stopDesk,
    stop: async () => {
      await stopDesk()
      await Promise.all([shopServer.close(), deskServer?.close()])
      shop.close()
    },
  }
}

/**
 * The desk asks for its hours each time it needs them; these follow the switch on the shop's page. They go by the clock
 * on the wall, as people do who answer, whatever day the back office has moved the parcels to.
 */
function liveHours(shop: Shop, clock: DeskClock): OpeningHours {
  const now = (): OpeningHours => hoursFor(shop.demo.hours(), new Date(clock.now()))
  return {
    get timeZone() {
      return now().timeZone ?? 'Europe/Paris'
    },
    get week() {
      return now().week
    },
    get holidays() {
      return now().holidays ?? 'FR'
    },
    get exceptions() {
      return now().exceptions ?? {}
    },
  }
}

interface Listening {
  readonly port: number
  close(): Promise<void>
}

function listen(
  port: number,
  host: string,
  answer: (request: Request, peer: unknown) => Response | Promise<Response>,
): Promise<Listening> {
  return new Promise((resolve, reject) => {
    const server = serve({ fetch: answer, port, hostname: host }, (info: AddressInfo) => {
      resolve({
        port: info.port,
        close: () =>
          new Promise((done) => {
            server.close(() => done())
            // Streams and idle connections would keep it open.
            if ('closeAllConnections' in server) server.closeAllConnections()
          }),
      })
    })
    server.once('error', reject)
  })
}

function networkOf(peer: unknown): string | undefined {
  const { incoming }: { incoming?: { socket?: { remoteAddress?: string } } } = Object(peer)
  return incoming?.socket?.remoteAddress
}

/** An address that a browser on this machine can open, whatever is listened on. */
function originOf(host: string, port: number): string {
  const name = host === '0.0.0.0' || host === '::' ? 'localhost' : host.includes(':') ? `[${host}]` : host
  return `http://${name}:${port}`
}
