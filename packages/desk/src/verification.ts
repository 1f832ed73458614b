import type { Level, VerificationClaim, VerificationResult } from '@comptoir/bot-engine'
import { codeFits } from './codes.ts'
import type { CustomerCheck, ShopOrder } from './connector/shop-contract.ts'
import { levelTooLow, tooMany } from './messages.ts'
import type { Services } from './services.ts'
import type { Verification } from './store/store.ts'

/** A verification lives until so long after the customer's last act. */
export const verificationMs: number = 30 * 60_000

/**
 * Checks that the customer of this conversation is the one of the order.
 *
 * Every mismatch does the same work (one question to the shop, one try) and gets the same answer, whatever was
 * wrong: the reference, the e-mail or the postcode. After three that failed the shop is asked no more.
 *
 * @throws {Problem} 429 after too many look-ups from one network; the shop's own unavailability passes through
 *   and costs neither try nor look-up
 */
export async function verify(
  services: Services,
  conversationId: string,
  claim: VerificationClaim,
  network: string,
): Promise<VerificationResult> {
  const { store, shop, limits, settings, metrics } = services
  const now = services.now()
  const wait = await limits.lookups.take(network, now)
  if (wait > 0) throw tooMany('look-ups', wait)
  const attempt = await store.takeTry(conversationId, settings.limits.tries)
  if (!attempt.taken) return { level: 0, locked: true }

  const asked = normalised(claim)
  const level = await shop.customerCheck(asked).then(
    (check) => levelOf(services, conversationId, asked, check),
    async (error: unknown) => {
      await store.returnTry(conversationId)
      await limits.lookups.giveBack(network)
      throw error
    },
  )
  if (level === 0) {
    metrics.count('verifications_failed')
    return attempt.left === 0 ? { level: 0, locked: true } : { level: 0 }
  }
  await store.returnTry(conversationId)
  const live = await liveVerifications(services, conversationId)
  const before = live.find(({ reference }) => reference === asked.reference)
  const reached = before && before.level > level ? before.level : level
  await store.saveVerification({
    conversationId,
    reference: asked.reference,
    level: reached,
    email: asked.email,
    at: now,
    expiresAt: now + verificationMs,
  })
  return reached === 1 && asked.postcode !== undefined
    ? { level: reached, needsCode: true }
    : { level: reached }
}

/**
 * An order as far as this conversation may see it: level 1 or 2 by its own proof, 3 for the orders of the
 * customer whose token it showed.
 *
 * @throws {Problem} 403, the same whether the order exists or not
 */
export async function openOrder(
  services: Services,
  conversationId: string,
  reference: string,
): Promise<{ readonly order: ShopOrder; readonly level: Level }> {
  const live = await liveVerifications(services, conversationId)
  const own = live.find((verification) => verification.reference === reference)
  const customer = live.find(({ customerId }) => customerId !== undefined)
  if (!own && !customer) throw levelTooLow()
  const { shop } = services
  // A customer's orders are all read before one is looked for: the time tells nothing about orders of others.
  const order =
    customer?.customerId === undefined
      ? undefined
      : (await shop.customerOrders(customer.customerId)).find((one) => one.reference === reference)
  if (order) return { order, level: 3 }
  const proven = own && (await shop.order(reference))
  if (!proven) throw levelTooLow()
  return { order: proven, level: own.level }
}

/** The customer whose token this conversation showed, while that lives. */
export async function identifiedCustomer(
  services: Services,
  conversationId: string,
): Promise<string | undefined> {
  const live = await liveVerifications(services, conversationId)
  return live.find(({ customerId }) => customerId !== undefined)?.customerId
}

/** The customer did something: what was proven lives on for another half an hour. */
export async function extendVerifications(services: Services, conversationId: string): Promise<void> {
  const now = services.now()
  await services.store.extendVerifications(conversationId, now, now + verificationMs)
}

/** References as shops print them: capitals, no spaces. */
export function referenceOf(written: string): string {
  return written.replace(/\s+/g, '').toUpperCase()
}

async function liveVerifications(
  services: Services,
  conversationId: string,
): Promise<readonly Verification[]> {
  const now = services.now()
  return (await services.store.verifications(conversationId)).filter(({ expiresAt }) => expiresAt > now)
}

function normalised({ reference, email, postcode, code }: VerificationClaim): VerificationClaim {
  const area = postcode?.replace(/\s+/g, '').toUpperCase()
  return {
    reference: referenceOf(reference),
    email: email.trim().toLowerCase(),
    ...(area ? { postcode: area } : {}),
    ...(code === undefined ? {} : { code }),
  }
}

/**
 * A postcode or a code that does not fit is a mismatch like any other, though the e-mail fits. The mailed code opens
 * what the shop's own token opens, for this order.
 */
async function levelOf(
  services: Services,
  conversationId: string,
  { reference, postcode, code }: VerificationClaim,
  { match }: CustomerCheck,
): Promise<Level> {
  const knowsCode = code !== undefined && (await codeFits(services, conversationId, reference, code))
  if (match === 'none') return 0
  if (code !== undefined) return knowsCode ? 3 : 0
  if (postcode === undefined) return 1
  if (match !== 'email+postcode') return 0
  return services.settings.levelTwo === 'code' ? 1 : 2
}
