import { createHash, createHmac, timingSafeEqual } from 'node:crypto'

/** How far a request's timestamp may be from the shop's clock, in seconds. */
export const signatureMaxAge = 300

/** What is signed. */
export interface ShopRequestToSign {
  readonly method: string
  /** Path and query as sent, e.g. `/comptoir/v1/orders/XKBKNABJK`. */
  readonly path: string
  /** The body as sent; nothing for GET. */
  readonly body?: string | Uint8Array
  readonly secret: string
  /** Milliseconds since the epoch; the machine's clock when absent. */
  readonly now?: number
}

/** The two headers of a signed request. */
export interface ShopSignature {
  readonly 'Comptoir-Timestamp': string
  readonly 'Comptoir-Signature': string
}

/** What a shop checks: the request, with the two headers as they came. */
export interface SignedShopRequest extends ShopRequestToSign {
  readonly timestamp: string | null | undefined
  readonly signature: string | null | undefined
}

/**
 * Signs a request of the desk to the shop: HMAC-SHA256, in hex, of
 * `timestamp\nMETHOD\npath?query\nsha256-hex(body)`.
 *
 * @example
 * signShopRequest({ method: 'GET', path: '/comptoir/v1/info', secret: 's3cret', now: 1_795_000_000_000 })
 * // { 'Comptoir-Timestamp': '1795000000', 'Comptoir-Signature': 'v1=…' }
 */
export function signShopRequest(request: ShopRequestToSign): ShopSignature {
  const timestamp = String(Math.floor((request.now ?? Date.now()) / 1000))
  return { 'Comptoir-Timestamp': timestamp, 'Comptoir-Signature': `v1=${mac(request, timestamp)}` }
}

/**
 * Tells whether a request was signed with the shared secret within the last {@link signatureMaxAge} seconds.
 * A shop answers 401 when it was not. Compares in constant time; never throws.
 *
 * @example
 * const body = await request.text()
 * const { pathname, search } = new URL(request.url)
 * const genuine = verifyShopSignature({
 *   method: request.method, path: pathname + search, body, secret,
 *   timestamp: request.headers.get('comptoir-timestamp'),
 *   signature: request.headers.get('comptoir-signature'),
 * })
 */
export function verifyShopSignature(request: SignedShopRequest): boolean {
  const { timestamp, signature } = request
  if (!timestamp || !signature || !/^\d{1,12}$/.test(timestamp)) return false
  const given = Buffer.from(signature)
  const expected = Buffer.from(`v1=${mac(request, timestamp)}`)
  if (given.length !== expected.length || !timingSafeEqual(given, expected)) return false
  const age = Math.abs((request.now ?? Date.now()) / 1000 - Number(timestamp))
  return age <= signatureMaxAge
}

function mac({ method, path, body = '', secret }: ShopRequestToSign, timestamp: string): string {
  const digest = createHash('sha256').update(body).digest('hex')
  return createHmac('sha256', secret)
    .update(`${timestamp}\n${method.toUpperCase()}\n${path}\n${digest}`)
    .digest('hex')
}
