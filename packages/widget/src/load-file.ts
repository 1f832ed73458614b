import { messages } from './messages.ts'

/** How long a file may take, in milliseconds. */
const PATIENCE = 15_000

/**
 * Fetches a text file of the shop.
 *
 * @throws {Error} naming the address, what came instead, and what to check
 */
export async function loadFile(address: string): Promise<string> {
  let response: Response
  try {
    response = await fetch(address, { credentials: 'same-origin', signal: AbortSignal.timeout(PATIENCE) })
    if (response.ok) return await response.text()
  } catch (cause) {
    throw new Error(messages.noAnswer(address, cause instanceof Error ? cause.message : String(cause)), {
      cause,
    })
  }
  throw new Error(messages.badAnswer(address, response.status))
}

/**
 * Reads a JSON text that came from an address.
 *
 * @throws {Error} naming the address and where the text stops being JSON
 */
export function readJson(text: string, address: string): unknown {
  try {
    return JSON.parse(text)
  } catch (cause) {
    throw new Error(messages.notJson(address, cause instanceof Error ? cause.message : String(cause)), {
      cause,
    })
  }
}
