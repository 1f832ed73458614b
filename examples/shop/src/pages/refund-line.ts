import type { RefundView } from '@comptoir/bot-engine'
import { html } from 'hono/html'
import { formatMoney } from '../money.ts'
import { formatDay } from '../spoken.ts'
import type { Visit } from '../visit.ts'
import type { Html } from './layout.ts'

/** Money that went back or is owed, in a sentence: how much, by what means, when. */
export function refundLine({ t, locale }: Visit, refund: RefundView): Html {
  const amount = formatMoney(refund.amount.amount, locale)
  const means = t(`refundMeans.${refund.means}`)
  const expected = refund.expectedBy
    ? ` · ${t('refund.expected', { day: formatDay(refund.expectedBy, locale) })}`
    : ''
  return html`<p class="refund">
    ${t(`refund.${refund.state}`, { amount, day: formatDay(refund.sentAt ?? refund.dueBy, locale) })}
    (${means})${refund.state === 'sent' ? expected : ''}
    ${refund.creditNote ? html`<br /><small>${refund.creditNote}</small>` : ''}
  </p>`
}
