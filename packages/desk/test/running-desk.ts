import { spawn, type ChildProcess } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { onTestFinished } from 'vitest'

const script = fileURLToPath(new URL('./desk-process.ts', import.meta.url))

/** A desk in its own process. */
export interface RunningDesk {
  readonly port: number
  /** Ends it like a machine that loses its power cord. */
  kill(): Promise<void>
}

/** Starts a desk in its own process, on a folder or on a schema of PostgreSQL; it ends with the test. */
export async function startDeskProcess(
  data: string,
  port: number,
  postgres: readonly string[] = [],
): Promise<RunningDesk> {
  const child: ChildProcess = spawn(
    process.execPath,
    ['--conditions=@comptoir/source', script, data, String(port), ...postgres],
    { stdio: ['ignore', 'pipe', 'pipe'] },
  )
  const ended = new Promise<void>((resolve) => child.on('exit', () => resolve()))
  onTestFinished(() => void child.kill('SIGKILL'))
  let said = ''
  child.stderr?.on('data', (chunk) => (said += String(chunk)))
  const open = await new Promise<number>((resolve, reject) => {
    child.stdout?.on('data', (chunk) => resolve(Number(String(chunk))))
    child.on('exit', () => reject(new Error(said)))
  })
  return {
    port: open,
    kill: async () => {
      child.kill('SIGKILL')
      await ended
    },
  }
}
