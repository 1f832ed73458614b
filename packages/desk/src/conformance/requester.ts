import { signShopRequest } from '../connector/signature.ts'
import { check, type Schema } from '../schema/schema.ts'

/** What a shop answered. */
export interface Answer {
  readonly status: number
  readonly type: string
  readonly text: string
}

/** A shop's endpoint, and how it is reached. */
export interface RequestTarget {
  /** Base address of the contract. */
  readonly url: string
  readonly secret: string
  /** @default the platform's fetch */
  readonly fetch?: (request: Request) => Promise<Response>
  /** Milliseconds since the epoch. @default Date.now */
  readonly now?: () => number
}

/** Sends requests to a shop, signed well or as a case wants them. */
export interface Requester {
  send(method: 'GET' | 'POST', path: string, body?: object, signing?: Signing): Promise<Answer>
}

export type Signing = 'good' | 'none' | 'foreign' | 'stale' | 'early' | 'body-changed' | 'path-changed'

export function requesterFor({
  url,
  secret,
  fetch = globalThis.fetch,
  now = Date.now,
}: RequestTarget): Requester {
  const base = url.replace(/\/+$/, '')
  return {
    send: async (method, path, body, signing = 'good') => {
      const { pathname, search, href } = new URL(base + path)
      const text = body === undefined ? undefined : JSON.stringify(body)
      const drift = signing === 'stale' ? -301_000 : signing === 'early' ? 301_000 : 0
      const signature = signShopRequest({
        method,
        path: (signing === 'path-changed' ? '/elsewhere' : pathname) + search,
        secret: signing === 'foreign' ? `not ${secret}` : secret,
        now: now() + drift,
        ...(text === undefined ? {} : { body: signing === 'body-changed' ? `${text} ` : text }),
      })
      const request = new Request(href, {
        method,
        redirect: 'error',
        signal: AbortSignal.timeout(10_000),
        headers: {
          ...(text === undefined ? {} : { 'Content-Type': 'application/json' }),
          ...(signing === 'none' ? {} : signature),
        },
        ...(text === undefined ? {} : { body: text }),
      })
      const answer = await fetch(request).catch((cause: unknown) => {
        throw new Error(
          `No answer came from ${base}: ${reason(cause)}. Is the address right, and the shop running?`,
        )
      })
      return {
        status: answer.status,
        type: answer.headers.get('content-type') ?? '',
        // Latin 1 keeps each byte of a PDF apart, and leaves JSON in ASCII as it is.
        text: new TextDecoder(
          answer.headers.get('content-type')?.includes('json') ? 'utf-8' : 'latin1',
        ).decode(await answer.arrayBuffer()),
      }
    },
  }
}

/** Why a request failed: `fetch` itself says only that it did, and its cause says why. */
function reason(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  return error.cause instanceof Error && error.cause.message !== '' ? error.cause.message : error.message
}

/** The body of a success, as the contract says it. */
export function fits<T>(answer: Answer, schema: Schema<T>): T {
  if (answer.status === 401) {
    throw new Error(
      'It answered 401 instead of 200 to a request that is signed well. Has the shop the same secret, and do both clocks agree?',
    )
  }
  if (answer.status !== 200) throw new Error(`It answered ${answer.status} instead of 200.`)
  const checked = check(schema, parse(answer), 'answer')
  if ('misfit' in checked) throw new Error(checked.misfit.message)
  return checked.value
}

/** An error of the contract, with that status. */
export function expectRefusal(answer: Answer, status: number): void {
  if (answer.status !== status) throw new Error(`It answered ${answer.status} instead of ${status}.`)
  const error = errorOf(answer)
  if (error.code === undefined || error.message === undefined)
    throw new Error('The body is not { "error": { "code", "message" } }.')
}

/** Code and message of an error, where it has them. */
export function errorOf(answer: Answer): { readonly code?: unknown; readonly message?: unknown } {
  const body = parse(answer)
  const error: unknown = typeof body === 'object' && body !== null && 'error' in body ? body.error : undefined
  return typeof error === 'object' && error !== null ? error : {}
}

export function expectPdf(answer: Answer, number: string): void {
  if (answer.status !== 200) throw new Error(`It answered ${answer.status} to ${number}.pdf.`)
  if (!answer.type.startsWith('application/pdf'))
    throw new Error(`${number}.pdf is ${answer.type || 'without a type'}.`)
  if (!answer.text.startsWith('%PDF-')) throw new Error(`${number}.pdf does not begin as a PDF does.`)
}

function parse(answer: Answer): unknown {
  try {
    return JSON.parse(answer.text)
  } catch {
    throw new Error(`The body is not JSON: ${JSON.stringify(answer.text.slice(0, 80))}.`)
  }
}
