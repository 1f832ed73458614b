import content from '../content/delivery.json' with { type: 'json' }
import { type Zone, zoneOf } from './destination.ts'
import { parisClock, parisDay } from './paris-time.ts'
import { addWorkingDays, isWorkingDay } from './working-days.ts'

export interface DeliveryService {
  readonly id: string
  readonly carrier: string
  readonly kind: 'relay' | 'home' | 'express' | 'appointment' | 'store'
  readonly zones: readonly Zone[]
  /** First two digits of the postcodes served, where it is not everywhere. */
  readonly cities?: readonly string[]
  /** In cents; the same for every VAT scheme's consumer, see {@link deliveryPrice}. */
  readonly price: number
  readonly freeFrom?: number
  /** Working days after dispatch, from and to. */
  readonly days: readonly number[]
}

export interface RelayPoint {
  readonly id: string
  readonly name: string
  readonly kind: 'relay' | 'locker'
  readonly line: string
  readonly postcode: string
  readonly city: string
  readonly country: string
}

const { services, relayPoints: points } = content as {
  services: readonly DeliveryService[]
  relayPoints: readonly RelayPoint[]
}

/** The points and lockers of the demonstration; a real shop asks the carrier. */
export const relayPoints: readonly RelayPoint[] = points

export function deliveryService(id: string): DeliveryService | undefined {
  return services.find((service) => service.id === id)
}

/** What decides which services a basket may take. */
export interface Parcel {
  /** Goods after discounts, gift cards left out, in cents. */
  readonly goods: number
  readonly bulky: boolean
  /** Something is made to order, so nothing can leave today. */
  readonly madeToOrder: boolean
}

/** The services offered for that parcel to that address, in the order they are shown. */
export function deliveryServices(
  parcel: Parcel,
  destination: { readonly country: string; readonly postcode: string },
): readonly DeliveryService[] {
  const zone = zoneOf(destination.country, destination.postcode)
  if (!zone) return []
  return services.filter(
    (service) =>
      service.zones.includes(zone) &&
      (!service.cities || service.cities.some((prefix) => destination.postcode.startsWith(prefix))) &&
      !(parcel.bulky && service.kind === 'relay') &&
      !(parcel.madeToOrder && (service.kind === 'express' || service.kind === 'appointment')),
  )
}

/** In cents; nothing from the service's threshold on. */
export function deliveryPrice(service: DeliveryService, parcel: Parcel): number {
  return service.freeFrom !== undefined && parcel.goods >= service.freeFrom ? 0 : service.price
}

/**
 * The day of dispatch of an order placed at that instant: the same day before 13:00 of a working day, the next
 * working day otherwise; five working days later where something is made to order.
 */
export function dispatchDay(placedAt: Date, madeToOrder: boolean): string {
  const day = parisDay(placedAt)
  const sameDay = isWorkingDay(day) && parisClock(placedAt) < '13:00'
  const first = sameDay ? day : addWorkingDays(day, 1)
  return madeToOrder ? addWorkingDays(first, 5) : first
}

/** The days on which a parcel dispatched on that day is expected, from and to. */
export function deliveryDays(service: DeliveryService, dispatchedOn: string): { from: string; to: string } {
  const [from = 0, to = from] = service.days
  return { from: addWorkingDays(dispatchedOn, from), to: addWorkingDays(dispatchedOn, to) }
}

/** The carrier's own page for a parcel. */
export function trackingUrl(carrier: string, trackingNumber: string): string | undefined {
  const number = encodeURIComponent(trackingNumber)
  switch (carrier) {
    case 'Colissimo':
      return `https://www.laposte.fr/outils/suivre-vos-envois?code=${number}`
    case 'Chronopost':
      return `https://www.chronopost.fr/tracking-no-cms/suivi-page?listeNumerosLT=${number}`
    case 'Mondial Relay':
      return `https://www.mondialrelay.fr/suivi-de-colis/?numeroExpedition=${number}`
    default:
      return undefined
  }
}
