import type { Milestone, OrderAction, OrderStatus, ShipmentStatus } from '@comptoir/bot-engine'
import { productBySku } from './catalogue.ts'
import { dispatchDay } from './delivery.ts'
import type { Order, OrderLine, Shipment } from './order.ts'
import { addDays, parisDay, weekday } from './paris-time.ts'
import { isHoliday } from './working-days.ts'

/** Where an order stands: told by what happened to it, never stored. */
export interface OrderState {
  readonly status: OrderStatus
  readonly paid: boolean
  readonly refunded: number
  readonly deliveredAt?: string
  /** The last day of the commercial return and of the right of withdrawal, `YYYY-MM-DD`, once delivered. */
  readonly returnUntil?: string
  readonly withdrawUntil?: string
  readonly milestones: readonly Milestone[]
  readonly actions: readonly OrderAction[]
}

/**
 * Reads the state of an order off its events, as of that instant.
 *
 * @param declared what the customer has already declared for it: a withdrawal or a return is not offered twice.
 */
export function orderState(order: Order, now: Date, declared: ReadonlySet<string> = new Set()): OrderState {
  const paid = order.events.some((event) => event.kind === 'paid')
  const refunded = order.events.reduce(
    (sum, event) => (event.kind === 'refunded' ? sum + event.cents : sum),
    0,
  )
  const status = statusOf(order, paid)
  const deliveredAt = deliveryInstant(order)
  const returnUntil = deliveredAt && lastReturnDay(order.placedAt, deliveredAt)
  const withdrawUntil = deliveredAt && lastWithdrawalDay(deliveredAt)
  return {
    status,
    paid,
    refunded,
    ...(deliveredAt && { deliveredAt }),
    ...(returnUntil && { returnUntil }),
    ...(withdrawUntil && { withdrawUntil }),
    milestones: milestonesOf(order, status, now),
    actions: actionsOf(order, status, declared, {
      today: parisDay(now),
      returnUntil,
      withdrawUntil,
      enquireUntil: deliveredAt && addDays(parisDay(new Date(deliveredAt)), 30),
    }),
  }
}

/** Where a parcel stands: the carrier's last word. */
export function shipmentStatus(shipment: Shipment): ShipmentStatus {
  return shipment.events.at(-1)?.status ?? 'Pending'
}

/** Lines that travel in a parcel. */
export function parcelLines(order: Order): OrderLine[] {
  return order.lines.filter((line) => line.kind === 'article')
}

/** How many of a line have not left yet. */
export function quantityLeft(order: Order, line: OrderLine): number {
  const gone = order.shipments
    .flatMap((shipment) => shipment.lines)
    .filter(({ lineId }) => lineId === line.id)
    .reduce((sum, { quantity }) => sum + quantity, 0)
  return line.quantity - gone
}

function statusOf(order: Order, paid: boolean): OrderStatus {
  const has = (kind: string): boolean => order.events.some((event) => event.kind === kind)
  if (order.events.some((event) => event.kind === 'refunded' && event.whole)) return 'refunded'
  if (has('cancelled')) return 'cancelled'
  if (!paid) return 'awaiting-payment'
  if (deliveryInstant(order)) return 'delivered'
  if (has('ready-in-store')) return 'ready-in-store'
  if (order.shipments.length > 0)
    return parcelLines(order).some((line) => quantityLeft(order, line) > 0) ? 'partly-shipped' : 'shipped'
  return has('in-preparation') ? 'in-preparation' : 'payment-accepted'
}

/** When the customer had the whole order: the last parcel's delivery, the collection, or the payment of digital goods. */
function deliveryInstant(order: Order): string | undefined {
  const paidAt = order.events.find((event) => event.kind === 'paid')?.at
  const lines = parcelLines(order)
  if (lines.length === 0) return paidAt
  const collected = order.events.find((event) => event.kind === 'collected')
  if (collected) return collected.at
  if (order.shipments.length === 0 || lines.some((line) => quantityLeft(order, line) > 0)) return undefined
  const arrivals = order.shipments.map((shipment) =>
    shipmentStatus(shipment) === 'Delivered' ? shipment.events.at(-1)?.at : undefined,
  )
  return arrivals.reduce((last, arrival) =>
    last === undefined || arrival === undefined ? undefined : arrival > last ? arrival : last,
  )
}

