import type { ShipmentStatus } from '@comptoir/bot-engine'
import { randomInt } from 'node:crypto'
import { deliveryDays, deliveryService, type DeliveryService } from './delivery.ts'
import type { Order, Shipment } from './order.ts'
import { addDays, parisDay, parisTime } from './paris-time.ts'
import { addWorkingDays } from './working-days.ts'

/** One thing a carrier will report, and when: the parcel's journey unfolds as the shop's clock reaches it. */
export interface PlannedEvent {
  readonly at: string
  readonly status: ShipmentStatus
  /** Name of a sentence under `carrier.` in the texts. */
  readonly label: string
  readonly place?: string
}

/** The announced day and the journey of a parcel that leaves at that instant, as carriers run when all goes well. */
export function planJourney(
  order: Order,
  dispatchedAt: Date,
): { readonly carrier: string; readonly eta: string; readonly events: readonly PlannedEvent[] } {
  const service = deliveryService(order.delivery.service ?? '') ?? fallback
  const left = parisDay(dispatchedAt)
  const { from, to } = deliveryDays(service, left)
  const arrives = addWorkingDays(from, from === to ? 0 : 1)
  const city = order.delivery.relay?.city ?? order.shipping?.city ?? 'Caen'
  const at = (day: string, time: string): string => {
    const planned = parisTime(day, time)
    // A parcel handed over late in the day is scanned after that, not before.
    return (planned > dispatchedAt ? planned : new Date(dispatchedAt.getTime() + 60_000)).toISOString()
  }
  const underWay: PlannedEvent[] = [
    { at: dispatchedAt.toISOString(), status: 'InfoReceived', label: 'announced', place: 'Caen' },
    { at: at(left, '19:10'), status: 'InTransit', label: 'collected', place: 'Caen' },
    { at: at(addDays(left, 1), '04:35'), status: 'InTransit', label: 'sorted', place: hubOf(service) },
  ]
  const arrival: PlannedEvent[] =
    service.kind === 'relay'
      ? atRelay(order, arrives)
      : [
          { at: at(arrives, '08:05'), status: 'OutForDelivery', label: 'outForDelivery', place: city },
          { at: at(arrives, '11:42'), status: 'Delivered', label: 'delivered', place: city },
        ]
  return { carrier: service.carrier, eta: arrives, events: [...underWay, ...arrival] }
}

/**
 * At a relay point the parcel waits for its customer, 8 days there and 5 in a locker. Nobody plans when they come;
 * what is planned is that it goes back when they do not.
 */
function atRelay(order: Order, arrives: string): PlannedEvent[] {
  const { relay } = order.delivery
  const place = relay ? `${relay.name}, ${relay.city}` : order.shipping?.city
  const kept = relay?.kind === 'locker' ? 5 : 8
  const event = (day: string, time: string, status: ShipmentStatus, label: string): PlannedEvent => ({
    at: parisTime(day, time).toISOString(),
    status,
    label,
    ...(place !== undefined && { place }),
  })
  return [
    event(arrives, '10:20', 'AvailableForPickup', 'atRelay'),
    event(addDays(arrives, kept), '18:00', 'Expired', 'notCollected'),
    event(addDays(arrives, kept + 3), '09:30', 'ReturnedToSender', 'sentBack'),
  ]
}

/** Has nothing moved on a parcel for five working days, or has the announced day passed? */
export function isLate(shipment: Shipment, now: Date): boolean {
  const last = shipment.events.at(-1)
  if (!last || last.status === 'Delivered' || last.status === 'AvailableForPickup') return false
  const today = parisDay(now)
  const silentSince = addWorkingDays(parisDay(new Date(last.at)), 5)
  return (shipment.eta !== undefined && shipment.eta < today) || silentSince <= today
}

/** A number in the shape of that carrier's: 13 characters, or 8 digits for Mondial Relay. */
export function newTrackingNumber(carrier: string): string {
  switch (carrier) {
    case 'Mondial Relay':
      return digits(8)
    case 'Chronopost':
      return `XN${digits(9)}FR`
    default:
      return `6A${digits(11)}`
  }
}

function digits(count: number): string {
  return Array.from({ length: count }, () => String(randomInt(10))).join('')
}

function hubOf(service: DeliveryService): string {
  switch (service.kind) {
    case 'relay':
      return 'Le Mans'
    case 'express':
    case 'appointment':
      return 'Rungis'
    default:
      return 'Rennes'
  }
}

const fallback: DeliveryService = {
  id: 'colissimo',
  carrier: 'Colissimo',
  kind: 'home',
  zones: [],
  price: 490,
  days: [2, 4],
}
