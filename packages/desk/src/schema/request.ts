import type {
  DownloadView,
  GuaranteeView,
  ItemQuantity,
  OrderDeadlines,
  RefundView,
  RequestView,
  WithdrawalException,
} from '@comptoir/bot-engine'
import { refundMeans, requestKinds, requestStates, withdrawalExceptions } from '@comptoir/bot-engine'
import * as v from 'valibot'
import { count, dayOrInstant, instant, line } from './fields.ts'
import { money } from './money.ts'
import { optional, type Fields, type Schema } from './schema.ts'

/** How an object is held: `strict` where the page writes it, `lenient` where the shop does. */
export type ObjectSchema = <T extends object>(fields: Fields<T>) => Schema<T>

type RequestLine = RequestView['lines'][number]

/** What was asked of the shop about an order, but for its documents, which shop and page see differently. */
export function requestFields(object: ObjectSchema): Fields<Omit<RequestView, 'documents'>> {
  return {
    number: line(64),
    kind: v.picklist(requestKinds),
    state: v.picklist(requestStates),
    at: instant,
    dueAt: optional(dayOrInstant),
    lines: v.pipe(
      v.array(
        object<RequestLine>({
          ...itemQuantityFields,
          name: optional(line(300)),
          reason: optional(line(300)),
        }),
      ),
      v.maxLength(500),
    ),
    refund: optional(refundIn(object)),
    guarantee: optional(guaranteeIn(object)),
    labelCost: optional(money),
    sendBackBy: optional(dayOrInstant),
  }
}

export function refundIn(object: ObjectSchema): Schema<RefundView> {
  return object<RefundView>({
    amount: money,
    means: v.picklist(refundMeans),
    state: v.picklist(['due', 'sent', 'failed']),
    dueBy: dayOrInstant,
    sentAt: optional(dayOrInstant),
    expectedBy: optional(dayOrInstant),
    request: optional(line(64)),
    creditNote: optional(line(100)),
  })
}

export function guaranteeIn(object: ObjectSchema): Schema<GuaranteeView> {
  return object<GuaranteeView>({
    running: v.boolean(),
    until: dayOrInstant,
    remedyBy: optional(dayOrInstant),
  })
}

export function downloadIn(object: ObjectSchema): Schema<DownloadView> {
  return object<DownloadView>({
    id: line(100),
    sku: line(100),
    name: line(300),
    remaining: count,
    limit: count,
    availableUntil: dayOrInstant,
    begun: v.boolean(),
    mailedAt: optional(dayOrInstant),
  })
}

export function deadlinesIn(object: ObjectSchema): Schema<OrderDeadlines> {
  return object<OrderDeadlines>({
    withdraw: optional(dayOrInstant),
    return: optional(dayOrInstant),
    late: optional(dayOrInstant),
  })
}

export const itemQuantityFields: Fields<ItemQuantity> = {
  sku: line(100),
  quantity: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(10_000)),
}

export const withdrawalException: Schema<WithdrawalException> = v.picklist(withdrawalExceptions)
