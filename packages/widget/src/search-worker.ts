// Ports and threads have one end only; windows name theirs.
/* oxlint-disable unicorn/require-post-message-target-origin */
import type { Search, SearchFiles } from './search.ts'
import { createSearch } from './search.ts'

/**
 * One file for both places: the page imports it, or starts a thread with it, and never loads the search twice.
 */
export { createSearch }

/** The first message to the thread. */
export interface Opening {
  readonly files: SearchFiles
  /** Hears each fault of a file, as the parameters of a `ReportFault`. */
  readonly faults: MessagePort
}

/** Any other. */
export interface Order {
  readonly method: keyof Search
  readonly argument: string
  readonly answer: MessagePort
}

/** What comes back, after a `null` for each second of work. */
export type Reply = { readonly value: unknown } | { readonly failed: string }

if ('WorkerGlobalScope' in globalThis) {
  let search: Search | undefined
  addEventListener('message', ({ data }: MessageEvent<Opening | Order>) => {
    if ('files' in data) {
      const { files, faults } = data
      search = createSearch(files, (...fault) => faults.postMessage(fault))
    } else if (search) void obey(search, data)
  })
}

async function obey(search: Search, { method, argument, answer }: Order): Promise<void> {
  const signs = setInterval(() => answer.postMessage(null), 1000)
  let reply: Reply
  try {
    reply = { value: await search[method](argument) }
  } catch (error) {
    reply = { failed: error instanceof Error ? error.message : String(error) }
  }
  clearInterval(signs)
  answer.postMessage(reply)
  // Whoever opens the panel is likely to ask, and here nobody waits for the work: an empty question builds the index.
  if (method === 'contents') await search.ask('').catch(() => {})
}
