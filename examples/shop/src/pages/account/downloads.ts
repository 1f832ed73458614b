import { Hono } from 'hono'
import { html } from 'hono/html'
import type { Customer } from '../../customers.ts'
import { filesOf } from '../../downloads.ts'
import { ordersOf } from '../../order.ts'
import { stateOf } from '../../orders.ts'
import type { ShopContext, ShopEnv } from '../../visit.ts'
import { fileItem } from '../order/files.ts'
import { accountPage, type Answer, signedIn } from './account-page.ts'

/** Every file of the customer, from all orders. */
export function downloadPages(): Hono<ShopEnv> {
  const app = new Hono<ShopEnv>()
  app.get('/mon-compte/telechargements', signedIn(downloadsPage))
  return app
}

function downloadsPage(c: ShopContext, customer: Customer): Answer {
  const visit = c.get('visit')
  const { t, ledger } = visit
  const files = ordersOf(ledger, customer.id).flatMap((order) =>
    stateOf(ledger, order).actions.includes('download')
      ? filesOf(ledger, order).map((file) => ({ order, file }))
      : [],
  )
  return accountPage(
    c,
    t('account.section.telechargements'),
    html`${
        files.length === 0
          ? html`<p>${t('downloads.none')}</p>`
          : html`<ul class="cards">
              ${files.map(({ order, file }) => html`<li class="panel">${fileItem(visit, order, file)}</li>`)}
            </ul>`
      }
      <p class="hint">${t('order.downloadHint')}</p>`,
  )
}
