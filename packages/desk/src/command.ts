import { checkOpeningHours, type OpeningHours } from '@comptoir/bot-engine'
import { serve } from '@hono/node-server'
import { readFileSync } from 'node:fs'
import { parseArgs, type ParseArgsOptionsConfig } from 'node:util'
import { conformanceReport } from './conformance/report.ts'
import { createDesk, type Desk } from './desk.ts'
import { cannotListen, missingArgument, notAPort, unknownArgument, unusableHours } from './messages.ts'
import type { DeskOptions } from './settings.ts'

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

  comptoir-desk conformance URL --secret SECRET [options]   try a shop's endpoint
    --order REF --email E --postcode P   an order, to check what needs one
    --customer ID                        its customer, or one whose newest order is to be taken
    --acts                               try the acts too: they change the order, and mail its customer
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
  try {
    return args[0] === 'conformance' ? await conformance(args.slice(1), around) : await start(args, around)
  } catch (error) {
    around.complain(`${error instanceof Error ? error.message : String(error)}\n`)
    return 1
  }
}

async function start(args: readonly string[], around: CommandSurroundings): Promise<number> {
  const { values, positionals } = parsed(args, {
    port: { type: 'string' },
    host: { type: 'string' },
    data: { type: 'string' },
    base: { type: 'string' },
    shop: { type: 'string' },
    secret: { type: 'string' },
    hours: { type: 'string' },
    origin: { type: 'string', multiple: true },
    trust: { type: 'string', multiple: true },
  })
  if (positionals[0] !== undefined) throw unknownArgument(`"${positionals[0]}" is no command`)
  const port = Number(text(values['port']) ?? around.env['PORT'] ?? '8787')
  if (!Number.isInteger(port) || port < 0 || port > 65_535)
    throw notAPort(text(values['port']) ?? around.env['PORT'] ?? '')
  const host = text(values['host']) ?? around.env['HOST'] ?? '127.0.0.1'
  const shop = text(values['shop'])
  const data = text(values['data'])
  const hours = text(values['hours'])
  const options: DeskOptions = {
    basePath: text(values['base']) ?? '',
    ...(data === undefined ? {} : { data }),
    ...(shop === undefined ? {} : { shop: { url: shop, secret: secretOf(values, around) } }),
    ...(hours === undefined ? {} : { hours: hoursIn(hours) }),
    allowedOrigins: list(values['origin']),
    trustedProxies: list(values['trust']),
  }
  const desk = createDesk(options)
  try {
    return await listen(desk, host, port, (address) => {
      around.say(`The desk is open at ${address}${options.basePath ?? ''}\n`)
    })
  } finally {
    await desk.close()
  }
}

/** Serves until Ctrl-C. */
function listen(
  desk: Desk,
  hostname: string,
  port: number,
  onOpen: (address: string) => void,
): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = serve({ fetch: desk.fetch, port, hostname }, ({ address, port: open }) => {
      const name = address.includes(':') ? `[${address}]` : address
      onOpen(`http://${name}:${open}`)
    })
    server.on('error', (error) => reject(cannotListen(hostname, port, error.message)))
    const stop = (): void => {
      server.close()
      // Streams never end by themselves: closing the desk, which comes next, ends them.
      resolve(0)
    }
    process.once('SIGINT', stop)
    process.once('SIGTERM', stop)
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
