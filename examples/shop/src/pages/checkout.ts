import { Hono } from 'hono'
import { html, raw } from 'hono/html'
import company from '../../content/company.json' with { type: 'json' }
import { type Quote, quoteBasket } from '../basket.ts'
import { addressesOf } from '../customers.ts'
import { deliveryDays, deliveryPrice, type DeliveryService, dispatchDay, relayPoints } from '../delivery.ts'
import { formatMoney, share } from '../money.ts'
import { findOrder, type Order, orderTotals, type PaymentMethod } from '../order.ts'
import { changePaymentMethod, placeOrder, recordPayment, recordRefusedPayment, stateOf } from '../orders.ts'
import { formatNearDay } from '../spoken.ts'
import { textFor } from '../texts.ts'
import type { ShopContext, ShopEnv, Visit } from '../visit.ts'
import { findVoucher, isValid } from '../vouchers.ts'
import { addressBlock, addressFields, addressFrom } from './address-form.ts'
import { checkbox, field, type Filled, filledFrom, radios } from './field.ts'
import { type Html, page } from './layout.ts'
import { mayOpen } from './order-page.ts'

/** From the basket to the order: coordinates, delivery, payment, confirmation. */
export function checkoutPages(): Hono<ShopEnv> {
  const app = new Hono<ShopEnv>()
  app.get('/commande', (c) => coordinatesPage(c))
  app.post('/commande', async (c) => {
    const { session, path } = c.get('visit')
    const form = filledFrom(await c.req.parseBody())
    const billing = addressFrom(form, 'b-')
    const elsewhere = form['elsewhere'] === 'yes'
    const shipping = elsewhere ? addressFrom(form, 's-') : billing
    const email = form['email'] ?? ''
    if (!billing || !shipping || !/^\S+@\S+\.\S+$/.test(email)) return coordinatesPage(c, form)
    session.update({ checkout: { ...session.data.checkout, email, billing, shipping } })
    const quote = currentQuote(c.get('visit'))
    return c.redirect(path(quote.needsDelivery ? '/commande/livraison' : '/commande/paiement'), 303)
  })

  app.get('/commande/livraison', (c) => deliveryPage(c))
  app.post('/commande/livraison', async (c) => {
    const { session, path } = c.get('visit')
    const form = filledFrom(await c.req.parseBody())
    const service = currentQuote(c.get('visit')).services.find(({ id }) => id === form['service'])
    if (!service) return deliveryPage(c)
    const relayId = service.kind === 'relay' ? form['relay'] : undefined
    if (service.kind === 'relay' && !relayPoints.some(({ id }) => id === relayId)) return deliveryPage(c)
    session.update({
      checkout: { ...session.data.checkout, service: service.id, ...(relayId && { relayId }) },
    })
    return c.redirect(path('/commande/paiement'), 303)
  })

  app.get('/commande/paiement', (c) => paymentPage(c))
  app.post('/commande/paiement/code', async (c) => {
    const { session, path, t, ledger } = c.get('visit')
    const code = (filledFrom(await c.req.parseBody())['code'] ?? '').replaceAll(/\s/g, '').toUpperCase()
    const voucher = findVoucher(ledger, code)
    const used = session.data.checkout?.vouchers ?? []
    if (voucher && voucher.kind !== 'loyalty' && isValid(voucher, ledger.clock.now()))
      session.update({
        checkout: { ...session.data.checkout, vouchers: [...new Set([...used, code])].slice(0, 4) },
      })
    else session.update({ notice: { kind: 'bad', text: t('refusal.voucher', { code }) } })
    return c.redirect(path('/commande/paiement'), 303)
  })
  app.post('/commande/paiement', (c) => payBasket(c))

  app.get('/commande/paiement/:reference', (c) => payLaterPage(c))
  app.post('/commande/paiement/:reference', (c) => payLater(c))

  app.get('/commande/confirmation/:reference', confirmationPage)
  return app
}

