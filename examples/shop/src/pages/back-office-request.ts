import { html } from 'hono/html'
import { formatMoney } from '../money.ts'
import type { Order } from '../order.ts'
import { orderById } from '../order.ts'
import { parisDay } from '../paris-time.ts'
import { recordReturn, refundOrder } from '../orders.ts'
import { linesOwed, owedFor } from '../refunds.ts'
import { Refusal } from '../refusal.ts'
import { requestProgress } from '../request-progress.ts'
import {
  allRequests,
  type CustomerRequest,
  findRequest,
  recordStep,
  type StepKind,
  stepKinds,
} from '../requests.ts'
import { hasLabel, labelCost } from '../returns.ts'
import { formatInstant, formatNearDay } from '../spoken.ts'
import { textFor } from '../texts.ts'
import type { ShopContext, Visit } from '../visit.ts'
import { field, type Filled } from './field.ts'
import { breadcrumb, type Html, page } from './layout.ts'
import { requestCard } from './request-card.ts'

/** Everything that customers asked for: what is open first, the most urgent on top. */
export function requestsPage(c: ShopContext): Response | Promise<Response> {
  const visit = c.get('visit')
  const { t, ledger } = visit
  const all = allRequests(ledger).map((request) => {
    const order = request.orderId === undefined ? undefined : orderById(ledger, request.orderId)
    return { request, order, progress: requestProgress(request, order) }
  })
  const open = all
    .filter(({ progress }) => progress.dueBy !== undefined)
    .toSorted((one, other) => (one.progress.dueBy ?? '').localeCompare(other.progress.dueBy ?? ''))
  const closed = all.filter(({ progress }) => progress.dueBy === undefined)
  return page(c, {
    title: t('backOffice.requests'),
    wide: true,
    main: html`${breadcrumb(visit, ['/back-office', t('backOffice.title')])}
      <h1>${t('backOffice.requests')}</h1>
      ${(
        [
          ['open', t('backOffice.openOnly'), open],
          ['closed', t('backOffice.closed'), closed],
        ] as const
      ).map(
        ([id, title, some]) =>
          html`<section class="stack" aria-labelledby="${id}">
            <h2 id="${id}">${title} (${some.length})</h2>
            ${
              some.length === 0
                ? html`<p>${t('backOffice.noRequests')}</p>`
                : html`<ul class="cards requests">
                    ${some.map(
                      ({ request, order }) =>
                        html`<li class="panel">${requestPanel(visit, request, order)}</li>`,
                    )}
                  </ul>`
            }
          </section>`,
      )}`,
  })
}

/** One request with its customer, what they wrote, and the buttons that fit where it stands. */
export function requestPanel(visit: Visit, request: CustomerRequest, order: Order | undefined): Html {
  const { t, path, locale, ledger } = visit
  const { dueBy } = requestProgress(request, order)
  const overdue = dueBy !== undefined && dueBy < parisDay(ledger.clock.now())
  return html`${requestCard(visit, request, order)}
    <p class="hint">
      ${request.name} · ${request.email}
      ${
        order
          ? html` ·
              <a href="${path(`/back-office/commandes/${order.reference}`)}">${order.reference}</a>`
          : ''
      }
    </p>
    ${
      dueBy === undefined
        ? ''
        : html`<p class="${overdue ? 'notice bad' : 'hint'}">
            ${t(overdue ? 'backOffice.overdue' : 'backOffice.due', { day: formatNearDay(dueBy, locale) })}
          </p>`
    }
    <dl class="facts">
      ${Object.entries(request.values)
        .filter(([, value]) => value !== '')
        .map(
          ([name, value]) =>
            html`<dt>${textFor(t, 'field', name)}</dt>
              <dd>
                ${name === 'photo' ? html`<img src="${value}" alt="" width="320" />` : name === 'declaredAt' ? formatInstant(value, locale) : textFor(t, 'option', value)}
              </dd>`,
        )}
    </dl>
    ${dueBy === undefined ? '' : moves(visit, request, order)}`
}

/** What can be done with a request now: the goods arrive, money goes back, an answer is written. */
function moves(visit: Visit, request: CustomerRequest, order: Order | undefined): Html {
  const { t, path, ledger, locale } = visit
  const { state } = requestProgress(request, order)
  const goodsAwaited = order !== undefined && state !== 'goods-received' && backKinds.has(request.kind)
  const refundable =
    order !== undefined &&
    (backKinds.has(request.kind) || request.kind === 'problem' || request.kind === 'investigation') &&
    order.events.some(({ kind }) => kind === 'paid')
  const button = (act: StepKind | 'refund', label: string, quiet = true): Html =>
    html`<button class="button ${quiet ? 'quiet' : ''}" name="act" value="${act}">${label}</button>`
  return html`<form
    method="post"
    action="${path(`/back-office/demandes/${request.number}`)}"
    class="stack moves"
  >
    ${field({ name: 'note', label: t('backOffice.note'), rows: 2, maxlength: 2000, id: `note-${request.number}` })}
    <div class="switch">
      ${state === 'received' ? button('accepted', t('backOffice.accept')) : ''}
      ${goodsAwaited ? button('goods-received', t('backOffice.goodsHere')) : ''}
      ${
        refundable && order
          ? button(
              'refund',
              t('backOffice.refundThis', { amount: formatMoney(owedFor(ledger, order, request), locale) }),
            )
          : ''
      }
      ${request.values['problem'] === 'defective' ? button('repaired', t('backOffice.repaired')) : ''}
      ${refundable ? button('sent-again', t('backOffice.sendAgain')) : ''}
      ${button('answered', t('backOffice.answer'))} ${button('done', t('backOffice.finish'))}
      ${request.kind === 'withdrawal' ? '' : button('refused', t('backOffice.refuse'))}
    </div>
  </form>`
}

const backKinds: ReadonlySet<string> = new Set(['return', 'withdrawal', 'gift-return'])

/**
 * Does what a button of a request says; the customer is told by mail what is written with it.
 *
 * @throws {Refusal} where the request is not there, or an answer or refusal has no words
 */
export function moveRequest(c: ShopContext, number: string, form: Filled): void {
  const { ledger } = c.get('visit')
  const request = findRequest(ledger, number)
  if (!request) throw new Refusal('refusal.noSuchOrder', { reference: number })
  const order = request.orderId === undefined ? undefined : orderById(ledger, request.orderId)
  const locale = order?.locale ?? 'fr'
  const note = form['note'] || undefined
  if (form['act'] === 'refund' && order) {
    refundOrder(ledger, order, {
      lines: linesOwed(ledger, order, request),
      shipping: request.kind === 'withdrawal' && request.lines.length === 0,
      label: hasLabel(order, request) && labelCost(request) > 0,
      request: request.number,
    })
    if (note !== undefined) recordStep(ledger, request, 'answered', note, locale)
    return
  }
  const kind = stepKinds.find((known) => known === form['act'])
  if (kind === undefined) return
  if (note === undefined && (kind === 'refused' || kind === 'answered'))
    throw new Refusal('backOffice.noteNeeded')
  if (kind === 'goods-received' && order)
    recordReturn(ledger, order, linesOwed(ledger, order, request), request.number)
  recordStep(ledger, request, kind, note, locale)
}
