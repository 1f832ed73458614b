import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto'
import type { Agent } from './store/store.ts'

/** A code lives half a minute (RFC 6238). */
const stepMs = 30_000
const digits = 6
const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'

/** A new secret for an authenticator app, as it is typed in: base32, 160 bits. */
export function newSecondFactor(): string {
  return [...randomBytes(32)].map((byte) => alphabet[byte % 32]).join('')
}

/** Whether a sign-in takes a code: one that was only asked for, and whose code was never shown, does not count. */
export function hasSecondFactor({ secondFactor }: Pick<Agent, 'secondFactor'>): boolean {
  return secondFactor !== undefined && !secondFactor.startsWith('new:')
}

/** The address that an authenticator app reads from a QR code. */
export function secondFactorAddress(secret: string, login: string, issuer: string): string {
  const label = `${encodeURIComponent(issuer)}:${encodeURIComponent(login)}`
  return `otpauth://totp/${label}?secret=${secret}&issuer=${encodeURIComponent(issuer)}`
}

/**
 * The step whose code this is: the one of now, the one before or the one after, for clocks that differ a little.
 * `undefined` when it is none, or one up to `usedStep`: a code is good once.
 *
 * @see https://www.rfc-editor.org/rfc/rfc6238
 */
export function secondFactorStep(
  secret: string,
  code: string,
  now: number,
  usedStep = 0,
): number | undefined {
  const current = Math.floor(now / stepMs)
  const given = Buffer.from(code.replace(/\s/g, '').padEnd(digits).slice(0, digits))
  const fitting = [current - 1, current, current + 1].filter(
    (step) => step > usedStep && timingSafeEqual(given, Buffer.from(codeOf(secret, step))),
  )
  return fitting[0]
}

/** The code of a moment; what an authenticator app shows. */
export function secondFactorCode(secret: string, now: number): string {
  return codeOf(secret, Math.floor(now / stepMs))
}

function codeOf(secret: string, step: number): string {
  const counter = Buffer.alloc(8)
  counter.writeBigUInt64BE(BigInt(step))
  const hash = createHmac('sha1', fromBase32(secret)).update(counter).digest()
  const offset = (hash.at(-1) ?? 0) & 0xf
  return String((hash.readUInt32BE(offset) & 0x7fff_ffff) % 10 ** digits).padStart(digits, '0')
}

function fromBase32(text: string): Buffer {
  let bits = 0
  let value = 0
  const bytes: number[] = []
  for (const letter of text) {
    value = (value << 5) | alphabet.indexOf(letter)
    bits += 5
    if (bits < 8) continue
    bits -= 8
    bytes.push((value >>> bits) & 0xff)
    value &= (1 << bits) - 1
  }
  return Buffer.from(bytes)
}
