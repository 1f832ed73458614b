import { createHmac, timingSafeEqual } from 'node:crypto'
import type { Locale } from './money.ts'

/** What a link in a mail is made with. */
export interface LinkMaker {
  /** Where the shop's pages are: `http://localhost:3000`. */
  readonly origin: string
  readonly secret: string
}

/** The address of a page that only its mail opens: the path with its signature behind it. */
export function signedLink({ origin, secret }: LinkMaker, locale: Locale, path: string): string {
  return `${origin}${locale === 'en' ? '/en' : ''}${path}/${signatureOf(secret, path)}`
}

/** Was this signature made for this path, which is the same in both languages? */
export function signatureFits(secret: string, path: string, signature: string): boolean {
  const given = Buffer.from(signature)
  const expected = Buffer.from(signatureOf(secret, path))
  return given.length === expected.length && timingSafeEqual(given, expected)
}

function signatureOf(secret: string, path: string): string {
  return createHmac('sha256', secret).update(`link:${path}`).digest('base64url')
}
