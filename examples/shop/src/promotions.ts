import type { Promotion } from './basket.ts'
import type { Ledger } from './ledger.ts'
import { findVoucher, isValid } from './vouchers.ts'

/** The welcome code: 10 % off a first order of at least 30 €. */
export const welcomeCode = 'BIENVENUE10'

/** What a code typed under "I have a code" is worth, or `undefined` where it is none. */
export function promotionFor(ledger: Ledger, code: string): Promotion | undefined {
  const typed = code.replaceAll(/\s/g, '').toUpperCase()
  if (typed === welcomeCode) return { code: welcomeCode, percent: 10, minimum: 3000 }
  const voucher = findVoucher(ledger, typed)
  if (voucher?.kind !== 'loyalty' || !isValid(voucher, ledger.clock.now())) return undefined
  return { code: voucher.code, cents: voucher.balance, minimum: 0 }
}