/** The basket priced for what is known so far of the checkout. */
function currentQuote(visit: Visit): Quote {
  const { checkout, country } = visit.session.data
  const to = checkout?.shipping ?? checkout?.billing
  return quoteBasket(
    visit.session.basket,
    visit.locale,
    to
      ? { country: to.country, postcode: to.postcode, vatNumber: checkout?.billing?.vatNumber }
      : { country: country ?? 'FR', postcode: country && country !== 'FR' ? '' : '14000' },
    checkout?.service,
  )
}

function coordinatesPage(c: ShopContext, wrong?: Filled): Response | Promise<Response> {
  const visit = c.get('visit')
  const { t, path, session, customer, ledger } = visit
  if (session.basket.lines.length === 0) return c.redirect(path('/panier'), 303)
  const { checkout } = session.data
  const book = customer ? addressesOf(ledger, customer.id)[0]?.address : undefined
  const billing = (wrong && addressFrom(wrong, 'b-')) ?? checkout?.billing ?? book
  const shipping = (wrong && addressFrom(wrong, 's-')) ?? checkout?.shipping
  const elsewhere = wrong
    ? wrong['elsewhere'] === 'yes'
    : JSON.stringify(billing) !== JSON.stringify(shipping ?? billing)
  return page(c, {
    title: t('checkout.coordinates'),
    wide: true,
    main: html`${steps(visit, 1)}
      <h1>${t('checkout.coordinates')}</h1>
      ${wrong ? html`<p class="notice bad" role="alert">${t('checkout.incomplete')}</p>` : ''}
      <div class="checkout">
        <div class="stack">
          ${
            customer
              ? ''
              : html`<p class="panel">
                  ${t('checkout.haveAccount')}
                  <a href="${path('/connexion')}?retour=/commande">${t('account.signIn')}</a>.
                  ${t('checkout.guest')}
                </p>`
          }
          <form method="post" action="${path('/commande')}" class="stack">
            ${field({
              name: 'email',
              label: t('field.email'),
              type: 'email',
              value: wrong?.['email'] ?? checkout?.email ?? customer?.email,
              required: true,
              autocomplete: 'email',
              hint: t('checkout.emailHint'),
            })}
            <fieldset class="stack">
              <legend>${t('checkout.billing')}</legend>
              ${addressFields(visit, { prefix: 'b-', section: 'billing', address: billing, company: true })}
            </fieldset>
            <details class="panel" ${elsewhere ? 'open' : ''}>
              <summary>${t('checkout.elsewhere')}</summary>
              <div class="stack">
                ${checkbox({ name: 'elsewhere', label: t('checkout.useOther'), checked: elsewhere })}
                ${optionalAddress(visit, shipping)}
              </div>
            </details>
            <button class="button">${t('checkout.toDelivery')}</button>
          </form>
        </div>
        ${summary(visit, currentQuote(visit))}
      </div>`,
  })
}

/** A second address is needed only where the box is ticked, so none of its fields is required by the browser. */
function optionalAddress(visit: Visit, address: Parameters<typeof addressFields>[1]['address']): Html {
  const fields = addressFields(visit, { prefix: 's-', section: 'shipping', address })
  return html`${Promise.resolve(fields).then((text) => raw(String(text).replaceAll(' required', '')))}`
}

