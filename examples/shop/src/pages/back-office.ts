import type { OrderStatus, ShipmentStatus } from '@comptoir/bot-engine'
import { timingSafeEqual } from 'node:crypto'
import { Hono } from 'hono'
import { html } from 'hono/html'
import { parisClock, parisDay } from '../paris-time.ts'
import { shipmentStatusOf } from '../order.ts'
import { deliveryService } from '../delivery.ts'
import { invoicesOf } from '../invoices.ts'
import { formatMoney } from '../money.ts'
import { allOrders, findOrder, type Order, orderTotals } from '../order.ts'
import { parcelLines, quantityLeft, shipmentStatus } from '../order-state.ts'
import {
  cancelOrder,
  collectOrder,
  deliverOrder,
  markReadyInStore,
  recordCarrierEvent,
  recordPayment,
  recordReturn,
  refundOrder,
  shipOrder,
  startPreparation,
  stateOf,
} from '../orders.ts'
import { requestsForOrder } from '../requests.ts'
import { formatDay, formatInstant } from '../spoken.ts'
import type { ShopContext, ShopEnv, Visit } from '../visit.ts'
import { addressBlock } from './address-form.ts'
import { moveRequest, requestPanel, requestsPage } from './back-office-request.ts'
import { whole } from './cart.ts'
import { hoursSwitch } from './demo.ts'
import { checkbox, field, type Filled, filledFrom, select } from './field.ts'
import { breadcrumb, type Html, icon, page } from './layout.ts'
import { lineTable, timeline } from './order-page.ts'

/** Where the shop's own people move orders on. In the demonstration anybody may, with the password of /demo. */
export function backOfficePages(): Hono<ShopEnv> {
  const app = new Hono<ShopEnv>()

  // The switch of the demonstration is for whoever tries it: no password.
  app.post('/demo/horaires', async (c) => {
    const { demo, path } = c.get('visit')
    const mode = filledFrom(await c.req.parseBody())['mode']
    if (mode === 'real' || mode === 'open' || mode === 'closed') demo.setHours(mode)
    return c.redirect(path('/demo'), 303)
  })

  app.post('/back-office/entrer', async (c) => {
    const { session, demo, path, t } = c.get('visit')
    const given = Buffer.from(filledFrom(await c.req.parseBody())['password'] ?? '')
    const expected = Buffer.from(demo.backOfficePassword)
    if (given.length === expected.length && timingSafeEqual(given, expected))
      session.update({ backOffice: true })
    else session.update({ notice: { kind: 'bad', text: t('backOffice.wrong') } })
    session.renew()
    return c.redirect(path('/back-office'), 303)
  })
  app.get(
    '/back-office',
    inside((c) => ordersPage(c)),
  )
  app.post(
    '/back-office/horloge',
    inside(async (c) => {
      const { ledger, path, session, t, locale } = c.get('visit')
      const hours = whole(filledFrom(await c.req.parseBody())['hours'], 1, 24 * 60)
      if ('advance' in ledger.clock) ledger.clock.advance(hours * 3_600_000)
      const now = ledger.clock.now()
      session.update({
        notice: {
          kind: 'good',
          text: t('demo.now', { day: formatDay(parisDay(now), locale), time: parisClock(now) }),
        },
      })
      return c.redirect(path('/back-office'), 303)
    }),
  )
  app.get(
    '/back-office/courriers',
    inside((c) => mailsPage(c)),
  )
  app.get(
    '/back-office/demandes',
    inside((c) => requestsPage(c)),
  )
  app.post(
    '/back-office/demandes/:number',
    inside(async (c) => {
      const { path, session, t } = c.get('visit')
      moveRequest(c, c.req.param('number') ?? '', filledFrom(await c.req.parseBody()))
      session.update({ notice: { kind: 'good', text: t('backOffice.done') } })
      return c.redirect(path('/back-office/demandes'), 303)
    }),
  )
  app.get(
    '/back-office/commandes/:reference',
    inside((c) => {
      const order = findOrder(c.get('visit').ledger, c.req.param('reference') ?? '')
      return order ? orderPage(c, order) : c.notFound()
    }),
  )
  app.post(
    '/back-office/commandes/:reference',
    inside(async (c) => {
      const { ledger, path, session, t } = c.get('visit')
      const order = findOrder(ledger, c.req.param('reference') ?? '')
      if (!order) return c.notFound()
      moveOn(c, order, filledFrom(await c.req.parseBody()))
      session.update({ notice: { kind: 'good', text: t('backOffice.done') } })
      return c.redirect(path(`/back-office/commandes/${order.reference}`), 303)
    }),
  )
  return app
}

