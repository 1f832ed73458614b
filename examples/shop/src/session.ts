import { createHash, randomBytes } from 'node:crypto'
import type { Basket, BasketLine } from './basket.ts'
import { textOf } from './database.ts'
import type { Ledger } from './ledger.ts'
import type { PaymentMethod, PostalAddress } from './order.ts'

/** What the shop remembers of one browser, under a cookie that only says which one. */
interface SessionData {
  readonly customerId?: string
  readonly lines?: readonly BasketLine[]
  readonly giftWrap?: boolean
  readonly giftMessage?: string
  readonly promotion?: string
  readonly country?: string
  readonly checkout?: CheckoutData
  /** Orders opened on the tracking page; with the postcode, their documents too. */
  readonly tracked?: Readonly<Record<string, 'state' | 'documents'>>
  /** Orders placed in this browser: their confirmation may be seen. */
  readonly placed?: readonly string[]
  readonly backOffice?: boolean
  /** A sentence to show once, on the next page. */
  readonly notice?: { readonly kind: 'good' | 'bad'; readonly text: string }
  readonly cardFailures?: readonly string[]
}

interface CheckoutData {
  readonly email?: string
  readonly billing?: PostalAddress
  readonly shipping?: PostalAddress
  readonly service?: string
  readonly relayId?: string
  readonly vouchers?: readonly string[]
  readonly payment?: PaymentMethod
}

/** A browser's session: read from its cookie, written when something changes. Empty until then: no cookie is set. */
export interface Session {
  readonly data: SessionData
  readonly basket: Basket
  update(change: SessionData): void
  forget(...keys: readonly (keyof SessionData)[]): void
  /** Begins anew under another cookie, keeping the data: after signing in, so that an old cookie is worth nothing. */
  renew(): void
  /** The value of the cookie to set, where it is new. */
  readonly newToken: string | undefined
}

const lifetime = 30 * 86_400_000

/** Signs a customer out of every browser. */
export function endSessionsOf(ledger: Ledger, customerId: string): void {
  ledger.database.prepare("delete from session where json_extract(value, '$.customerId') = ?").run(customerId)
}

export function openSession(
  ledger: Ledger,
  token: string | undefined,
  promotionOf: (code: string) => Basket['promotion'],
): Session {
  let hash = token === undefined ? undefined : hashOf(token)
  let data = hash === undefined ? undefined : readSession(ledger, hash)
  if (!data) hash = undefined
  let newToken: string | undefined

  const write = (next: SessionData): void => {
    data = next
    if (hash === undefined) {
      newToken = randomBytes(24).toString('base64url')
      hash = hashOf(newToken)
    }
    const expires = new Date(ledger.clock.now().getTime() + lifetime).toISOString()
    ledger.database
      .prepare(
        `insert into session (hash, value, expires_at) values (?, ?, ?)
         on conflict (hash) do update set value = excluded.value, expires_at = excluded.expires_at`,
      )
      .run(hash, JSON.stringify(next), expires)
  }

  return {
    get data() {
      return data ?? {}
    },
    get basket() {
      const { lines = [], giftWrap = false, promotion } = data ?? {}
      return { lines, giftWrap, promotion: promotion === undefined ? undefined : promotionOf(promotion) }
    },
    get newToken() {
      return newToken
    },
    update: (change) => write({ ...data, ...change }),
    forget: (...keys) => {
      if (!data) return
      const kept = Object.entries(data).filter(([key]) => !keys.some((gone) => gone === key))
      write(Object.fromEntries(kept))
    },
    renew: () => {
      if (hash !== undefined) ledger.database.prepare('delete from session where hash = ?').run(hash)
      hash = undefined
      write(data ?? {})
    },
  }
}

function readSession(ledger: Ledger, hash: string): SessionData | undefined {
  const row = ledger.database
    .prepare('select value from session where hash = ? and expires_at > ?')
    .get(hash, ledger.clock.now().toISOString())
  return row && JSON.parse(textOf(row, 'value'))
}

function hashOf(token: string): string {
  return createHash('sha256').update(token).digest('hex')
}
