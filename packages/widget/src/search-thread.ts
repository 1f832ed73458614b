// Ports and threads have one end only; windows name theirs.
/* oxlint-disable unicorn/require-post-message-target-origin */
import type { Library } from './library.ts'
import type { Report } from './problem.ts'
import type { ReportFault, Search, SearchFiles } from './search.ts'
import type { Opening, Order, Reply } from './search-worker.ts'

/** Name of the built file of `search-worker.ts`, which the build puts in; none for bundlers of shops. */
declare const COMPTOIR_SEARCH: string | undefined

/** After so many milliseconds of silence a thread is taken for dead: one that is at work says so every second. */
const PATIENCE = 6000

/**
 * Searches in a thread of its own. When it does not start, goes, or says nothing, the page takes over, and answers what
 * was asked meanwhile.
 *
 * @param inPage makes the search that takes over
 * @param report hears why it had to
 * @param reportFault hears what is wrong with the files
 */
export function searchInThread(
  files: SearchFiles,
  inPage: () => Promise<Search>,
  report: Report,
  reportFault: ReportFault,
): Library {
  let thread = startThread(files, reportFault)
  let here: Promise<Search> | undefined

  async function put<Result>(order: (search: Search) => Promise<Result>): Promise<Result> {
    const asked = thread
    try {
      if (asked) return await order(asked)
    } catch (error) {
      if (asked?.alive) throw error
      if (thread) report(['noThread', String(error)])
      thread = undefined
    }
    here ??= inPage().catch((error: unknown) => {
      here = undefined
      throw error
    })
    return order(await here)
  }

  return {
    contents: () => put((search) => search.contents()),
    ask: (question) => put((search) => search.ask(question)),
    get: (id) => put((search) => search.get(id)),
    suggest: (prefix) => put((search) => search.suggest(prefix)),
    stop: () => thread?.stop(),
  }
}

interface Thread extends Search {
  /** False: what it did not answer has to be asked elsewhere. */
  readonly alive: boolean
  stop(): void
}

/** There is none where the file is not the page's own, and it is dead from the beginning where the page forbids it. */
function startThread(files: SearchFiles, report: ReportFault): Thread | undefined {
  if (typeof COMPTOIR_SEARCH === 'undefined') return undefined
  const address = new URL(COMPTOIR_SEARCH, import.meta.url)
  if (address.origin !== location.origin) return undefined

  let worker: Worker | undefined
  let alive = true
  let die: (cause: unknown) => void = () => {}
  const death = new Promise<never>((_, reject) => {
    die = (cause) => {
      alive = false
      worker?.terminate()
      reject(cause instanceof Error ? cause : new Error(`${address.href} could not be run`))
    }
  })
  // Whoever waits hears of it; often nobody does.
  death.catch(() => {})

  const put = async (method: Order['method'], argument = ''): Promise<never> => {
    const { port1, port2 } = new MessageChannel()
    let silence: ReturnType<typeof setTimeout> | undefined
    const hear = (): void => {
      clearTimeout(silence)
      silence = setTimeout(() => die(new Error(`no sign of life for ${PATIENCE} ms`)), PATIENCE)
    }
    const answered = new Promise<Reply>((resolve) => {
      port1.addEventListener('message', ({ data }: MessageEvent<Reply | null>) =>
        data ? resolve(data) : hear(),
      )
      port1.start()
    })
    hear()
    try {
      worker?.postMessage({ method, argument, answer: port2 } satisfies Order, [port2])
      const reply = await Promise.race([answered, death])
      if ('failed' in reply) throw new Error(reply.failed)
      // The thread gives what the method gives.
      return reply.value as never
    } finally {
      clearTimeout(silence)
      port1.close()
    }
  }

  try {
    worker = new Worker(trusted(address.href), { type: 'module' })
    worker.addEventListener('error', die)
    const faults = new MessageChannel()
    faults.port1.addEventListener('message', ({ data }: MessageEvent<Parameters<ReportFault>>) =>
      report(...data),
    )
    faults.port1.start()
    worker.postMessage({ files, faults: faults.port2 } satisfies Opening, [faults.port2])
  } catch (error) {
    die(error)
  }
  return {
    get alive() {
      return alive
    },
    contents: () => put('contents'),
    ask: (question) => put('ask', question),
    get: (id) => put('get', id),
    suggest: (prefix) => put('suggest', prefix),
    stop: () => worker?.terminate(),
  }
}

/** The part of Trusted Types that a page uses which starts threads. */
interface TrustedTypes {
  createPolicy(
    name: string,
    rules: { createScriptURL: (address: string) => string },
  ): { createScriptURL(address: string): string }
}

let policy: Pick<ReturnType<TrustedTypes['createPolicy']>, 'createScriptURL'> | undefined

/** The address as a page with Trusted Types wants it, if its policy allows ours: `trusted-types comptoir`. */
function trusted(address: string): string {
  const { trustedTypes } = globalThis as { trustedTypes?: TrustedTypes }
  // A name may be taken once only.
  policy ??= trustedTypes?.createPolicy('comptoir', { createScriptURL: String }) ?? {
    createScriptURL: String,
  }
  return policy.createScriptURL(address)
}
