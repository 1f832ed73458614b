import type {
  ArticleCard,
  Card,
  CopyCard,
  CustomCard,
  FileCard,
  FormCard,
  FormField,
  InvoiceView,
  LinkCard,
  LookCard,
  Message,
  Milestone,
  OrderCard,
  ComplementView,
  OrderItemView,
  OrderView,
  QuickReply,
  RatingCard,
  ShipmentView,
} from '@comptoir/bot-engine'
import * as v from 'valibot'
import { count, dayOrInstant, href, httpsAddress, identifier, instant, line, locale, text } from './fields.ts'
import { requestView } from './acts.ts'
import { money } from './money.ts'
import {
  deadlinesIn,
  downloadIn,
  guaranteeIn,
  refundIn,
  withdrawalException,
  type ObjectSchema,
} from './request.ts'
import { optional, strict, type Fields, type Schema } from './schema.ts'

/** The most that one message may say, in UTF-16 units. */
const messageTextMax = 10_000

/** What the page writes: the customer's words, and the assistant's. */
export interface CustomerMessageBody {
  readonly author: 'customer' | 'bot'
  readonly text: string
  readonly lang?: string
  readonly card?: Card
  readonly choices?: readonly QuickReply[]
  readonly at: string
}

/** What an agent writes. */
export interface AgentMessageBody {
  readonly text: string
  /** A file that was handed in for this conversation. */
  readonly card?: FileCard
  readonly at: string
}

const shipmentStatus: Schema<ShipmentView['status']> = v.picklist([
  'Pending',
  'InfoReceived',
  'InTransit',
  'OutForDelivery',
  'AttemptFail',
  'Delivered',
  'AvailableForPickup',
  'Exception',
  'Expired',
  'ReturnedToSender',
])

export const orderStatus: Schema<OrderView['status']> = v.picklist([
  'awaiting-payment',
  'payment-accepted',
  'in-preparation',
  'partly-shipped',
  'shipped',
  'ready-in-store',
  'delivered',
  'cancelled',
  'refunded',
])

export const orderAction: Schema<OrderView['actions'][number]> = v.picklist([
  'pay',
  'cancel',
  'change-address',
  'invoice',
  'track',
  'report-problem',
  'investigate',
  'return',
  'withdraw',
  'download',
])

const milestoneKind: Schema<Milestone['kind']> = v.picklist([
  'placed',
  'paid',
  'in-preparation',
  'shipped',
  'in-transit',
  'out-for-delivery',
  'available-for-pickup',
  'attempt-failed',
  'delivered',
  'exception',
  'returned',
  'cancelled',
  'refunded',
])

export function orderItemFields(object: ObjectSchema): Fields<OrderItemView> {
  return {
    sku: line(100),
    name: line(300),
    quantity: count,
    digital: optional(v.boolean()),
    returnable: optional(count),
    exception: optional(withdrawalException),
    guarantee: optional(guaranteeIn(object)),
  }
}

export const milestoneFields: Fields<Milestone> = {
  kind: milestoneKind,
  at: optional(dayOrInstant),
  expected: optional(v.boolean()),
  shipmentId: optional(line(100)),
}

type CarrierEvent = ShipmentView['events'][number]
type ShippedLine = ShipmentView['items'][number]

export const carrierEventFields: Fields<CarrierEvent> = {
  at: dayOrInstant,
  status: shipmentStatus,
  label: line(300, 0),
  place: optional(line(200)),
}

export const complementFields: Fields<ComplementView> = {
  sku: line(100),
  name: line(500),
  price: optional(money),
  href,
}

export const shippedLineFields: Fields<ShippedLine> = { sku: line(100), quantity: count }

export const shipmentFields: Fields<ShipmentView> = {
  id: line(100),
  carrier: line(100),
  trackingNumber: optional(line(100)),
  trackingUrl: optional(httpsAddress),
  locale: optional(line(35)),
  status: shipmentStatus,
  eta: optional(dayOrInstant),
  events: upTo(200, strict<CarrierEvent>(carrierEventFields)),
  items: upTo(500, strict<ShippedLine>(shippedLineFields)),
}

const invoiceView: Schema<InvoiceView> = strict<InvoiceView>({
  number: line(100),
  issuedAt: dayOrInstant,
  kind: v.picklist(['invoice', 'credit-note']),
  total: money,
  ref: line(300),
  fileName: line(200),
  size: optional(count),
  mail: optional(
    strict<NonNullable<InvoiceView['mail']>>({
      state: v.picklist(['sent', 'failed', 'not-sent']),
      at: optional(dayOrInstant),
    }),
  ),
})

export const orderViewFields: Fields<OrderView> = {
  reference: line(64),
  placedAt: dayOrInstant,
  status: orderStatus,
  paid: v.boolean(),
  total: money,
  items: upTo(500, strict<OrderItemView>(orderItemFields(strict))),
  shipments: upTo(100, strict<ShipmentView>(shipmentFields)),
  milestones: upTo(200, strict<Milestone>(milestoneFields)),
  actions: upTo(20, orderAction),
  invoices: optional(upTo(100, invoiceView)),
  requests: optional(upTo(100, requestView)),
  refunds: optional(upTo(100, refundIn(strict))),
  deadlines: optional(deadlinesIn(strict)),
  complement: optional(strict<ComplementView>(complementFields)),
  downloads: optional(upTo(100, downloadIn(strict))),
}

