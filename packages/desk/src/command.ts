import { checkOpeningHours, type OpeningHours } from '@comptoir/bot-engine'
import { versionIn } from '@comptoir/kb/command-line'
import { serve, type ServerType } from '@hono/node-server'
import { existsSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { isDeepStrictEqual, parseArgs, type ParseArgsOptionsConfig } from 'node:util'
import pg from 'pg'
import { readBackup, writeBackup } from './backup-file.ts'
import { readConfig } from './config-file.ts'
import { conformanceReport } from './conformance/report.ts'
import { isBusy, makeFolder } from './data-folder.ts'
import { createDesk, type Desk } from './desk.ts'
import { checkShops, createDesks, optionsOfShop, type DesksOptions } from './desks.ts'
import { examine } from './doctor.ts'
import {
  InvalidOption,
  cannotListen,
  deskIsRunning,
  missingArgument,
  nameOneShop,
  noDeskHere,
  notAPort,
  notAShape,
  unknownArgument,
  unusableHours,
} from './messages.ts'
import { readSettings, type DeskOptions, type Settings } from './settings.ts'
import { shapeOf, type Place } from './store/dump.ts'
import { fileFault } from './store/database-file.ts'
import { migratePostgres, migrateSqlite, newestShape } from './store/migrate.ts'

const help = `comptoir-desk: the shop's side of Comptoir

  comptoir-desk [options]                          start the desk
    --port NUMBER      port, 0 for any             (PORT, default 8787)
    --host ADDRESS     address to listen on        (HOST, default 127.0.0.1)
    --data DIR         database and secrets        (default .comptoir/desk)
    --base PATH        path in front of all routes (default none)
    --shop URL         the shop contract's address, e.g. https://shop.example/comptoir/v1
    --secret SECRET    what desk and shop hold     (COMPTOIR_SHOP_SECRET)
    --hours FILE       opening hours as JSON, the same as in the widget's configuration
                       (default Monday to Friday 9:00-18:00 in Paris, French holidays off)
    --origin ORIGIN    a shop's origin whose pages carry the widget; may be repeated
    --trust ADDRESS    a reverse proxy to believe X-Forwarded-* from; may be repeated

    --config FILE      port, host and the options of createDesk as JSON; with "shops", several shops at once
    DATABASE_URL       postgres://…: keep everything there; several desks may share it
    COMPTOIR_SMTP, COMPTOIR_MAIL_FROM    the mail server, and who the mails come from

  comptoir-desk backup FILE     write everything to a file, while desks go on working
  comptoir-desk restore FILE    fill an empty folder or database from it; from SQLite to PostgreSQL too
  comptoir-desk migrate [--to SHAPE]   bring the database to a shape, before an older desk is started
  comptoir-desk doctor          look at database, evidence, disk, shop, mail and late promises
                                (each takes --config, --data and DATABASE_URL like the start,
                                and --only NAME where the configuration has several shops)

  comptoir-desk conformance URL --secret SECRET [options]   try a shop's endpoint
    --order REF --email E --postcode P   an order, to check what needs one
    --customer ID                        its customer, or one whose newest order is to be taken
    --acts                               try the acts too: they change the order, and mail its customer

  comptoir-desk --version       which version this is
`

/** Where a command reads its environment and says what it has to say. */
export interface CommandSurroundings {
  readonly env: Readonly<Record<string, string | undefined>>
  /** Takes what the command gives: standard output. */
  readonly say: (text: string) => void
  /** Takes what went wrong: standard error. */
  readonly complain: (text: string) => void
}

/** Runs the command line; resolves with the exit code. Starting the desk resolves when it has ended. */
export async function runCommand(args: readonly string[], around: CommandSurroundings): Promise<number> {
  if (args[0] === 'help' || args.includes('--help') || args.includes('-h')) {
    around.say(help)
    return 0
  }
  if (args[0] === '--version') {
    around.say(`${versionIn(new URL('../package.json', import.meta.url))}\n`)
    return 0
  }
  try {
    const command = Object.hasOwn(commands, args[0] ?? '') ? commands[args[0] ?? ''] : undefined
    return command ? await command(args.slice(1), around) : await start(args, around)
  } catch (error) {
    around.complain(`${error instanceof Error ? error.message : String(error)}\n`)
    return 1
  }
}

const commands: Readonly<
  Record<string, (args: readonly string[], around: CommandSurroundings) => Promise<number>>
> = { conformance, backup, restore: restoreFrom, migrate, doctor }

async function start(args: readonly string[], around: CommandSurroundings): Promise<number> {
  const { values, positionals } = parsed(args, startOptions)
  if (positionals[0] !== undefined) throw unknownArgument(`"${positionals[0]}" is no command`)
  const config = text(values['config'])
  const file = config === undefined ? {} : readConfig(config).listen
  const asked = text(values['port']) ?? around.env['PORT'] ?? String(file.port ?? 8787)
  const port = Number(asked)
  if (!/^\d+$/.test(asked) || port > 65_535) throw notAPort(asked)
  const host = text(values['host']) ?? around.env['HOST'] ?? file.host ?? '127.0.0.1'
  const isOne = values['only'] !== undefined
  const { shops, ...options }: Partial<DesksOptions> = isOne
    ? optionsOfOne(values, around)
    : optionsOf(values, around)
  if (shops) checkSettingsOf({ ...options, shops }, values)
  else settingsOf(options, values)
  let desk: Desk | undefined
  // The port comes first: the password of the first administrator is told once, by a desk that stays.
  const { server, address } = await takePort(host, port, async (request, peer) => {
    return (await desk?.fetch(request, peer)) ?? new Response(null, { status: 503 })
  })
  try {
    desk = shops ? createDesks({ ...options, shops }) : createDesk(options)
    // A database that is away, or another version's, is told now, not with the first request.
    await desk.fetch(new Request(`http://localhost${options.basePath ?? ''}/healthz`))
    around.say(`The desk is open at ${address}${options.basePath ?? ''}\n`)
    await stopAsked()
    return 0
  } finally {
    server.close()
    // Streams never end by themselves: closing the desk ends them.
    await desk?.close()
  }
}

const placeOptions = {
  config: { type: 'string' },
  only: { type: 'string' },
  data: { type: 'string' },
  secret: { type: 'string' },
  shop: { type: 'string' },
} as const satisfies ParseArgsOptionsConfig

const startOptions = {
  ...placeOptions,
  port: { type: 'string' },
  host: { type: 'string' },
  base: { type: 'string' },
  hours: { type: 'string' },
  origin: { type: 'string', multiple: true },
  trust: { type: 'string', multiple: true },
} as const satisfies ParseArgsOptionsConfig

/** The options of the file, and over them those of the command line and the environment. */
function optionsOf(
  values: Readonly<Record<string, Value>>,
  around: CommandSurroundings,
): Partial<DesksOptions> {
  const config = text(values['config'])
  const shop = text(values['shop'])
  const data = text(values['data'])
  const hours = text(values['hours'])
  const base = text(values['base'])
  const databaseUrl = around.env['DATABASE_URL']
  const origins = list(values['origin'])
  const proxies = list(values['trust'])
  const smtp = around.env['COMPTOIR_SMTP']
  const from = around.env['COMPTOIR_MAIL_FROM']
  return {
    basePath: '',
    ...(config === undefined ? {} : readConfig(config).options),
    ...(base === undefined ? {} : { basePath: base }),
    ...(data === undefined ? {} : { data }),
    ...(databaseUrl ? { databaseUrl } : {}),
    ...(smtp && from ? { mail: { smtp, from } } : {}),
    ...(shop === undefined ? {} : { shop: { url: shop, secret: secretOf(values, around) } }),
    ...(hours === undefined ? {} : { hours: hoursIn(hours) }),
    ...(origins.length === 0 ? {} : { allowedOrigins: origins }),
    ...(proxies.length === 0 ? {} : { trustedProxies: proxies }),
  }
}

/** The options of the one desk that a command is about. */
function optionsOfOne(values: Readonly<Record<string, Value>>, around: CommandSurroundings): DeskOptions {
  const { shops, ...options } = optionsOf(values, around)
  const only = text(values['only'])
  if (!shops) return options
  if (only === undefined || !Object.hasOwn(shops, only)) throw nameOneShop(Object.keys(shops), only)
  return optionsOfShop({ ...options, shops }, only)
}

/** Reads the settings of all shops, before anything is opened. */
function checkSettingsOf(options: DesksOptions, values: Readonly<Record<string, Value>>): void {
  try {
    checkShops(options.shops)
  } catch (error) {
    const config = text(values['config'])
    throw error instanceof InvalidOption && config !== undefined ? error.inFile(config, error.path) : error
  }
  for (const name of Object.keys(options.shops)) settingsOf(optionsOfShop(options, name), values, name)
}

/** Reads the settings; what does not fit is said of the configuration file where it stands there. */
function settingsOf(
  options: DeskOptions,
  values: Readonly<Record<string, Value>>,
  shop: string = text(values['only']) ?? '',
): Settings {
  try {
    return readSettings(options)
  } catch (error) {
    const config = text(values['config'])
    if (!(error instanceof InvalidOption) || config === undefined) throw error
    const { shops = {}, ...common } = readConfig(config).options
    const [name = ''] = error.path.split(/[.[]/)
    const found = optionOf(options, name)
    for (const [place, given] of [
      [`shops.${shop}.`, shops[shop] ?? {}],
      ['', common],
    ] as const)
      if (found !== undefined && isDeepStrictEqual(found, optionOf(given, name)))
        throw error.inFile(config, `${place}${error.path}`)
    throw error
  }
}

function optionOf(options: DeskOptions, name: string): unknown {
  return Object.entries(options).find(([option]) => option === name)?.[1]
}

async function backup(args: readonly string[], around: CommandSurroundings): Promise<number> {
  const { place, file } = placeAndFile(args, around, 'a file to write, e.g. desk-2026-11-21.jsonl.gz')
  const rows = await writeBackup(place, file)
  around.say(`${file} holds ${rows} rows. Keep it where others cannot read it.\n`)
  return 0
}

async function restoreFrom(args: readonly string[], around: CommandSurroundings): Promise<number> {
  const { place, file } = placeAndFile(args, around, 'a file that comptoir-desk backup wrote')
  if ('file' in place) makeFolder(dirname(place.file))
  const rows = await readBackup(place, file)
  around.say(`${rows} rows are back. Start the desk.\n`)
  return 0
}

/** Brings the database to a shape: the newest, or an older one before an older desk is started. */
async function migrate(args: readonly string[], around: CommandSurroundings): Promise<number> {
  const { values } = parsed(args, { ...placeOptions, to: { type: 'string' } })
  const asked = text(values['to']) ?? String(newestShape)
  const to = Number(asked)
  if (!Number.isInteger(to) || to < 1 || to > newestShape) throw notAShape(asked, newestShape)
  const place = placeOf(settingsOf(optionsOfOne(values, around), values))
  if ('file' in place) {
    if (!existsSync(place.file)) throw noDeskHere(place.file)
    let database: DatabaseSync | undefined
    try {
      database = new DatabaseSync(place.file, { timeout: 0 })
      takeForOneself(database, place.file)
      migrateSqlite(database, place.file, to)
    } catch (error) {
      throw fileFault(place.file, error)
    } finally {
      database?.close()
    }
  } else {
    if ((await shapeOf(place)) === 0) throw noDeskHere(`schema ${place.schema}`)
    const pool = new pg.Pool({ connectionString: place.url, max: 1 })
    await migratePostgres(pool, place.schema, to).finally(() => pool.end())
  }
  around.say(`The database has shape ${to}.\n`)
  return 0
}

/** Holds the file until it is closed. A desk that runs, even one that rests, holds a lock that stands in the way. */
function takeForOneself(database: DatabaseSync, file: string): void {
  try {
    database.exec('PRAGMA locking_mode = EXCLUSIVE; BEGIN EXCLUSIVE; COMMIT')
  } catch (error) {
    throw isBusy(error) ? deskIsRunning(file) : error
  }
}

async function doctor(args: readonly string[], around: CommandSurroundings): Promise<number> {
  const { values } = parsed(args, startOptions)
  const settings = settingsOf(optionsOfOne(values, around), values)
  let faults = 0
  for await (const { state, sentence } of examine(settings, placeOf(settings))) {
    if (state === 'fault') faults += 1
    around.say(`${state.padEnd(8)} ${sentence}\n`)
  }
  return faults === 0 ? 0 : 1
}

function placeAndFile(
  args: readonly string[],
  around: CommandSurroundings,
  expected: string,
): { readonly place: Place; readonly file: string } {
  const { values, positionals } = parsed(args, placeOptions)
  const [file] = positionals
  if (!file) throw missingArgument('FILE', expected)
  return { place: placeOf(settingsOf(optionsOfOne(values, around), values)), file }
}

function placeOf({ database, data }: Settings): Place {
  return database ?? { file: join(data, 'desk.sqlite') }
}

/** Listens, and gives the address as others reach it. */
function takePort(
  hostname: string,
  port: number,
  fetch: Desk['fetch'],
): Promise<{ readonly server: ServerType; readonly address: string }> {
  return new Promise((resolve, reject) => {
    const server = serve({ fetch, port, hostname }, ({ address, port: open }) => {
      const name = address.includes(':') ? `[${address}]` : address
      resolve({ server, address: `http://${name}:${open}` })
    })
    server.on('error', (error) => reject(cannotListen(hostname, port, error.message)))
  })
}

/** Resolves on Ctrl-C, or when the system wants the process to end. */
function stopAsked(): Promise<void> {
  return new Promise((resolve) => {
    process.once('SIGINT', () => resolve())
    process.once('SIGTERM', () => resolve())
  })
}

async function conformance(args: readonly string[], around: CommandSurroundings): Promise<number> {
  const { values, positionals } = parsed(args, {
    secret: { type: 'string' },
    order: { type: 'string' },
    email: { type: 'string' },
    postcode: { type: 'string' },
    customer: { type: 'string' },
    acts: { type: 'boolean' },
  })
  const [url] = positionals
  if (!url || !URL.canParse(url))
    throw missingArgument('URL', "the address of a shop's contract, e.g. https://shop.example/comptoir/v1")
  const known = {
    order: text(values['order']),
    email: text(values['email']),
    postcode: text(values['postcode']),
    customer: text(values['customer']),
    acts: values['acts'] === true,
  }
  return await conformanceReport({ url, secret: secretOf(values, around), ...known }, (line) => {
    around.say(`${line}
`)
  })
}

type Value = string | boolean | readonly (string | boolean)[] | undefined

function parsed(
  args: readonly string[],
  options: ParseArgsOptionsConfig,
): { values: Readonly<Record<string, Value>>; positionals: readonly string[] } {
  try {
    return parseArgs({ args: [...args], options, allowPositionals: true })
  } catch (error) {
    throw unknownArgument(error instanceof Error ? error.message : String(error))
  }
}

function secretOf(values: Readonly<Record<string, Value>>, { env }: CommandSurroundings): string {
  const secret = text(values['secret']) ?? env['COMPTOIR_SHOP_SECRET']
  if (!secret)
    throw missingArgument('--secret', 'the secret that desk and shop hold together, or COMPTOIR_SHOP_SECRET')
  return secret
}

function hoursIn(file: string): OpeningHours {
  try {
    return checkOpeningHours(JSON.parse(readFileSync(file, 'utf8')))
  } catch (error) {
    throw unusableHours(file, error instanceof Error ? error.message : String(error))
  }
}

function text(value: Value): string | undefined {
  return typeof value === 'string' ? value : undefined
}

function list(value: Value): readonly string[] {
  return Array.isArray(value) ? value.filter((one): one is string => typeof one === 'string') : []
}
