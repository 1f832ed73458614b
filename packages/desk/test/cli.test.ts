import { getRequestListener } from '@hono/node-server'
import { createDesk } from '@comptoir/desk'
import { createFakeShop } from '@comptoir/desk/fakes'
import { spawn } from 'node:child_process'
import { rmSync, statSync, writeFileSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import manifest from '@comptoir/desk/package.json' with { type: 'json' }
import { describe, expect, it, onTestFinished } from 'vitest'
import { runCommand } from '../src/command.ts'
import { newDataFolder } from './data-folder.ts'
import { openDesk, startDesk } from './front-door.ts'
import { startDeskProcess } from './running-desk.ts'

const cli = fileURLToPath(new URL('../src/cli.ts', import.meta.url))

/** Runs `comptoir-desk` with these arguments, in this process. */
async function run(
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
): Promise<{ code: number; out: string; err: string }> {
  let out = ''
  let err = ''
  const code = await runCommand(args, {
    env,
    say: (text) => (out += text),
    complain: (text) => (err += text),
  })
  return { code, out, err }
}

async function portOf(server: Pick<Server, 'listen' | 'address' | 'close'>): Promise<number> {
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => void server.close())
  const address = server.address()
  return typeof address === 'object' && address ? address.port : 0
}

describe('comptoir-desk', () => {
  it('starts with no configuration, tells the first password, and ends on Ctrl-C', async () => {
    const data = newDataFolder()
    onTestFinished(() => rmSync(data, { recursive: true }))
    const child = spawn(process.execPath, [
      '--conditions=@comptoir/source',
      cli,
      '--port',
      '0',
      '--data',
      data,
    ])
    onTestFinished(() => void child.kill('SIGKILL'))
    let err = ''
    child.stderr.on('data', (chunk) => (err += String(chunk)))
    const address = await new Promise<string>((resolve) => {
      child.stdout.on('data', (chunk) => resolve(/The desk is open at (\S+)/.exec(String(chunk))?.[1] ?? ''))
    })
    expect(await (await fetch(`${address}/healthz`)).json()).toEqual({ status: 'ok' })
    expect((await fetch(`${address}/metrics`)).status).toBe(200)
    expect(err).toMatch(/as admin with the one-time password \w{4}-/)
    // The folder, secrets and all, is this user's alone.
    expect(statSync(data).mode & 0o077).toBe(0)
    const ended = new Promise<number | null>((resolve) => child.on('exit', resolve))
    child.kill('SIGINT')
    expect(await ended).toBe(0)
  }, 20_000)

  it('says on an older Node what it needs, before anything else', async () => {
    const pretend = `Object.defineProperty(process, 'versions', { value: { ...process.versions, node: '20.20.2' } })`
    const child = spawn(process.execPath, [
      '--import',
      `data:text/javascript,${encodeURIComponent(pretend)}`,
      cli,
    ])
    let err = ''
    child.stderr.on('data', (chunk) => (err += String(chunk)))
    const code = await new Promise((resolve) => child.on('exit', resolve))
    expect(err).toMatch(/^DESK-001 comptoir-desk needs Node 24 or newer .* this is Node 20\.20\.2\./)
    expect(code).toBe(1)
  })

  it.each([
    [['--colour', 'red'], /^DESK-003 .*--help/],
    [['--port', 'http'], /^DESK-009 'http' is not a port/],
    [['--port', '70000'], /^DESK-009/],
    [['--shop', 'https://shop.example/c'], /^DESK-008 --secret is missing/],
    [
      ['--shop', 'shop', '--secret', 'a secret of desk and shop', '--data', ':memory:'],
      /^DESK-002 option shop\.url/,
    ],
    [['--origin', 'https://shop.example/', '--data', ':memory:'], /^DESK-002 option allowedOrigins\[0\]/],
    [['conformance', '--secret', 's'], /^DESK-008 URL is missing/],
  ])('%j ends with a sentence', async (args, sentence) => {
    const { code, err } = await run(args)
    expect(err).toMatch(sentence)
    expect(err.trim().split('\n')).toHaveLength(1)
    expect(code).toBe(1)
  })

  it('helps', async () => {
    const { code, out } = await run(['--help'])
    expect(out).toContain('comptoir-desk conformance URL')
    expect(code).toBe(0)
  })

  it('says which version it is', async () => {
    expect(await run(['--version'])).toEqual({ code: 0, out: `${manifest.version}\n`, err: '' })
  })

  it('starts nothing for a word that is no command', async () => {
    const { code, err } = await run(['statr'])
    expect(err).toContain('DESK-003 comptoir-desk cannot read its arguments: "statr" is no command.')
    expect(code).toBe(1)
    expect((await run(['help'])).code).toBe(0)
  })

  it("says when the port is somebody else's, whether the environment or the file names it", async () => {
    const port = await portOf(createServer())
    const folder = newDataFolder()
    onTestFinished(() => rmSync(folder, { recursive: true }))
    const config = join(folder, 'desk.json')
    writeFileSync(config, JSON.stringify({ port, host: '127.0.0.1', data: ':memory:' }))
    for (const [args, env] of [
      [['--data', ':memory:'], { PORT: String(port) }],
      [['--config', config], {}],
    ] as const) {
      const { code, err } = await run(args, env)
      expect(err).toMatch(`DESK-010 the desk cannot listen on 127.0.0.1, port ${port}: `)
      expect(err).toContain('EADDRINUSE')
      expect(code).toBe(1)
    }
  })

  it('leaves nothing behind where the port is taken: the first password is told by the start that stays', async () => {
    const data = newDataFolder()
    onTestFinished(() => rmSync(data, { recursive: true }))
    const port = await portOf(createServer())
    expect((await run(['--port', String(port), '--data', data])).err).toMatch(/^DESK-010/)
    const told: string[] = []
    const desk = createDesk({ data, log: () => {}, announce: (sentence) => void told.push(sentence) })
    onTestFinished(() => desk.close())
    await desk.fetch(new Request('http://localhost/desk/healthz'))
    expect(told).toEqual([expect.stringMatching(/one-time password/)])
  })

  it('does not open where its database is away', async () => {
    const env = { DATABASE_URL: 'postgres://desk:s3cret@localhost/desk?host=%2Fnowhere' }
    const { code, out, err } = await run(['--port', '0'], env)
    expect(err).toMatch(/^DESK-012 the database at localhost\/desk cannot be used: /)
    expect(err).not.toContain('s3cret')
    expect({ code, out }).toEqual({ code: 1, out: '' })
  })

  it('has its folder for itself, until its process is gone', async () => {
    const data = newDataFolder()
    onTestFinished(() => rmSync(data, { recursive: true }))
    const running = await startDeskProcess(data, 0)
    expect(await run(['--data', data, '--port', '0'])).toMatchObject({
      code: 1,
      err: expect.stringMatching(/^DESK-021 another desk works in \S+ already\..*DATABASE_URL\.\n$/),
    })
    // Nor is it moved away under the one that runs; what only reads may do so.
    expect((await run(['doctor', '--data', data])).code).toBe(0)
    await running.kill()
    expect((await openDesk({ data }).ask('GET', '/healthz')).status).toBe(200)
  }, 20_000)

  it('goes on when nobody reads what it says any more', async () => {
    const data = newDataFolder()
    onTestFinished(() => rmSync(data, { recursive: true }))
    const { ask } = openDesk({ data })
    await ask('GET', '/healthz')
    const child = spawn(process.execPath, ['--conditions=@comptoir/source', cli, 'doctor', '--data', data])
    child.stdout.destroy()
    let err = ''
    child.stderr.on('data', (chunk) => (err += String(chunk)))
    const code = await new Promise((resolve) => child.on('exit', resolve))
    expect(err).not.toContain('EPIPE')
    expect(code).toBe(0)
  }, 20_000)
})

