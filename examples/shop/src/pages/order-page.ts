import type { Milestone, OrderAction } from '@comptoir/bot-engine'
import { html } from 'hono/html'
import { isLate } from '../carriers.ts'
import { trackingUrl } from '../delivery.ts'
import { type Invoice, invoicesOf } from '../invoices.ts'
import { formatMoney, formatRate } from '../money.ts'
import { type Order, orderTotals } from '../order.ts'
import { type OrderState, shipmentStatus } from '../order-state.ts'
import { stateOf } from '../orders.ts'
import { filesOf } from '../downloads.ts'
import { exceptionOf } from '../exceptions.ts'
import { guaranteeOf } from '../guarantee.ts'
import { parisDay } from '../paris-time.ts'
import { refundsOf } from '../refunds.ts'
import { declarationsFor, requestsForOrder } from '../requests.ts'
import { formatDay, formatInstant, formatNearDay } from '../spoken.ts'
import { textFor } from '../texts.ts'
import type { Visit } from '../visit.ts'
import { addressBlock } from './address-form.ts'
import { type Html, icon } from './layout.ts'
import { fileItem } from './order/files.ts'
import { refundLine } from './refund-line.ts'
import { requestCard } from './request-card.ts'

/** May this visitor see this order: its customer, whoever placed it in this browser, or who found it by tracking? */
export function mayOpen(visit: Visit, order: Order): boolean {
  const { customer, session } = visit
  return (
    (customer !== undefined && order.customerId === customer.id) ||
    (session.data.placed ?? []).includes(order.reference) ||
    session.data.tracked?.[order.reference] !== undefined
  )
}

/** Personal data and documents need more than a reference and an e-mail: the account, this browser, or the postcode. */
export function mayReadDocuments(visit: Visit, order: Order): boolean {
  const { customer, session } = visit
  return (
    (customer !== undefined && order.customerId === customer.id) ||
    (session.data.placed ?? []).includes(order.reference) ||
    session.data.tracked?.[order.reference] === 'documents'
  )
}

/** All there is to say of an order to its customer: where it stands, its parcels, its papers, and what may be done. */
export function orderDetail(visit: Visit, order: Order): Html {
  const { t, locale, ledger } = visit
  const state = stateOf(ledger, order)
  const documents = mayReadDocuments(visit, order)
  return html`
    <div class="order-head">
      <div>
        <p class="eyebrow">${t('order.placedOn', { day: formatDay(order.placedAt, locale) })}</p>
        <h1>${t('order.title', { reference: order.reference })}</h1>
      </div>
      <p class="status status-${state.status}">${t(`status.${state.status}`)}</p>
    </div>
    ${actionBar(visit, order, state, documents)}
    <div class="order">
      <div class="stack">
        <section class="panel" aria-labelledby="timeline">
          <h2 id="timeline">${t('order.timeline')}</h2>
          ${timeline(visit, state.milestones)}
        </section>
        ${order.shipments.map((_, index) => parcel(visit, order, index))}
        <section class="panel" aria-labelledby="lines">
          <h2 id="lines">${t('order.articles')}</h2>
          ${lineTable(visit, order, lineRights(visit, order, state))}
        </section>
      </div>
      <div class="stack">
        <section class="panel" aria-labelledby="papers">
          <h2 id="papers">${t('order.documents')}</h2>
          ${invoices(visit, order, documents)}
        </section>
        ${downloads(visit, order, state, documents)}
        ${
          documents
            ? html`<section class="panel" aria-labelledby="addresses">
                <h2 id="addresses">${t('order.addresses')}</h2>
                ${
                  order.delivery.relay
                    ? html`<h3>${t('order.relay')}</h3>
                        <p>
                          ${order.delivery.relay.name}<br />${order.delivery.relay.line}<br />${
                            order.delivery.relay.postcode
                          }
                          ${order.delivery.relay.city}
                        </p>`
                    : ''
                }
                ${
                  order.shipping && !order.delivery.relay
                    ? html`<h3>${t('order.deliveredTo')}</h3>
                        ${addressBlock(visit, order.shipping)}`
                    : ''
                }
                <h3>${t('order.billedTo')}</h3>
                ${addressBlock(visit, order.billing)}
              </section>`
            : ''
        }
        ${refunds(visit, order)} ${requests(visit, order, documents)}
      </div>
    </div>
  `
}

