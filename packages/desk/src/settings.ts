import { checkOpeningHours, systemClock, type Clock, type OpeningHours } from '@comptoir/bot-engine'
import { isIP } from 'node:net'
import { resolve } from 'node:path'
import type { LogLine } from './log.ts'
import type { Mailer, MailOptions } from './mail/mailer.ts'
import { invalidOption } from './messages.ts'
import { isPasswordHash, passwordMin } from './password.ts'
import { defaultRetention, type Retention } from './retention.ts'
import type { Rate } from './rate-limit.ts'
import type { AgentRole } from './store/store.ts'

/** What {@link createDesk} takes. Everything has a default but the shop, without which there are no orders. */
export interface DeskOptions {
  /** Path in front of every route: `''` or e.g. `/desk`. @default '/desk' */
  readonly basePath?: string
  /** Folder of the database and of the secrets; `:memory:` keeps both in memory only. @default '.comptoir/desk' */
  readonly data?: string
  /** The shop, reached by the shop contract. @default none: order routes answer 503 */
  readonly shop?: ShopOptions
  /**
   * What opens invoices, addresses and documents, beside the number and the e-mail of an order: its postcode, or
   * nothing less than a code that is mailed.
   *
   * @default 'postcode'
   */
  readonly levelTwo?: 'postcode' | 'code'
  /** What the shop is called, e.g. in an authenticator app. @default 'Comptoir' */
  readonly name?: string
  /**
   * Who the shop is in law, at the foot of its mails: `Atelier Nelvet SAS, 8 rue des Lavandières, 14000 Caen`. The
   * receipt of a withdrawal says it. @default none
   */
  readonly imprint?: string
  /** For how many days what is kept. */
  readonly retention?: Partial<Retention>
  /** Origins other than the desk's own whose pages may carry the widget. @default [] */
  readonly allowedOrigins?: readonly string[]
  /** When people can be reached. @default Monday to Friday 9:00–18:00, Europe/Paris, French holidays off */
  readonly hours?: OpeningHours
  readonly callbacks?: CallbackOptions
  /** Within what time what customers leave is answered, and who answers for it. */
  readonly promises?: PromiseOptions
  /**
   * The mail server, or something else that carries mails. @default none: no mail is sent, and nobody is told that one
   * was
   */
  readonly mail?: MailOptions | Mailer
  /** `postgres://…`: the desk keeps everything there, and several desks may share it. @default SQLite in `data` */
  readonly databaseUrl?: string
  /** The schema of PostgreSQL that holds this desk. @default 'comptoir' */
  readonly databaseSchema?: string
  /** People who can sign in; those whose login is not there yet are added at start. @default one administrator */
  readonly agents?: readonly AgentSeed[]
  /** A provider of OpenID Connect where people of the shop sign in. @default none: with passwords */
  readonly openId?: OpenIdOptions
  /** Addresses of reverse proxies whose `X-Forwarded-For` and `X-Forwarded-Proto` are believed. @default [] */
  readonly trustedProxies?: readonly string[]
  /** Token that `/metrics` asks for as a bearer; without it only the machine itself may read it. */
  readonly metricsToken?: string
  readonly limits?: Partial<Limits>
  /** @default the machine's clock */
  readonly clock?: Clock
  /** Between 0 and 1, below 1: spreads what is left to jobs over a quarter of a second. @default Math.random */
  readonly random?: () => number
  /** Takes each log line; never carries personal data. @default JSON lines on standard error */
  readonly log?: (line: LogLine) => void
  /** Tells a person something once, such as the first administrator's password. @default standard error */
  readonly announce?: (sentence: string) => void
}

export interface ShopOptions {
  /** Base address of the shop contract, e.g. `https://shop.example/comptoir/v1`. */
  readonly url: string
  /** The secret that desk and shop hold together, at least 16 characters. */
  readonly secret: string
  /** The one before: customer tokens signed with it are still good, while the shop's pages go over to the new one. */
  readonly previousSecret?: string
  /** `iss` of the customer tokens: a name, or an address such as `https://shop.example`. @default the origin of `url` */
  readonly issuer?: string
  /** Address of the shop's public keys (JWKS), for customer tokens signed with ES256. @default none: HS256 */
  readonly jwks?: string
  /** @default 3000 */
  readonly timeBoxMs?: number
  /** For tests and for shops in the same process. @default the platform's fetch */
  readonly fetch?: (request: Request) => Promise<Response>
}

