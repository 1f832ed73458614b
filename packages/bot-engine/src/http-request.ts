import { systemClock } from './clock.ts'
import { deskAnswered, deskGarbled, deskSilent, deskUnreachable } from './thrown.ts'
import { PortError, type Clock } from './ports.ts'
import { soundly } from './sound.ts'

// Captured at load: a page that later replaces its fetch does not read what the engine sends.
const pageFetch = globalThis.fetch.bind(globalThis)

export interface HttpClientOptions {
  /** Where the desk's API begins, e.g. `/desk` or `https://sav.shop.example`. */
  readonly url: string
  /** @default the page's own, as it was when this file was loaded */
  readonly fetch?: typeof globalThis.fetch
  readonly clock?: Clock
  /** 0 ≤ random < 1. @default Math.random */
  readonly random?: () => number
  /** Milliseconds for one attempt. @default 8000 */
  readonly timeout?: number
}

export interface HttpRequest {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE'
  readonly path: string
  readonly body?: unknown
  /** The conversation's secret; goes in a header, never into an address. */
  readonly secret?: string
  /** How often it may be sent again. @default 2 */
  readonly retries?: number
  /** Milliseconds for one attempt. @default that of the client */
  readonly timeout?: number
  /** Doing it twice is doing it once. @default true for all but POST */
  readonly idempotent?: boolean
  /** It goes out even if the page goes in the same moment, unless it is larger than browsers let it be then. */
  readonly keepalive?: boolean
}

/** Browsers let 64 KiB go out after a page; other requests of the page may have a share of it. */
const AFTERWARDS = 30_000

/** Puts requests to the desk. */
export interface HttpClient {
  /** Resolves with the JSON of the answer, `undefined` for 204. @throws {HttpError} */
  send(request: HttpRequest): Promise<unknown>
  /** The full address of a path. */
  address(path: string): string
  readonly fetch: typeof globalThis.fetch
  readonly clock: Clock
  readonly random: () => number
}

/** A failure with the status that the desk answered, 0 for none. */
export class HttpError extends PortError {
  readonly status: number
  constructor(code: PortError['code'], status: number, message: string, options?: ErrorOptions) {
    super(code, message, options)
    this.name = 'HttpError'
    this.status = status
  }
}

/**
 * A client with a time limit for each attempt. What may go well later (no network, 408, 425, 429, 5xx) is sent
 * again after a growing pause with a random part, or after what `Retry-After` says, at most 5 s; a request that
 * must not be done twice only when the desk says that it did nothing (429, 503). All else fails at once.
 */
export function createHttpClient(options: HttpClientOptions): HttpClient {
  const { url, fetch = pageFetch, clock = systemClock, random = Math.random, timeout: usual = 8000 } = options
  const base = url.replace(/\/+$/, '')

  async function attempt(request: HttpRequest): Promise<Response> {
    const { method, path, body, secret, timeout = usual, keepalive = false } = request
    const content = body === undefined ? undefined : soundly(() => JSON.stringify(body))
    const abort = new AbortController()
    let late = false
    const cancel = clock.setAlarm(clock.now() + timeout, () => {
      late = true
      abort.abort()
    })
    try {
      const response = await fetch(base + path, {
        method,
        headers: {
          Accept: 'application/json',
          ...(content === undefined ? {} : { 'Content-Type': 'application/json' }),
          ...(secret === undefined ? {} : { Authorization: `Bearer ${secret}` }),
        },
        ...(content === undefined ? {} : { body: content }),
        keepalive: keepalive && content !== undefined && content.length < AFTERWARDS,
        credentials: 'omit',
        cache: 'no-store',
        redirect: 'error',
        referrerPolicy: 'no-referrer',
        signal: abort.signal,
      })
      // The body belongs to the attempt: it can hang as well as the head.
      const text = await response.text()
      return new Response(response.status === 204 ? null : text, {
        status: response.status,
        headers: response.headers,
      })
    } catch (cause) {
      const said = late ? deskSilent(method, path, timeout / 1000) : deskUnreachable(method, path)
      throw new HttpError('unavailable', 0, said, { cause })
    } finally {
      cancel()
    }
  }

  function pause(milliseconds: number): Promise<void> {
    return new Promise((resolve) => void clock.setAlarm(clock.now() + milliseconds, resolve))
  }

  return {
    fetch,
    clock,
    random,
    address: (path) => base + path,
    async send(request) {
      const { method, path, retries = 2, idempotent = method !== 'POST' } = request
      for (let tried = 0; ; tried++) {
        let wait: number | undefined
        try {
          const response = await attempt(request)
          if (response.ok) return await readJson(method, path, response)
          const failed = await failure(method, path, response)
          const untouched = response.status === 429 || response.status === 503
          if (tried >= retries || failed.code !== 'unavailable' || !(idempotent || untouched)) throw failed
          wait = retryAfter(response.headers.get('Retry-After'))
        } catch (cause) {
          if (!(cause instanceof HttpError)) throw cause
          const again = cause.status === 0 && idempotent && tried < retries
          if (!again) throw cause
        }
        await pause(wait ?? 400 * 2 ** tried * (0.5 + random() / 2))
      }
    },
  }
}

async function readJson(method: string, path: string, response: Response): Promise<unknown> {
  if (response.status === 204) return undefined
  try {
    return await response.json()
  } catch (cause) {
    throw new HttpError('unavailable', response.status, deskGarbled(method, path), { cause })
  }
}

async function failure(method: string, path: string, response: Response): Promise<HttpError> {
  const { status } = response
  try {
    const body: unknown = await response.json()
    return new HttpError(codeOf(status), status, deskAnswered(method, path, status, messageOf(body)))
  } catch {
    // A page of something in between, a proxy or a hotel's network. What it says of the request holds; that the desk
    // refuses or does not know the conversation only the desk can say.
    const code = [400, 413, 414, 431].includes(status) ? 'invalid' : 'unavailable'
    return new HttpError(code, code === 'invalid' ? status : 0, deskAnswered(method, path, status, ''))
  }
}

function messageOf(body: unknown): string {
  if (typeof body !== 'object' || body === null || !('error' in body)) return ''
  const { error } = body
  return typeof error === 'object' && error !== null && 'message' in error
    ? String(error.message).slice(0, 500)
    : ''
}

function codeOf(status: number): PortError['code'] {
  if (status === 408 || status === 425 || status === 429 || status >= 500) return 'unavailable'
  // 404 is what the desk says of everything that is not this conversation's.
  if (status === 401 || status === 403 || status === 404) return 'forbidden'
  if (status === 409 || status === 410) return 'refused'
  return 'invalid'
}

/** Milliseconds of a `Retry-After` in seconds or as a date, at most 5 s: people are waiting. */
function retryAfter(value: string | null): number | undefined {
  if (value === null) return undefined
  const seconds = /^\d{1,9}$/.test(value) ? Number(value) : (Date.parse(value) - Date.now()) / 1000
  return Number.isFinite(seconds) ? Math.min(5000, Math.max(0, seconds * 1000)) : undefined
}
