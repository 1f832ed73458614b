import { Hono, type Next } from 'hono'
import { html } from 'hono/html'
import { addAddress, addressesOf, type Customer, removeAddress, updateCustomer } from '../customers.ts'
import { findInvoice, invoiceFile, invoiceFileName, invoicesOf, mailInvoice } from '../invoices.ts'
import { loyaltyOf } from '../loyalty.ts'
import { formatMoney } from '../money.ts'
import { findOrder, type Order, ordersOf, orderTotals } from '../order.ts'
import { basketOf } from '../basket.ts'
import { cancelOrder, changeAddress, stateOf } from '../orders.ts'
import { endSessionsOf } from '../session.ts'
import { downloadsOf, recordRequest, requestsOf } from '../requests.ts'
import { formatDay, formatInstant } from '../spoken.ts'
import { textFor } from '../texts.ts'
import type { ShopContext, ShopEnv, Visit } from '../visit.ts'
import { newVoucher, vouchersOf } from '../vouchers.ts'
import { welcomeCode } from '../promotions.ts'
import { zipOfModel } from '../model-file.ts'
import { addressBlock, addressFields, addressFrom } from './address-form.ts'
import { checkbox, field, filledFrom, radios, select } from './field.ts'
import { breadcrumb, type Html, icon, page } from './layout.ts'
import { lineTable, mayOpen, mayReadDocuments, orderDetail } from './order-page.ts'
import { signInPage } from './sign-in.ts'

/** A customer's own pages. Whoever is not signed in finds the sign-in form in their place. */
export function accountPages(): Hono<ShopEnv> {
  const app = new Hono<ShopEnv>()

  app.get(
    '/mon-compte',
    signedIn((c, customer) => overview(c, customer)),
  )
  app.get(
    '/mon-compte/commandes',
    signedIn((c, customer) => ordersPage(c, customer)),
  )
  app.get(
    '/mon-compte/adresses',
    signedIn((c, customer) => addressesPage(c, customer)),
  )
  app.post(
    '/mon-compte/adresses',
    signedIn(async (c, customer) => {
      const { ledger, session, path, t } = c.get('visit')
      const form = filledFrom(await c.req.parseBody())
      const removed = Number(form['remove'])
      const address = addressFrom(form, '')
      if (form['remove']) removeAddress(ledger, customer.id, removed)
      else if (address) addAddress(ledger, customer.id, address)
      session.update({
        notice:
          form['remove'] || address
            ? { kind: 'good', text: t('account.saved') }
            : { kind: 'bad', text: t('checkout.incomplete') },
      })
      return c.redirect(path('/mon-compte/adresses'), 303)
    }),
  )
  app.get(
    '/mon-compte/informations',
    signedIn((c, customer) => detailsPage(c, customer)),
  )
  app.post(
    '/mon-compte/informations',
    signedIn((c, customer) => saveDetails(c, customer)),
  )
  app.get(
    '/mon-compte/preferences',
    signedIn((c, customer) => preferencesPage(c, customer)),
  )
  app.post(
    '/mon-compte/preferences',
    signedIn((c, customer) => saveDetails(c, customer)),
  )
  app.post(
    '/mon-compte/deconnecter-partout',
    signedIn((c, customer) => {
      const { ledger, path } = c.get('visit')
      endSessionsOf(ledger, customer.id)
      return c.redirect(path('/connexion'), 303)
    }),
  )
  app.get(
    '/mon-compte/retours',
    signedIn((c, customer) => returnsPage(c, customer)),
  )
  app.get(
    '/mon-compte/avoirs',
    signedIn((c, customer) => vouchersPage(c, customer)),
  )
  app.get(
    '/mon-compte/fidelite',
    signedIn((c, customer) => loyaltyPage(c, customer)),
  )
  app.post(
    '/mon-compte/fidelite',
    signedIn((c, customer) => {
      const { ledger, session, path, t } = c.get('visit')
      if (loyaltyOf(ledger, customer.id).points >= 100) {
        const code = newVoucher(ledger, 'loyalty', { cents: 500, customerId: customer.id })
        session.update({ notice: { kind: 'good', text: t('loyalty.converted', { code }) } })
      }
      return c.redirect(path('/mon-compte/fidelite'), 303)
    }),
  )
  app.get(
    '/mon-compte/parrainage',
    signedIn((c, customer) => referralPage(c, customer)),
  )
  app.get(
    '/mon-compte/telechargements',
    signedIn((c, customer) => downloadsPage(c, customer)),
  )
  app.get(
    '/mon-compte/donnees',
    signedIn((c) => dataPage(c)),
  )
  app.get(
    '/mon-compte/donnees/copie.json',
    signedIn((c, customer) => {
      const { ledger } = c.get('visit')
      c.header('Content-Disposition', 'attachment; filename="atelier-nelvet-mes-donnees.json"')
      return c.json({
        customer,
        addresses: addressesOf(ledger, customer.id).map(({ address }) => address),
        orders: ordersOf(ledger, customer.id),
        vouchers: vouchersOf(ledger, customer.id),
        requests: requestsOf(ledger, customer.id),
      })
    }),
  )
  app.post(
    '/mon-compte/donnees/effacer',
    signedIn((c, customer) => {
      const { ledger, session, path, t, locale } = c.get('visit')
      const request = recordRequest(ledger, {
        kind: 'erasure',
        email: customer.email,
        name: `${customer.firstName} ${customer.lastName}`,
        customerId: customer.id,
        locale,
        values: {},
      })
      session.update({
        notice: { kind: 'good', text: t('data.erasureReceived', { number: request.number }) },
      })
      return c.redirect(path('/mon-compte/donnees'), 303)
    }),
  )

  orderRoutes(app)
  return app
}