export interface CallbackOptions {
  /** Length of a slot in minutes. @default 30 */
  readonly minutes?: number
  /** The first slot begins at least so many minutes from now. @default 15 */
  readonly lead?: number
  /** How many open days to offer. @default 3 */
  readonly days?: number
  /** Callbacks in one slot. @default 2 */
  readonly capacity?: number
  /** Unanswered calls after which the promise counts as missed. @default 2 */
  readonly attempts?: number
}

export interface PromiseOptions {
  /** Hours until a ticket is answered. @default 24 */
  readonly ticketHours?: number
  /** Hours until a complaint is answered. @default 168, one week */
  readonly complaintHours?: number
  /** Hours until an urgent complaint is answered. @default 24 */
  readonly urgentComplaintHours?: number
  /** Login of the person who answers for what comes in. @default the team */
  readonly owner?: string
  /**
   * E-mail address that is told of every promise that is late, beside its owner, or the supervisors, where their login
   * is their address. @default nobody else
   */
  readonly alarmTo?: string
}

/** Where people of the shop sign in, as the provider calls things. */
export interface OpenIdOptions {
  /** Address of the provider, e.g. `https://login.example/realms/shop`; https but on this machine. */
  readonly issuer: string
  readonly clientId: string
  readonly clientSecret: string
  /** What the button of the console says to be signed in with, e.g. `Microsoft`. @default 'OpenID Connect' */
  readonly name?: string
  /** Nobody signs in with a password any more. @default false */
  readonly only?: boolean
  /** More than the authentication itself has to be asked for, e.g. `['groups']`. @default [] */
  readonly scopes?: readonly string[]
  /**
   * Which values of a claim give which role, looked at each time; who has none of them is not let in. Without it
   * everybody whom the provider lets in is an agent, until an administrator says more.
   */
  readonly roles?: { readonly claim: string } & Readonly<Partial<Record<AgentRole, readonly string[]>>>
}

export interface AgentSeed {
  readonly login: string
  /** What customers see, e.g. `Camille`. */
  readonly name: string
  /** Shown beside the name, e.g. `conseillère`. */
  readonly title?: string
  /** @default 'agent' */
  readonly role?: AgentRole
  /** At least 10 characters; or give `passwordHash`. */
  readonly password?: string
  /** What {@link hashPassword} made of the password, so that a configuration need not hold it. */
  readonly passwordHash?: string
}

/** How often things may be done before the answer is 429. Networks and addresses are counted over all nodes. */
export interface Limits {
  /** Order look-ups, by network. @default 20 an hour */
  readonly lookups: Rate
  /** New conversations, by network. @default 120 an hour */
  readonly conversations: Rate
  /** Requests that write, by conversation. @default 240, refilled at 4 a second */
  readonly writes: Rate
  /** Callback requests, by network. @default 20 an hour */
  readonly callbacks: Rate
  /** Sign-ins, by network, and by login. @default 10 in 15 minutes */
  readonly signIns: Rate
  /** Mailed codes, by order. @default 3 an hour */
  readonly codes: Rate
  /** Mails to an address that is known to be the customer's. @default 3 a day */
  readonly mails: Rate
  /** Mails to another address, where the law wants one. @default 1 a day */
  readonly mailsToStrangers: Rate
  /** Files that customers hand in, by network. @default 60 an hour */
  readonly uploads: Rate
  /** Verification tries that may fail in one conversation. @default 3 */
  readonly tries: number
  /** Callbacks asked for one number within a day. @default 2 */
  readonly callbacksPerPhone: number
  /** Streams open at once in one conversation. @default 8 */
  readonly streams: number
  /** Files kept in one conversation. @default 20 */
  readonly files: number
  /** Bytes of one file as it is handed in. @default 6000000 */
  readonly fileBytes: number
}

/** Options with every default filled in. */
export interface Settings {
  readonly basePath: string
  readonly data: string
  readonly shop: (ShopOptions & { readonly issuer: string }) | undefined
  readonly name: string
  readonly levelTwo: 'postcode' | 'code'
  readonly imprint: string | undefined
  readonly retention: Retention
  readonly allowedOrigins: readonly string[]
  readonly hours: OpeningHours
  readonly callbacks: Required<CallbackOptions>
  readonly promises: Required<Omit<PromiseOptions, 'owner' | 'alarmTo'>> &
    Pick<PromiseOptions, 'owner' | 'alarmTo'>
  readonly mail: MailOptions | Mailer | undefined
  readonly database: { readonly url: string; readonly schema: string } | undefined
  readonly agents: readonly AgentSeed[]
  readonly openId: OpenIdOptions | undefined
  readonly trustedProxies: readonly string[]
  readonly metricsToken: string | undefined
  readonly limits: Limits
  readonly clock: Clock
  readonly random: () => number
  readonly log: (line: LogLine) => void
  readonly announce: (sentence: string) => void
}

