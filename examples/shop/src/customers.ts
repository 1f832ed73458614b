import { randomBytes, scryptSync, timingSafeEqual } from 'node:crypto'
import { integerOf, optionalTextOf, type Row, textOf, transaction } from './database.ts'
import { type Ledger, nowOf } from './ledger.ts'
import type { Locale } from './money.ts'
import type { PostalAddress } from './order.ts'
import { Refusal } from './refusal.ts'

export interface Customer {
  readonly id: string
  readonly firstName: string
  readonly lastName: string
  readonly email: string
  readonly locale: Locale
  readonly since: string
  readonly phone?: string
  readonly newsletter: boolean
}

export interface NewCustomer {
  readonly firstName: string
  readonly lastName: string
  readonly email: string
  readonly password: string
  /** What {@link hashPassword} made of it, where that is known already. */
  readonly passwordHash?: string
  readonly locale: Locale
  readonly phone?: string | undefined
  readonly newsletter?: boolean
}

/**
 * Opens an account, and brings in the orders placed before as a guest with the same address.
 *
 * @throws {Refusal} where the address already has an account or the password is too short.
 */
export function registerCustomer(ledger: Ledger, person: NewCustomer): Customer {
  if (person.password.length < 10) throw new Refusal('refusal.shortPassword')
  if (!/^\S+@\S+\.\S+$/.test(person.email)) throw new Refusal('refusal.email')
  return transaction(ledger.database, () => {
    if (customerByEmail(ledger, person.email)) throw new Refusal('refusal.emailTaken')
    const count = ledger.database.prepare('select count(*) as count from customer').get()
    const id = `C${1001 + (count ? integerOf(count, 'count') : 0)}`
    ledger.database
      .prepare(
        `insert into customer (id, first_name, last_name, email, password, locale, phone, since, newsletter)
         values (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
      )
      .run(
        id,
        person.firstName,
        person.lastName,
        person.email,
        person.passwordHash ?? hashPassword(person.password),
        person.locale,
        person.phone ?? null,
        nowOf(ledger),
        person.newsletter ? 1 : 0,
      )
    ledger.database
      .prepare('update shop_order set customer_id = ? where email = ? and customer_id is null')
      .run(id, person.email)
    const customer = customerById(ledger, id)
    if (!customer) throw new Error(`Customer ${id} was just written but cannot be read.`)
    return customer
  })
}

/**
 * The customer of that address and password. After five failures the account rests for fifteen minutes. A password is
 * hashed whether the account exists or not, so that the time taken tells nothing.
 */
export function signIn(
  ledger: Ledger,
  email: string,
  password: string,
): { readonly customer: Customer } | { readonly failed: 'wrong' | 'locked' } {
  const row = ledger.database.prepare('select * from customer where email = ?').get(email.trim())
  const right = checkPassword(password, row ? textOf(row, 'password') : decoyPassword)
  if (!row) return { failed: 'wrong' }
  const lockedUntil = optionalTextOf(row, 'locked_until')
  if (lockedUntil !== undefined && lockedUntil > nowOf(ledger)) return { failed: 'locked' }
  const id = textOf(row, 'id')
  if (right) {
    ledger.database.prepare('update customer set failures = 0, locked_until = null where id = ?').run(id)
    return { customer: readCustomer(row) }
  }
  const failures = integerOf(row, 'failures') + 1
  const locked = failures >= 5
  ledger.database
    .prepare('update customer set failures = ?, locked_until = ? where id = ?')
    .run(locked ? 0 : failures, locked ? inMinutes(ledger, 15) : null, id)
  return { failed: locked ? 'locked' : 'wrong' }
}

export function customerById(ledger: Ledger, id: string): Customer | undefined {
  const row = ledger.database.prepare('select * from customer where id = ?').get(id)
  return row && readCustomer(row)
}

export function customerByEmail(ledger: Ledger, email: string): Customer | undefined {
  const row = ledger.database.prepare('select * from customer where email = ?').get(email.trim())
  return row && readCustomer(row)
}

export function allCustomers(ledger: Ledger): Customer[] {
  return ledger.database.prepare('select * from customer order by id').all().map(readCustomer)
}

export function updateCustomer(
  ledger: Ledger,
  id: string,
  change: {
    readonly firstName: string
    readonly lastName: string
    readonly phone: string
    readonly locale: Locale
    readonly newsletter: boolean
  },
): void {
  ledger.database
    .prepare(
      'update customer set first_name = ?, last_name = ?, phone = ?, locale = ?, newsletter = ? where id = ?',
    )
    .run(
      change.firstName,
      change.lastName,
      change.phone || null,
      change.locale,
      change.newsletter ? 1 : 0,
      id,
    )
}

export interface StoredAddress {
  readonly id: number
  readonly address: PostalAddress
}

/** The address book, first the one that is proposed by default. */
export function addressesOf(ledger: Ledger, customerId: string): StoredAddress[] {
  return ledger.database
    .prepare('select * from address where customer_id = ? order by id')
    .all(customerId)
    .map((row) => ({ id: integerOf(row, 'id'), address: JSON.parse(textOf(row, 'value')) }))
}

export function addAddress(ledger: Ledger, customerId: string, address: PostalAddress): void {
  ledger.database
    .prepare('insert into address (customer_id, value) values (?, ?)')
    .run(customerId, JSON.stringify(address))
}

export function removeAddress(ledger: Ledger, customerId: string, id: number): void {
  ledger.database.prepare('delete from address where customer_id = ? and id = ?').run(customerId, id)
}

/** Orders, points and files stay with the account; orders under way keep the address they were placed with. */
export function changeEmail(ledger: Ledger, id: string, email: string): void {
  if (customerByEmail(ledger, email)) throw new Refusal('refusal.emailTaken')
  ledger.database.prepare('update customer set email = ? where id = ?').run(email, id)
}

export function changePassword(ledger: Ledger, id: string, password: string): void {
  if (password.length < 10) throw new Refusal('refusal.shortPassword')
  ledger.database
    .prepare('update customer set password = ?, failures = 0, locked_until = null where id = ?')
    .run(hashPassword(password), id)
}

/** Work factor of scrypt: about 30 ms here. */
const cost = { N: 16_384, r: 8, p: 1 }

/** Salted and slow to guess (scrypt). */
export function hashPassword(password: string): string {
  const salt = randomBytes(16)
  return `${salt.toString('hex')}:${scryptSync(password, salt, 32, cost).toString('hex')}`
}

function checkPassword(password: string, stored: string): boolean {
  const [salt = '', hash = ''] = stored.split(':')
  const expected = Buffer.from(hash, 'hex')
  const given = scryptSync(password, Buffer.from(salt, 'hex'), 32, cost)
  return expected.length === given.length && timingSafeEqual(expected, given)
}

const decoyPassword = hashPassword('nobody has this password')

function inMinutes(ledger: Ledger, minutes: number): string {
  return new Date(ledger.clock.now().getTime() + minutes * 60_000).toISOString()
}

function readCustomer(row: Row): Customer {
  const phone = optionalTextOf(row, 'phone')
  return {
    id: textOf(row, 'id'),
    firstName: textOf(row, 'first_name'),
    lastName: textOf(row, 'last_name'),
    email: textOf(row, 'email'),
    locale: textOf(row, 'locale') === 'en' ? 'en' : 'fr',
    since: textOf(row, 'since'),
    ...(phone !== undefined && { phone }),
    newsletter: integerOf(row, 'newsletter') === 1,
  }
}
