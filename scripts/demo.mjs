// Starts the demo with the README's own command, asks each of its doors for an answer, and ends it with Ctrl-C.
import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { root } from './workspace.mjs'

const DOORS = ['/', '/en', '/comptoir/comptoir.js', '/comptoir/config.json', '/desk/healthz', '/console']
const PATIENCE = 240_000

/** Gives one `{ name, problem? }`. */
export async function checkDemo() {
  const name = 'npm start: every door answers, Ctrl-C ends it'
  const port = await freePort()
  const data = mkdtempSync(join(tmpdir(), 'comptoir-demo-'))
  const env = { ...process.env, PORT: String(port), HOST: '127.0.0.1', COMPTOIR_DATA_DIR: data }
  const demo = spawn('npm', ['start'], { cwd: root, env, detached: true, stdio: ['ignore', 'pipe', 'pipe'] })
  let output = ''
  demo.stdout.on('data', (chunk) => (output += chunk))
  demo.stderr.on('data', (chunk) => (output += chunk))
  // npm itself ends by the signal it was given, once what it runs has ended.
  const ended = new Promise((resolve) => demo.on('close', (code, signal) => resolve(signal ?? code)))
  try {
    await answering(`http://127.0.0.1:${port}/`, ended)
    for (const door of DOORS) {
      const response = await fetch(`http://127.0.0.1:${port}${door}`)
      if (!response.ok)
        return { name, problem: `${door} answered ${response.status}; 200 was expected.\n${output}` }
    }
    if (!output.includes(String(port)))
      return { name, problem: `It did not print the address to open.\n${output}` }
    process.kill(-demo.pid, 'SIGINT')
    const end = await Promise.race([ended, later(30_000).then(() => 'still running')])
    if (end !== 0 && end !== 'SIGINT')
      return { name, problem: `After Ctrl-C: ${end}; it should have ended.\n${output}` }
    const left = await fetch(`http://127.0.0.1:${port}/`).catch(() => undefined)
    return left ? { name, problem: 'After Ctrl-C the shop still answers.' } : { name }
  } catch (error) {
    return { name, problem: `${error.message}\n${output}` }
  } finally {
    try {
      process.kill(-demo.pid, 'SIGKILL')
    } catch {
      // It has ended already, as it should.
    }
    rmSync(data, { recursive: true, force: true })
  }
}

async function answering(url, ended) {
  const state = { over: false }
  void ended.then(() => (state.over = true))
  for (const until = Date.now() + PATIENCE; Date.now() < until; await later(250)) {
    if (state.over) throw new Error('The demo ended before it answered.')
    const response = await fetch(url).catch(() => undefined)
    if (response) return
  }
  throw new Error(`The demo did not answer at ${url} within ${PATIENCE / 1000} s.`)
}

function freePort() {
  return new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address()
      server.close(() => resolve(port))
    })
  })
}

const later = (ms) => new Promise((resolve) => setTimeout(resolve, ms))
