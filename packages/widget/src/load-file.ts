import { errorOf } from './problem.ts'

/** How long a file may take, in milliseconds. */
const PATIENCE = 15_000

/** How long after a failure that may pass it is asked for once more, in milliseconds. */
const PAUSE = 700

/**
 * Fetches a text file of the shop.
 *
 * @param more how often it is asked for again where the network or the host stumbles
 * @throws {Error} naming the address, what came instead, and what to check
 */
export async function loadFile(address: string, more = 1): Promise<string> {
  let response: Response
  try {
    response = await fetch(address, { credentials: 'same-origin', signal: AbortSignal.timeout(PATIENCE) })
    if (response.ok) return await response.text()
    if (more > 0 && (response.status === 429 || response.status >= 500)) return later(address, more)
  } catch (cause) {
    if (more > 0) return later(address, more)
    throw await errorOf(['noAnswer', address, messageOf(cause)], cause)
  }
  throw await errorOf(['badAnswer', address, response.status])
}

async function later(address: string, more: number): Promise<string> {
  await new Promise((resolve) => setTimeout(resolve, PAUSE))
  return loadFile(address, more - 1)
}

/**
 * Reads a JSON text that came from an address.
 *
 * @throws {Error} naming the address and where the text stops being JSON
 */
export async function readJson(text: string, address: string): Promise<unknown> {
  try {
    return JSON.parse(text)
  } catch (cause) {
    throw await errorOf(['notJson', address, messageOf(cause)], cause)
  }
}

function messageOf(cause: unknown): string {
  return cause instanceof Error ? cause.message : String(cause)
}