/**
 * Checks options and fills in the defaults.
 *
 * @throws {Error} DESK-002 with the option's path, what was expected and how to mend it
 */
export function readSettings(options: DeskOptions): Settings {
  const {
    basePath = '/desk',
    data = '.comptoir/desk',
    allowedOrigins = [],
    trustedProxies = [],
    agents = [],
  } = options
  if (!/^(\/[A-Za-z0-9._~-]+)*$/.test(basePath)) {
    throw invalidOption(
      'basePath',
      "'' or a path such as '/desk' without a slash at its end",
      `'${basePath}'`,
    )
  }
  allowedOrigins.forEach((origin, index) => {
    if (originOf(origin) !== origin) {
      throw invalidOption(
        `allowedOrigins[${index}]`,
        "an origin such as 'https://shop.example'",
        `'${origin}'`,
      )
    }
  })
  trustedProxies.forEach((address, index) => {
    if (isIP(address) === 0) throw invalidOption(`trustedProxies[${index}]`, 'an IP address', `'${address}'`)
  })
  agents.forEach(({ login, password = '', passwordHash }, index) => {
    if (!/^\S{1,100}$/.test(login))
      throw invalidOption(`agents[${index}].login`, 'a login without spaces', `'${login}'`)
    if (agents.slice(0, index).some((other) => other.login.toLowerCase() === login.toLowerCase()))
      throw invalidOption(`agents[${index}].login`, "nobody else's", `'${login}' a second time`)
    if (passwordHash !== undefined && !isPasswordHash(passwordHash)) {
      throw invalidOption(`agents[${index}].passwordHash`, 'what hashPassword gives', 'something else')
    }
    if (passwordHash === undefined && password.length < passwordMin) {
      const found = `${password.length} characters`
      throw invalidOption(`agents[${index}].password`, `at least ${passwordMin} characters`, found)
    }
  })
  if (options.levelTwo === 'code' && !options.mail)
    throw invalidOption(
      'levelTwo',
      "'postcode' where no mail server is set, which could send a code",
      "'code'",
    )
  const { alarmTo } = options.promises ?? {}
  if (alarmTo !== undefined && !/^[^\s@]+@[^\s@]+$/.test(alarmTo))
    throw invalidOption('promises.alarmTo', "an e-mail address such as 'sav@atelier.example'", `'${alarmTo}'`)
  return {
    basePath,
    data: data === ':memory:' ? data : resolve(data),
    shop: options.shop && readShop(options.shop),
    allowedOrigins,
    hours: readHours(options.hours ?? defaultHours),
    callbacks: { minutes: 30, lead: 15, days: 3, capacity: 2, attempts: 2, ...options.callbacks },
    name: options.name ?? 'Comptoir',
    levelTwo: options.levelTwo ?? 'postcode',
    imprint: options.imprint,
    retention: { ...defaultRetention, ...options.retention },
    promises: { ticketHours: 24, complaintHours: 168, urgentComplaintHours: 24, ...options.promises },
    mail: options.mail && readMail(options.mail),
    database: readDatabase(options),
    agents,
    openId: options.openId && readOpenId(options.openId),
    trustedProxies,
    metricsToken: options.metricsToken,
    limits: { ...defaultLimits, ...options.limits },
    clock: options.clock ?? systemClock,
    random: options.random ?? Math.random,
    log: options.log ?? ((line) => void process.stderr.write(`${JSON.stringify(line)}\n`)),
    announce: options.announce ?? ((sentence) => void process.stderr.write(`${sentence}\n`)),
  }
}

const hour = 3_600_000

const defaultLimits: Limits = {
  lookups: { count: 20, perMs: hour },
  conversations: { count: 120, perMs: hour },
  writes: { count: 240, perMs: 60_000 },
  callbacks: { count: 20, perMs: hour },
  signIns: { count: 10, perMs: hour / 4 },
  codes: { count: 3, perMs: hour },
  mails: { count: 3, perMs: 24 * hour },
  mailsToStrangers: { count: 1, perMs: 24 * hour },
  uploads: { count: 60, perMs: hour },
  tries: 3,
  callbacksPerPhone: 2,
  streams: 8,
  files: 20,
  fileBytes: 6_000_000,
}

const workday = [['09:00', '18:00']] as const

const defaultHours: OpeningHours = {
  timeZone: 'Europe/Paris',
  week: { mon: workday, tue: workday, wed: workday, thu: workday, fri: workday },
  holidays: 'FR',
}

