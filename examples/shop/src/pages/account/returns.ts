import { Hono } from 'hono'
import { html } from 'hono/html'
import type { Customer } from '../../customers.ts'
import { orderById, ordersOf } from '../../order.ts'
import { stateOf } from '../../orders.ts'
import { requestsOf } from '../../requests.ts'
import type { ShopContext, ShopEnv } from '../../visit.ts'
import { requestCard } from '../request-card.ts'
import { accountPage, type Answer, signedIn } from './account-page.ts'

/** What may be returned, and everything the customer has asked for, wherever they asked. */
export function returnPages(): Hono<ShopEnv> {
  const app = new Hono<ShopEnv>()
  app.get('/mon-compte/retours', signedIn(returnsPage))
  return app
}

function returnsPage(c: ShopContext, customer: Customer): Answer {
  const visit = c.get('visit')
  const { t, path, ledger } = visit
  const requests = requestsOf(ledger, customer.id).filter(
    ({ kind }) => kind !== 'contact' && kind !== 'personal-data' && kind !== 'erasure',
  )
  const returnable = ordersOf(ledger, customer.id).filter((order) =>
    stateOf(ledger, order).actions.includes('return'),
  )
  return accountPage(
    c,
    t('account.section.retours'),
    html`<h2>${t('returns.new')}</h2>
      ${
        returnable.length === 0
          ? html`<p>${t('returns.none')}</p>`
          : html`<ul class="plain">
              ${returnable.map(
                (order) =>
                  html`<li>
                    <a href="${path(`/mon-compte/commandes/${order.reference}/retour`)}"
                      >${t('order.returnTitle', { reference: order.reference })}</a
                    >
                  </li>`,
              )}
            </ul>`
      }
      <h2>${t('returns.current')}</h2>
      ${
        requests.length === 0
          ? html`<p>${t('returns.noRequests')}</p>`
          : html`<ul class="cards">
              ${requests.map(
                (request) =>
                  html`<li class="panel">
                    ${requestCard(
                      visit,
                      request,
                      request.orderId === undefined ? undefined : orderById(ledger, request.orderId),
                    )}
                  </li>`,
              )}
            </ul>`
      }
      <p>${t('returns.address')}</p>`,
  )
}
