import { Hono } from 'hono'
import { html } from 'hono/html'
import { basketOf } from '../../basket.ts'
import type { Order } from '../../order.ts'
import { cancelOrder, changeAddress, stateOf } from '../../orders.ts'
import type { ShopContext, ShopEnv } from '../../visit.ts'
import { addressFields, addressFrom } from '../address-form.ts'
import { filledFrom } from '../field.ts'
import { page } from '../layout.ts'
import { lineTable } from '../order-page.ts'
import { back, orderBase, withOwnOrder } from './access.ts'

/** What changes an order that has not left: cancelling it, another address, other articles, the same again. */
export function changePages(): Hono<ShopEnv> {
  const app = new Hono<ShopEnv>()
  const base = orderBase

  app.get(
    `${base}/annuler`,
    withOwnOrder((c, order) => {
      const visit = c.get('visit')
      const { t, path, ledger } = visit
      if (!stateOf(ledger, order).actions.includes('cancel')) return back(c, order)
      return page(c, {
        title: t('order.cancel'),
        main: html`<h1>${t('order.cancelTitle', { reference: order.reference })}</h1>
          <p>${t('order.cancelText')}</p>
          ${lineTable(visit, order)}
          <form method="post" class="row">
            <button class="button">${t('order.cancelConfirm')}</button>
            <a class="button quiet" href="${path(`/mon-compte/commandes/${order.reference}`)}"
              >${t('order.keep')}</a
            >
          </form>`,
      })
    }),
  )
  app.post(
    `${base}/annuler`,
    withOwnOrder((c, order) => {
      const { ledger, session, t } = c.get('visit')
      cancelOrder(ledger, order, 'customer')
      session.update({ notice: { kind: 'good', text: t('order.cancelled') } })
      return back(c, order)
    }),
  )

  app.get(
    `${base}/modifier`,
    withOwnOrder((c, order) => modifyPage(c, order)),
  )
  app.post(
    `${base}/adresse`,
    withOwnOrder(async (c, order) => {
      const visit = c.get('visit')
      const { ledger, session, t } = visit
      const address = addressFrom(filledFrom(await c.req.parseBody()), '')
      if (address) changeAddress(ledger, order, address)
      session.update({
        notice: address
          ? { kind: 'good', text: t('account.saved') }
          : { kind: 'bad', text: t('checkout.incomplete') },
      })
      return back(c, order)
    }),
  )

  // The articles go back into the basket; the order that they leave is cancelled, its authorisation lifted.
  app.post(
    `${base}/reprendre`,
    withOwnOrder((c, order) => {
      const { ledger, session, path, t } = c.get('visit')
      cancelOrder(ledger, order, 'customer')
      session.update({
        lines: basketOf(order),
        notice: { kind: 'good', text: t('order.takenBack', { reference: order.reference }) },
      })
      return c.redirect(path('/panier'), 303)
    }),
  )
  app.post(
    `${base}/recommander`,
    withOwnOrder((c, order) => {
      const { session, path, t } = c.get('visit')
      session.update({
        lines: [...session.basket.lines, ...basketOf(order)],
        notice: { kind: 'good', text: t('order.orderedAgain') },
      })
      return c.redirect(path('/panier'), 303)
    }),
  )
  return app
}

/** While it is not being prepared: another address, or other articles. */
function modifyPage(c: ShopContext, order: Order): Response | Promise<Response> {
  const visit = c.get('visit')
  const { t, ledger, path } = visit
  const base = `/mon-compte/commandes/${order.reference}`
  const { actions } = stateOf(ledger, order)
  if (!actions.includes('cancel')) return back(c, order)
  return page(c, {
    title: t('order.modify'),
    main: html`<h1>${t('order.modifyTitle', { reference: order.reference })}</h1>
      <section class="panel stack" aria-labelledby="articles">
        <h2 id="articles">${t('order.articles')}</h2>
        <p>${t('order.modifyArticles')}</p>
        <form method="post" action="${path(`${base}/reprendre`)}">
          <button class="button quiet">${t('order.takeBack')}</button>
        </form>
      </section>
      ${
        actions.includes('change-address')
          ? html`<form method="post" action="${path(`${base}/adresse`)}" class="panel stack">
              <h2>${t('order.deliveryAddress')}</h2>
              ${addressFields(visit, { prefix: '', section: 'shipping', address: order.shipping })}
              <button class="button">${t('account.save')}</button>
            </form>`
          : ''
      }`,
  })
}