function deliveryPage(c: ShopContext): Response | Promise<Response> {
  const visit = c.get('visit')
  const { t, path, session, locale, ledger } = visit
  const { checkout } = session.data
  if (!checkout?.shipping || session.basket.lines.length === 0) return c.redirect(path('/commande'), 303)
  const quote = currentQuote(visit)
  const country = checkout.shipping.country
  const points = relayPoints.filter((point) => point.country === country)
  const near = points.toSorted((a, b) => distance(a.postcode) - distance(b.postcode))
  function distance(postcode: string): number {
    return postcode.slice(0, 2) === checkout?.shipping?.postcode.slice(0, 2) ? 0 : 1
  }
  return page(c, {
    title: t('checkout.delivery'),
    wide: true,
    main: html`${steps(visit, 2)}
      <h1>${t('checkout.delivery')}</h1>
      <div class="checkout">
        <form method="post" action="${path('/commande/livraison')}" class="stack">
          ${radios({
            name: 'service',
            legend: t('checkout.chooseDelivery'),
            value: checkout.service ?? quote.services[0]?.id,
            options: quote.services.map((service) => {
              const price = deliveryPrice(service, quote.parcel)
              return {
                value: service.id,
                label: textFor(t, 'delivery', service.id),
                note: deliveryNote(visit, service, quote, ledger.clock.now()),
                side: price === 0 ? t('delivery.free') : formatMoney(price, locale),
              }
            }),
          })}
          ${
            quote.services.some(({ kind }) => kind === 'relay') && near.length > 0
              ? radios({
                  name: 'relay',
                  legend: t('checkout.chooseRelay'),
                  value: checkout.relayId ?? near[0]?.id,
                  options: near.map((point) => ({
                    value: point.id,
                    label: point.name,
                    note: `${point.line}, ${point.postcode} ${point.city}, ${t(point.kind === 'locker' ? 'relay.locker' : 'relay.relay')}`,
                  })),
                })
              : ''
          }
          <div class="panel">
            <h2>${t('checkout.deliverTo')}</h2>
            ${addressBlock(visit, checkout.shipping)}
            <p><a href="${path('/commande')}">${t('checkout.change')}</a></p>
          </div>
          <button class="button">${t('checkout.toPayment')}</button>
        </form>
        ${summary(visit, quote)}
      </div>`,
  })
}

function deliveryNote(visit: Visit, service: DeliveryService, quote: Quote, now: Date): string {
  if (service.kind === 'store') return visit.t('delivery.storeNote')
  const days = deliveryDays(service, dispatchDay(now, quote.parcel.madeToOrder))
  return visit.t(days.from === days.to ? 'delivery.expectedOn' : 'delivery.expected', {
    from: formatNearDay(days.from, visit.locale),
    to: formatNearDay(days.to, visit.locale),
  })
}

async function paymentPage(c: ShopContext, refused?: string): Promise<Response> {
  const visit = c.get('visit')
  const { t, path, session, locale, ledger } = visit
  const { checkout } = session.data
  const quote = currentQuote(visit)
  if (!checkout?.billing || quote.lines.length === 0) return c.redirect(path('/commande'), 303)
  if (quote.needsDelivery && !quote.service) return c.redirect(path('/commande/livraison'), 303)
  const vouchers = (checkout.vouchers ?? []).flatMap((code) => findVoucher(ledger, code) ?? [])
  const paidByVoucher = Math.min(
    quote.grand,
    vouchers.reduce((sum, { balance }) => sum + balance, 0),
  )
  const toPay = quote.grand - paidByVoucher
  return page(
    c,
    {
      title: t('checkout.payment'),
      wide: true,
      withoutChat: true,
      main: html`${steps(visit, 3)}
        <h1>${t('checkout.payment')}</h1>
        ${refused ? html`<p class="notice bad" role="alert">${refused}</p>` : ''}
        <div class="checkout">
          <div class="stack">
            <details class="panel" ${vouchers.length > 0 ? 'open' : ''}>
              <summary>${t('checkout.voucher')}</summary>
              <form method="post" action="${path('/commande/paiement/code')}" class="row">
                ${field({ name: 'code', label: t('checkout.voucherCode'), maxlength: 24 })}
                <button class="button quiet">${t('checkout.useVoucher')}</button>
              </form>
              ${vouchers.map(
                (voucher) => html`<p>${voucher.code} : ${formatMoney(voucher.balance, locale)}</p>`,
              )}
            </details>
            <form method="post" action="${path('/commande/paiement')}" class="stack">
              ${paymentChoice(visit, quote, toPay)}
              ${checkbox({
                name: 'terms',
                required: true,
                label: html`${t('checkout.acceptTerms')} <a href="${path('/cgv')}">${t('footer.terms')}</a>`,
              })}
              ${
                quote.lines.some(({ kind }) => kind === 'digital')
                  ? html`<p class="hint">${t('checkout.digitalConsent')}</p>`
                  : ''
              }
              <button class="button">${t('checkout.order')} · ${formatMoney(toPay, locale)}</button>
              <p class="hint">${t('checkout.withdrawalInfo')}</p>
            </form>
          </div>
          ${summary(visit, quote, paidByVoucher)}
        </div>`,
    },
    refused ? 400 : 200,
  )
}