/** One order, for its customer and for whoever found it by tracking. */
function orderRoutes(app: Hono<ShopEnv>): void {
  const base = '/mon-compte/commandes/:reference'

  app.get(
    base,
    withOrder((c, order) =>
      page(c, {
        title: c.get('visit').t('order.title', { reference: order.reference }),
        wide: true,
        main: html`${accountCrumbs(c.get('visit'))} ${orderDetail(c.get('visit'), order)}`,
      }),
    ),
  )

  app.get(
    `${base}/factures/:file{[A-Z0-9-]+\\.pdf}`,
    withOwnOrder(async (c, order) => {
      const visit = c.get('visit')
      const invoice = findInvoice(visit.ledger, (c.req.param('file') ?? '').replace(/\.pdf$/, ''))
      if (invoice?.orderId !== order.id) return c.notFound()
      c.header('Content-Type', 'application/pdf')
      c.header('Content-Disposition', `attachment; filename="${invoiceFileName(invoice)}"`)
      return c.body(await invoiceFile(invoice))
    }),
  )
  app.post(
    `${base}/factures/:number/renvoyer`,
    withOwnOrder((c, order) => {
      const visit = c.get('visit')
      const { ledger, session, path, t } = visit
      const invoice = findInvoice(ledger, c.req.param('number') ?? '')
      if (invoice?.orderId !== order.id) return c.notFound()
      const state = mailInvoice(ledger, order, invoice)
      session.update({
        notice: {
          kind: state === 'sent' ? 'good' : 'bad',
          text: t(`order.resent.${state}`, { email: order.email }),
        },
      })
      return c.redirect(path(`/mon-compte/commandes/${order.reference}`), 303)
    }),
  )

  app.get(
    `${base}/fichiers/:line`,
    withOwnOrder((c, order) => {
      const visit = c.get('visit')
      const line = order.lines.find(
        ({ id, kind }) => id === Number(c.req.param('line')) && kind === 'digital',
      )
      if (!line) return c.notFound()
      if (
        !stateOf(visit.ledger, order).actions.includes('download') ||
        downloadsOf(visit.ledger, line.id) >= 5
      )
        return c.notFound()
      visit.ledger.database
        .prepare('insert into download (order_line_id, at) values (?, ?)')
        .run(line.id, visit.ledger.clock.now().toISOString())
      c.header('Content-Type', 'application/zip')
      c.header('Content-Disposition', `attachment; filename="${line.sku.toLowerCase()}.zip"`)
      return c.body(zipOfModel(line.sku))
    }),
  )

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

  for (const kind of ['probleme', 'retour'] as const) {
    app.get(
      `${base}/${kind}`,
      withOwnOrder((c, order) => requestPage(c, order, kind)),
    )
    app.post(
      `${base}/${kind}`,
      withOwnOrder(async (c, order) => {
        const { ledger, session, t, locale } = c.get('visit')
        const body = await c.req.parseBody({ all: true })
        const form = filledFrom(body)
        const items = [body['items'] ?? []].flat().join(', ')
        const request = recordRequest(ledger, {
          kind: kind === 'probleme' ? 'problem' : 'return',
          order,
          email: order.email,
          name: order.billing.name,
          locale,
          values:
            kind === 'probleme'
              ? { problem: form['problem'] ?? '', message: form['message'] ?? '' }
              : { items, solution: form['solution'] ?? '', way: form['way'] ?? '' },
        })
        session.update({ notice: { kind: 'good', text: t('order.requestSent', { number: request.number }) } })
        return back(c, order)
      }),
    )
  }
}

