import type { CustomerCheck } from '@comptoir/desk/shop-contract'
import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto'
import type { Ledger } from '../ledger.ts'
import { findOrder } from '../order.ts'

/**
 * How far the facts given fit an order. Whatever is wrong, the same work is done: an unknown reference is compared with
 * a decoy, and e-mail and both postcodes are always compared, as digests of equal length.
 */
export function checkCustomer(
  ledger: Ledger,
  claim: { readonly reference: string; readonly email: string; readonly postcode?: string },
): CustomerCheck {
  const order = findOrder(ledger, claim.reference) ?? decoy
  const email = same(claim.email, order.email)
  const billing = same(claim.postcode ?? '', order.billing.postcode)
  const shipping = same(claim.postcode ?? '', order.shipping?.postcode ?? order.billing.postcode)
  const known = order !== decoy
  if (!(known && email)) return { match: 'none' }
  return { match: claim.postcode && (billing || shipping) ? 'email+postcode' : 'email' }
}

const decoy = {
  email: randomBytes(16).toString('hex'),
  billing: { postcode: randomBytes(4).toString('hex') },
  shipping: { postcode: randomBytes(4).toString('hex') },
}

const key = randomBytes(32)

/** Spaces and capitals do not count: people write `76 000` and `Anna@Example.fr`. */
function same(given: string, kept: string): boolean {
  return timingSafeEqual(digest(given), digest(kept))
}

function digest(text: string): Buffer {
  return createHmac('sha256', key).update(text.replaceAll(/\s/g, '').toLowerCase()).digest()
}
