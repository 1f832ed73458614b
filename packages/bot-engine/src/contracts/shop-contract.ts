import { PortError, type Shop, type VerificationClaim } from '../ports.ts'
import type { ContractRunner } from './runner.ts'

/** A shop's port to be held to its contract: each in a conversation of its own that has verified nothing. */
export interface ShopContractSubject {
  /** A fresh conversation. */
  open(): Promise<Shop>
  /** An order of one customer that has left, with at least one invoice; it can be returned and complained of. */
  readonly known: Required<Omit<VerificationClaim, 'code'>>
  /** An order of another customer. */
  readonly other: Required<Omit<VerificationClaim, 'code'>>
  /** A token for the customer of `known`, and one that no shop has signed. */
  readonly token: string
  readonly forgedToken: string
}

/**
 * What every shop port keeps to, whatever stands behind it.
 *
 * @example
 * ```ts
 * shopContract({ describe, it, expect }, { open: async () => createFakeShop(…), known, other, token, forgedToken })
 * ```
 */
export function shopContract({ describe, it, expect }: ContractRunner, subject: ShopContractSubject): void {
  const { known, other } = subject
  const { postcode: _postcode, ...levelOne } = known

  describe('the shop port', () => {
    it('opens an order at level 1 for its reference and e-mail, without invoices', async () => {
      const shop = await subject.open()
      expect(await shop.verify(levelOne)).toEqual({ level: 1 })
      const order = await shop.order(known.reference)
      expect(order.reference).toBe(known.reference)
      expect(order.invoices).toBe(undefined)
    })

    it('opens the invoices at level 2, for the postcode too', async () => {
      const shop = await subject.open()
      expect(await shop.verify(known)).toEqual({ level: 2 })
      const order = await shop.order(known.reference)
      expect((order.invoices ?? []).length > 0).toBe(true)
    })

    it('takes the facts in any case and with spaces around them', async () => {
      const shop = await subject.open()
      const claim = { ...known, reference: known.reference.toLowerCase(), email: known.email.toUpperCase() }
      expect(await shop.verify(claim)).toEqual({ level: 2 })
    })

    for (const [what, wrong] of Object.entries(mismatches(known, other))) {
      it(`says the same to ${what} as to any other mismatch`, async () => {
        const shop = await subject.open()
        expect(await shop.verify(wrong)).toEqual({ level: 0 })
        expect(await codeOf(() => shop.order(known.reference))).toBe('forbidden')
      })
    }

    it('locks after three tries, for right claims as well', async () => {
      const shop = await subject.open()
      const wrong = { ...known, email: 'nobody@example.com' }
      expect(await shop.verify(wrong)).toEqual({ level: 0 })
      expect(await shop.verify(wrong)).toEqual({ level: 0 })
      expect(await shop.verify(wrong)).toEqual({ level: 0, locked: true })
      expect(await shop.verify(known)).toEqual({ level: 0, locked: true })
    })

    it('opens nothing without verification', async () => {
      const shop = await subject.open()
      expect(await shop.orders()).toEqual([])
      expect(await codeOf(() => shop.order(known.reference))).toBe('forbidden')
      expect(await codeOf(() => shop.order('ZZZZZZZZZ'))).toBe('forbidden')
      expect(await codeOf(() => shop.mintLink(`invoice:${known.reference}:FA-0`))).toBe('forbidden')
    })

    it('opens one order, not the others', async () => {
      const shop = await subject.open()
      await shop.verify(known)
      expect(await codeOf(() => shop.order(other.reference))).toBe('forbidden')
    })

    it('mints links from level 2 on', async () => {
      const shop = await subject.open()
      await shop.verify(known)
      const [invoice] = (await shop.order(known.reference)).invoices ?? []
      const { href, expiresAt } = await shop.mintLink(invoice?.ref ?? '')
      expect(href).toMatch(/^https?:\/\//)
      expect(Number.isNaN(Date.parse(expiresAt))).toBe(false)
      expect(await codeOf(() => shop.mintLink('invoice:ZZZZZZZZZ:FA-0'))).toBe('forbidden')
    })

    it('gives a signed-in customer their own orders, newest first', async () => {
      const shop = await subject.open()
      expect(await shop.identify(subject.token)).toEqual({ level: 3 })
      const orders = await shop.orders()
      const dates = orders.map(({ placedAt }) => placedAt)
      expect(dates).toEqual([...dates].sort().reverse())
      expect(orders.some(({ reference }) => reference === known.reference)).toBe(true)
      expect(orders.some(({ reference }) => reference === other.reference)).toBe(false)
    })

    it('takes a report about an order at level 1, and shows it among its requests', async () => {
      const shop = await subject.open()
      await shop.verify(levelOne)
      const report = { reference: known.reference, problem: 'damaged' } as const
      const taken = await shop.act('reportProblem', report, 'report-1')
      expect('number' in taken && taken.kind).toBe('problem')
      const [request] = (await shop.order(known.reference)).requests ?? []
      expect(request?.number).toBe('number' in taken ? taken.number : '')
    })

    it('does an act once, however often it is sent', async () => {
      const shop = await subject.open()
      await shop.verify(known)
      const report = { reference: known.reference, problem: 'damaged' } as const
      const first = await shop.act('reportProblem', report, 'report-2')
      expect(await shop.act('reportProblem', report, 'report-2')).toEqual(first)
      expect((await shop.order(known.reference)).requests?.length).toBe(1)
    })

    it('gives the label of a return from level 2 on', async () => {
      const shop = await subject.open()
      await shop.verify(levelOne)
      const [item] = (await shop.order(known.reference)).items
      const lines = [{ sku: item?.sku ?? '', quantity: 1, reason: 'changed-mind' }] as const
      const asked = { reference: known.reference, lines, wish: 'refund' } as const
      expect(await codeOf(() => shop.act('requestReturn', asked, 'return-1'))).toBe('forbidden')
      await shop.verify(known)
      const taken = await shop.act('requestReturn', asked, 'return-1')
      const [label] = 'number' in taken ? (taken.documents ?? []) : []
      expect(label?.kind).toBe('return-label')
      expect((await shop.mintLink(label?.ref ?? '')).href).toMatch(/^https?:\/\//)
    })

    it('answers with a reason what it refuses', async () => {
      const shop = await subject.open()
      await shop.verify(known)
      const lines = [{ sku: 'NO-SUCH-ITEM', quantity: 1, reason: 'other' }] as const
      const answer = await shop.act(
        'requestReturn',
        { reference: known.reference, lines, wish: 'refund' },
        'return-2',
      )
      expect(answer.refused).toBe('unknown-item')
    })

    it('receives a withdrawal from anybody, and tells nothing about the order', async () => {
      const shop = await subject.open()
      for (const [index, reference] of [known.reference, 'ZZZZZZZZZ'].entries()) {
        const statement = { name: 'Jeanne Aubert', reference, email: 'nobody@example.com' }
        const receipt = await shop.act('withdraw', statement, `withdrawal-${index}`)
        expect(Object.keys(receipt).sort()).toEqual(['at', 'number', 'receiptTo', 'refundBy', 'sendBackBy'])
      }
    })

    it('says the same to every address, and refuses codes that it does not know', async () => {
      const shop = await subject.open()
      for (const name of ['sendWelcomeCode', 'unsubscribe', 'resetPassword'] as const) {
        expect(await shop.act(name, { email: known.email }, `${name}-1`)).toEqual({ taken: true })
        expect(await shop.act(name, { email: 'nobody@example.com' }, `${name}-2`)).toEqual({ taken: true })
      }
      expect((await shop.act('checkCoupon', { code: 'NO-SUCH-CODE' }, 'coupon')).refused).toBe('unknown-code')
      expect((await shop.act('checkGiftCard', { code: 'NV-0' }, 'card')).refused).toBe('unknown-code')
    })

    it('opens acts only at their level', async () => {
      const shop = await subject.open()
      const { reference } = known
      expect(await codeOf(() => shop.act('reportProblem', { reference, problem: 'damaged' }, 'early'))).toBe(
        'forbidden',
      )
      await shop.verify(known)
      expect(await codeOf(() => shop.act('cancelOrder', { reference }, 'cancel'))).toBe('forbidden')
      const data = { reference, right: 'access' } as const
      expect(await codeOf(() => shop.act('requestPersonalData', data, 'data'))).toBe('forbidden')
      await shop.identify(subject.token)
      expect((await shop.act('cancelOrder', { reference }, 'cancel')).refused).toBe('not-now')
      expect((await shop.act('requestPersonalData', data, 'data')).refused).toBe(undefined)
    })

    it('takes no forged token', async () => {
      const shop = await subject.open()
      expect(await codeOf(() => shop.identify(subject.forgedToken))).toBe('forbidden')
      expect(await shop.orders()).toEqual([])
    })
  })
}

function mismatches(
  known: Required<Omit<VerificationClaim, 'code'>>,
  other: Required<Omit<VerificationClaim, 'code'>>,
): Readonly<Record<string, VerificationClaim>> {
  return {
    'a wrong e-mail': { ...known, email: 'nobody@example.com' },
    'a wrong postcode': { ...known, postcode: '99999' },
    "another customer's order": { ...known, reference: other.reference },
    'an order that does not exist': { ...known, reference: 'ZZZZZZZZZ' },
    'a wrong e-mail without a postcode': { reference: known.reference, email: 'nobody@example.com' },
  }
}

/** The code with which a call is refused, `none` when it goes well. */
export async function codeOf(call: () => Promise<unknown>): Promise<string> {
  try {
    await call()
    return 'none'
  } catch (cause) {
    return cause instanceof PortError ? cause.code : `not a PortError: ${String(cause)}`
  }
}