type Answer = Response | Promise<Response>

function inside(answer: (c: ShopContext) => Answer): (c: ShopContext) => Answer {
  return (c) => (c.get('visit').session.data.backOffice ? answer(c) : doorPage(c))
}

function doorPage(c: ShopContext): Answer {
  const { t, path } = c.get('visit')
  return page(c, {
    title: t('backOffice.title'),
    main: html`<h1>${t('backOffice.title')}</h1>
      <p>${t('backOffice.door')} <a href="${path('/demo')}">${t('footer.demo')}</a></p>
      <form method="post" action="${path('/back-office/entrer')}" class="panel row">
        ${field({ name: 'password', label: t('signIn.password'), type: 'password', required: true, autocomplete: 'current-password' })}
        <button class="button">${t('backOffice.enter')}</button>
      </form>`,
  })
}

/** Does what a button of the order's page says. What does not fit the order's state is refused in a sentence. */
function moveOn(c: ShopContext, order: Order, form: Filled): void {
  const { ledger } = c.get('visit')
  switch (form['act']) {
    case 'paid':
      return void recordPayment(ledger, order)
    case 'prepare':
      return void startPreparation(ledger, order)
    case 'ship':
      return void shipOrder(ledger, order, {
        lines: parcelLines(order).map((line) => ({
          lineId: line.id,
          quantity: whole(form[`line-${line.id}`], 0, quantityLeft(order, line)),
        })),
        ...(carriers.includes(form['carrier'] ?? '') && { carrier: form['carrier'] ?? '' }),
        ...(form['tracking'] && { trackingNumber: form['tracking'] }),
      })
    case 'carrier':
      return void recordCarrierEvent(ledger, order, form['shipment'] ?? '', {
        status: shipmentStatusOf(form['status'] ?? ''),
        ...(form['label'] && { label: form['label'] }),
        ...(form['place'] && { place: form['place'] }),
      })
    case 'deliver':
      return void deliverOrder(ledger, order)
    case 'ready':
      return void markReadyInStore(ledger, order)
    case 'collect':
      return void collectOrder(ledger, order)
    case 'return':
      return void recordReturn(ledger, order)
    case 'refund': {
      const lines = order.lines
        .map((line) => ({ lineId: line.id, quantity: whole(form[`line-${line.id}`], 0, line.quantity) }))
        .filter(({ quantity }) => quantity > 0)
      return void refundOrder(ledger, order, {
        lines,
        shipping: form['shipping'] === 'yes',
        label: form['label'] === 'yes',
      })
    }
    case 'cancel':
      return void cancelOrder(ledger, order, 'shop')
  }
}