function paymentChoice(visit: Visit, quote: Quote | undefined, toPay: number): Html {
  const { t, locale, session } = visit
  if (toPay === 0) return html`<p class="panel">${t('checkout.fullyPaid')}</p>`
  const giftCards = quote?.lines.some(({ kind }) => kind === 'gift-card') ?? false
  const instalments = toPay >= 10_000 && toPay <= 200_000 && !giftCards
  const parts = (count: number): string =>
    share(
      toPay,
      Array.from({ length: count }, () => 1),
    )
      .map((part) => formatMoney(part, locale))
      .join(' + ')
  const methods: readonly { value: PaymentMethod; note?: string }[] = [
    { value: 'card', note: t('checkout.cardNote') },
    { value: 'apple-pay' },
    { value: 'google-pay' },
    { value: 'paypal', note: t('checkout.paypalNote') },
    ...(instalments
      ? ([
          { value: 'card-3x', note: parts(3) },
          { value: 'card-4x', note: parts(4) },
        ] as const)
      : []),
    { value: 'transfer', note: t('checkout.transferNote') },
  ]
  return html`${radios({
      name: 'method',
      legend: t('checkout.method'),
      value: session.data.checkout?.payment ?? 'card',
      options: methods.map(({ value, note }) => ({
        value,
        label: t(`payment.${value}`),
        ...(note !== undefined && { note }),
      })),
    })}
    ${instalments ? html`<p class="hint">${t('checkout.creditWarning')}</p>` : ''}
    <fieldset class="panel card-form">
      <legend>${t('checkout.cardLegend')}</legend>
      <p class="hint">${t('checkout.demoCards')}</p>
      ${field({
        name: 'card',
        label: t('checkout.cardNumber'),
        autocomplete: 'cc-number',
        inputmode: 'numeric',
        maxlength: 23,
      })}
      <div class="row">
        ${field({ name: 'expiry', label: t('checkout.expiry'), autocomplete: 'cc-exp', maxlength: 7, className: 'narrow' })}
        ${field({ name: 'cvc', label: t('checkout.cvc'), autocomplete: 'cc-csc', inputmode: 'numeric', maxlength: 4, className: 'narrow' })}
      </div>
    </fieldset>`
}

/** The demonstration's bank: one number is accepted, one refused, whatever else is no number. Nothing is kept of it. */
function bankAnswer(method: string, form: Filled): 'accepted' | 'refused' | 'no-card' {
  if (method !== 'card' && method !== 'card-3x' && method !== 'card-4x') return 'accepted'
  const number = (form['card'] ?? '').replaceAll(/\D/g, '')
  if (number === '4000000000000002') return 'refused'
  return number.length >= 15 && number.length <= 16 && !/^3[47]/.test(number) ? 'accepted' : 'no-card'
}

const methodsOffered: readonly PaymentMethod[] = [
  'card',
  'apple-pay',
  'google-pay',
  'paypal',
  'card-3x',
  'card-4x',
  'transfer',
]

async function payBasket(c: ShopContext): Promise<Response> {
  const visit = c.get('visit')
  const { t, session, locale, ledger, customer, path } = visit
  const { checkout, giftWrap, giftMessage } = session.data
  const form = filledFrom(await c.req.parseBody())
  const quote = currentQuote(visit)
  if (!checkout?.billing || !checkout.email || quote.lines.length === 0)
    return c.redirect(path('/commande'), 303)
  if (form['terms'] !== 'yes') return paymentPage(c, t('checkout.termsNeeded'))
  const vouchers = checkout.vouchers ?? []
  const balance = vouchers.reduce((sum, code) => sum + (findVoucher(ledger, code)?.balance ?? 0), 0)
  const chosen = methodsOffered.find((method) => method === form['method']) ?? 'card'
  const payment: PaymentMethod = balance >= quote.grand ? 'voucher' : chosen
  if (isBlocked(visit) && payment.startsWith('card')) return paymentPage(c, t('checkout.blocked'))
  const bank = bankAnswer(payment, form)
  if (bank === 'no-card') return paymentPage(c, t('checkout.noCard'))
  const point = relayPoints.find(({ id }) => id === checkout.relayId)
  const order = placeOrder(ledger, {
    ...(customer && { customerId: customer.id }),
    email: checkout.email,
    locale,
    basket: session.basket,
    billing: checkout.billing,
    ...(checkout.shipping && { shipping: checkout.shipping }),
    ...(quote.service && { service: quote.service.id }),
    ...(point && quote.service?.kind === 'relay' && { relay: point }),
    payment,
    ...(giftWrap && giftMessage && { giftMessage }),
    vouchers,
  })
  session.forget('lines', 'giftWrap', 'giftMessage', 'promotion', 'checkout')
  session.update({ placed: [...(session.data.placed ?? []), order.reference] })
  if (bank === 'refused') return refuse(c, order)
  if (payment !== 'transfer') recordPayment(ledger, order)
  return c.redirect(path(`/commande/confirmation/${order.reference}`), 303)
}

