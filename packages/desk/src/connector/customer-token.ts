import { randomUUID } from 'node:crypto'
import { SignJWT } from 'jose'

/** `aud` of every customer token. */
export const customerTokenAudience = 'comptoir-desk'

/** The longest a customer token may live, in seconds. */
export const customerTokenMaxAge = 900

/** What a shop says when it vouches for a customer who is logged in. */
export interface CustomerTokenClaims {
  /** The shop: the origin of its contract's address, e.g. `https://atelier-nelvet.example`. */
  readonly issuer: string
  /** The shop's id of the customer, as in {@link ShopCustomer}. */
  readonly customerId: string
  /** The secret that desk and shop hold together. */
  readonly secret: string
  /** Seconds until it expires, at most 900. */
  readonly expiresIn?: number
  /** Milliseconds since the epoch; the machine's clock when absent. */
  readonly now?: number
}

/**
 * Signs the token that a shop's page hands to `comptoir('identify', token)` for a customer who is logged in:
 * a JWT with HS256 and the claims `iss`, `aud`, `sub`, `iat`, `nbf`, `exp` and `jti`.
 *
 * @example
 * await signCustomerToken({ issuer: 'https://shop.example', customerId: '7', secret: 'shared' })
 * // 'eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.…'
 */
export async function signCustomerToken(claims: CustomerTokenClaims): Promise<string> {
  const now = Math.floor((claims.now ?? Date.now()) / 1000)
  return await new SignJWT({})
    .setProtectedHeader({ alg: 'HS256', typ: 'JWT' })
    .setIssuer(claims.issuer)
    .setAudience(customerTokenAudience)
    .setSubject(claims.customerId)
    .setJti(randomUUID())
    .setIssuedAt(now)
    .setNotBefore(now)
    .setExpirationTime(now + Math.min(claims.expiresIn ?? customerTokenMaxAge, customerTokenMaxAge))
    .sign(new TextEncoder().encode(claims.secret))
}