/** What may be done. Who has shown no more than reference and e-mail may pay and withdraw, which need no proof. */
function actionBar(visit: Visit, order: Order, state: OrderState, documents: boolean): Html {
  const { t, path } = visit
  const base = `/mon-compte/commandes/${order.reference}`
  const open: ReadonlySet<OrderAction> = new Set<OrderAction>(['pay', 'withdraw'])
  const can = new Set(state.actions.filter((action) => documents || open.has(action)))
  const until = (day: string | undefined): string =>
    day === undefined ? '' : t('order.until', { day: formatNearDay(day, visit.locale) })
  return html`<ul class="actions">
    ${
      can.has('pay')
        ? html`<li>
            <a class="button" href="${path(`/commande/paiement/${order.reference}`)}">${t('order.pay')}</a>
          </li>`
        : ''
    }
    ${
      can.has('cancel')
        ? html`<li><a class="button quiet" href="${path(`${base}/modifier`)}">${t('order.modify')}</a></li>`
        : ''
    }
    ${
      can.has('cancel')
        ? html`<li><a class="button quiet" href="${path(`${base}/annuler`)}">${t('order.cancel')}</a></li>`
        : ''
    }
    ${
      can.has('return')
        ? html`<li>
            <a class="button quiet" href="${path(`${base}/retour`)}">${t('order.return')}</a>
            <small>${until(state.returnUntil)}</small>
          </li>`
        : ''
    }
    ${
      can.has('withdraw')
        ? html`<li>
            <a class="button quiet" href="${path(`/retractation?commande=${order.reference}`)}"
              >${t('footer.withdraw')}</a
            >
            <small>${until(state.withdrawUntil)}</small>
          </li>`
        : ''
    }
    ${
      !documents || can.has('cancel') || can.has('pay')
        ? ''
        : html`<li>
            <form method="post" action="${path(`${base}/recommander`)}">
              <button class="button quiet">${t('order.again')}</button>
            </form>
          </li>`
    }
    ${
      can.has('investigate')
        ? html`<li><a class="button quiet" href="${path(`${base}/enquete`)}">${t('order.enquiry')}</a></li>`
        : ''
    }
    ${
      can.has('report-problem')
        ? html`<li><a class="button quiet" href="${path(`${base}/probleme`)}">${t('order.problem')}</a></li>`
        : ''
    }
  </ul>`
}

/** The order's life as a list of dated steps; what is only expected says so in words. */
export function timeline(visit: Visit, milestones: readonly Milestone[]): Html {
  const { t, locale } = visit
  return html`<ol class="timeline">
    ${milestones.map(
      (milestone) =>
        html`<li class="${milestone.expected ? 'expected' : ''}">
          <b>${t(`milestone.${milestone.kind}`)}</b>
          <span
            >${
              milestone.at === undefined
                ? milestone.expected
                  ? t('milestone.awaited')
                  : ''
                : milestone.expected
                  ? t('milestone.expected', { day: formatNearDay(milestone.at, locale) })
                  : formatInstant(milestone.at, locale)
            }</span
          >
        </li>`,
    )}
  </ol>`
}