/** After three refusals the card rests for an hour. */
function isBlocked(visit: Visit): boolean {
  const hourAgo = new Date(visit.ledger.clock.now().getTime() - 3_600_000).toISOString()
  return (visit.session.data.cardFailures ?? []).filter((at) => at > hourAgo).length >= 3
}

function refuse(c: ShopContext, order: Order): Response {
  const { ledger, session, path, t } = c.get('visit')
  recordRefusedPayment(ledger, order)
  session.update({
    cardFailures: [...(session.data.cardFailures ?? []), ledger.clock.now().toISOString()].slice(-3),
    notice: { kind: 'bad', text: t('checkout.refused') },
  })
  return c.redirect(path(`/commande/paiement/${order.reference}`), 303)
}

async function payLaterPage(c: ShopContext, refused?: string): Promise<Response> {
  const visit = c.get('visit')
  const { t, path, ledger, locale } = visit
  const order = findOrder(ledger, c.req.param('reference') ?? '')
  if (!order || !mayOpen(visit, order)) return c.notFound()
  if (stateOf(ledger, order).status !== 'awaiting-payment')
    return c.redirect(path(`/commande/confirmation/${order.reference}`), 303)
  const { toPay } = orderTotals(order)
  return page(
    c,
    {
      title: t('checkout.payment'),
      withoutChat: true,
      main: html`<h1>${t('checkout.payOrder', { reference: order.reference })}</h1>
        ${refused ? html`<p class="notice bad" role="alert">${refused}</p>` : ''}
        <form method="post" action="${path(`/commande/paiement/${order.reference}`)}" class="stack">
          ${paymentChoice(visit, undefined, toPay)}
          <button class="button">${t('checkout.pay')} · ${formatMoney(toPay, locale)}</button>
        </form>`,
    },
    refused ? 400 : 200,
  )
}

async function payLater(c: ShopContext): Promise<Response> {
  const visit = c.get('visit')
  const { ledger, path, t } = visit
  const order = findOrder(ledger, c.req.param('reference') ?? '')
  if (!order || !mayOpen(visit, order)) return c.notFound()
  const form = filledFrom(await c.req.parseBody())
  const payment = methodsOffered.find((method) => method === form['method']) ?? 'card'
  if (isBlocked(visit) && payment.startsWith('card')) return payLaterPage(c, t('checkout.blocked'))
  const bank = bankAnswer(payment, form)
  if (bank === 'no-card') return payLaterPage(c, t('checkout.noCard'))
  const changed = changePaymentMethod(ledger, order, payment)
  if (bank === 'refused') return refuse(c, changed)
  if (payment !== 'transfer') recordPayment(ledger, changed)
  return c.redirect(path(`/commande/confirmation/${order.reference}`), 303)
}

