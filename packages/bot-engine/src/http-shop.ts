import type { ActName, ActResult, ShopActs } from './acts.ts'
import type { DeskCall } from './http-desk.ts'
import { deskGarbled } from './thrown.ts'
import { isOrder, isVerification } from './port-answers.ts'
import { PortError, type Shop, type VerificationResult } from './ports.ts'

/** The shop's port over the desk's HTTP API. `call` puts a request in the name of the conversation. */
export function createHttpShop(call: DeskCall, absolute: (href: string) => string): Shop {
  return {
    // Each try counts: a claim is never sent twice by itself.
    verify: async ({ reference, email, postcode, code }) =>
      verification(
        await call('POST', '/verifications', {
          body: {
            reference,
            email,
            ...(postcode === undefined ? {} : { postcode }),
            ...(code === undefined ? {} : { code }),
          },
        }),
      ),
    sendCode: async ({ reference, email }) =>
      void (await call('POST', '/codes', { body: { reference, email } })),
    identify: async (token) =>
      verification(await call('POST', '/identity', { body: { token }, idempotent: true })),
    async orders() {
      const answer = await call('GET', '/orders')
      const orders =
        typeof answer === 'object' && answer !== null && 'orders' in answer ? answer.orders : undefined
      return Array.isArray(orders) && orders.every(isOrder) ? orders : garbled('GET', '/orders')
    },
    async order(reference) {
      const path = `/orders/${encodeURIComponent(reference)}`
      const order = await call('GET', path)
      return isOrder(order) ? order : garbled('GET', path)
    },
    async mintLink(ref) {
      const link = await call('POST', '/links', { body: { ref }, idempotent: true })
      return isLink(link)
        ? { href: absolute(link.href), expiresAt: link.expiresAt }
        : garbled('POST', '/links')
    },
    async act<Name extends ActName>(name: Name, input: ShopActs[Name]['input'], key: string) {
      const path = `/acts/${name}`
      const answer = await call('POST', path, { body: { key, input }, idempotent: true })
      // Its fields are checked where they are used (`port-call.ts`).
      return typeof answer === 'object' && answer !== null
        ? (answer as ActResult<Name>)
        : garbled('POST', path)
    },
  }
}

function verification(answer: unknown): VerificationResult {
  if (!isVerification(answer)) return garbled('POST', '/verifications')
  const { level, locked, needsCode } = answer
  return {
    level,
    ...(locked === true ? { locked } : {}),
    ...(needsCode === true ? { needsCode } : {}),
  }
}

function isLink(value: unknown): value is { href: string; expiresAt: string } {
  return (
    typeof value === 'object' &&
    value !== null &&
    'href' in value &&
    typeof value.href === 'string' &&
    'expiresAt' in value &&
    typeof value.expiresAt === 'string'
  )
}

function garbled(method: string, path: string): never {
  throw new PortError('unavailable', deskGarbled(method, path))
}