export const orderView: Schema<OrderView> = strict<OrderView>(orderViewFields)

const quickReply = strict<QuickReply>({ id: identifier, label: line(300, 0) })

const formField = strict<FormField>({
  name: identifier,
  label: line(300, 0),
  kind: v.picklist(['text', 'email', 'tel', 'select', 'checkbox', 'textarea', 'number', 'date']),
  required: optional(v.boolean()),
  hint: optional(line(500, 0)),
  autocomplete: optional(line(100)),
  options: optional(
    upTo(200, strict<{ value: string; label: string }>({ value: text(300), label: line(300, 0) })),
  ),
  min: optional(v.number()),
  max: optional(v.number()),
  value: optional(v.union([text(4000), v.boolean()])),
  error: optional(line(500, 0)),
})

type ArticleStep = NonNullable<ArticleCard['steps']>[number]
type CardLink = LinkCard['links'][number]

/** What a message may show under its text. */
const fileCard = v.strictObject(
  fieldsOf<FileCard>()({
    type: v.literal('file'),
    ref: line(300),
    name: line(200),
    mime: line(100),
    size: optional(count),
  }),
)

const card: Schema<Card> = v.variant('type', [
  v.strictObject(
    fieldsOf<ArticleCard>()({
      type: v.literal('article'),
      articleId: identifier,
      title: line(300, 0),
      steps: optional(
        upTo(
          50,
          strict<ArticleStep>({
            title: line(300, 0),
            text: text(4000),
            image: optional(href),
            link: optional(href),
          }),
        ),
      ),
    }),
  ),
  v.strictObject(
    fieldsOf<OrderCard>()({
      type: v.literal('order'),
      order: orderView,
      part: optional(v.literal('timeline')),
    }),
  ),
  fileCard,
  v.strictObject(
    fieldsOf<FormCard>()({
      type: v.literal('form'),
      id: identifier,
      submit: line(200, 0),
      fields: upTo(50, formField),
      done: optional(v.boolean()),
    }),
  ),
  v.strictObject(
    fieldsOf<RatingCard>()({
      type: v.literal('rating'),
      scale: v.picklist(['csat', 'ces', 'nps']),
      options: upTo(20, quickReply),
      picked: optional(identifier),
    }),
  ),
  v.strictObject(
    fieldsOf<LinkCard>()({
      type: v.literal('links'),
      links: upTo(20, strict<CardLink>({ label: line(300, 0), href })),
    }),
  ),
  v.strictObject(
    fieldsOf<LookCard>()({
      type: v.literal('look'),
      step: optional(strict<NonNullable<LookCard['step']>>({ number: count, of: count })),
      title: optional(line(300, 0)),
      image: optional(href),
      video: optional(href),
      captions: optional(href),
      alt: optional(line(1000, 0)),
      price: optional(money),
      link: optional(strict<CardLink>({ label: line(300, 0), href })),
    }),
  ),
  v.strictObject(fieldsOf<CopyCard>()({ type: v.literal('copy'), value: text(4000) })),
  v.strictObject(
    fieldsOf<CustomCard>()({
      type: v.literal('custom'),
      kind: identifier,
      data: v.pipe(v.unknown(), v.check(isSmall, 'JSON of at most 8192 characters')),
    }),
  ),
])

function isSmall(data: unknown): boolean {
  return JSON.stringify(data).length <= 8192
}

export const customerMessageBody: Schema<CustomerMessageBody> = strict<CustomerMessageBody>({
  author: v.picklist(['customer', 'bot']),
  text: text(messageTextMax),
  lang: optional(locale),
  card: optional(card),
  choices: optional(upTo(50, quickReply)),
  at: instant,
})

export const agentMessageBody: Schema<AgentMessageBody> = strict<AgentMessageBody>({
  text: text(messageTextMax, 1),
  card: optional(fileCard),
  at: instant,
})

/** A message as the desk gives it back. */
export const message: Schema<Message> = strict<Message>({
  id: v.string(),
  seq: optional(count),
  at: instant,
  author: v.picklist(['customer', 'bot', 'agent', 'system']),
  name: optional(v.string()),
  text: v.string(),
  lang: optional(locale),
  card: optional(card),
  choices: optional(upTo(50, quickReply)),
  delivery: optional(v.picklist(['pending', 'sent', 'failed'])),
})

function upTo<T>(max: number, item: Schema<T>): Schema<T[]> {
  return v.pipe(v.array(item), v.maxLength(max))
}

/** Keeps the literal types that `variant` needs, and still asks for every field of `T`. */
function fieldsOf<T extends object>(): <const F extends Fields<T>>(fields: F) => F {
  return (fields) => fields
}
