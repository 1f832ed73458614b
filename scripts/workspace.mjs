// What both commands of the README need first: the workspace installed, and Node 24 to run it on.
// Runs on Node 20 with nothing installed, so it uses Node's own modules only.
import { spawn, spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** The folder of the clone. */
export const root = dirname(dirname(fileURLToPath(import.meta.url)))

const PNPM = 'pnpm@12.21.0'
const bin = join(root, 'node_modules', '.bin')

/**
 * Installs what the lockfile names. A second run with nothing to do takes about a second.
 * Throws with a sentence when it fails.
 */
export function installWorkspace() {
  const installed = existsSync(join(bin, 'pnpm')) && existsSync(join(bin, 'node'))
  const [command, ...args] = installed ? [join(bin, 'pnpm')] : ['npx', '-y', PNPM]
  const result = spawnSync(command, [...args, 'install', '--frozen-lockfile', '--reporter=append-only'], {
    cwd: root,
    stdio: ['ignore', 'ignore', 'inherit'],
    env: environment(),
  })
  if (result.status !== 0) {
    throw new Error(
      `The packages could not be installed: \`${[command, ...args].join(' ')} install\` ended with ${result.status ?? result.signal}. ` +
        'Check that this machine reaches an npm registry, then run the command again.',
    )
  }
}

/** Runs a tool of the workspace to its end and gives its exit code; `quiet` keeps its output and hands it back. */
export function run(tool, args, { quiet = false, env = {}, cwd = root } = {}) {
  return new Promise((resolve) => {
    const child = spawn(existsSync(join(bin, tool)) ? join(bin, tool) : tool, args, {
      cwd,
      env: { ...environment(), ...env },
      stdio: ['ignore', quiet ? 'pipe' : 'inherit', quiet ? 'pipe' : 'inherit'],
    })
    let output = ''
    child.stdout?.on('data', (chunk) => (output += chunk))
    child.stderr?.on('data', (chunk) => (output += chunk))
    child.on('error', (error) => resolve({ code: 127, output: String(error) }))
    child.on('close', (code, signal) => resolve({ code: code ?? 1, output, signal }))
  })
}

/** Path of the Node 24 that the workspace brings. */
export const node24 = join(bin, 'node')

/** The environment tools run in: the workspace's own binaries come first, so `node` is Node 24. */
export function environment() {
  return { ...process.env, PATH: `${bin}:${process.env.PATH ?? ''}`, npm_config_update_notifier: 'false' }
}
