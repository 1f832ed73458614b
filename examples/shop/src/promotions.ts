import type { Promotion } from './basket.ts'
import { integerOf, optionalTextOf, type Row, textOf } from './database.ts'
import type { Ledger } from './ledger.ts'
import { parisDay } from './paris-time.ts'
import { findVoucher, isValid } from './vouchers.ts'

/** The welcome code: 10 % off a first order of at least 30 €. */
export const welcomeCode = 'BIENVENUE10'

/** What a code typed under "I have a code" is worth, or `undefined` where it is none, or not now. */
export function promotionFor(ledger: Ledger, code: string): Promotion | undefined {
  const coupon = findCoupon(ledger, code)
  const voucher = findVoucher(ledger, code)
  if (!coupon || (voucher && !isValid(voucher, ledger.clock.now()))) return undefined
  const today = parisDay(ledger.clock.now())
  if (today < (coupon.validFrom ?? today) || (coupon.validUntil ?? today) < today) return undefined
  const { minimum } = coupon
  if (coupon.percent !== undefined) return { code: coupon.code, percent: coupon.percent, minimum }
  return { code: coupon.code, cents: voucher?.balance ?? coupon.cents ?? 0, minimum }
}

/** A promotion code of the shop. */
export interface Coupon {
  readonly code: string
  readonly percent?: number
  readonly cents?: number
  readonly minimum: number
  /** `YYYY-MM-DD` */
  readonly validFrom?: string
  readonly validUntil?: string
  readonly firstOrder: boolean
  /** Whose it is alone. */
  readonly email?: string
}

/** The coupon of that code; capitals and spaces do not matter. */
export function findCoupon(ledger: Ledger, code: string): Coupon | undefined {
  const typed = code.replaceAll(/\s/g, '').toUpperCase()
  if (typed === welcomeCode) return { code: typed, percent: 10, minimum: 3000, firstOrder: true }
  const row = ledger.database.prepare('select * from coupon where code = ?').get(typed)
  if (row) return readCoupon(row)
  const voucher = findVoucher(ledger, typed)
  if (voucher?.kind !== 'loyalty') return undefined
  return {
    code: voucher.code,
    cents: voucher.initial,
    minimum: 0,
    validUntil: parisDay(new Date(voucher.expiresAt)),
    firstOrder: false,
  }
}

export function addCoupon(ledger: Ledger, coupon: Coupon): void {
  ledger.database
    .prepare(
      `insert into coupon (code, percent, cents, minimum_cents, valid_from, valid_until, first_order, email)
       values (?, ?, ?, ?, ?, ?, ?, ?)`,
    )
    .run(
      coupon.code,
      coupon.percent ?? null,
      coupon.cents ?? null,
      coupon.minimum,
      coupon.validFrom ?? null,
      coupon.validUntil ?? null,
      coupon.firstOrder ? 1 : 0,
      coupon.email ?? null,
    )
}

function readCoupon(row: Row): Coupon {
  const validFrom = optionalTextOf(row, 'valid_from')
  const validUntil = optionalTextOf(row, 'valid_until')
  const email = optionalTextOf(row, 'email')
  return {
    code: textOf(row, 'code'),
    ...(row['percent'] !== null && { percent: integerOf(row, 'percent') }),
    ...(row['cents'] !== null && { cents: integerOf(row, 'cents') }),
    minimum: integerOf(row, 'minimum_cents'),
    ...(validFrom !== undefined && { validFrom }),
    ...(validUntil !== undefined && { validUntil }),
    firstOrder: integerOf(row, 'first_order') === 1,
    ...(email !== undefined && { email }),
  }
}