function ordersPage(c: ShopContext): Answer {
  const visit = c.get('visit')
  const { t, path, ledger, locale } = visit
  const wanted = c.req.query('statut') ?? ''
  const query = (c.req.query('q') ?? '').trim().toLowerCase()
  const all = allOrders(ledger).map((order) => ({ order, state: stateOf(ledger, order) }))
  const shown = all.filter(
    ({ order, state }) =>
      (wanted === '' || state.status === wanted) &&
      (query === '' ||
        `${order.reference} ${order.email} ${order.billing.name}`.toLowerCase().includes(query)),
  )
  const now = ledger.clock.now()
  return page(c, {
    title: t('backOffice.title'),
    wide: true,
    main: html`<h1>${t('backOffice.title')}</h1>
      <p>
        <a href="${path('/back-office/courriers')}">${t('backOffice.mails')}</a> ·
        <a href="${path('/back-office/demandes')}">${t('backOffice.requests')}</a> ·
        <a href="/console">${t('demo.console')}</a>
      </p>
      <div class="two">
        <section class="panel stack" aria-labelledby="clock">
          <h2 id="clock">${t('backOffice.clock')}</h2>
          <p>${t('demo.now', { day: formatDay(parisDay(now), locale), time: parisClock(now) })}</p>
          <form method="post" action="${path('/back-office/horloge')}" class="switch">
            ${[
              [1, t('backOffice.hour')],
              [24, t('backOffice.day')],
              [72, t('backOffice.threeDays')],
              [336, t('backOffice.fortnight')],
            ].map(
              ([hours, label]) =>
                html`<button class="button quiet" name="hours" value="${hours}">+ ${label}</button>`,
            )}
          </form>
          <p class="hint">${t('backOffice.clockHint')}</p>
        </section>
        <section class="panel stack" aria-labelledby="hours">
          <h2 id="hours">${t('demo.hours')}</h2>
          ${hoursSwitch(visit)}
        </section>
      </div>
      <form method="get" action="${path('/back-office')}" class="row">
        ${field({ name: 'q', label: t('backOffice.find'), value: query })}
        ${select({
          name: 'statut',
          label: t('order.status'),
          value: wanted,
          options: [
            ['', t('backOffice.all')],
            ...statuses.map((status) => [status, t(`status.${status}`)] as const),
          ],
        })}
        <button class="button quiet">${t('search.go')}</button>
      </form>
      <p role="status">${t('backOffice.count', { count: shown.length, all: all.length })}</p>
      <table class="orders">
        <thead>
          <tr>
            <th scope="col">${t('order.reference')}</th>
            <th scope="col">${t('order.date')}</th>
            <th scope="col">${t('demo.name')}</th>
            <th scope="col">${t('sum.grand')}</th>
            <th scope="col">${t('order.status')}</th>
          </tr>
        </thead>
        <tbody>
          ${shown.map(
            ({ order, state }) =>
              html`<tr>
                <td data-label="${t('order.reference')}">
                  <a href="${path(`/back-office/commandes/${order.reference}`)}"><b>${order.reference}</b></a>
                </td>
                <td data-label="${t('order.date')}">${formatInstant(order.placedAt, locale)}</td>
                <td data-label="${t('demo.name')}">${order.billing.company ?? order.billing.name}</td>
                <td data-label="${t('sum.grand')}">${formatMoney(orderTotals(order).grand, locale)}</td>
                <td data-label="${t('order.status')}">
                  <span class="status status-${state.status}">${t(`status.${state.status}`)}</span>
                </td>
              </tr>`,
          )}
        </tbody>
      </table>`,
  })
}

