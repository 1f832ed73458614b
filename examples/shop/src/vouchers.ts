import { randomInt } from 'node:crypto'
import { integerOf, optionalTextOf, type Row, textOf } from './database.ts'
import { type Ledger, nowOf } from './ledger.ts'
import { Refusal } from './refusal.ts'

/** A gift card (`NV-`), a credit note that the customer chose (`AV-`), or a loyalty voucher (`FID-`). */
export interface Voucher {
  readonly code: string
  readonly kind: 'gift-card' | 'credit-note' | 'loyalty'
  readonly customerId?: string
  readonly initial: number
  readonly balance: number
  readonly issuedAt: string
  readonly expiresAt: string
}

const prefixes: Readonly<Record<Voucher['kind'], string>> = {
  'gift-card': 'NV-',
  'credit-note': 'AV-',
  loyalty: 'FID-',
}
/** Gift cards and credit notes live 24 months, loyalty vouchers 6. */
const months: Readonly<Record<Voucher['kind'], number>> = { 'gift-card': 24, 'credit-note': 24, loyalty: 6 }

/** Makes a voucher; the code is `NV-`, `AV-` or `FID-` and 16 characters, none that could be taken for another. */
export function newVoucher(
  ledger: Ledger,
  kind: Voucher['kind'],
  worth: {
    readonly cents: number
    readonly customerId?: string | undefined
    readonly email?: string
    readonly orderId?: number
    readonly code?: string
  },
): string {
  const signs = 'ABCDEFGHJKLMNPQRSTUVWXYZ23456789'
  const code =
    worth.code ?? prefixes[kind] + Array.from({ length: 16 }, () => signs[randomInt(signs.length)]).join('')
  const expires = new Date(ledger.clock.now())
  expires.setUTCMonth(expires.getUTCMonth() + months[kind])
  ledger.database
    .prepare(
      `insert into voucher (code, kind, customer_id, email, initial_cents, balance_cents, issued_at, expires_at, order_id)
       values (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    )
    .run(
      code,
      kind,
      worth.customerId ?? null,
      worth.email ?? null,
      worth.cents,
      worth.cents,
      nowOf(ledger),
      expires.toISOString(),
      worth.orderId ?? null,
    )
  return code
}

export function findVoucher(ledger: Ledger, code: string): Voucher | undefined {
  const row = ledger.database
    .prepare('select * from voucher where code = ?')
    .get(code.replaceAll(/\s/g, '').toUpperCase())
  return row && readVoucher(row)
}

export function vouchersOf(ledger: Ledger, customerId: string): Voucher[] {
  return ledger.database
    .prepare('select * from voucher where customer_id = ? order by issued_at desc')
    .all(customerId)
    .map(readVoucher)
}

export function isValid(voucher: Voucher, now: Date): boolean {
  return voucher.balance > 0 && voucher.expiresAt > now.toISOString()
}

/**
 * Takes gift cards and credit notes for an amount, in the order given, and says what each one paid.
 *
 * @throws {Refusal} where a code is unknown, empty or expired, or more than three gift cards are given.
 */
export function spendVouchers(
  ledger: Ledger,
  codes: readonly string[],
  cents: number,
): { code: string; cents: number }[] {
  let left = cents
  const spent: { code: string; cents: number }[] = []
  for (const code of codes) {
    const voucher = findVoucher(ledger, code)
    if (!voucher || voucher.kind === 'loyalty' || !isValid(voucher, ledger.clock.now()))
      throw new Refusal('refusal.voucher', { code })
    const part = Math.min(left, voucher.balance)
    if (part === 0) continue
    ledger.database
      .prepare('update voucher set balance_cents = balance_cents - ? where code = ?')
      .run(part, voucher.code)
    spent.push({ code: voucher.code, cents: part })
    left -= part
  }
  if (spent.filter(({ code }) => code.startsWith('NV-')).length > 3) throw new Refusal('refusal.threeCards')
  return spent
}

/** Gives back what an order had taken from them. */
export function restoreVouchers(
  ledger: Ledger,
  spent: readonly { readonly code: string; readonly cents: number }[],
): void {
  for (const { code, cents } of spent)
    ledger.database
      .prepare('update voucher set balance_cents = balance_cents + ? where code = ?')
      .run(cents, code)
}

function readVoucher(row: Row): Voucher {
  const kind = textOf(row, 'kind')
  const customerId = optionalTextOf(row, 'customer_id')
  return {
    code: textOf(row, 'code'),
    kind: kind === 'credit-note' || kind === 'loyalty' ? kind : 'gift-card',
    ...(customerId !== undefined && { customerId }),
    initial: integerOf(row, 'initial_cents'),
    balance: integerOf(row, 'balance_cents'),
    issuedAt: textOf(row, 'issued_at'),
    expiresAt: textOf(row, 'expires_at'),
  }
}
