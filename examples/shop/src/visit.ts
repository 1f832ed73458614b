import type { Context } from 'hono'
import type { Customer } from './customers.ts'
import type { Ledger } from './ledger.ts'
import type { Locale } from './money.ts'
import type { Session } from './session.ts'
import type { Texts } from './texts.ts'
import type { DemoSettings } from './shop.ts'

/** What a page knows of the request it answers. */
export interface Visit {
  readonly locale: Locale
  readonly t: Texts
  readonly ledger: Ledger
  readonly session: Session
  readonly customer: Customer | undefined
  readonly demo: DemoSettings
  /** Path of the page without the language's prefix, with its query. */
  readonly here: string
  /** The address of a page in the visit's language. */
  path(page: string): string
  /** Nonce of the one inline script a page may have. */
  readonly nonce: string
  /** The token that tells the chat who is logged in; nobody's without a customer. */
  readonly identity: string | undefined
  /** Where the request came from, for the limits on look-ups. */
  readonly network: string
}

export interface ShopEnv {
  Bindings: { readonly network?: string | undefined }
  Variables: { visit: Visit }
}

export type ShopContext = Context<ShopEnv>
