import { randomBytes, randomInt, scrypt, scryptSync, timingSafeEqual, type ScryptOptions } from 'node:crypto'

/** scrypt with 32 MB and about 80 ms: OWASP's password storage sheet, N = 2^15, r = 8, p = 1 as the floor. */
const cost: ScryptOptions = { N: 2 ** 15, r: 8, p: 1, maxmem: 64 * 2 ** 20 }
const keyLength = 32

/** The shortest password that is accepted. */
export const passwordMin = 10

/** Hashes a password for the store: `scrypt$15$8$1$<salt>$<key>`. Blocks for its 80 ms: only at start. */
export function hashPasswordSync(password: string): string {
  const salt = randomBytes(16)
  return written(salt, scryptSync(password.normalize('NFKC'), salt, keyLength, cost))
}

/** Hashes a password for the store: `scrypt$15$8$1$<salt>$<key>`. */
export async function hashPassword(password: string): Promise<string> {
  const salt = randomBytes(16)
  return written(salt, await derive(password, salt))
}

/** Does the password belong to the hash? Without a hash it does the same work and says no. */
export async function passwordFits(password: string, hash: string | undefined): Promise<boolean> {
  const [, , , , salt = '', key = ''] = (hash ?? nobody).split('$')
  const expected = Buffer.from(key, 'base64url')
  const found = await derive(password, Buffer.from(salt, 'base64url'))
  return expected.length === found.length && timingSafeEqual(expected, found) && hash !== undefined
}

/** Is it written as {@link hashPassword} writes? */
export function isPasswordHash(text: string): boolean {
  return /^scrypt\$15\$8\$1\$[A-Za-z0-9_-]{22}\$[A-Za-z0-9_-]{43}$/.test(text)
}

/** A password to print once, four groups of four without letters that look alike: 74 bits. */
export function oneTimePassword(): string {
  const letters = 'abcdefghijkmnpqrstuvwxyz23456789'
  const group = (): string => Array.from({ length: 4 }, () => letters[randomInt(letters.length)]).join('')
  return [group(), group(), group(), group()].join('-')
}

const nobody = written(Buffer.alloc(16), Buffer.alloc(keyLength))

function derive(password: string, salt: Buffer): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    scrypt(password.normalize('NFKC'), salt, keyLength, cost, (error, key) =>
      error ? reject(error) : resolve(key),
    )
  })
}

function written(salt: Buffer, key: Buffer): string {
  return `scrypt$15$8$1$${salt.toString('base64url')}$${key.toString('base64url')}`
}
