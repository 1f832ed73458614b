import type {
  DownloadView,
  Milestone,
  Money,
  OrderAction,
  ComplementView,
  OrderDeadlines,
  OrderItemView,
  OrderStatus,
  RefundView,
  ShipmentView,
} from '@comptoir/bot-engine'
import type { ShopDocument, ShopRequest } from '../schema/acts.ts'

export type { ShopDocument, ShopRequest }

/**
 * The shop contract: the small HTTP API that a shop offers to its desk, version 1.
 *
 * Every request is signed: `Comptoir-Timestamp: <unix seconds>` and
 * `Comptoir-Signature: v1=<hex HMAC-SHA256 of "timestamp\nMETHOD\npath?query\nsha256-hex(body)">` with the
 * secret that desk and shop hold together; the shop refuses a timestamp off by more than 300 seconds with 401.
 * Answers are JSON; errors are `{ "error": { "code", "message" } }` with 400, 401, 404, 409 or 429.
 *
 * | request | answer |
 * |---|---|
 * | `GET  {base}/orders/{reference}` | {@link ShopOrder}, 404 where there is none |
 * | `GET  {base}/customers/{id}` | {@link ShopCustomer} |
 * | `GET  {base}/customers/{id}/orders` | `{ "orders": ShopOrder[] }`, newest first |
 * | `POST {base}/customer-check` `{ reference, email, postcode? }` | {@link CustomerCheck}: the same work whatever is wrong |
 * | `GET  {base}/orders/{reference}/invoices` | `{ "invoices": ShopInvoice[] }` |
 * | `GET  {base}/orders/{reference}/invoices/{number}.pdf` | the shop's own PDF (`application/pdf`) |
 * | `GET  {base}/orders/{reference}/documents/{id}.pdf` | a label or receipt of a request (`application/pdf`) |
 * | `POST {base}/acts/{name}` `{ key, input }` | what the act gives (`ShopActs` of `@comptoir/bot-engine`) |
 * | `GET  {base}/info` | {@link ShopInfo} |
 *
 * An act that is not done answers 409, its `error.code` one of the refusal reasons and its `error.message` a
 * sentence for the customer in the language that `Accept-Language` asks for. The same `key` does an act once: sent again, it gives
 * the first answer. Acts about an order that does not exist answer 409 `unknown-item`, but for a withdrawal,
 * which is received whatever it names. Which acts a shop offers is up to it: others answer 404.
 *
 * `{base}` is a path of the shop's choice; the demo shop uses `/comptoir/v1`.
 * The shop signs its logged-in customers' tokens as JWT (HS256 with the same secret or ES256 by JWKS):
 * `iss` the origin of `{base}`, `aud` `comptoir-desk`, `sub` the customer id, `iat`, `nbf` and `exp` at most 15 minutes apart,
 * `jti`. In Node, {@link signCustomerToken} and {@link verifyShopSignature} do both.
 */
export interface ShopOrder {
  readonly reference: string
  readonly customerId: string | null
  /** Address the order's mails go to, for guests too. */
  readonly email: string
  readonly placedAt: string
  readonly status: OrderStatus
  readonly paid: boolean
  readonly locale: string
  readonly items: readonly (OrderItemView & {
    readonly unit: Money
    readonly total: Money
    /** In per cent: 20, 5.5. */
    readonly vatRate: number
  })[]
  /** Tax included throughout: `grand` = `items` + `shipping` − `discount`, and `tax` is the part of it that is tax. */
  readonly totals: {
    readonly items: Money
    readonly shipping: Money
    readonly discount: Money
    readonly tax: Money
    readonly grand: Money
  }
  readonly billing: Address
  readonly shipping: Address | null
  readonly shippingMethod: string
  readonly paymentMethod: string
  readonly shipments: readonly ShipmentView[]
  readonly milestones: readonly Milestone[]
  readonly actions: readonly OrderAction[]
  /** What was asked of the shop about it, newest first. */
  readonly requests?: readonly ShopRequest[]
  /** Money that went back or is on its way, newest first. */
  readonly refunds?: readonly RefundView[]
  readonly deadlines?: OrderDeadlines
  /** What goes well with it; left out wherever an offer would not fit: nothing delivered yet, a return, a complaint. */
  readonly complement?: ComplementView
  readonly downloads?: readonly DownloadView[]
  /** Pages about this order, for the agent beside the conversation: the customer's view and the back office's. */
  readonly links?: { readonly customer?: string; readonly backOffice?: string }
}

export interface Address {
  readonly name: string
  readonly lines: readonly string[]
  readonly postcode: string
  readonly city: string
  /** ISO 3166-1 alpha-2. */
  readonly country: string
  readonly phone?: string
}

export interface ShopCustomer {
  readonly id: string
  readonly firstName: string
  readonly lastName: string
  readonly email: string
  readonly locale: string
  readonly since: string
  readonly phone?: string
}

/** How far the facts given fit the order: not at all, the e-mail, the e-mail and the postcode (of billing or delivery). */
export interface CustomerCheck {
  readonly match: 'none' | 'email' | 'email+postcode'
}

export interface ShopInvoice {
  readonly number: string
  readonly issuedAt: string
  readonly kind: 'invoice' | 'credit-note'
  readonly total: Money
  readonly fileName: string
  readonly size?: number
  readonly mail?: { readonly state: 'sent' | 'failed' | 'not-sent'; readonly at?: string }
}

export interface ShopInfo {
  readonly name: string
  readonly contract: 1
  readonly locales: readonly string[]
}
