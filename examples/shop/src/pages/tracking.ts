import { Hono } from 'hono'
import { html } from 'hono/html'
import { checkCustomer } from '../contract/customer-check.ts'
import { findOrder } from '../order.ts'
import type { ShopContext, ShopEnv } from '../visit.ts'
import { field, type Filled, filledFrom } from './field.ts'
import { page } from './layout.ts'
import { orderDetail } from './order-page.ts'

/** The order of somebody without an account: its state for reference and e-mail, its invoice for the postcode too. */
export function trackingPages(): Hono<ShopEnv> {
  const app = new Hono<ShopEnv>()
  const lookups = new Map<string, number[]>()

  app.get('/suivi-commande', (c) => trackingPage(c))
  app.post('/suivi-commande', async (c) => {
    const visit = c.get('visit')
    const { session, path, ledger, t } = visit
    const form = filledFrom(await c.req.parseBody())
    if (!withinLimit(lookups, visit.network, Date.now())) return trackingPage(c, form, t('tracking.tooMany'))
    const { match } = checkCustomer(ledger, {
      reference: form['reference'] ?? '',
      email: form['email'] ?? '',
      ...(form['postcode'] && { postcode: form['postcode'] }),
    })
    // A postcode that does not fit is a mismatch like the others: the sentence never says which part was wrong.
    if (match === 'none' || (form['postcode'] && match === 'email'))
      return trackingPage(c, form, t('tracking.none'))
    const reference = findOrder(ledger, form['reference'] ?? '')?.reference ?? ''
    session.update({
      tracked: { ...session.data.tracked, [reference]: match === 'email' ? 'state' : 'documents' },
    })
    return c.redirect(path(`/suivi-commande/${reference}`), 303)
  })
  app.get('/suivi-commande/:reference', (c) => {
    const visit = c.get('visit')
    const order = findOrder(visit.ledger, c.req.param('reference'))
    if (!order || !visit.session.data.tracked?.[order.reference])
      return c.redirect(visit.path('/suivi-commande'), 303)
    return page(c, {
      title: visit.t('order.title', { reference: order.reference }),
      wide: true,
      main: orderDetail(visit, order),
    })
  })
  return app
}

function trackingPage(c: ShopContext, form: Filled = {}, error?: string): Response | Promise<Response> {
  const { t, path } = c.get('visit')
  return page(c, {
    title: t('footer.track'),
    main: html`<h1>${t('footer.track')}</h1>
      <p>${t('tracking.intro')} <a href="${path('/mon-compte/commandes')}">${t('account.orders')}</a>.</p>
      ${error ? html`<p class="notice bad" role="alert">${error}</p>` : ''}
      <form method="post" action="${path('/suivi-commande')}" class="panel stack">
        ${field({
          name: 'reference',
          label: t('field.reference'),
          value: form['reference'],
          required: true,
          maxlength: 12,
          hint: t('field.referenceHint'),
        })}
        ${field({
          name: 'email',
          label: t('tracking.email'),
          type: 'email',
          value: form['email'],
          required: true,
          autocomplete: 'email',
        })}
        ${field({
          name: 'postcode',
          label: t('tracking.postcode'),
          value: form['postcode'],
          autocomplete: 'postal-code',
          maxlength: 12,
          hint: t('tracking.postcodeHint'),
        })}
        <button class="button">${t('tracking.go')}</button>
      </form>`,
  })
}

/** Twenty look-ups an hour and network. */
function withinLimit(lookups: Map<string, number[]>, network: string, now: number): boolean {
  const recent = (lookups.get(network) ?? []).filter((at) => at > now - 3_600_000)
  if (lookups.size > 10_000) lookups.clear()
  lookups.set(network, [...recent, now])
  return recent.length < 20
}