function readHours(hours: OpeningHours): OpeningHours {
  const checked = checkOpeningHours(hours)
  // A word that is misspelt would leave the shop open on holidays without anybody noticing.
  for (const name of Object.keys(checked))
    if (!['timeZone', 'week', 'holidays', 'exceptions'].includes(name))
      throw invalidOption(`hours.${name}`, 'one of timeZone, week, holidays and exceptions', 'none of them')
  return checked
}

function readShop(shop: ShopOptions): ShopOptions & { readonly issuer: string } {
  const origin = originOf(shop.url)
  if (origin === undefined) {
    throw invalidOption('shop.url', "an address such as 'https://shop.example/comptoir/v1'", `'${shop.url}'`)
  }
  const { issuer = origin } = shop
  // RFC 7519, 2: a word, or where there is a colon in it, an address. Programs without types give anything.
  if (
    typeof issuer !== 'string' ||
    !/^\S(.*\S)?$/.test(issuer) ||
    (/:/.test(issuer) && !URL.canParse(issuer))
  )
    throw invalidOption(
      'shop.issuer',
      "a name, or an address such as 'https://shop.example'",
      `'${String(issuer)}'`,
    )
  if (shop.jwks !== undefined && originOf(shop.jwks) === undefined)
    throw invalidOption('shop.jwks', "an address such as 'https://shop.example/jwks.json'", `'${shop.jwks}'`)
  for (const name of ['secret', 'previousSecret'] as const) {
    const { length } = shop[name] ?? shop.secret
    if (length < 16)
      throw invalidOption(`shop.${name}`, 'a secret of at least 16 characters', `${length} characters`)
  }
  return { ...shop, issuer }
}

function readMail(mail: MailOptions | Mailer): MailOptions | Mailer {
  if ('send' in mail) return mail
  const server = URL.canParse(mail.smtp) ? new URL(mail.smtp) : undefined
  // A password with # ? or / in it cuts the address off there, and a piece of the password would be the server's name.
  const rest = server ? `${server.pathname}${server.search}${server.hash}` : ''
  if (!server || !/^smtps?:$/.test(server.protocol) || server.hostname === '' || /[@#]|^\/./.test(rest)) {
    // What is wrong may hold a password: it is not repeated.
    throw invalidOption(
      'mail.smtp',
      "an address such as 'smtp://user:password@mail.example:587', signs such as # / ? @ in the password written %23 %2F %3F %40",
      'something else',
    )
  }
  if (!/[^\s@<]@[^\s@>]+>?$/.test(mail.from)) {
    throw invalidOption('mail.from', "a sender such as 'Atelier <contact@atelier.example>'", `'${mail.from}'`)
  }
  if (mail.replyTo !== undefined && !/[^\s@<]@[^\s@>]+>?$/.test(mail.replyTo)) {
    throw invalidOption(
      'mail.replyTo',
      "an e-mail address such as 'sav@atelier.example'",
      `'${mail.replyTo}'`,
    )
  }
  return mail
}

function readOpenId(openId: OpenIdOptions): OpenIdOptions {
  const address = URL.canParse(openId.issuer) ? new URL(openId.issuer) : undefined
  const isOwn = address !== undefined && ['127.0.0.1', 'localhost', '[::1]'].includes(address.hostname)
  if (address?.protocol !== 'https:' && !(address?.protocol === 'http:' && isOwn)) {
    throw invalidOption('openId.issuer', "an address such as 'https://login.example'", `'${openId.issuer}'`)
  }
  for (const name of ['clientId', 'clientSecret'] as const)
    if (!openId[name])
      throw invalidOption(`openId.${name}`, 'what the provider gave for this desk', 'missing')
  return openId
}

function readDatabase({ databaseUrl, databaseSchema = 'comptoir' }: DeskOptions): Settings['database'] {
  if (databaseUrl === undefined) return undefined
  if (!/^postgres(ql)?:\/\//.test(databaseUrl)) {
    // What is wrong may hold a password: it is not repeated.
    throw invalidOption(
      'databaseUrl',
      "an address such as 'postgres://user:password@host/database'",
      'something else',
    )
  }
  if (!/^[a-z_][a-z0-9_]{0,62}$/.test(databaseSchema)) {
    throw invalidOption('databaseSchema', 'a name of small letters, digits and _', `'${databaseSchema}'`)
  }
  return { url: databaseUrl, schema: databaseSchema }
}

function originOf(address: string): string | undefined {
  if (!URL.canParse(address)) return undefined
  const { origin, protocol } = new URL(address)
  return protocol === 'http:' || protocol === 'https:' ? origin : undefined
}
