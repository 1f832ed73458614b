import { spawn } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { chromium } from 'playwright-core'
import { chromiumPath, switches } from './chromium.ts'

/**
 * A page that nothing stands beside: Playwright keeps browsers from drawing pages ahead of a click. What is needed of
 * the browser's own protocol is spoken here.
 */
export interface PageByItself {
  /** The value of an expression in the page that is shown; promises are awaited. Fails while there is none. */
  value(expression: string): Promise<unknown>
  close(): Promise<void>
}

interface Answer {
  readonly id?: number
  readonly error?: { readonly message: string }
  readonly result?: unknown
}

interface Target {
  readonly targetId: string
  readonly type: string
  readonly url: string
}

export async function openPageByItself(url: string): Promise<PageByItself> {
  const profile = await mkdtemp(join(tmpdir(), 'comptoir-page-'))
  const browser = spawn(
    chromiumPath ?? chromium.executablePath(),
    ['--headless=new', '--remote-debugging-port=0', `--user-data-dir=${profile}`, ...switches, 'about:blank'],
    { stdio: ['ignore', 'ignore', 'pipe'] },
  )
  const over = new Promise((resolve) => browser.once('exit', resolve))
  const address = await new Promise<string>((resolve, reject) => {
    let said = ''
    browser.stderr.on('data', (piece) => {
      said += String(piece)
      const [, found] = /listening on (ws:\S+)/.exec(said) ?? []
      if (found) resolve(found)
    })
    void over.then(() => reject(new Error(`The browser did not start: ${said}`)))
  })
  const line = new WebSocket(address)
  await new Promise((resolve) => line.addEventListener('open', resolve))
  const waiting = new Map<number, (answer: Answer) => void>()
  line.addEventListener('message', ({ data }) => {
    const answer: Answer = JSON.parse(String(data))
    if (answer.id !== undefined) waiting.get(answer.id)?.(answer)
  })

  let asked = 0
  async function ask<Result>(method: string, params: object = {}, sessionId?: string): Promise<Result> {
    const id = ++asked
    const answer = await new Promise<Answer>((resolve) => {
      waiting.set(id, resolve)
      line.send(JSON.stringify({ id, method, params, ...(sessionId !== undefined && { sessionId }) }))
    })
    waiting.delete(id)
    if (answer.error) throw new Error(`${method}: ${answer.error.message}`)
    return answer.result as Result
  }

  await ask('Target.createTarget', { url })
  return {
    async value(expression) {
      const { targetInfos } = await ask<{ targetInfos: readonly Target[] }>('Target.getTargets')
      const shown = targetInfos.find((target) => target.type === 'page' && target.url.startsWith('http'))
      const { sessionId } = await ask<{ sessionId: string }>('Target.attachToTarget', {
        targetId: shown?.targetId,
        flatten: true,
      })
      const { result, exceptionDetails } = await ask<{
        result: { value?: unknown }
        exceptionDetails?: { text: string }
      }>('Runtime.evaluate', { expression, awaitPromise: true, returnByValue: true }, sessionId)
      await ask('Target.detachFromTarget', { sessionId })
      if (exceptionDetails) throw new Error(`${expression}: ${exceptionDetails.text}`)
      return result.value
    },
    async close() {
      line.close()
      browser.kill()
      await over
      await rm(profile, { recursive: true, force: true, maxRetries: 5 })
    },
  }
}
