import { html } from 'hono/html'
import { invoicesOf } from '../../invoices.ts'
import { formatMoney } from '../../money.ts'
import { type Order, orderTotals } from '../../order.ts'
import { stateOf } from '../../orders.ts'
import { formatDay } from '../../spoken.ts'
import type { Visit } from '../../visit.ts'
import { type Html, icon } from '../layout.ts'

/** A customer's orders, one a row. */
export function orderTable(visit: Visit, orders: readonly Order[]): Html {
  const { t, path, locale, ledger } = visit
  return html`<table class="orders">
    <thead>
      <tr>
        <th scope="col">${t('order.reference')}</th>
        <th scope="col">${t('order.date')}</th>
        <th scope="col">${t('sum.grand')}</th>
        <th scope="col">${t('order.status')}</th>
        <th scope="col">${t('order.invoice')}</th>
        <th scope="col"><span class="sr">${t('order.open')}</span></th>
      </tr>
    </thead>
    <tbody>
      ${orders.map((order) => {
        const { status } = stateOf(ledger, order)
        const invoice = invoicesOf(ledger, order.id).find(({ kind }) => kind === 'invoice')
        const address = path(`/mon-compte/commandes/${order.reference}`)
        return html`<tr>
          <td data-label="${t('order.reference')}">
            <a href="${address}"><b>${order.reference}</b></a>
          </td>
          <td data-label="${t('order.date')}">${formatDay(order.placedAt, locale)}</td>
          <td data-label="${t('sum.grand')}">${formatMoney(orderTotals(order).grand, locale)}</td>
          <td data-label="${t('order.status')}">
            <span class="status status-${status}">${t(`status.${status}`)}</span>
          </td>
          <td data-label="${t('order.invoice')}">
            ${
              invoice
                ? html`<a
                    href="${address}/factures/${invoice.number}.pdf"
                    aria-label="${t('order.invoiceOf', { number: invoice.number })}"
                    >${icon('pdf')}</a
                  >`
                : html`<span class="soft">–</span>`
            }
          </td>
          <td>
            <a href="${address}" aria-label="${t('order.followThis', { reference: order.reference })}"
              >${t('order.follow')}</a
            >
          </td>
        </tr>`
      })}
    </tbody>
  </table>`
}