function requestPage(
  c: ShopContext,
  order: Order,
  kind: 'probleme' | 'retour',
): Response | Promise<Response> {
  const { t, ledger } = c.get('visit')
  const wanted = kind === 'probleme' ? 'report-problem' : 'return'
  if (!stateOf(ledger, order).actions.includes(wanted)) return back(c, order)
  const problems = ['wrong-item', 'missing-item', 'late', 'not-received', 'damaged', 'defective']
  return page(c, {
    title: t(kind === 'probleme' ? 'order.problem' : 'order.return'),
    main:
      kind === 'probleme'
        ? html`<h1>${t('order.problemTitle', { reference: order.reference })}</h1>
            <p>${t('order.problemText')}</p>
            <form method="post" class="panel stack">
              ${radios({
                name: 'problem',
                legend: t('order.problemWhich'),
                options: problems.map((problem) => ({
                  value: problem,
                  label: textFor(t, 'option', problem),
                })),
              })}
              ${field({ name: 'message', label: t('field.message'), rows: 4, maxlength: 2000 })}
              <button class="button">${t('form.send')}</button>
            </form>`
        : html`<h1>${t('order.returnTitle', { reference: order.reference })}</h1>
            <p>${t('order.returnText')}</p>
            <form method="post" class="panel stack">
              <fieldset class="radios">
                <legend>${t('order.returnWhich')}</legend>
                ${order.lines
                  .filter((line) => line.kind === 'article')
                  .map(
                    (line) =>
                      html`<label class="radio"
                        ><input type="checkbox" name="items" value="${line.name} × ${line.quantity}" /><span
                          >${line.quantity} × ${line.name}</span
                        ></label
                      >`,
                  )}
              </fieldset>
              ${radios({
                name: 'solution',
                legend: t('order.returnSolution'),
                options: ['refund', 'exchange', 'credit-note'].map((value) => ({
                  value,
                  label: textFor(t, 'option', value),
                })),
                value: 'refund',
              })}
              ${radios({
                name: 'way',
                legend: t('order.returnWay'),
                options: [
                  { value: 'relay', label: t('option.relay'), note: t('order.returnRelayNote') },
                  { value: 'store', label: t('option.store'), note: t('order.returnStoreNote') },
                ],
                value: 'relay',
              })}
              <button class="button">${t('form.send')}</button>
            </form>`,
  })
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

type Answer = Response | Promise<Response>

function signedIn(answer: (c: ShopContext, customer: Customer) => Answer): (c: ShopContext) => Answer {
  return (c) => {
    const { customer, here } = c.get('visit')
    return customer ? answer(c, customer) : signInPage(c, { back: here })
  }
}

/** Hands over the order of the address, where this visitor may see it; nobody learns whether others exist. */
function withOrder(answer: (c: ShopContext, order: Order) => Answer): (c: ShopContext, next: Next) => Answer {
  return (c) => {
    const visit = c.get('visit')
    const order = findOrder(visit.ledger, c.req.param('reference') ?? '')
    if (order && mayOpen(visit, order)) return answer(c, order)
    return visit.customer ? c.notFound() : signInPage(c, { back: visit.here })
  }
}

/** The same for papers and acts: reference and e-mail alone open neither. */
function withOwnOrder(
  answer: (c: ShopContext, order: Order) => Answer,
): (c: ShopContext, next: Next) => Answer {
  return withOrder((c, order) => (mayReadDocuments(c.get('visit'), order) ? answer(c, order) : c.notFound()))
}

/** Back to the order, on the page where this visitor sees it. */
function back(c: ShopContext, order: Order): Response {
  const { path } = c.get('visit')
  return c.redirect(path(`/mon-compte/commandes/${order.reference}`), 303)
}

function accountCrumbs(visit: Visit): Html {
  return breadcrumb(
    visit,
    ['/mon-compte', visit.t('nav.account')],
    ['/mon-compte/commandes', visit.t('account.orders')],
  )
}

const sections = [
  'commandes',
  'retours',
  'telechargements',
  'avoirs',
  'fidelite',
  'parrainage',
  'adresses',
  'informations',
  'preferences',
  'donnees',
] as const

function accountPage(c: ShopContext, title: string, main: Html): Response | Promise<Response> {
  const visit = c.get('visit')
  const { t, path } = visit
  return page(c, {
    title,
    wide: true,
    main: html`<div class="account">
      <nav class="panel" aria-label="${t('nav.account')}">
        <ul class="plain">
          ${sections.map(
            (section) =>
              html`<li>
                <a
                  href="${path(`/mon-compte/${section}`)}"
                  ${visit.here.startsWith(`/mon-compte/${section}`) ? html`aria-current="page"` : ''}
                  >${t(`account.section.${section}`)}</a
                >
              </li>`,
          )}
        </ul>
        <form method="post" action="${path('/deconnexion')}">
          <button class="link">${t('account.signOut')}</button>
        </form>
      </nav>
      <div class="stack">
        <h1>${title}</h1>
        ${main}
      </div>
    </div>`,
  })
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

function orderTable(visit: Visit, orders: readonly Order[]): Html {
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

function addressesPage(c: ShopContext, customer: Customer): Answer {
  const visit = c.get('visit')
  const { t, path, ledger } = visit
  return accountPage(
    c,
    t('account.section.adresses'),
    html`<ul class="cards">
        ${addressesOf(ledger, customer.id).map(
          ({ id, address }) =>
            html`<li class="panel">
              ${addressBlock(visit, address)}
              <form method="post" action="${path('/mon-compte/adresses')}">
                <button
                  class="link"
                  name="remove"
                  value="${id}"
                  aria-label="${t('account.removeAddress', { street: address.lines[0] ?? '' })}"
                >
                  ${t('cart.remove')}
                </button>
              </form>
            </li>`,
        )}
      </ul>
      <details class="panel">
        <summary>${t('account.newAddress')}</summary>
        <form method="post" action="${path('/mon-compte/adresses')}" class="stack">
          ${addressFields(visit, { prefix: '', section: 'shipping' })}
          <button class="button">${t('account.save')}</button>
        </form>
      </details>
      <p class="hint">${t('account.addressHint')}</p>`,
  )
}

function detailsPage(c: ShopContext, customer: Customer): Answer {
  const { t, path } = c.get('visit')
  return accountPage(
    c,
    t('account.section.informations'),
    html`<form method="post" action="${path('/mon-compte/informations')}" class="panel stack">
        <div class="row">
          ${field({ name: 'firstName', label: t('field.firstName'), value: customer.firstName, required: true, autocomplete: 'given-name' })}
          ${field({ name: 'lastName', label: t('field.lastName'), value: customer.lastName, required: true, autocomplete: 'family-name' })}
        </div>
        ${field({ name: 'phone', label: t('address.phone'), type: 'tel', value: customer.phone, autocomplete: 'tel' })}
        <button class="button">${t('account.save')}</button>
      </form>
      <dl class="facts">
        <dt>${t('field.email')}</dt>
        <dd>${customer.email}</dd>
        <dt>${t('account.since')}</dt>
        <dd>${formatDay(customer.since, c.get('visit').locale)}</dd>
      </dl>
      <details class="panel">
        <summary>${t('account.changeEmail')}</summary>
        <form method="post" action="${path('/mon-compte/informations/email')}" class="stack">
          ${field({ name: 'email', label: t('account.newEmail'), type: 'email', required: true, autocomplete: 'email' })}
          ${field({ name: 'password', label: t('signIn.password'), type: 'password', required: true, autocomplete: 'current-password' })}
          <button class="button">${t('account.save')}</button>
        </form>
      </details>
      <section class="panel stack" aria-labelledby="security">
        <h2 id="security">${t('account.security')}</h2>
        <p><a href="${path('/mot-de-passe-oublie')}">${t('account.changePassword')}</a></p>
        <form method="post" action="${path('/mon-compte/deconnecter-partout')}">
          <button class="button quiet">${t('account.signOutEverywhere')}</button>
        </form>
      </section>`,
  )
}

function preferencesPage(c: ShopContext, customer: Customer): Answer {
  const { t, path } = c.get('visit')
  return accountPage(
    c,
    t('account.section.preferences'),
    html`<form method="post" action="${path('/mon-compte/preferences')}" class="panel stack">
      ${select({
        name: 'locale',
        label: t('account.mailLanguage'),
        value: customer.locale,
        options: [
          ['fr', 'Français'],
          ['en', 'English'],
        ],
      })}
      ${checkbox({ name: 'newsletter', label: t('register.newsletter'), checked: customer.newsletter })}
      <button class="button">${t('account.save')}</button>
      <p class="hint">${t('account.newsletterHint')}</p>
    </form>`,
  )
}

async function saveDetails(c: ShopContext, customer: Customer): Promise<Response> {
  const { ledger, session, path, t, here } = c.get('visit')
  const form = filledFrom(await c.req.parseBody())
  const preferences = here.startsWith('/mon-compte/preferences')
  updateCustomer(ledger, customer.id, {
    firstName: form['firstName'] || customer.firstName,
    lastName: form['lastName'] || customer.lastName,
    phone: form['phone'] ?? customer.phone ?? '',
    locale: preferences ? (form['locale'] === 'en' ? 'en' : 'fr') : customer.locale,
    newsletter: preferences ? form['newsletter'] === 'yes' : customer.newsletter,
  })
  session.update({ notice: { kind: 'good', text: t('account.saved') } })
  return c.redirect(path(preferences ? '/mon-compte/preferences' : '/mon-compte/informations'), 303)
}

function returnsPage(c: ShopContext, customer: Customer): Answer {
  const visit = c.get('visit')
  const { t, path, locale, ledger } = visit
  const requests = requestsOf(ledger, customer.id).filter(({ kind }) => kind !== 'contact')
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
                    <b>${textFor(t, 'request', request.kind)} ${request.number}</b><br />
                    <small>${formatInstant(request.at, locale)}</small>
                    <p>${request.values['items'] ?? textFor(t, 'option', request.values['problem'] ?? '')}</p>
                  </li>`,
              )}
            </ul>`
      }
      <p>${t('returns.address')}</p>`,
  )
}

function vouchersPage(c: ShopContext, customer: Customer): Answer {
  const visit = c.get('visit')
  const { t, locale, ledger, path } = visit
  const vouchers = vouchersOf(ledger, customer.id)
  return accountPage(
    c,
    t('account.section.avoirs'),
    html`${
        vouchers.length === 0
          ? html`<p>${t('vouchers.none')}</p>`
          : html`<ul class="cards">
              ${vouchers.map(
                (voucher) =>
                  html`<li class="panel">
                    <b class="code">${voucher.code}</b>
                    <p>
                      ${t(`vouchers.${voucher.kind}`)} : ${formatMoney(voucher.balance, locale)}<br /><small
                        >${t('vouchers.until', { day: formatDay(voucher.expiresAt, locale) })}</small
                      >
                    </p>
                  </li>`,
              )}
            </ul>`
      }
      <p class="hint">
        ${t('vouchers.hint')} <a href="${path('/carte-cadeau/solde')}">${t('footer.balance')}</a>
      </p>`,
  )
}

function loyaltyPage(c: ShopContext, customer: Customer): Answer {
  const { t, path, ledger } = c.get('visit')
  const { points, coming } = loyaltyOf(ledger, customer.id)
  return accountPage(
    c,
    t('account.section.fidelite'),
    html`<p class="big"><b>${t('loyalty.points', { points })}</b></p>
      ${coming > 0 ? html`<p>${t('loyalty.coming', { points: coming })}</p>` : ''}
      ${
        points >= 100
          ? html`<form method="post" action="${path('/mon-compte/fidelite')}">
              <button class="button">${t('loyalty.convert')}</button>
            </form>`
          : ''
      }
      <p>${t('loyalty.rules')}</p>`,
  )
}

function referralPage(c: ShopContext, customer: Customer): Answer {
  const { t, demo, path } = c.get('visit')
  return accountPage(
    c,
    t('account.section.parrainage'),
    html`<p>${t('referral.text')}</p>
      <p class="panel"><span class="code">${demo.origin()}${path('/')}?parrain=${customer.id}</span></p>
      <p class="hint">${t('referral.rules', { code: welcomeCode })}</p>`,
  )
}

function downloadsPage(c: ShopContext, customer: Customer): Answer {
  const { t, path, ledger } = c.get('visit')
  const files = ordersOf(ledger, customer.id).flatMap((order) =>
    stateOf(ledger, order).actions.includes('download')
      ? order.lines.filter(({ kind }) => kind === 'digital').map((line) => ({ order, line }))
      : [],
  )
  return accountPage(
    c,
    t('account.section.telechargements'),
    html`${
        files.length === 0
          ? html`<p>${t('downloads.none')}</p>`
          : html`<ul class="cards">
              ${files.map(
                ({ order, line }) =>
                  html`<li class="panel">
                    <b>${line.name}</b><br /><small
                      >${t('order.downloadsLeft', { count: Math.max(0, 5 - downloadsOf(ledger, line.id)) })}</small
                    >
                    <p>
                      <a href="${path(`/mon-compte/commandes/${order.reference}/fichiers/${line.id}`)}"
                        >${t('downloads.get')}</a
                      >
                    </p>
                  </li>`,
              )}
            </ul>`
      }
      <p class="hint">${t('order.downloadHint')}</p>`,
  )
}

function dataPage(c: ShopContext): Answer {
  const { t, path } = c.get('visit')
  return accountPage(
    c,
    t('account.section.donnees'),
    html`<p>${t('data.text')}</p>
      <p>
        <a class="button quiet" href="${path('/mon-compte/donnees/copie.json')}" download
          >${t('data.copy')}</a
        >
      </p>
      <form method="post" action="${path('/mon-compte/donnees/effacer')}" class="panel stack">
        <p>${t('data.eraseText')}</p>
        <button class="button quiet">${t('data.erase')}</button>
      </form>`,
  )
}