function parcel(visit: Visit, order: Order, index: number): Html {
  const { t, locale, ledger } = visit
  const shipment = order.shipments[index]
  if (!shipment) return html``
  const url = trackingUrl(shipment.carrier, shipment.trackingNumber)
  const status = shipmentStatus(shipment)
  const late = isLate(shipment, ledger.clock.now())
  return html`<section class="panel" aria-labelledby="parcel-${index}">
    <h2 id="parcel-${index}">
      ${order.shipments.length > 1 ? t('order.parcelOf', { number: index + 1, count: order.shipments.length }) : t('order.parcel')}
    </h2>
    <p>
      <b>${shipment.carrier}</b> · ${t(`parcel.${status}`)}
      ${
        shipment.eta && status !== 'Delivered' && status !== 'ReturnedToSender'
          ? html` · ${t('order.announced', { day: formatNearDay(shipment.eta, locale) })}`
          : ''
      }
    </p>
    <p>
      ${t('order.trackingNumber')}
      ${url ? html`<a href="${url}" rel="noreferrer">${shipment.trackingNumber}</a>` : shipment.trackingNumber}
    </p>
    ${late ? html`<p class="notice bad">${t('order.late')}</p>` : ''}
    <table class="events">
      <caption class="sr">
        ${t('order.carrierEvents')}
      </caption>
      <tbody>
        ${shipment.events.toReversed().map(
          (event) =>
            html`<tr>
              <td>${formatInstant(event.at, locale)}</td>
              <td>${textFor(t, 'carrier', event.label)}</td>
              <td>${event.place ?? ''}</td>
            </tr>`,
        )}
      </tbody>
    </table>
    <p class="hint">
      ${t('order.contains')}
      ${shipment.lines
        .map(
          ({ lineId, quantity }) =>
            `${quantity} × ${order.lines.find(({ id }) => id === lineId)?.name ?? ''}`,
        )
        .join(' · ')}
    </p>
  </section>`
}

/** The lines of an order with their sums; `notes` stand under a line, by its id. */
export function lineTable(
  visit: Visit,
  order: Order,
  notes: ReadonlyMap<number, readonly string[]> = new Map(),
): Html {
  const { t, locale } = visit
  const totals = orderTotals(order)
  return html`<table class="lines">
    <thead>
      <tr>
        <th scope="col">${t('order.article')}</th>
        <th scope="col">${t('product.quantity')}</th>
        <th scope="col">${t('order.amount')}</th>
      </tr>
    </thead>
    <tbody>
      ${order.lines.map(
        (line) =>
          html`<tr>
            <td>
              ${line.name}<br /><small
                >${line.sku} · ${t('invoice.rate')} ${formatRate(line.vatRate, locale)}</small
              >${(notes.get(line.id) ?? []).map((note) => html`<br /><small class="soft">${note}</small>`)}
            </td>
            <td>${line.quantity}</td>
            <td>${formatMoney(line.quantity * line.unit, locale)}</td>
          </tr>`,
      )}
    </tbody>
    <tfoot>
      ${
        totals.discount > 0
          ? sumRow(`${t('sum.discount')} ${order.promotion ?? ''}`, formatMoney(-totals.discount, locale))
          : ''
      }
      ${
        order.delivery.service
          ? sumRow(
              `${t('sum.shipping')} (${textFor(t, 'delivery', order.delivery.service)})`,
              formatMoney(totals.shipping, locale),
            )
          : ''
      }
      ${sumRow(t('sum.grand'), formatMoney(totals.grand, locale), 'total')}
      ${order.vouchers.map(({ cents }) => sumRow(t('sum.voucher'), formatMoney(-cents, locale)))}
      ${sumRow(t('order.paidBy'), t(`payment.${order.payment}`))}
    </tfoot>
  </table>`
}

function sumRow(label: string, value: string, className: string = ''): Html {
  return html`<tr class="${className}">
    <th scope="row" colspan="2">${label}</th>
    <td>${value}</td>
  </tr>`
}

