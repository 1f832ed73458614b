import type { OpeningHours } from '@comptoir/bot-engine'
import * as v from 'valibot'
import type { MailOptions } from '../mail/mailer.ts'
import type { Rate } from '../rate-limit.ts'
import type { Retention } from '../retention.ts'
import type {
  AgentSeed,
  CallbackOptions,
  DeskOptions,
  Limits,
  OpenIdOptions,
  PromiseOptions,
  ShopOptions,
} from '../settings.ts'
import { count } from './fields.ts'
import { optional, strict, type Fields, type Schema } from './schema.ts'

// What a configuration file may hold, by shape. What the values say is checked where the desk is started.

const word = v.pipe(v.string(), v.minLength(1))
const words = v.array(word)
const few: Schema<number> = v.pipe(count, v.minValue(1))
const minutesADay = 24 * 60
const daysAYear = 366
const rate: Schema<Rate> = strict<Rate>({ count, perMs: few })
const role = v.picklist(['agent', 'supervisor', 'administrator'])

/** Options that are data; what a program alone can give is no part of a file. */
type FileOptions = Omit<DeskOptions, 'clock' | 'random' | 'log' | 'announce' | 'mail' | 'shop'> & {
  readonly mail?: MailOptions
  readonly shop?: Omit<ShopOptions, 'fetch'>
}

const retention: Fields<Partial<Retention>> = {
  conversations: optional(few),
  records: optional(few),
  evidence: optional(few),
  consents: optional(few),
  audit: optional(few),
  jobs: optional(few),
}

const limits: Fields<Partial<Limits>> = {
  lookups: optional(rate),
  conversations: optional(rate),
  writes: optional(rate),
  callbacks: optional(rate),
  signIns: optional(rate),
  codes: optional(rate),
  mails: optional(rate),
  mailsToStrangers: optional(rate),
  uploads: optional(rate),
  tries: optional(few),
  callbacksPerPhone: optional(few),
  streams: optional(few),
  files: optional(few),
  fileBytes: optional(few),
}

/** One schema for each option. */
const optionFields: Fields<FileOptions> = {
  basePath: optional(v.string()),
  data: optional(word),
  shop: optional(
    strict<Omit<ShopOptions, 'fetch'>>({
      url: word,
      secret: word,
      previousSecret: optional(word),
      issuer: optional(word),
      jwks: optional(word),
      timeBoxMs: optional(few),
    }),
  ),
  name: optional(word),
  imprint: optional(word),
  levelTwo: optional(v.picklist(['postcode', 'code'])),
  retention: optional(strict<Partial<Retention>>(retention)),
  allowedOrigins: optional(words),
  // Its own check says what is wrong in it.
  hours: optional(
    v.custom<OpeningHours>((value) => typeof value === 'object' && value !== null, 'an object'),
  ),
  callbacks: optional(
    strict<CallbackOptions>({
      minutes: optional(upTo(minutesADay)),
      lead: optional(count),
      days: optional(upTo(daysAYear)),
      capacity: optional(few),
      attempts: optional(few),
    }),
  ),
  promises: optional(
    strict<PromiseOptions>({
      ticketHours: optional(few),
      complaintHours: optional(few),
      urgentComplaintHours: optional(few),
      owner: optional(word),
      alarmTo: optional(word),
    }),
  ),
  mail: optional(strict<MailOptions>({ smtp: word, from: word, replyTo: optional(word) })),
  databaseUrl: optional(word),
  databaseSchema: optional(word),
  agents: optional(
    v.array(
      strict<AgentSeed>({
        login: word,
        name: word,
        title: optional(word),
        role: optional(role),
        password: optional(v.string()),
        passwordHash: optional(word),
      }),
    ),
  ),
  openId: optional(
    strict<OpenIdOptions>({
      issuer: word,
      clientId: word,
      clientSecret: word,
      name: optional(word),
      only: optional(v.boolean()),
      scopes: optional(words),
      roles: optional(
        strict<NonNullable<OpenIdOptions['roles']>>({
          claim: word,
          administrator: optional(words),
          supervisor: optional(words),
          agent: optional(words),
        }),
      ),
    }),
  ),
  trustedProxies: optional(words),
  metricsToken: optional(word),
  limits: optional(strict<Partial<Limits>>(limits)),
}

function upTo(max: number): Schema<number> {
  return v.pipe(few, v.maxValue(max))
}

/** Where the command listens, which an option of the command line overrides. */
export interface ListenOptions {
  readonly port?: number
  readonly host?: string
}

interface ConfigFile extends FileOptions, ListenOptions {
  readonly shops?: Readonly<Record<string, FileOptions>>
}

/** The whole file; with `shops`, each has options of its own. */
export const configFile: Schema<ConfigFile> = strict<ConfigFile>({
  ...optionFields,
  port: optional(v.pipe(count, v.maxValue(65_535))),
  host: optional(word),
  shops: optional(v.record(v.string(), strict<FileOptions>(optionFields))),
})
