import type { ActName, Refused } from '@comptoir/bot-engine'
import type { ShopActAnswer, ShopActInput } from '../schema/acts.ts'
import type { CustomerCheck, ShopCustomer, ShopInfo, ShopInvoice, ShopOrder } from './shop-contract.ts'

/**
 * The shop as the desk asks it. One connector per kind of shop; `http-shop.ts` speaks the shop contract.
 * Every method rejects with {@link ShopUnavailable} when the shop is away, slow, or does not make sense.
 */
export interface ShopConnector {
  info(): Promise<ShopInfo>
  /** `undefined` where there is no such order. */
  order(reference: string): Promise<ShopOrder | undefined>
  customer(id: string): Promise<ShopCustomer | undefined>
  /** Newest first. */
  customerOrders(id: string): Promise<readonly ShopOrder[]>
  customerCheck(claim: CustomerClaim): Promise<CustomerCheck>
  invoices(reference: string): Promise<readonly ShopInvoice[]>
  /** The shop's own file, as it comes. */
  invoiceFile(reference: string, number: string): Promise<ShopFile | undefined>
  /** A label or receipt of a request, as it comes. */
  documentFile(reference: string, id: string): Promise<ShopFile | undefined>
  /** Has the shop do something; the same key does it once. */
  act<Name extends ActName>(
    name: Name,
    input: ShopActInput<Name>,
    key: string,
    /** The language in which a refusal is said to the customer. */
    locale: string,
  ): Promise<ShopActAnswer<Name> | Refused>
}

export interface CustomerClaim {
  readonly reference: string
  readonly email: string
  readonly postcode?: string
}

export interface ShopFile {
  readonly body: ReadableStream<Uint8Array>
  readonly size?: number
}

/** The shop cannot be asked now. `cause` says why. */
export class ShopUnavailable extends Error {
  override readonly name = 'ShopUnavailable'
}
