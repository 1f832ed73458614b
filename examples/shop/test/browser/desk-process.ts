import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** `comptoir-desk` in a process of its own, as a shop runs it: it can die and be started again. */
export interface DeskProcess {
  /** `http://127.0.0.1:40123`, the same after each start. */
  readonly url: string
  /** The administrator's one-time password, told at the first start. */
  password(): string
  /** Takes the process away as a power cut would. */
  dies(): Promise<void>
  /**
   * Starts it, the second time on the same data, and waits until it answers.
   *
   * @param origin whose pages carry the widget
   */
  starts(origin: string): Promise<void>
  stops(): Promise<void>
}

const cli = fileURLToPath(
  import.meta.resolve('@comptoir/desk/package.json').replace('package.json', 'src/cli.ts'),
)
const allDay = [['00:00', '24:00']]
const alwaysOpen = {
  week: Object.fromEntries(['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'].map((day) => [day, allDay])),
}

/** Makes everything ready for a desk that speaks the shop contract of that shop. */
export async function prepareDeskProcess(shop: {
  readonly url: string
  readonly secret: string
}): Promise<DeskProcess> {
  const data = await mkdtemp(join(tmpdir(), 'comptoir-desk-'))
  const hours = join(data, 'hours.json')
  await writeFile(hours, JSON.stringify(alwaysOpen))
  const port = await freePort()
  let child: ChildProcess | undefined
  let told = ''

  async function starts(origin: string): Promise<void> {
    const running = spawn(
      process.execPath,
      [
        '--conditions=@comptoir/source',
        '--disable-warning=ExperimentalWarning',
        cli,
        `--port=${port}`,
        `--data=${data}`,
        `--hours=${hours}`,
        `--shop=${shop.url}/comptoir/v1`,
        `--secret=${shop.secret}`,
        `--origin=${origin}`,
      ],
      { stdio: ['ignore', 'pipe', 'pipe'] },
    )
    child = running
    let open = false
    await new Promise<void>((resolve, reject) => {
      const hear = (chunk: unknown): void => {
        told += String(chunk)
        open ||= String(chunk).includes('The desk is open')
        if (open && told.includes('one-time password')) resolve()
      }
      running.stdout.on('data', hear)
      running.stderr.on('data', hear)
      running.on('exit', (code) => reject(new Error(`comptoir-desk ended with ${code}: ${told}`)))
    })
  }

  async function ends(signal: 'SIGKILL' | 'SIGTERM'): Promise<void> {
    const running = child
    if (!running || running.exitCode !== null || running.signalCode !== null) return
    const ended = new Promise((resolve) => running.once('exit', resolve))
    running.kill(signal)
    await ended
  }

  return {
    url: `http://127.0.0.1:${port}`,
    password: () => /one-time password (\S+)/.exec(told)?.[1] ?? '',
    dies: () => ends('SIGKILL'),
    starts,
    async stops() {
      await ends('SIGTERM')
      await rm(data, { recursive: true, force: true })
    },
  }
}

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const address = server.address()
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0))
    })
  })
}
