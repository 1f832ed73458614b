import { refusalReasons } from '../acts.ts'
import type { OrderAction, OrderStatus, ShipmentStatus } from '../order.ts'
import { requestKinds, requestStates, withdrawalExceptions } from '../request.ts'

const orderStatuses: readonly OrderStatus[] = [
  'awaiting-payment',
  'payment-accepted',
  'in-preparation',
  'partly-shipped',
  'shipped',
  'ready-in-store',
  'delivered',
  'cancelled',
  'refunded',
]

const shipmentStatuses: readonly ShipmentStatus[] = [
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
]

const orderActions: readonly OrderAction[] = [
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
]

/** Paths whose values are known beforehand, with these values as texts. */
export const VALUES: readonly (readonly [path: RegExp, values: readonly string[]])[] = [
  [/^\w+\.shipments\.\w+\.status$/, shipmentStatuses],
  [/^order\.status$/, orderStatuses],
  [/^order\.actions$/, orderActions],
  [/\.requests\.\w+\.kind$/, requestKinds],
  [/\.requests\.\w+\.state$/, requestStates],
  [/\.refunds\.\w+\.state$/, ['due', 'sent', 'failed']],
  [/\.exception$/, withdrawalExceptions],
  [/\.refused$/, refusalReasons],
  [/\.mail\.state$/, ['sent', 'failed', 'not-sent']],
  [/^order\.paid$|^desk\.open$|^customer\.(?:locked|signedIn|offered)$|\.locked$/, ['true', 'false']],
  [/^place\.state$/, ['waiting', 'live', 'closed', 'ended']],
  [/^customer\.level$|^result\.level$|^level$/, ['0', '1', '2', '3']],
]