const statuses: readonly OrderStatus[] = [
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

function orderPage(c: ShopContext, order: Order): Answer {
  const visit = c.get('visit')
  const { t, path, ledger, locale } = visit
  const state = stateOf(ledger, order)
  const requests = requestsForOrder(ledger, order.id)
  return page(c, {
    title: order.reference,
    wide: true,
    main: html`${breadcrumb(visit, ['/back-office', t('backOffice.title')])}
      <div class="order-head">
        <h1>${t('order.title', { reference: order.reference })}</h1>
        <p class="status status-${state.status}">${t(`status.${state.status}`)}</p>
      </div>
      <div class="order">
        <div class="stack">
          ${actions(visit, order, state.status)}
          <section class="panel" aria-labelledby="lines">
            <h2 id="lines">${t('order.articles')}</h2>
            ${lineTable(visit, order)}
            ${
              order.lines.some(({ engraving }) => engraving)
                ? html`<p>
                    ${order.lines.map(({ engraving }) => engraving && `${t('product.engraving')} : « ${engraving} »`)}
                  </p>`
                : ''
            }
            ${order.giftMessage ? html`<p>${t('cart.giftMessage')} : « ${order.giftMessage} »</p>` : ''}
          </section>
        </div>
        <div class="stack">
          <section class="panel" aria-labelledby="customer">
            <h2 id="customer">${t('backOffice.customer')}</h2>
            <p>${order.email}<br />${order.customerId ?? t('demo.guest')}</p>
            ${addressBlock(visit, order.billing)} ${order.shipping ? addressBlock(visit, order.shipping) : ''}
            ${order.delivery.relay ? html`<p>${order.delivery.relay.name}, ${order.delivery.relay.city}</p>` : ''}
          </section>
          <section class="panel" aria-labelledby="timeline">
            <h2 id="timeline">${t('order.timeline')}</h2>
            ${timeline(visit, state.milestones)}
          </section>
          <section class="panel" aria-labelledby="papers">
            <h2 id="papers">${t('order.documents')}</h2>
            <ul class="plain">
              ${invoicesOf(ledger, order.id).map(
                (invoice) =>
                  html`<li>
                    ${icon('pdf')} ${invoice.number} · ${formatMoney(invoice.document.grand, locale)} ·
                    ${t(`invoiceMail.${invoice.mail.state}`, {
                      at: invoice.mail.at ? formatInstant(invoice.mail.at, locale) : '',
                      email: order.email,
                    })}
                  </li>`,
              )}
            </ul>
          </section>
          ${
            requests.length === 0
              ? ''
              : html`<section class="panel" aria-labelledby="requests">
                  <h2 id="requests">${t('backOffice.requests')}</h2>
                  <ul class="plain requests">
                    ${requests
                      .toReversed()
                      .map((request) => html`<li>${requestPanel(visit, request, order)}</li>`)}
                  </ul>
                </section>`
          }
          <p><a href="${path('/back-office')}">${t('backOffice.back')}</a></p>
        </div>
      </div>`,
  })
}

/** The buttons that fit where the order stands. */
function actions(visit: Visit, order: Order, status: OrderStatus): Html {
  const { t } = visit
  const is = (...some: readonly OrderStatus[]): boolean => some.includes(status)
  const store = order.delivery.service === 'store'
  const travels = order.shipments.filter((shipment) => shipmentStatus(shipment) !== 'Delivered')
  const toShip = parcelLines(order).filter((line) => quantityLeft(order, line) > 0)
  const canRefund = order.events.some(({ kind }) => kind === 'paid') && status !== 'refunded'
  return html`<section class="panel stack" aria-labelledby="actions">
    <h2 id="actions">${t('backOffice.actions')}</h2>
    <div class="switch">
      ${is('awaiting-payment') ? button('paid', t('backOffice.paid')) : ''}
      ${is('payment-accepted') && toShip.length > 0 ? button('prepare', t('backOffice.prepare')) : ''}
      ${is('payment-accepted', 'in-preparation') && store ? button('ready', t('backOffice.ready')) : ''}
      ${is('ready-in-store') ? button('collect', t('backOffice.collect')) : ''}
      ${is('shipped', 'partly-shipped') && travels.length > 0 ? button('deliver', t('backOffice.deliver')) : ''}
      ${is('delivered', 'shipped') && parcelLines(order).length > 0 ? button('return', t('backOffice.return')) : ''}
      ${is('awaiting-payment', 'payment-accepted', 'in-preparation') ? button('cancel', t('backOffice.cancel')) : ''}
    </div>
    ${
      is('payment-accepted', 'in-preparation', 'partly-shipped') && !store && toShip.length > 0
        ? html`<form method="post" class="stack">
            <h3>${t('backOffice.ship')}</h3>
            ${toShip.map((line) =>
              field({
                name: `line-${line.id}`,
                label: line.name,
                type: 'number',
                value: String(quantityLeft(order, line)),
                className: 'narrow',
                inputmode: 'numeric',
              }),
            )}
            ${select({
              name: 'carrier',
              label: t('backOffice.carrier'),
              value: deliveryService(order.delivery.service ?? '')?.carrier,
              options: carriers.map((carrier) => [carrier, carrier] as const),
            })}
            ${field({ name: 'tracking', label: t('order.trackingNumber'), hint: t('backOffice.trackingHint'), maxlength: 13 })}
            <button class="button" name="act" value="ship">${t('backOffice.ship')}</button>
          </form>`
        : ''
    }
    ${order.shipments.map(
      (shipment, index) =>
        html`<form method="post" class="stack">
          <h3>${t('backOffice.carrierEvent', { number: index + 1, carrier: shipment.carrier })}</h3>
          <input type="hidden" name="shipment" value="${shipment.id}" />
          ${select({
            name: 'status',
            label: t('order.status'),
            value: shipmentStatus(shipment),
            options: carrierStatuses.map((value) => [value, t(`parcel.${value}`)] as const),
          })}
          ${field({ name: 'label', label: t('backOffice.carrierWords'), maxlength: 120 })}
          ${field({ name: 'place', label: t('address.city'), maxlength: 80 })}
          <button class="button quiet" name="act" value="carrier">${t('backOffice.report')}</button>
        </form>`,
    )}
    ${
      canRefund
        ? html`<details>
            <summary>${t('backOffice.refund')}</summary>
            <form method="post" class="stack">
              ${order.lines.map((line) =>
                field({
                  name: `line-${line.id}`,
                  label: line.name,
                  type: 'number',
                  value: String(line.quantity),
                  className: 'narrow',
                  inputmode: 'numeric',
                }),
              )}
              ${checkbox({ name: 'shipping', label: t('backOffice.refundShipping'), checked: true })}
              ${checkbox({ name: 'label', label: t('backOffice.refundLabel') })}
              <button class="button" name="act" value="refund">${t('backOffice.refund')}</button>
            </form>
          </details>`
        : ''
    }
  </section>`
}

function button(name: string, label: string): Html {
  return html`<form method="post">
    <button class="button quiet" name="act" value="${name}">${label}</button>
  </form>`
}

const carriers: readonly string[] = ['Colissimo', 'Mondial Relay', 'Chronopost']

const carrierStatuses: readonly ShipmentStatus[] = [
  'InfoReceived',
  'InTransit',
  'OutForDelivery',
  'AttemptFail',
  'AvailableForPickup',
  'Delivered',
  'Exception',
  'Expired',
  'ReturnedToSender',
]

function mailsPage(c: ShopContext): Answer {
  const visit = c.get('visit')
  const { t, ledger, locale } = visit
  const mails = ledger.database.prepare('select * from mail order by at desc, id desc limit 100').all()
  return page(c, {
    title: t('backOffice.mails'),
    wide: true,
    main: html`${breadcrumb(visit, ['/back-office', t('backOffice.title')])}
      <h1>${t('backOffice.mails')}</h1>
      <p>${t('backOffice.mailsText')}</p>
      <ul class="cards mails">
        ${mails.map(
          (mail) =>
            html`<li class="panel">
              <b>${mail['subject']}</b>
              <p class="hint">
                ${formatInstant(String(mail['at']), locale)} · ${mail['recipient']} ·
                ${t(mail['state'] === 'sent' ? 'backOffice.sent' : 'backOffice.failed')}
              </p>
              <pre>${mail['body']}</pre>
            </li>`,
        )}
      </ul>`,
  })
}
