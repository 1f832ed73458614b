import { fileURLToPath } from 'node:url'
import { startDemo } from './demo.ts'
import { demoPassword } from './seed/customers.ts'
import { textsIn } from './texts.ts'

const port = Number(process.env['PORT'] ?? 3000)
const host = process.env['HOST'] ?? '127.0.0.1'
const dataDir = process.env['COMPTOIR_DATA_DIR'] ?? fileURLToPath(new URL('../.comptoir', import.meta.url))

const secret = process.env['COMPTOIR_SHOP_SECRET']
const smtp = process.env['COMPTOIR_SMTP']

try {
  const demo = await startDemo({ port, host, dataDir, ...(secret && { secret }), ...(smtp && { smtp }) })
  process.stdout.write(`${welcome(demo.url)}\n`)
  let stopped: Promise<void> | undefined
  const stop = (): void => void (stopped ??= demo.stop().then(() => process.exit(0)))
  // Ctrl-C comes twice when a command above hands it on, and the second one must not cut the first one short.
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, stop)
} catch (error) {
  const message = error instanceof Error ? error.message : String(error)
  process.stderr.write(
    message.includes('EADDRINUSE')
      ? `Port ${port} on ${host} is taken. Give another one, for example: PORT=${port + 1} npm start\n`
      : `${message}\n`,
  )
  process.exit(1)
}

/** What to open and what to try, in both languages. */
function welcome(url: string): string {
  const french = textsIn('fr')
  const english = textsIn('en')
  return `
  Atelier Nelvet

  ${french('start.shop').padEnd(28)} ${url}/          ${url}/en
  ${french('start.try').padEnd(28)} ${url}/demo      ${url}/en/demo
  ${french('start.console').padEnd(28)} ${url}/console   camille / falaise-2026

  ${french('start.example')}  gnelvet@example.fr, 14000, XKBKNABJK
  ${english('start.example')}  emily.carter@example.com, 35000, KDWLNRTBV
  ${french('start.password')} · ${english('start.password')}  ${demoPassword}

  ${french('start.stop')} · ${english('start.stop')}`
}
