import type { ComplementView, OrderItemView, ShipmentView } from '@comptoir/bot-engine'
import * as v from 'valibot'
import {
  count,
  country,
  dayOrInstant,
  httpsAddress,
  instant,
  line,
  locale,
  webAddress,
} from '../schema/fields.ts'
import {
  carrierEventFields,
  complementFields,
  milestoneFields,
  orderAction,
  orderItemFields,
  orderStatus,
  shipmentFields,
  shippedLineFields,
} from '../schema/message.ts'
import { shopRequest } from '../schema/acts.ts'
import { money } from '../schema/money.ts'
import { deadlinesIn, downloadIn, refundIn } from '../schema/request.ts'
import type { CustomerClaim } from './shop.ts'
import { lenient, optional, type Schema } from '../schema/schema.ts'
import type {
  Address,
  CustomerCheck,
  ShopCustomer,
  ShopInfo,
  ShopInvoice,
  ShopOrder,
} from './shop-contract.ts'

// What a shop answers, checked before the desk uses it. A field that the contract does not name is dropped:
// a shop may know more than this version does.

const address: Schema<Address> = lenient<Address>({
  name: line(200),
  lines: v.pipe(v.array(line(300)), v.maxLength(10)),
  postcode: line(20),
  city: line(200),
  country,
  phone: optional(line(40)),
})

type ShopOrderItem = ShopOrder['items'][number]
type CarrierEvent = ShipmentView['events'][number]

const shipment: Schema<ShipmentView> = lenient<ShipmentView>({
  ...shipmentFields,
  trackingUrl: optional(httpsAddress),
  events: v.array(lenient<CarrierEvent>(carrierEventFields)),
  items: v.array(lenient<Pick<OrderItemView, 'sku' | 'quantity'>>(shippedLineFields)),
})

export const shopOrder: Schema<ShopOrder> = lenient<ShopOrder>({
  reference: line(64),
  customerId: v.nullable(line(100)),
  email: line(320),
  placedAt: instant,
  status: orderStatus,
  paid: v.boolean(),
  locale,
  items: v.array(
    lenient<ShopOrderItem>({
      ...orderItemFields(lenient),
      unit: money,
      total: money,
      vatRate: v.pipe(v.number(), v.minValue(0)),
    }),
  ),
  totals: lenient<ShopOrder['totals']>({
    items: money,
    shipping: money,
    discount: money,
    tax: money,
    grand: money,
  }),
  billing: address,
  shipping: v.nullable(address),
  shippingMethod: line(200, 0),
  paymentMethod: line(200, 0),
  shipments: v.array(shipment),
  milestones: v.array(lenient<ShopOrder['milestones'][number]>(milestoneFields)),
  actions: v.array(orderAction),
  requests: optional(v.array(shopRequest)),
  refunds: optional(v.array(refundIn(lenient))),
  deadlines: optional(deadlinesIn(lenient)),
  complement: optional(lenient<ComplementView>(complementFields)),
  downloads: optional(v.array(downloadIn(lenient))),
  links: optional(
    lenient<NonNullable<ShopOrder['links']>>({
      customer: optional(webAddress),
      backOffice: optional(webAddress),
    }),
  ),
})

export const shopOrders: Schema<{ orders: ShopOrder[] }> = lenient<{ orders: ShopOrder[] }>({
  orders: v.array(shopOrder),
})

export const shopCustomer: Schema<ShopCustomer> = lenient<ShopCustomer>({
  id: line(100),
  firstName: line(200),
  lastName: line(200),
  email: line(320),
  locale,
  since: dayOrInstant,
  phone: optional(line(40)),
})

/** What a shop is asked at `/customer-check`. */
export const customerClaim: Schema<CustomerClaim> = lenient<CustomerClaim>({
  reference: v.string(),
  email: v.string(),
  postcode: optional(v.string()),
})

export const customerCheck: Schema<CustomerCheck> = lenient<CustomerCheck>({
  match: v.picklist(['none', 'email', 'email+postcode']),
})

const shopInvoice: Schema<ShopInvoice> = lenient<ShopInvoice>({
  number: line(100),
  issuedAt: dayOrInstant,
  kind: v.picklist(['invoice', 'credit-note']),
  total: money,
  fileName: line(200),
  size: optional(count),
  mail: optional(
    lenient<NonNullable<ShopInvoice['mail']>>({
      state: v.picklist(['sent', 'failed', 'not-sent']),
      at: optional(dayOrInstant),
    }),
  ),
})

export const shopInvoices: Schema<{ invoices: ShopInvoice[] }> = lenient<{ invoices: ShopInvoice[] }>({
  invoices: v.array(shopInvoice),
})

export const shopInfo: Schema<ShopInfo> = lenient<ShopInfo>({
  name: line(200),
  contract: v.literal(1),
  locales: v.pipe(v.array(locale), v.minLength(1)),
})
