import type { PersonalDataRequest } from '@comptoir/bot-engine'
import { customerByEmail } from './customers.ts'
import type { Ledger } from './ledger.ts'
import type { Locale } from './money.ts'
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
    values: valuesOf(asked),
  })
}

/** The same for an address whose owner has proven nothing: a person checks who asks before they are answered. */
export function receiveDataRequest(
  ledger: Ledger,
  asked: Pick<PersonalDataRequest, 'right' | 'details' | 'receipt'> & { readonly email: string },
  locale: Locale,
): CustomerRequest {
  const customer = customerByEmail(ledger, asked.email)
  return recordRequest(ledger, {
    kind: 'personal-data',
    customerId: customer?.id,
    email: asked.email,
    name: customer ? `${customer.firstName} ${customer.lastName}` : asked.email,
    locale,
    values: { ...valuesOf(asked), ...(asked.receipt && { receipt: asked.receipt }) },
    acknowledged: asked.receipt !== undefined,
  })
}

function valuesOf({
  right,
  details,
}: Pick<PersonalDataRequest, 'right' | 'details'>): Record<string, string> {
  return { right, ...(details && { message: details }) }
}
