import { createRemoteJWKSet, jwtVerify, type JWTPayload, type JWTVerifyOptions } from 'jose'
import { customerTokenAudience, customerTokenMaxAge } from './connector/customer-token.ts'
import { tokenRefused } from './messages.ts'
import type { Services } from './services.ts'
import { verificationMs } from './verification.ts'

/** Clocks of shop and desk may differ by so much, in seconds. */
const tolerance = 30
const keySets = new Map<string, ReturnType<typeof createRemoteJWKSet>>()

/**
 * Takes the shop's word for a customer who is logged in: level 3 for that customer's orders. The algorithm is
 * the one of the settings whatever the token says; issuer, audience, subject, id and the three times are all
 * required; a token lives at most 15 minutes and belongs to the first conversation that shows it.
 *
 * @throws {Problem} 401, the same whatever is wrong with it
 */
export async function identify(services: Services, conversationId: string, token: string): Promise<void> {
  const { settings, store } = services
  const now = services.now()
  const claims = settings.shop && (await claimsOf(services, token))
  const { sub, jti, exp, iat } = claims ?? {}
  if (!sub || !jti || !exp || !iat) throw tokenRefused()
  if (exp - iat > customerTokenMaxAge || exp - now / 1000 > customerTokenMaxAge + tolerance)
    throw tokenRefused()
  if (jti.length > 200 || sub.length > 100) throw tokenRefused()
  if (!(await store.claimToken(jti, conversationId, (exp + tolerance) * 1000))) throw tokenRefused()
  const email = await services.shop.customer(sub).then(
    (customer) => customer?.email.trim().toLowerCase(),
    () => undefined,
  )
  await store.saveVerification({
    conversationId,
    customerId: sub,
    level: 3,
    ...(email === undefined ? {} : { email }),
    at: now,
    expiresAt: now + verificationMs,
  })
}

async function claimsOf({ settings, now }: Services, token: string): Promise<JWTPayload | undefined> {
  const { shop } = settings
  if (!shop) return undefined
  const options: JWTVerifyOptions = {
    issuer: shop.issuer,
    audience: customerTokenAudience,
    requiredClaims: ['sub', 'jti', 'exp', 'iat', 'nbf'],
    clockTolerance: tolerance,
    currentDate: new Date(now()),
  }
  try {
    if (shop.jwks) {
      const keys = keySets.get(shop.jwks) ?? createRemoteJWKSet(new URL(shop.jwks))
      keySets.set(shop.jwks, keys)
      return (await jwtVerify(token, keys, { ...options, algorithms: ['ES256'] })).payload
    }
    const before = shop.previousSecret
    return await signedWith(shop.secret, token, options).catch((error: unknown) => {
      if (before === undefined) throw error
      return signedWith(before, token, options)
    })
  } catch {
    return undefined
  }
}

async function signedWith(secret: string, token: string, options: JWTVerifyOptions): Promise<JWTPayload> {
  const key = new TextEncoder().encode(secret)
  return (await jwtVerify(token, key, { ...options, algorithms: ['HS256'] })).payload
}
