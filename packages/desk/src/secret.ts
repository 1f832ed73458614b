import { createHash, randomBytes, timingSafeEqual } from 'node:crypto'

/** A new secret: 256 random bits, base64url, 43 characters. */
export function newSecret(): string {
  return randomBytes(32).toString('base64url')
}

/** What is kept of a secret: SHA-256 in hex. A secret of 256 random bits needs no slow hash. */
export function hashSecret(secret: string): string {
  return createHash('sha256').update(secret).digest('hex')
}

/** Does the secret belong to the hash? Takes the same time wherever they differ. */
export function secretFits(secret: string, hash: string): boolean {
  return sameText(hashSecret(secret), hash)
}

/** Compares two short texts in a time that does not tell where they differ. */
export function sameText(first: string, second: string): boolean {
  const one = createHash('sha256').update(first).digest()
  const two = createHash('sha256').update(second).digest()
  return timingSafeEqual(one, two)
}