function confirmationPage(c: ShopContext): Response | Promise<Response> {
  const visit = c.get('visit')
  const { t, path, ledger, locale, customer } = visit
  const order = findOrder(ledger, c.req.param('reference') ?? '')
  if (!order || !mayOpen(visit, order)) return c.notFound()
  const { status } = stateOf(ledger, order)
  const totals = orderTotals(order)
  return page(c, {
    title: t('confirmation.title'),
    main: html`<h1>${t('confirmation.title')}</h1>
      <p class="lead">${t('confirmation.thanks', { name: order.billing.name })}</p>
      <div class="panel">
        <p class="reference">${t('confirmation.reference')} <strong>${order.reference}</strong></p>
        <p>${t('confirmation.mail', { email: order.email })}</p>
        <p>${t('sum.grand')} : <b>${formatMoney(totals.grand, locale)}</b> · ${t(`status.${status}`)}</p>
      </div>
      ${
        status === 'awaiting-payment' && order.payment === 'transfer'
          ? html`<div class="panel">
              <h2>${t('confirmation.transfer')}</h2>
              <p>${t('confirmation.transferText')}</p>
              <dl class="facts">
                <dt>IBAN</dt>
                <dd>${company.iban}</dd>
                <dt>BIC</dt>
                <dd>${company.bic}</dd>
                <dt>${t('confirmation.transferReference')}</dt>
                <dd>${order.reference}</dd>
                <dt>${t('sum.grand')}</dt>
                <dd>${formatMoney(totals.toPay, locale)}</dd>
              </dl>
            </div>`
          : ''
      }
      <p>${t('confirmation.invoice')}</p>
      <p>
        <a
          class="button"
          href="${path(customer ? `/mon-compte/commandes/${order.reference}` : '/suivi-commande')}"
          >${t('footer.track')}</a
        >
        <a class="button quiet" href="${path('/')}">${t('confirmation.goOn')}</a>
      </p>`,
  })
}

function steps(visit: Visit, reached: 1 | 2 | 3): Html {
  const { t } = visit
  const names = [t('checkout.coordinates'), t('checkout.delivery'), t('checkout.payment')]
  return html`<ol class="steps" aria-label="${t('checkout.steps')}">
    ${names.map(
      (name, index) =>
        html`<li
          class="${index + 1 < reached ? 'done' : ''}"
          ${index + 1 === reached ? raw('aria-current="step"') : ''}
        >
          ${name}
        </li>`,
    )}
  </ol>`
}

function summary(visit: Visit, quote: Quote, paidByVoucher = 0): Html {
  const { t, locale } = visit
  const row = (label: string, cents: number, className = ''): Html =>
    html`<tr class="${className}">
      <th scope="row">${label}</th>
      <td>${formatMoney(cents, locale)}</td>
    </tr>`
  return html`<aside class="panel" aria-labelledby="order-sum">
    <h2 id="order-sum">${t('checkout.yourOrder')}</h2>
    <ul class="plain">
      ${quote.lines.map(
        (line) =>
          html`<li class="sum-line">
            <span>${line.quantity} × ${line.name}</span
            ><span>${formatMoney(line.quantity * line.unit, locale)}</span>
          </li>`,
      )}
    </ul>
    <table class="sums">
      <tbody>
        ${row(t('sum.items'), quote.items)}
        ${quote.discount > 0 ? row(t('sum.discount'), -quote.discount) : ''}
        ${
          quote.needsDelivery
            ? quote.service
              ? row(`${t('sum.shipping')} (${textFor(t, 'delivery', quote.service.id)})`, quote.shipping)
              : html`<tr>
                  <th scope="row">${t('sum.shipping')}</th>
                  <td>${t('sum.later')}</td>
                </tr>`
            : ''
        }
        ${row(t('sum.grand'), quote.grand, 'total')} ${row(t('sum.vat'), quote.tax)}
        ${paidByVoucher > 0 ? row(t('sum.voucher'), -paidByVoucher) : ''}
        ${paidByVoucher > 0 ? row(t('sum.toPay'), quote.grand - paidByVoucher, 'total') : ''}
      </tbody>
    </table>
    ${quote.vat.kind === 'reverse-charge' ? html`<p class="hint">${t('vat.reverseCharge')}</p>` : ''}
    ${quote.vat.kind === 'export' ? html`<p class="hint">${t('vat.export')}</p>` : ''}
    ${quote.vat.kind === 'oss' ? html`<p class="hint">${t('vat.oss')}</p>` : ''}
  </aside>`
}