function invoices(visit: Visit, order: Order, documents: boolean): Html {
  const { t, path, ledger } = visit
  const issued = invoicesOf(ledger, order.id)
  if (issued.length === 0) return html`<p>${t('order.noInvoice')}</p>`
  if (!documents)
    return html`<p>${t('tracking.postcodeNeeded')}</p>
      <p><a href="${path('/suivi-commande')}">${t('tracking.givePostcode')}</a></p>`
  return html`<ul class="plain">
    ${issued.map((invoice) => invoiceItem(visit, order, invoice))}
  </ul>`
}

function invoiceItem(visit: Visit, order: Order, invoice: Invoice): Html {
  const { t, path, locale } = visit
  const base = `/mon-compte/commandes/${order.reference}/factures/${invoice.number}`
  return html`<li class="stack">
    <a class="document" href="${path(`${base}.pdf`)}"
      >${icon('pdf')}<span
        >${t(invoice.kind === 'invoice' ? 'invoice.title' : 'invoice.creditNoteTitle')} ${invoice.number}<br /><small
          >${formatDay(invoice.issuedAt, locale)} · ${formatMoney(invoice.document.grand, locale)} ·
          PDF</small
        ></span
      ></a
    >
    ${
      invoice.kind === 'invoice'
        ? html`<p class="hint">
              ${t(`invoiceMail.${invoice.mail.state}`, {
                at: invoice.mail.at ? formatInstant(invoice.mail.at, locale) : '',
                email: order.email,
              })}
            </p>
            <form method="post" action="${path(`${base}/renvoyer`)}">
              <button class="link">${t('order.resendInvoice')}</button>
            </form>`
        : ''
    }
  </li>`
}

function downloads(visit: Visit, order: Order, state: OrderState, documents: boolean): Html | string {
  const { t, ledger } = visit
  const files = filesOf(ledger, order)
  if (files.length === 0 || !documents || !state.actions.includes('download')) return ''
  return html`<section class="panel" aria-labelledby="files">
    <h2 id="files">${t('order.files')}</h2>
    <ul class="plain">
      ${files.map((file) => html`<li>${fileItem(visit, order, file)}</li>`)}
    </ul>
    <p class="hint">${t('order.downloadHint')}</p>
  </section>`
}

/** The money of the order that is not told with a request. */
function refunds(visit: Visit, order: Order): Html | string {
  const { t, ledger } = visit
  const others = refundsOf(ledger, order).filter(({ request }) => request === undefined)
  if (others.length === 0) return ''
  return html`<section class="panel" aria-labelledby="refunds">
    <h2 id="refunds">${t('order.refunds')}</h2>
    ${others.map((refund) => refundLine(visit, refund))}
  </section>`
}

function requests(visit: Visit, order: Order, documents: boolean): Html | string {
  const { t, ledger } = visit
  const all = requestsForOrder(ledger, order.id)
  if (all.length === 0 || !documents) return ''
  return html`<section class="panel" aria-labelledby="requests">
    <h2 id="requests">${t('order.requests')}</h2>
    <ul class="plain">
      ${all.toReversed().map((request) => html`<li>${requestCard(visit, request, order)}</li>`)}
    </ul>
  </section>`
}

/** What a line's customer should know of their rights: why it cannot be withdrawn from, how long it is guaranteed. */
function lineRights(visit: Visit, order: Order, state: OrderState): ReadonlyMap<number, readonly string[]> {
  const { t, ledger, locale } = visit
  const declared = declarationsFor(ledger, order)
  const asked = requestsForOrder(ledger, order.id)
  const today = parisDay(ledger.clock.now())
  return new Map(
    order.lines.map((line) => {
      const exception = exceptionOf(line, declared)
      const guarantee = guaranteeOf(order, state, line, asked, today)
      return [
        line.id,
        [
          ...(exception ? [t(`order.exception.${exception}`)] : []),
          ...(guarantee
            ? [
                t(guarantee.running ? 'order.guarantee' : 'order.guaranteeOver', {
                  day: formatDay(guarantee.until, locale),
                }),
              ]
            : []),
        ],
      ] as const
    }),
  )
}
