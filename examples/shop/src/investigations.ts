import type { DeliveryEnquiry } from '@comptoir/bot-engine'
import { isLate } from './carriers.ts'
import { transaction } from './database.ts'
import type { Ledger } from './ledger.ts'
import type { Order, Shipment } from './order.ts'
import { shipmentStatus } from './order-state.ts'
import { stateOf } from './orders.ts'
import { parisDay } from './paris-time.ts'
import { Refusal } from './refusal.ts'
import { type CustomerRequest, recordRequest, requestsForOrder } from './requests.ts'
import { formatDay } from './spoken.ts'
import { addWorkingDays } from './working-days.ts'

/** Carriers answer within so many working days. */
export const investigationDays = 10

/** A parcel that the tracking says delivered is looked for after so many working days. */
const deliveredWait = 2

/**
 * Has the carrier look for a parcel: late, lost, marked delivered, missed, or on its way back.
 *
 * @throws {Refusal} where no parcel has left, an enquiry runs already, or it is too early for one.
 */
export function investigateDelivery(
  ledger: Ledger,
  order: Order,
  enquiry: Omit<DeliveryEnquiry, 'reference'>,
): CustomerRequest {
  return transaction(ledger.database, () => {
    if (!stateOf(ledger, order).actions.includes('investigate')) throw new Refusal('refusal.notSent')
    const shipment = shipmentOf(order, enquiry.shipmentId)
    if (!shipment) throw new Refusal('refusal.noSuchParcel', { id: enquiry.shipmentId ?? '' })
    const running = requestsForOrder(ledger, order.id).find(
      ({ kind, values, steps }) =>
        kind === 'investigation' &&
        values['shipmentId'] === shipment.id &&
        !steps.some((step) => step.kind === 'done' || step.kind === 'refused'),
    )
    if (running) throw new Refusal('refusal.enquiryRuns', { number: running.number })
    expectTime(ledger, order, shipment, enquiry.situation)
    return recordRequest(ledger, {
      kind: 'investigation',
      order,
      email: order.email,
      name: order.billing.name,
      locale: order.locale,
      values: {
        situation: enquiry.situation,
        shipmentId: shipment.id,
        parcel: `${shipment.carrier} ${shipment.trackingNumber}`,
        ...(enquiry.wish && { solution: enquiry.wish }),
        ...(enquiry.statement && { statement: 'signed' }),
      },
    })
  })
}

/** The parcel meant: by its id, else the latest that is not delivered, else the latest. */
function shipmentOf(order: Order, id: string | undefined): Shipment | undefined {
  if (id !== undefined) return order.shipments.find((shipment) => shipment.id === id)
  return (
    order.shipments.findLast((shipment) => shipmentStatus(shipment) !== 'Delivered') ?? order.shipments.at(-1)
  )
}

function expectTime(
  ledger: Ledger,
  order: Order,
  shipment: Shipment,
  situation: DeliveryEnquiry['situation'],
): void {
  const now = ledger.clock.now()
  const status = shipmentStatus(shipment)
  const arrived = shipment.events.findLast((event) => event.status === 'Delivered')?.at
  if (situation === 'delivered-not-received') {
    if (arrived === undefined) throw new Refusal('refusal.notDelivered')
    const from = addWorkingDays(parisDay(new Date(arrived)), deliveredWait)
    if (parisDay(now) < from) throw new Refusal('refusal.enquiryFrom', { day: formatDay(from, order.locale) })
    return
  }
  if (arrived !== undefined) throw new Refusal('refusal.parcelDelivered')
  const isOnTime =
    (situation === 'late' || situation === 'lost') &&
    status !== 'Exception' &&
    status !== 'Expired' &&
    !isLate(shipment, now)
  if (isOnTime)
    throw new Refusal('refusal.notLate', {
      day: formatDay(shipment.eta ?? parisDay(now), order.locale),
    })
  if (situation === 'returned-to-sender' && status !== 'ReturnedToSender' && status !== 'Expired')
    throw new Refusal('refusal.notReturned')
}