/** Day 30 after receipt; purchases of 1 November to 24 December until 31 January. */
function lastReturnDay(placedAt: string, deliveredAt: string): string {
  const ordinary = addDays(parisDay(new Date(deliveredAt)), 30)
  const placed = parisDay(new Date(placedAt))
  const monthAndDay = placed.slice(5)
  if (monthAndDay < '11-01' || monthAndDay > '12-24') return ordinary
  const afterChristmas = `${Number(placed.slice(0, 4)) + 1}-01-31`
  return afterChristmas > ordinary ? afterChristmas : ordinary
}

/** 14 days after receipt, moved to the next working day from a Saturday, a Sunday or a holiday (C. conso. L221-19). */
function lastWithdrawalDay(deliveredAt: string): string {
  let day = addDays(parisDay(new Date(deliveredAt)), 14)
  while (weekday(day) === 0 || weekday(day) === 6 || isHoliday(day)) day = addDays(day, 1)
  return day
}

function milestonesOf(order: Order, status: OrderStatus, now: Date): Milestone[] {
  const happened: Milestone[] = order.events.flatMap((event): Milestone[] => {
    switch (event.kind) {
      case 'placed':
      case 'paid':
      case 'in-preparation':
      case 'cancelled':
      case 'refunded':
      case 'returned':
        return [{ kind: event.kind, at: event.at }]
      case 'shipped':
        return [{ kind: 'shipped', at: event.at, shipmentId: event.shipmentId }]
      case 'ready-in-store':
        return [{ kind: 'available-for-pickup', at: event.at }]
      case 'collected':
        return [{ kind: 'delivered', at: event.at }]
      default:
        return []
    }
  })
  const carried = order.shipments.flatMap(shipmentMilestones)
  const digital =
    parcelLines(order).length === 0
      ? order.events
          .filter((event) => event.kind === 'paid')
          .map((event): Milestone => ({ kind: 'delivered', at: event.at }))
      : []
  const past = [...happened, ...carried, ...digital]
  past.sort((a, b) => (a.at ?? '').localeCompare(b.at ?? ''))
  const next = expectedMilestone(order, status, now)
  return next ? [...past, next] : past
}

/** The carrier's steps worth a line each: the first of each kind. */
function shipmentMilestones(shipment: Shipment): Milestone[] {
  const seen = new Set<string>()
  return shipment.events.flatMap((event) => {
    const kind = milestoneKinds[event.status]
    if (!kind || seen.has(kind)) return []
    seen.add(kind)
    return [{ kind, at: event.at, shipmentId: shipment.id }]
  })
}

const milestoneKinds: Readonly<Partial<Record<ShipmentStatus, Milestone['kind']>>> = {
  InTransit: 'in-transit',
  OutForDelivery: 'out-for-delivery',
  AttemptFail: 'attempt-failed',
  AvailableForPickup: 'available-for-pickup',
  Delivered: 'delivered',
  Exception: 'exception',
  Expired: 'exception',
  ReturnedToSender: 'returned',
}