it('a desk that is closed, at whatever moment of its work, leaves no alarm that keeps its process alive', async () => {
  for (let moment = 0; moment < 12; moment++) {
    const door = startDesk()
    await door.ask('GET', '/healthz')
    await new Promise((resolve) => setImmediate(resolve))
    await new Promise((resolve) => setImmediate(resolve))
    // The clock rings: jobs are looked for.
    door.clock.advance(60_000)
    for (let turn = 0; turn < moment; turn++) await new Promise((resolve) => setImmediate(resolve))
    await door.desk.close()
    expect(door.clock.alarms, `closed ${moment} turns later`).toEqual([])
  }
})

describe('comptoir-desk conformance', () => {
  it('tries a shop over the network, and ends with 1 when something failed', async () => {
    const shop = createFakeShop()
    const port = await portOf(createServer(getRequestListener(shop.fetch)))
    const url = `http://127.0.0.1:${port}/comptoir/v1`
    const order = ['--order', 'XKBKNABJK', '--email', 'jeanne.aubert@exemple.fr', '--postcode', '14000']

    const good = await run(['conformance', url, '--secret', shop.secret, ...order])
    expect(good.out).toMatch(/29 passed, 0 failed, 7 not checked\n$/)
    expect(good.code).toBe(0)

    const bad = await run(['conformance', url, ...order], { COMPTOIR_SHOP_SECRET: 'not the secret' })
    expect(bad.out).toContain('FAILED       It says who it is at /info')
    expect(bad.code).toBe(1)
  })
})
