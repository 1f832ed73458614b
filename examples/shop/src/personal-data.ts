import type { PersonalDataRequest } from '@comptoir/bot-engine'
import type { Ledger } from './ledger.ts'
import type { Order } from './order.ts'
import { type CustomerRequest, recordRequest } from './requests.ts'

/** Records a request of the GDPR, due within a month (article 12(3)), for the customer of an order. */
export function requestPersonalData(
  ledger: Ledger,
  order: Order,
  asked: Pick<PersonalDataRequest, 'right' | 'details'>,
): CustomerRequest {
  return recordRequest(ledger, {
    kind: 'personal-data',
    order,
    email: order.email,
    name: order.billing.name,
    locale: order.locale,
    values: { right: asked.right, ...(asked.details && { message: asked.details }) },
  })
}
