import { spawn, type ChildProcess } from 'node:child_process'
import { mkdtempSync, rmSync, statSync } from 'node:fs'
import { createServer } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { createAdaptorServer } from '@hono/node-server'
import { createFakeShop } from '@comptoir/desk/fakes'
import { describe, expect, it, onTestFinished } from 'vitest'

const cli = fileURLToPath(new URL('../src/cli.ts', import.meta.url))

/** Runs `comptoir-desk` to its end. */
async function run(
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
): Promise<{ code: number | null; out: string; err: string }> {
  const child = start(args, env)
  let out = ''
  let err = ''
  child.stdout?.on('data', (chunk) => (out += String(chunk)))
  child.stderr?.on('data', (chunk) => (err += String(chunk)))
  const code = await new Promise<number | null>((resolve) => child.on('exit', resolve))
  return { code, out, err }
}

function start(args: readonly string[], env: Readonly<Record<string, string>> = {}): ChildProcess {
  const child = spawn(process.execPath, ['--conditions=@comptoir/source', cli, ...args], {
    env: { PATH: process.env['PATH'] ?? '', ...env },
  })
  onTestFinished(() => void child.kill('SIGKILL'))
  return child
}

describe('comptoir-desk', () => {
  it('starts with no configuration, tells the first password, and ends on Ctrl-C', async () => {
    const data = mkdtempSync(join(tmpdir(), 'comptoir-desk-'))
    onTestFinished(() => rmSync(data, { recursive: true }))
    const child = start(['--port', '0', '--data', data])
    let err = ''
    child.stderr?.on('data', (chunk) => (err += String(chunk)))
    const address = await new Promise<string>((resolve) => {
      child.stdout?.on('data', (chunk) => {
        const found = /The desk is open at (\S+)/.exec(String(chunk))?.[1]
        if (found) resolve(found)
      })
    })
    expect(await (await fetch(`${address}/healthz`)).json()).toEqual({ status: 'ok' })
    expect((await fetch(`${address}/metrics`)).status).toBe(200)
    expect(err).toMatch(/as admin with the one-time password \w{4}-/)
    // The secrets are this user's alone.
    expect(statSync(join(data, 'secrets.json')).mode & 0o077).toBe(0)
    const ended = new Promise<number | null>((resolve) => child.on('exit', resolve))
    child.kill('SIGINT')
    expect(await ended).toBe(0)
  })

  it.each([
    [['--colour', 'red'], /^DESK-003 .*--help/],
    [['--port', 'http'], /^DESK-009 'http' is not a port/],
    [['--shop', 'https://shop.example/c'], /^DESK-008 --secret is missing/],
    [
      ['--shop', 'shop', '--secret', 'a secret of desk and shop', '--data', ':memory:'],
      /^DESK-002 option shop\.url/,
    ],
    [['--origin', 'https://shop.example/', '--data', ':memory:'], /^DESK-002 option allowedOrigins\[0\]/],
    [['conformance', '--secret', 's'], /^DESK-008 URL is missing/],
    [['--hours', '/nowhere/hours.json'], /^DESK-011 \/nowhere\/hours\.json does not hold opening hours/],
  ])('%j ends with a sentence', async (args, sentence) => {
    const { code, err } = await run(args)
    expect(err).toMatch(sentence)
    expect(err).not.toContain('    at ')
    expect(code).toBe(1)
  })

  it('helps', async () => {
    const { code, out } = await run(['--help'])
    expect(out).toContain('comptoir-desk conformance URL')
    expect(code).toBe(0)
  })

  it("says when the port is somebody else's", async () => {
    const server = createServer()
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    onTestFinished(() => void server.close())
    const address = server.address()
    const { code, err } = await run(['--data', ':memory:'], {
      PORT: String(typeof address === 'object' ? address?.port : ''),
    })
    expect(err).toMatch(/DESK-010 the desk cannot listen on 127\.0\.0\.1, port \d+: .*EADDRINUSE/)
    expect(code).toBe(1)
  })
})

describe('comptoir-desk conformance', () => {
  it('tries a shop over the network, and ends with 1 when something failed', async () => {
    const shop = createFakeShop()
    const server = createAdaptorServer({ fetch: shop.fetch })
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    onTestFinished(() => void server.close())
    const address = server.address()
    const url = `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}/comptoir/v1`
    const order = ['--order', 'XKBKNABJK', '--email', 'jeanne.aubert@exemple.fr', '--postcode', '14000']

    const good = await run(['conformance', url, '--secret', shop.secret, ...order])
    expect(good.out).toMatch(/23 passed, 0 failed, 0 not checked\n$/)
    expect(good.code).toBe(0)

    const bad = await run(['conformance', url, ...order], { COMPTOIR_SHOP_SECRET: 'not the secret' })
    expect(bad.out).toContain('FAILED       It says who it is at /info')
    expect(bad.code).toBe(1)
  })
})
