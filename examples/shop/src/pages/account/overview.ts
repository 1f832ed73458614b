import { Hono } from 'hono'
import { html } from 'hono/html'
import type { Customer } from '../../customers.ts'
import { ordersOf } from '../../order.ts'
import type { ShopContext, ShopEnv } from '../../visit.ts'
import { accountPage, type Answer, signedIn } from './account-page.ts'
import { orderTable } from './order-table.ts'

/** The account's first page, and all its orders. */
export function overviewPages(): Hono<ShopEnv> {
  const app = new Hono<ShopEnv>()
  app.get('/mon-compte', signedIn(overview))
  app.get('/mon-compte/commandes', signedIn(ordersPage))
  return app
}

function overview(c: ShopContext, customer: Customer): Answer {
  const visit = c.get('visit')
  const { t, path, ledger } = visit
  const latest = ordersOf(ledger, customer.id).slice(0, 3)
  return accountPage(
    c,
    t('account.hello', { name: customer.firstName }),
    html`<p>${t('account.intro')}</p>
      <h2>${t('account.latest')}</h2>
      ${orderTable(visit, latest)}
      <p><a class="button quiet" href="${path('/mon-compte/commandes')}">${t('account.orders')}</a></p>`,
  )
}

function ordersPage(c: ShopContext, customer: Customer): Answer {
  const visit = c.get('visit')
  const orders = ordersOf(visit.ledger, customer.id)
  return accountPage(
    c,
    visit.t('account.orders'),
    orders.length > 0 ? orderTable(visit, orders) : html`<p>${visit.t('account.noOrders')}</p>`,
  )
}
