import { Hono } from 'hono'
import { html } from 'hono/html'
import { exceptionOf } from '../exceptions.ts'
import { findOrder, type Order } from '../order.ts'
import { declarationsFor } from '../requests.ts'
import type { ShopContext, ShopEnv } from '../visit.ts'
import { receiveWithdrawal } from '../withdrawals.ts'
import { contentOf } from './content-page.ts'
import { field, type Filled, filledFrom } from './field.ts'
import { identityFields, isEmail } from './identity-fields.ts'
import { type Html, page } from './layout.ts'
import { mayOpen } from './order-page.ts'
import { receiptPage } from './request-receipt.ts'

/**
 * The withdrawal function (C. conso. L221-21, D221-5): name, contract and an address for the receipt; then one button
 * that confirms. No reason, no sign-in, no look at whether the right still stands: that is for a person, later.
 */
export function withdrawalPages(): Hono<ShopEnv> {
  const app = new Hono<ShopEnv>()
  app.get('/retractation', (c) => withdrawalPage(c))
  app.post('/retractation', async (c) => {
    const { t } = c.get('visit')
    const body = await c.req.parseBody({ all: true })
    const filled = filledFrom(body)
    const lines = [body['line'] ?? []].flat().map(Number)
    if (!filled['name'] || !filled['reference'] || !isEmail(filled['email']))
      return withdrawalPage(c, filled, t('checkout.incomplete'))
    return filled['step'] === 'confirm' ? declare(c, filled, lines) : confirmation(c, filled, lines)
  })
  return app
}

function withdrawalPage(c: ShopContext, filled: Filled = {}, error?: string): Response | Promise<Response> {
  const { t, path } = c.get('visit')
  const content = contentOf(c, '/retractation')
  const order = openOrder(c, filled['reference'] ?? c.req.query('commande'))
  return page(
    c,
    {
      title: content.title,
      main: html`${content.body} ${error ? html`<p class="notice bad" role="alert">${error}</p>` : ''}
        <form method="post" action="${path('/retractation')}" class="panel stack" id="form">
          ${identityFields(c, filled, 'required')}
          ${
            order
              ? parts(c, order)
              : field({
                  name: 'items',
                  label: t('withdrawal.items'),
                  value: filled['items'],
                  rows: 3,
                  maxlength: 2000,
                  hint: t('withdrawal.itemsHint'),
                })
          }
          <button class="button">${t('withdrawal.next')}</button>
        </form>`,
    },
    error ? 400 : 200,
  )
}

/** The order named, where this visitor may see it anyway; nobody else learns whether there is one. */
function openOrder(c: ShopContext, reference: string | undefined): Order | undefined {
  const visit = c.get('visit')
  const order = reference === undefined ? undefined : findOrder(visit.ledger, reference)
  return order && mayOpen(visit, order) ? order : undefined
}

/** The articles, each with why the right does not cover it: it can be chosen all the same. */
function parts(c: ShopContext, order: Order): Html {
  const { t, ledger } = c.get('visit')
  const declared = declarationsFor(ledger, order)
  return html`<fieldset class="radios">
    <legend>${t('withdrawal.items')}</legend>
    ${order.lines
      .filter(({ kind }) => kind !== 'service')
      .map((line) => {
        const exception = exceptionOf(line, declared)
        return html`<label class="radio"
          ><input type="checkbox" name="line" value="${line.id}" /><span
            >${line.quantity} × ${line.name}
            ${exception ? html`<br /><small>${t(`order.exception.${exception}`)}</small>` : ''}</span
          ></label
        >`
      })}
    <p class="hint">${t('withdrawal.itemsHint')} ${t('withdrawal.allReceived')}</p>
  </fieldset>`
}

function confirmation(
  c: ShopContext,
  filled: Filled,
  lines: readonly number[],
): Response | Promise<Response> {
  const { t, path } = c.get('visit')
  const order = openOrder(c, filled['reference'])
  const chosen = (order?.lines ?? []).filter(({ id }) => lines.includes(id))
  const items = chosen.map(({ quantity, name }) => `${quantity} × ${name}`).join(', ') || filled['items']
  const said: Filled = { ...filled, ...(items && { items }) }
  const kept = ['name', 'email', 'reference', 'items'] as const
  return page(c, {
    title: t('withdrawal.confirmTitle'),
    main: html`<h1>${t('withdrawal.confirmTitle')}</h1>
      <p>${t('withdrawal.statement')}</p>
      <dl class="facts panel">
        ${kept.map(
          (name) =>
            html`<dt>${t(`field.${name}`)}</dt>
              <dd>${said[name] || t('withdrawal.whole')}</dd>`,
        )}
      </dl>
      <form method="post" action="${path('/retractation')}" class="row">
        ${kept.map((name) => html`<input type="hidden" name="${name}" value="${said[name] ?? ''}" />`)}
        ${chosen.map(({ id }) => html`<input type="hidden" name="line" value="${id}" />`)}
        <input type="hidden" name="step" value="confirm" />
        <button class="button">${t('withdrawal.confirm')}</button>
      </form>`,
  })
}

function declare(c: ShopContext, filled: Filled, lines: readonly number[]): Response | Promise<Response> {
  const { ledger, customer, locale } = c.get('visit')
  const { name = '', email = '', reference = '', items = '' } = filled
  const chosen = (openOrder(c, reference)?.lines ?? []).filter(({ id }) => lines.includes(id))
  const request = receiveWithdrawal(ledger, {
    name,
    email,
    reference,
    items,
    locale,
    customerId: customer?.id,
    lines: chosen.map(({ id, quantity }) => ({ lineId: id, quantity })),
  })
  return receiptPage(c, request)
}
