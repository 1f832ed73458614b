import type { GuaranteeView } from '@comptoir/bot-engine'
import { monthsLater } from './calendar.ts'
import type { Order, OrderLine } from './order.ts'
import type { OrderState } from './order-state.ts'
import { addDays, parisDay } from './paris-time.ts'
import type { CustomerRequest } from './requests.ts'

/**
 * The legal guarantee of conformity of a line: two years from the delivery, six months more after a repair (C. conso.
 * L217-3 and L217-13). Absent before the delivery, and for gift cards and services.
 *
 * @param today `YYYY-MM-DD`
 */
export function guaranteeOf(
  order: Order,
  state: OrderState,
  line: OrderLine,
  requests: readonly CustomerRequest[],
  today: string,
): GuaranteeView | undefined {
  const deliveredAt = state.deliveredAt ?? parcelArrival(order, line)
  if (deliveredAt === undefined || line.kind === 'gift-card' || line.kind === 'service') return undefined
  const repairs = requests.filter(
    ({ lines, steps }) =>
      steps.some(({ kind }) => kind === 'repaired') &&
      (lines.length === 0 || lines.some(({ lineId }) => lineId === line.id)),
  ).length
  const until = monthsLater(parisDay(new Date(deliveredAt)), 24 + 6 * repairs)
  return { running: today <= until, until }
}

/** Repair or replacement is due within 30 days of the request (C. conso. L217-10). */
export function remedyDay(requestedAt: string): string {
  return addDays(parisDay(new Date(requestedAt)), 30)
}

/** Of an order in several parcels, the arrival of the one that held the line. */
function parcelArrival(order: Order, line: OrderLine): string | undefined {
  return order.shipments
    .filter(({ lines }) => lines.some(({ lineId }) => lineId === line.id))
    .flatMap(({ events }) => events.filter(({ status }) => status === 'Delivered'))
    .at(-1)?.at
}
