import { errorOf } from './problem.ts'

/** A file of the shop as it came: its bytes are not in the page's own memory until they are read. */
export interface ShopFile {
  readonly address: string
  readonly content: Blob
  /** It came with a Content-Security-Policy, so the page probably has one too. */
  readonly policy: boolean
}

/** How long a file may take, in milliseconds. */
const PATIENCE = 15_000

/** How long after a failure that may pass it is asked for once more, in milliseconds. */
const PAUSE = 700

/**
 * Fetches a file of the shop.
 *
 * @param take what is wanted of the answer
 * @param more how often it is asked for again where the network or the host stumbles
 * @throws {Error} naming the address, what came instead, and what to check
 */
export async function loadFile<Taken>(
  address: string,
  take: (response: Response) => Promise<Taken>,
  more = 1,
): Promise<Taken> {
  let response: Response
  try {
    response = await fetch(address, { credentials: 'same-origin', signal: AbortSignal.timeout(PATIENCE) })
    if (response.ok) return await take(response)
    if (more > 0 && (response.status === 429 || response.status >= 500)) return later(address, take, more)
  } catch (cause) {
    if (more > 0) return later(address, take, more)
    throw await errorOf(['noAnswer', address, messageOf(cause)], cause)
  }
  throw await errorOf(['badAnswer', address, response.status])
}

async function later<Taken>(
  address: string,
  take: (response: Response) => Promise<Taken>,
  more: number,
): Promise<Taken> {
  await new Promise((resolve) => setTimeout(resolve, PAUSE))
  return loadFile(address, take, more - 1)
}

/** Fetches a file of the shop, to be read when it is needed. @throws {Error} as {@link loadFile} */
export function loadShopFile(address: string): Promise<ShopFile> {
  return loadFile(address, async (response) => ({
    address,
    content: await response.blob(),
    policy: response.headers.has('content-security-policy'),
  }))
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
