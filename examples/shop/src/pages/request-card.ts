import type { RequestState } from '@comptoir/bot-engine'
import { html } from 'hono/html'
import type { Order } from '../order.ts'
import { refundsOf } from '../refunds.ts'
import { documentId } from '../request-documents.ts'
import { requestProgress } from '../request-progress.ts'
import type { CustomerRequest } from '../requests.ts'
import { hasLabel } from '../returns.ts'
import { formatInstant, formatNearDay } from '../spoken.ts'
import { isTextKey, textFor } from '../texts.ts'
import type { Visit } from '../visit.ts'
import { type Html, icon } from './layout.ts'
import { refundLine } from './refund-line.ts'

/**
 * One request as its customer sees it: where it stands, what is owed when, its papers and what was answered.
 *
 * @param order the order it is about, where its papers may be opened too
 */
export function requestCard(visit: Visit, request: CustomerRequest, order?: Order): Html {
  const { t, locale, ledger } = visit
  const { state, dueBy } = requestProgress(request, order)
  const refund = order && refundsOf(ledger, order).find((one) => one.request === request.number)
  const subject =
    request.values['items'] ??
    textFor(
      t,
      'option',
      request.values['problem'] ?? request.values['situation'] ?? request.values['right'] ?? '',
    )
  return html`<div class="request">
    <p class="request-head">
      <b>${textFor(t, 'request', request.kind)} ${request.number}</b>
      <span class="status status-${toneOf(state)}">${t(`requestState.${state}`)}</span>
    </p>
    <small
      >${[formatInstant(request.at, locale), order?.reference, dueBy && dueText(visit, request, state, dueBy)]
        .filter(Boolean)
        .join(' · ')}</small
    >
    ${subject ? html`<p>${subject}</p>` : ''} ${refund ? refundLine(visit, refund) : ''}
    ${order ? papers(visit, order, request) : ''}
    ${
      request.steps.length === 0
        ? ''
        : html`<ol class="plain request-steps">
            ${request.steps.map(
              (step) =>
                html`<li>
                  <small>${formatInstant(step.at, locale)}</small> ${t(`requestStep.${step.kind}`)}
                  ${step.note ? html`<br /><q>${step.note}</q>` : ''}
                </li>`,
            )}
          </ol>`
    }
  </div>`
}

function papers(visit: Visit, order: Order, request: CustomerRequest): Html | string {
  const { t, path } = visit
  const base = `/mon-compte/commandes/${order.reference}/documents`
  const links = [
    ...(hasLabel(order, request)
      ? [{ id: documentId(request, 'return-label'), label: t('order.label') }]
      : []),
    ...(request.kind === 'withdrawal'
      ? [{ id: documentId(request, 'receipt'), label: t('order.receipt') }]
      : []),
  ]
  return links.length === 0
    ? ''
    : html`<ul class="plain">
        ${links.map(
          ({ id, label }) =>
            html`<li>
              <a class="document" href="${path(`${base}/${id}.pdf`)}"
                >${icon('pdf')}<span>${label}<br /><small>PDF</small></span></a
              >
            </li>`,
        )}
      </ul>`
}

/** What is owed by that day: an answer, the goods, or the money. */
function dueText(
  { t, locale }: Visit,
  { kind }: CustomerRequest,
  state: RequestState,
  dueBy: string,
): string {
  const key = `requestDue.${kind === 'withdrawal' ? 'withdrawal' : state}`
  return isTextKey(key) ? t(key, { day: formatNearDay(dueBy, locale) }) : ''
}

/** The colour of a state, as those of orders. */
function toneOf(state: RequestState): string {
  if (state === 'done') return 'delivered'
  if (state === 'refused') return 'cancelled'
  return state === 'received' ? 'payment-accepted' : 'shipped'
}
