// What both commands of the README need first: the workspace installed, and Node 24 to run it on.
// Runs on Node 20 with nothing installed, so it uses Node's own modules only.
import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** The folder of the clone. */
export const root = dirname(dirname(fileURLToPath(import.meta.url)))

const PNPM = 'pnpm@12.21.0'
const bin = join(root, 'node_modules', '.bin')
const running = new Set()
const signals = ['SIGINT', 'SIGTERM', 'SIGHUP']
process.on('exit', stopAll)

/**
 * Installs what the lockfile names. A second run with nothing to do takes about a second.
 * A registry that does not answer is asked three times. Throws with a sentence when it fails.
 */
export async function installWorkspace() {
  const installed = existsSync(join(bin, 'pnpm')) && existsSync(join(bin, 'node'))
  const [command, ...args] = installed ? [join(bin, 'pnpm')] : ['npx', '-y', PNPM]
  const install = [...args, 'install', '--frozen-lockfile', '--reporter=append-only']
  const { code, output } = await runAgain(command, install, { quiet: true, minutes: 5 })
  if (code !== 0) {
    throw new Error(
      `The packages could not be installed: \`${[command, ...install].join(' ')}\` ended with ${code}. ` +
        `Check that this machine reaches an npm registry, then run the command again.\n${output.trim().slice(-4000)}`,
    )
  }
}

/**
 * Runs a tool of the workspace to its end and gives its exit code; `quiet` keeps its output and hands it back. What
 * has not ended after `minutes`, if any are given, is stopped with all that it started, and `output` says so.
 */
export function run(tool, args, { quiet = false, env = {}, cwd = root, minutes } = {}) {
  return new Promise((resolve) => {
    const child = spawn(existsSync(join(bin, tool)) ? join(bin, tool) : tool, args, {
      cwd,
      env: { ...environment(), ...env },
      stdio: ['ignore', quiet ? 'pipe' : 'inherit', quiet ? 'pipe' : 'inherit'],
      // A group of its own, so that it can be stopped with all that it started.
      detached: true,
    })
    let output = ''
    let overdue = ''
    // Ctrl-C in a terminal does not reach other groups.
    if (running.size === 0) for (const signal of signals) process.on(signal, leave)
    running.add(child)
    const end = (code, signal) => {
      clearTimeout(limit)
      running.delete(child)
      if (running.size === 0) for (const each of signals) process.off(each, leave)
      resolve({ code: overdue ? 1 : (code ?? 1), output: output + overdue, signal, overdue: overdue !== '' })
    }
    const limit =
      minutes &&
      setTimeout(() => {
        overdue = `\n\`${[tool, ...args].join(' ')}\` had not ended after ${minutes} minutes and was stopped.`
        stop(child)
        // Something that left the group may still hold the output open.
        setTimeout(end, 5000)
      }, minutes * 60_000)
    child.stdout?.on('data', (chunk) => (output += chunk))
    child.stderr?.on('data', (chunk) => (output += chunk))
    child.on('error', (error) => {
      output += String(error)
      end(127)
    })
    child.on('close', end)
  })
}

/** Runs what downloads something up to three times, with a pause between: networks have bad moments. */
export async function runAgain(tool, args, options) {
  let outcome
  for (const pause of [5000, 20_000, 0]) {
    outcome = await run(tool, args, options)
    if (outcome.code === 0) break
    await new Promise((resolve) => setTimeout(resolve, pause))
  }
  return outcome
}

/** Stops everything that was started here and has not ended. */
export function stopAll() {
  for (const child of running) stop(child)
}

function leave() {
  stopAll()
  process.exit(1)
}

function stop({ pid }) {
  try {
    if (pid !== undefined) process.kill(-pid, 'SIGKILL')
  } catch {
    // It has ended in this very moment.
  }
}

/** Path of the Node 24 that the workspace brings. */
export const node24 = join(bin, 'node')

/** The environment tools run in: the workspace's own binaries come first, so `node` is Node 24. */
export function environment() {
  return { ...process.env, PATH: `${bin}:${process.env.PATH ?? ''}`, npm_config_update_notifier: 'false' }
}
