import { ShopUnavailable } from './connector/shop.ts'
import type { Services } from './services.ts'

/**
 * The e-mail addresses that are known to be this customer's: those of the orders and of the account that the
 * conversation has verified, of the order given first. None while the shop is away.
 */
export async function knownAddresses(
  { store, shop, now }: Services,
  conversationId: string,
  order?: string,
): Promise<readonly string[]> {
  const live = (await store.verifications(conversationId)).filter(({ expiresAt }) => expiresAt > now())
  const found = await Promise.all(
    live.map(async ({ reference, customerId }) => {
      const owner = customerId !== undefined ? shop.customer(customerId) : shop.order(reference ?? '')
      const email = await owner.then((one) => one?.email, awayAsNone)
      return email === undefined ? [] : [{ reference, email: email.trim().toLowerCase() }]
    }),
  )
  const addresses = found
    .flat()
    .sort((one, other) => Number(other.reference === order) - Number(one.reference === order))
  return [...new Set(addresses.map(({ email }) => email))]
}

function awayAsNone(error: unknown): undefined {
  if (error instanceof ShopUnavailable) return undefined
  throw error
}