function expectedMilestone(order: Order, status: OrderStatus, now: Date): Milestone | undefined {
  switch (status) {
    case 'awaiting-payment':
      return { kind: 'paid', expected: true }
    case 'payment-accepted':
    case 'in-preparation': {
      const kind = order.delivery.service === 'store' ? 'available-for-pickup' : 'shipped'
      const paidAt = order.events.find((event) => event.kind === 'paid')?.at ?? order.placedAt
      const madeToOrder = order.lines.some(
        (line) => line.engraving !== undefined || productBySku(line.sku)?.madeToOrder,
      )
      return { kind, at: dispatchDay(new Date(paidAt), madeToOrder), expected: true }
    }
    // The rest has yet to leave; a second "dispatched" under the first would read like a mistake.
    case 'partly-shipped':
      return { kind: 'delivered', expected: true }
    case 'shipped': {
      const underWay = order.shipments.find((shipment) => travels(shipmentStatus(shipment)))
      if (!underWay) return undefined
      return {
        kind: 'delivered',
        expected: true,
        shipmentId: underWay.id,
        // A day that has passed is no longer what is expected: the parcel is late, or waits to be collected.
        ...(underWay.eta && underWay.eta.slice(0, 10) >= parisDay(now) && { at: underWay.eta }),
      }
    }
    case 'ready-in-store':
      return { kind: 'delivered', expected: true }
    default:
      return undefined
  }
}

function travels(status: ShipmentStatus): boolean {
  return status !== 'Delivered' && status !== 'ReturnedToSender'
}

interface Days {
  readonly today: string
  readonly returnUntil: string | undefined
  readonly withdrawUntil: string | undefined
  /** A parcel that the carrier calls delivered is looked for until this day. */
  readonly enquireUntil: string | undefined
}

function actionsOf(
  order: Order,
  status: OrderStatus,
  declared: ReadonlySet<string>,
  days: Days,
): OrderAction[] {
  const goods = order.lines.filter((line) => line.kind !== 'service')
  const mindMayChange = goods.some((line) => isReturnable(line, declared))
  const actions: OrderAction[] = []
  const may = (action: OrderAction, allowed: boolean): void => {
    if (allowed) actions.push(action)
  }
  const shipped = order.shipments.length > 0
  const delivered = status === 'delivered'
  const withdrawable = mindMayChange && !declared.has('withdrawal')
  const sendableBack = goods.some((line) => line.kind === 'article' && isReturnable(line))
  const inTime = (until: string | undefined): boolean => until !== undefined && days.today <= until

  may('pay', status === 'awaiting-payment')
  may('cancel', status === 'awaiting-payment' || status === 'payment-accepted')
  may(
    'change-address',
    (status === 'awaiting-payment' || status === 'payment-accepted') && order.shipping !== undefined,
  )
  may('track', shipped && status !== 'cancelled' && status !== 'refunded')
  may('invoice', order.invoiced)
  may('download', isOpenTo.download.has(status) && goods.some((line) => line.kind === 'digital'))
  may('report-problem', shipped || status === 'ready-in-store' || delivered || status === 'refunded')
  may('investigate', shipped && isOpenTo.investigate.has(status) && (!delivered || inTime(days.enquireUntil)))
  may('return', delivered && sendableBack && !declared.has('return') && inTime(days.returnUntil))
  may(
    'withdraw',
    withdrawable && (isOpenTo.withdraw.has(status) || (delivered && inTime(days.withdrawUntil))),
  )
  return actions
}

const isOpenTo: Readonly<Record<'investigate' | 'withdraw' | 'download', ReadonlySet<OrderStatus>>> = {
  investigate: new Set<OrderStatus>(['partly-shipped', 'shipped', 'delivered']),
  /** The right of withdrawal stands before delivery as well. */
  withdraw: new Set<OrderStatus>([
    'payment-accepted',
    'in-preparation',
    'partly-shipped',
    'shipped',
    'ready-in-store',
  ]),
  download: new Set<OrderStatus>([
    'payment-accepted',
    'in-preparation',
    'partly-shipped',
    'shipped',
    'ready-in-store',
    'delivered',
  ]),
}

/** May the customer send it back for a mere change of mind? */
function isReturnable(line: OrderLine, declared: ReadonlySet<string> = new Set()): boolean {
  const product = productBySku(line.sku)
  if (line.kind === 'service' || line.engraving !== undefined || product?.madeToOrder) return false
  return !(line.kind === 'digital' && declared.has(`download:${line.id}`))
}
